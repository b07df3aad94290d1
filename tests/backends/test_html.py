"""The web page of a scene: valid, in order, the words of the pages and nothing to load."""

import io
import re

import pikepdf
import pypdfium2
import pytest

from infogen.backends import render
from infogen.layout.compose import compose
from infogen.scene import Scene
from infogen.semantics.tree import read_scene
from kit import html_reader, pdf_reader

PIECES = (
    ("verificacion", "portrait"),
    ("acceso-saimex", "story"),
    ("arco-sarcoem", "square"),
    ("denuncia", "letter"),
    ("resultados", "landscape"),
    ("guia", "letter"),
    ("manual", "letter"),
)
each = pytest.mark.parametrize("piece", PIECES, ids="-".join)


@pytest.fixture(scope="module")
def scenes(stock) -> dict[tuple[str, str], Scene]:
    return {piece: compose(stock, piece[0], format=piece[1]) for piece in PIECES}


@pytest.fixture(scope="module")
def pages(scenes):
    return {piece: html_reader.page(render(scene, "html")) for piece, scene in scenes.items()}


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad\ufffe]+", "", text)


@each
def test_a_page_is_valid_and_loads_nothing(pages, scenes, piece):
    root, scene = pages[piece], scenes[piece]
    assert root.get("lang") == "es-MX"
    assert html_reader.said(html_reader.part(root, "title")) == scene.title
    metas = {meta.get("name"): meta.get("content") for meta in root.iter("meta")}
    assert "width=device-width" in metas["viewport"]
    assert metas["author"] == "Partido del Trabajo del Estado de México"
    assert len(metas["description"]) > 40
    names = {element.tag for element in root.iter()}
    assert not names & {"script", "link", "img", "iframe", "object", "video"}
    assert "url(" not in "".join(html_reader.part(root, "style").itertext())
    assert len(list(root.iter("main"))) == 1


@each
def test_headings_are_in_order_under_one_title(pages, piece):
    levels = [level for level, _words in html_reader.headings(pages[piece])]
    assert levels.count(1) == 1
    seen = 0
    for level in levels:
        assert level <= seen + 1
        seen = level


@each
def test_lists_hold_items_and_tables_rows_of_cells_with_scopes(pages, piece):
    for element in pages[piece].iter():
        if element.tag in ("ul", "ol"):
            assert {kid.tag for kid in element} == {"li"}
        if element.tag == "th":
            assert element.get("scope") in ("col", "row")
    if piece[0] == "resultados":
        table = html_reader.part(pages[piece], "table")
        assert [html_reader.said(cell) for cell in table.iter("th")] == ["Año", "Resultado (%)"]
        years = [[html_reader.said(cell) for cell in row.iter("td")] for row in table.iter("tr")]
        assert ["2023", "Sin revisión"] in years


@each
def test_every_link_leads_somewhere(pages, piece):
    root = pages[piece]
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for address in html_reader.links(root):
        assert address.startswith("https://") or address.removeprefix("#") in ids
    assert all(html_reader.said(link) for link in root.iter("a"))


@each
def test_the_words_are_those_of_the_pdf_in_the_same_order(pages, scenes, piece):
    document = pypdfium2.PdfDocument(render(scenes[piece], "pdf"))
    drawn = squeezed("".join(page.get_textpage().get_text_range() for page in document))
    at = 0
    for sheet in read_scene(scenes[piece]):
        for part in sheet.walk():
            if part.runs and part.kind not in ("figure", "code"):
                words = squeezed(f"{part.text}")
                found = drawn.find(words, at)
                assert found >= 0, part.text
                at = found
    main = squeezed(html_reader.said(html_reader.part(pages[piece], "main")))
    for sheet in read_scene(scenes[piece]):
        for part in sheet.walk():
            assert squeezed(part.text.removeprefix("QR: ")) in main


@each
def test_headings_and_lists_are_those_of_the_tagged_pdf(pages, scenes, piece):
    with pikepdf.open(io.BytesIO(render(scenes[piece], "pdf"))) as document:
        roles = [node.role for node in pdf_reader.tree(document).walk()]
    main = html_reader.part(pages[piece], "main")
    levels = [f"H{level}" for level, _words in html_reader.headings(main)]
    assert levels == [role for role in roles if re.fullmatch(r"H\d", role)]
    assert len(list(main.iter("li"))) == roles.count("LI")
    assert len(list(main.iter("tr"))) == roles.count("TR")


def test_a_numbered_list_is_one_in_html(scenes, pages):
    first = html_reader.part(pages["manual", "letter"], "ol")
    assert not html_reader.said(first[0]).startswith("1")
    labels = [p.label for s in read_scene(scenes["manual", "letter"]) for p in s.walk() if p.label]
    assert labels[:2] == ["1", "2"]


def test_a_code_is_a_link_that_says_what_it_is_for(pages):
    links = {link.get("href"): html_reader.said(link) for link in pages[PIECES[0]].iter("a")}
    assert (
        links["https://www.transparenciaestadodemexico.org.mx/denciu/denuncia/insert.page"]
        == "Denuncia: transparenciaestadodemexico.org.mx"
    )


def test_the_foot_has_the_law_the_date_and_what_is_not_decided(pages):
    foot = html_reader.said(html_reader.part(pages["acceso-saimex", "story"], "footer"))
    assert "Revisado: 23 de noviembre de 2026" in foot
    assert "Ley de Transparencia" in foot
    assert "163" in foot
    assert "Protección de Datos" not in foot
    assert "Licencia de uso: sin definir" in foot
