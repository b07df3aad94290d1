"""The kinds of faults that people met with tools of this field, each from its file to what is made
of it or said of it.
"""

from pathlib import Path
from unicodedata import normalize

import pikepdf
import pytest
import zxingcpp
from PIL import Image

from infogen.cli import run
from kit.html_reader import links, page, said
from kit.places import DATA

HEAD = "title: Prueba\nalt: Prueba de algo\nformats: [square]\nbody:\n  kind: column\n  pad: 64\n"
ENTRY = """
x:
  url: "{url}"
  shown: "{shown}"
  source: "https://example.org"
  tested: true
  confidence: alta
  checked_on: 2026-11-23
"""
CODE = "{kind: qr, module: 6, link: $links.x}"
SHOWN = '{kind: text, style: body, text: "Entra a ${links.x}"}'


@pytest.fixture
def campaign(tmp_path, monkeypatch, capsys):
    """The status of building a piece of some blocks, and all that is said."""
    monkeypatch.chdir(tmp_path)

    def build(*blocks, kinds=("png",), link=None, text=None):
        files = {"layouts/t.yaml": f"{HEAD}  children:\n    - " + "\n    - ".join(blocks) + "\n"}
        if link is not None:
            url, shown = link
            others = (DATA / "links.yaml").read_text("utf-8")
            files["data/links.yaml"] = others + ENTRY.format(url=url, shown=shown)
        if text is not None:
            files["data/copy/x.yaml"] = f"a:\n  long: {text}\n  short: x\n  facts: []\n  law: []\n"
        for name, written in files.items():
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_text(written, "utf-8")
        status = run(["build", "t", *(f"--as={kind}" for kind in kinds)])
        captured = capsys.readouterr()
        assert status == ("error" in captured.err)
        return captured.err

    return build


@pytest.mark.parametrize(
    ("url", "shown", "ascii_form"),
    [
        ("https://ñandú.mx/año", "ñandú.mx", "https://xn--and-6ma2c.mx/a%C3%B1o"),
        (normalize("NFD", "https://x.mx/año"), "x.mx", "https://x.mx/a%C3%B1o"),
        ("HTTPS://Pt.Org.MX/~Ana", "pt.org.mx/~Ana", "https://pt.org.mx/~Ana"),
        ("https://x.mx/a**b**==c==", "x.mx/a**b**==c==", "https://x.mx/a**b**==c=="),
        ("https://xn--and-6ma2c.mx/", "ñandú.mx", "https://xn--and-6ma2c.mx/"),
    ],
)
def test_code_pdf_and_html_hold_one_form_of_an_address_and_it_is_shown_as_typed(
    campaign, url, shown, ascii_form
):
    assert "error" not in campaign(
        CODE, SHOWN, kinds=("png", "pdf", "html", "txt"), link=(url, shown)
    )
    (code,) = zxingcpp.read_barcodes(Image.open("output/t/t-square.png"))
    assert code.text == ascii_form
    with pikepdf.Pdf.open("output/t/t-square.pdf") as pdf:
        uris = {str(note.A.URI) for page in pdf.pages for note in page.Annots}
    assert uris == {ascii_form}
    html = Path("output/t/t-square.html").read_bytes()
    assert {link for link in links(page(html)) if link.startswith("http")} == {ascii_form}
    assert f"Entra a {shown}" in said(page(html))


@pytest.mark.parametrize("length", [900, 2332, 20_000])
def test_an_address_that_no_phone_reads_is_one_error_at_the_link(campaign, length):
    address = "https://x.mx/citas?".ljust(length, "a")
    told = campaign(CODE, SHOWN, CODE, link=(address, "x.mx"))
    assert f"an address of {length} characters" in told
    assert "data/links.yaml:" in told
    assert told.count("error:") == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('"Cuesta $${no.hay}"', '"$no.hay" refers to nothing'),
        ('"Ve a $links.saimex y"', '"$links.saimex" would be printed as it stands'),
        ('"Ve a ${links.saimex y"', '"${links.saimex" would be printed as it stands'),
        ('"Ve a $(links.saimex)"', '"$(" would be printed as it stands'),
        ('"Ve a {links.saimex}"', '"{links.saimex" would be printed as it stands'),
        ('"Hola $nombre."', '"$nombre" would be printed as it stands'),
        ("Ven a Hidalgo #12, Centro", '"#12, Centro" is taken for a comment'),
        ("Nota: trae tu acta", 'unexpected ":"'),
        ("“Hola”", "the quotes around the value are part of it"),
        ("Hola\u200bmundo", "a character that cannot be seen (U+200B)"),
        ("שלום", "is read from right to left"),
        ("1.10", '"long" must be text, not 1.1'),
        ("2026", 'put it in quotes: "2026"'),
    ],
)
def test_what_would_be_printed_wrong_is_one_error_where_it_is_written(campaign, text, message):
    told = campaign("{kind: text, style: body, text: $copy.x.a}", text=text)
    assert message in told
    assert "data/copy/x.yaml:2:" in told
    assert told.count("error:") == 1
    assert "hint:" in told or "refers to nothing" in told


@pytest.mark.parametrize(
    ("block", "message"),
    [
        ("{kind: text, style: body, text: 1000}", "1000 is a number or a date here"),
        ("{kind: text, style: body, text: 1.10}", "put it in quotes, as it is to be printed"),
        ("{kind: text, style: body, text: 2026-01-02}", "2026-01-02 is a number or a date"),
        ("{kind: text, style: body, text: x, when: no}", "when needs a reference, true or false"),
        ("{kind: text, style: body, text:Mundo}", 'write "text: Mundo"'),
        ("kind:text", 'write "kind: text"'),
        ("{kind: text, style: body, text: Hola, mundo}", 'in quotes: "Hola, mundo"'),
        ("{kind: text, style: body, color: #7CC576}", '"#7CC576}" is taken for a comment'),
    ],
)
def test_traps_of_yaml_are_one_error_in_a_layout(campaign, block, message):
    told = campaign(block)
    assert message in told
    assert "layouts/t.yaml:8:" in told
    assert told.count("error:") == 1


def test_decomposed_text_is_checked_as_any_other(campaign):
    told = campaign(
        "{kind: text, style: body, text: $copy.x.a}",
        text=normalize("NFD", '"Quince días para responder"'),
    )
    assert "does not say which days" in told


def test_a_soft_hyphen_is_a_place_to_break_and_no_letter(campaign):
    word = "otorrinolaringo\u00adlogía"
    assert "error" not in campaign(
        f"{{kind: text, style: body, width: 330, text: {word}}}", kinds=("png", "html", "txt")
    )
    for kind in ("html", "txt"):
        assert "otorrinolaringología" in Path(f"output/t/t-square.{kind}").read_text("utf-8")


def test_own_links_stand_beside_texts_of_the_stock_that_name_others(campaign):
    whole = (DATA / "links.yaml").read_text("utf-8")
    Path("data").mkdir()
    own = whole.replace("ley_transparencia:", "otra_ley:")
    Path("data/links.yaml").write_text(own, "utf-8")
    assert "error" not in campaign("{kind: text, style: body, text: Hola}")
    told = campaign("{kind: qr, module: 6, link: $copy.comun.qr_ley.link}")
    assert '"link" must be a reference to the data, not "ley_transparencia"' in told
