"""Scenes as PDF: read back by pikepdf (structure), PDFium (text, pixels) and zxing (codes)."""

import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from lxml import etree
from msgspec.structs import replace
from pikepdf import Name
from PIL import Image, ImageDraw

from infogen.backends.pdf import render
from infogen.diagnostics import Failure
from infogen.scene import COUNTER, Frame, Page, Picture, Rect, Scene, Source
from infogen.scene import Image as Artwork
from infogen.scene.destinations import Press
from kit.pdf_reader import Node, marks, numbers, tree
from kit.pdf_scene import ADDRESS, FONTS, LETTER, POST, QR_ALT, box, guide, run, words
from kit.places import SOURCE, TESTS

PDF = render(guide())
POINT = 72 / 25.4

WORDS = (
    "Pide información pública La oficina filtró un aviso difícil y eficaz sobre a\u0331 y ꞌu. Pasos"
    " 1 Presenta tu solicitud. Espera la respuesta. Plazos Plazo Días Respuesta 15 Prórroga"
    " Más en saimex.org.mx. Figura Wash your hands. Página 1 de 2"
)

STRUCTURE = (
    "Document(H1 P H2 L(LI(Lbl LBody(P)) LI(LBody)) H3"
    " Table(TR(TH TH) TR(TH TD) TR(TD TD)) P(Link) P(Link(Figure)) Figure P H2 P)"
)


@pytest.fixture(scope="module")
def pdf() -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(PDF))


def of(*frames: Frame) -> Scene:
    """A scene of one page with these frames one below the other."""
    page = box(*((10.0, 10.0 + 20 * i, frame) for i, frame in enumerate(frames)))
    return replace(guide(), pages=(Page(page, "#FFFFFF"),))


def reading(*frames: Frame) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(render(of(*frames))))


def structure(*frames: Frame) -> str:
    with reading(*frames) as made:
        return tree(made).outline()


def text_of(page: pypdfium2.PdfPage) -> str:
    """Its text in one line, words joined where PDFium found a soft hyphen."""
    return " ".join(page.get_textpage().get_text_range().replace("\ufffe", "").split())


def said(pdf: pikepdf.Pdf, node: Node) -> str:
    """What an element and those in it say, by the marked contents alone."""
    found = {
        (i, mark.number): mark.text for i, page in enumerate(pdf.pages) for mark in marks(page)
    }
    return "".join(found[key] for part in node.walk() for key in part.marks)


def test_text_reads_as_it_was_written() -> None:
    pages = pypdfium2.PdfDocument(PDF)
    assert text_of(pages[0]) == WORDS
    assert text_of(pages[1]) == "Si no responden Interpón un recurso."


def test_marked_contents_say_the_text_with_its_soft_hyphen(pdf: pikepdf.Pdf) -> None:
    paragraph = tree(pdf).kids[1]
    assert (
        said(pdf, paragraph)
        == "La oficina filtró un aviso difícil y efi\u00adcaz sobre a\u0331 y ꞌu."
    )


def test_a_searched_word_is_found_across_a_ligature() -> None:
    text = pypdfium2.PdfDocument(PDF)[0].get_textpage()
    assert text.search("oficina").get_next() is not None


def test_roles_become_the_structure(pdf: pikepdf.Pdf) -> None:
    assert tree(pdf).outline() == STRUCTURE


def test_every_element_points_to_its_parent(pdf: pikepdf.Pdf) -> None:
    root = tree(pdf)
    assert root.element.P.objgen == pdf.Root.StructTreeRoot.objgen
    for node in root.walk():
        for kid in node.kids:
            assert kid.element.P.objgen == node.element.objgen


def test_all_paint_is_marked_once_and_the_parent_tree_agrees(pdf: pikepdf.Pdf) -> None:
    parents = numbers(pdf.Root.StructTreeRoot.ParentTree)
    nodes = {key: node for node in tree(pdf).walk() for key in node.marks}
    for index, page in enumerate(pdf.pages):
        found = [mark for mark in marks(page) if mark.number is not None]
        assert [mark.number for mark in found] == list(range(len(found)))
        assert page.StructParents == index
        for mark in found:
            node = nodes.pop((index, mark.number))
            assert mark.tag == node.role
            assert parents[index][mark.number].objgen == node.element.objgen
    assert not nodes


def test_links_and_their_elements_know_each_other(pdf: pikepdf.Pdf) -> None:
    parents = numbers(pdf.Root.StructTreeRoot.ParentTree)
    links = [node for node in tree(pdf).walk() if node.role == "Link"]
    assert [len(node.links) for node in links] == [1, 1]
    for node in links:
        assert parents[int(node.links[0].StructParent)].objgen == node.element.objgen


def test_links_are_clickable_where_they_stand(pdf: pikepdf.Pdf) -> None:
    text, code = pdf.pages[0].Annots
    assert [float(n) for n in code.Rect] == pytest.approx(
        [150 * POINT, (279.4 - 95) * POINT, 185 * POINT, (279.4 - 60) * POINT], abs=0.001
    )
    assert str(code.A.URI) == str(text.A.URI) == ADDRESS
    assert str(code.Contents) == QR_ALT
    assert str(text.Contents) == "saimex.org.mx"
    assert code.F == text.F == 4


def test_a_link_on_two_lines_is_one_element() -> None:
    def line(text: str) -> Frame:
        return box((0, 5, run(text, 4)), role="link", href=ADDRESS)

    lines = box((0, 0, line("el sitio de ")), (0, 6, line("SAIMEX")), role="paragraph")
    made = reading(lines)
    assert tree(made).outline() == "Document(P(Link))"
    assert [str(link.Contents) for link in made.pages[0].Annots] == 2 * ["el sitio de SAIMEX"]


def test_the_number_of_a_page_as_a_link_says_where_it_leads() -> None:
    made = reading(words("3", href="#plazos"), words("Los plazos", role="heading", target="plazos"))
    (note,) = made.pages[0].Annots
    assert str(note.Contents) == "Los plazos, 3"
    assert Name.GoTo == note.A.S


def test_an_address_becomes_ascii() -> None:
    frame = words("ñandú", href="https://example.mx/ñandú?a=1%20b")
    made = reading(frame)
    assert str(made.pages[0].Annots[0].A.URI) == "https://example.mx/%C3%B1and%C3%BA?a=1%20b"


def test_figures_have_an_alternative_and_a_box(pdf: pikepdf.Pdf) -> None:
    code, arrow = (node for node in tree(pdf).walk() if node.role == "Figure")
    assert str(code.element.Alt) == QR_ALT
    assert str(arrow.element.Alt) == "Flecha hacia la derecha"
    assert [float(n) for n in arrow.element.A.BBox] == pytest.approx(
        [15 * POINT, (279.4 - 170) * POINT, 115 * POINT, (279.4 - 150) * POINT], abs=0.001
    )


def test_tables_and_lists_have_their_attributes(pdf: pikepdf.Pdf) -> None:
    nodes = list(tree(pdf).walk())
    scopes = [str(node.element.A.Scope) for node in nodes if node.role == "TH"]
    assert scopes == ["/Column", "/Column", "/Row"]
    assert [node.element.A.ListNumbering for node in nodes if node.role == "L"] == [Name.Decimal]


def test_what_is_in_an_artifact_is_not_read(pdf: pikepdf.Pdf) -> None:
    last = marks(pdf.pages[0])[-1]
    assert (last.tag, last.text) == ("Artifact", "Página 1 de 2")


def test_a_language_of_its_own_is_told(pdf: pikepdf.Pdf) -> None:
    langs = [str(node.element.Lang) for node in tree(pdf).walk() if "/Lang" in node.element]
    assert langs == ["es-MX", "en"]


def test_headings_skip_no_level() -> None:
    frames = (
        words("a", role="subheading"),
        words("b", role="subheading"),
        words("c", role="heading"),
    )
    assert structure(*frames) == "Document(H1 H2 H2)"


def test_headings_in_a_list_are_below_that_above_it() -> None:
    item = box((0, 0, words("b", role="heading")), (0, 5, words("c")), role="item")
    frames = words("a", role="heading"), box((0, 0, item), role="list"), words("d", role="heading")
    shown = structure(words("t", role="title"), *frames)
    assert shown == "Document(H1 H2 L(LI(LBody(H3 P))) H2)"


def test_a_running_header_is_read_once_but_for_what_is_new() -> None:
    def page(subject: str, number: str) -> Page:
        ink = replace(run(number, 4), sources=(Source(0, 1, COUNTER),))
        parts = (0, 0, words("A la vista")), (40, 0, words(subject)), (80, 0, box((0, 5, ink)))
        header = box(*parts, role="running")
        return Page(box((10, 10, header), (10, 40, words("A la vista"))), "#FFFFFF")

    scene = replace(guide(), pages=(page("Pide", "1"), page("Pide", "2"), page("Espera", "3")))
    made = pikepdf.open(BytesIO(render(scene)))
    read = [[mark.text for mark in marks(page) if mark.number is not None] for page in made.pages]
    assert read == [
        ["A la vista", "Pide", "1", "A la vista"],
        ["A la vista"],
        ["Espera", "A la vista"],
    ]
    assert b"/Artifact<</Type/Pagination>>BDC" in made.pages[1].Contents.read_bytes()


def test_what_precedes_the_title_is_no_heading() -> None:
    assert structure(words("a", role="heading"), words("b", role="title")) == "Document(P H1)"


def test_parts_outside_their_whole_are_paragraphs() -> None:
    assert structure(words("a", role="item"), words("b", role="cell")) == "Document(P P)"


def test_strangers_in_a_list_or_table_are_given_a_place() -> None:
    held = box((0, 0, words("a")), (0, 5, words("b", role="item")), role="list")
    row = box((0, 0, words("d")), role="row")
    table = box((0, 0, words("c")), (0, 5, row), role="table")
    assert structure(held) == "Document(L(LI(LBody(P)) LI(LBody)))"
    assert structure(table) == "Document(Table(TR(TD(P))) P)"


def test_a_figure_without_alternative_is_decoration() -> None:
    assert structure(words("a", role="figure"), box(role="list")) == "Document(P)"


def test_bookmarks_are_the_headings(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        (title,) = outline.root
        steps, other = title.children
        assert [title.title, steps.title, other.title] == [
            "Pide información pública",
            "Pasos",
            "Si no responden",
        ]
        assert [child.title for child in steps.children] == ["Plazos"]
        assert other.destination[0].objgen == pdf.pages[1].obj.objgen


def test_the_catalog_says_what_the_file_is(pdf: pikepdf.Pdf) -> None:
    root = pdf.Root
    assert str(root.Lang) == "es-MX"
    assert bool(root.MarkInfo.Marked)
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    (intent,) = root.OutputIntents
    assert (intent.S, intent.DestOutputProfile.N) == (Name.GTS_PDFA1, 3)
    assert all(page.Tabs == Name.S for page in pdf.pages)
    assert PDF.startswith(b"%PDF-1.7\n%")
    assert not {"/AcroForm", "/OpenAction", "/AA", "/Names", "/OCProperties"} & set(root.keys())


def test_metadata_and_information_agree() -> None:
    pdf = pikepdf.open(BytesIO(PDF))
    assert "/Filter" not in pdf.Root.Metadata
    etree.fromstring(pdf.Root.Metadata.read_bytes())
    scene = guide()
    with pdf.open_metadata() as xmp:
        assert xmp["dc:title"] == str(pdf.docinfo.Title) == scene.title
        assert xmp["dc:creator"] == [str(pdf.docinfo.Author)] == [scene.author]
        assert xmp["dc:description"] == str(pdf.docinfo.Subject) == scene.subject
        assert xmp["pdf:Producer"] == str(pdf.docinfo.Producer) == "infogen"
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("2", "A")
        assert xmp["pdfuaid:part"] == "1"


def test_dates_are_those_of_the_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    made = reading(words("a"))
    assert str(made.docinfo.CreationDate) == "D:20231114221320+00'00'"
    with made.open_metadata() as xmp:
        assert xmp["xmp:CreateDate"] == xmp["xmp:ModifyDate"] == "2023-11-14T22:13:20+00:00"


def test_texts_of_the_metadata_may_have_markup() -> None:
    scene = replace(guide(), title="Plazos < 15 días & más", author="", subject="")
    made = pikepdf.open(BytesIO(render(scene)))
    with made.open_metadata() as xmp:
        assert xmp["dc:title"] == str(made.docinfo.Title) == scene.title
        assert "dc:creator" not in xmp
    assert "/Author" not in made.docinfo


def test_fonts_are_subset_embedded_and_mapped(pdf: pikepdf.Pdf) -> None:
    fonts = list(pdf.pages[0].Resources.Font.values())
    assert len(fonts) == 2
    for font in fonts:
        (descendant,) = font.DescendantFonts
        assert re.fullmatch(r"/[A-Z]{6}\+[A-Za-z0-9-]+", str(font.BaseFont))
        assert font.BaseFont == descendant.BaseFont == descendant.FontDescriptor.FontName
        assert len(descendant.FontDescriptor.FontFile2.read_bytes()) < 10_000
        assert "/CIDSet" not in descendant.FontDescriptor
        codes = len(descendant.CIDToGIDMap.read_bytes()) // 2
        assert codes == len(descendant.W[1]) + 1
        assert font.ToUnicode.read_bytes().count(b"><") == codes


@pytest.mark.parametrize("canvas", [LETTER, POST])
def test_pages_have_the_size_of_the_canvas(canvas) -> None:
    unit = POINT if canvas.unit == "mm" else 0.75
    for page in pikepdf.open(BytesIO(render(guide(canvas=canvas)))).pages:
        for name in (page.MediaBox, page.CropBox, page.TrimBox, page.BleedBox):
            assert [float(n) for n in name] == pytest.approx(
                [0, 0, canvas.width * unit, canvas.height * unit], abs=0.001
            )


def test_nothing_but_a_picture_is_transparent(pdf: pikepdf.Pdf) -> None:
    masked = 0
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            assert not {"/ca", "/CA", "/BM", "/Group", "/Interpolate"} & set(item.keys())
            masked += "/SMask" in item
    assert masked == 1


def test_the_file_is_sound(pdf: pikepdf.Pdf) -> None:
    assert pdf.check_pdf_syntax() == []


def test_every_stream_ends_with_a_line() -> None:
    assert all(PDF[at.start() - 1 : at.start()] == b"\n" for at in re.finditer(b"endstream", PDF))


@pytest.mark.parametrize(
    ("press", "grounds"),
    [
        (None, [(0xF2, 0xF5, 0xFF), (0, 0x7A, 0x3D)]),
        (Press(ink="grey"), [(0xF5,) * 3, (0x4F,) * 3]),
    ],
)
def test_a_translucent_picture_shows_what_lies_under_it(
    press: Press | None, grounds: list[tuple[int, int, int]]
) -> None:
    """A disc over two grounds: its surround is transparent, and no black stands at its edge, though
    the file has black there.
    """
    disc = Image.new("RGBA", (64, 64))
    ImageDraw.Draw(disc).ellipse((8, 8, 55, 55), fill=(255, 255, 255, 255))
    art = Artwork(60, 60, Picture(64, 64, "RGBA", disc.tobytes(), "disc"))
    left, right = Rect(40, 60, "#F2F5FF"), Rect(40, 60, "#007A3D")
    made = render(replace(of(box((0, 0, left), (40, 0, right), (10, 0, art))), press=press))
    page = pypdfium2.PdfDocument(made)[0].render(scale=1).to_pil().convert("RGB")
    places = [(round((10 + x) * POINT), round(12 * POINT)) for x in (11, 68)]
    assert [page.getpixel(place) for place in places] == grounds
    left_edge = page.crop((round(18 * POINT), round(38 * POINT), round(40 * POINT), 45 * 3))
    assert left_edge.convert("L").getextrema()[0] >= 0xF0


def test_the_code_is_read_from_the_page_at_150_dpi() -> None:
    picture = pypdfium2.PdfDocument(PDF)[0].render(scale=150 / 72).to_pil()
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [ADDRESS]


def test_glyphs_stand_where_the_scene_has_them() -> None:
    text = run("AVATAR a\u0331 To. fí", 12, "bricolage-display")
    made = pypdfium2.PdfDocument(render(of(box((0, 0, text), role="paragraph"))))[0]
    page = made.get_textpage()
    face = FONTS.face(text.font)
    count = page.count_chars()
    assert count == len(text.text)
    for i in (0, 1, 2, 3, 4, 5, 10, 11, 12):
        left, *_rest = page.get_charbox(i)
        bearing = face.left_bearing(text.glyphs[i]) * text.size / face.upem
        assert left == pytest.approx((10 + text.xs[i] + bearing) * POINT, abs=0.02)


def test_raised_glyphs_are_higher_on_the_page() -> None:
    text = run("HH.", 12)
    raised = replace(text, ys=(0.0, -2.0, 0.0))
    page = pypdfium2.PdfDocument(render(of(box((0, 0, raised), role="paragraph"))))[0]
    first, second = (page.get_textpage().get_charbox(i) for i in (0, 1))
    assert second[1] - first[1] == pytest.approx(2 * POINT, abs=0.02)


def test_glyphs_that_share_characters_say_them_once() -> None:
    text = replace(run("ab", 4), text="xyz", clusters=(0, 0))
    made = reading(box((0, 0, text), role="paragraph"))
    assert said(made, tree(made)) == "xyz"


def test_a_missing_glyph_is_told_with_its_name() -> None:
    with pytest.raises(Failure, match='"漢" U\\+6F22'):
        render(of(words("漢")))


def test_same_scene_same_bytes_in_another_process(tmp_path: Path) -> None:
    env = os.environ | {
        "PYTHONHASHSEED": "7",
        "TZ": "Pacific/Kiritimati",
        "PYTHONPATH": os.pathsep.join(map(str, (TESTS, SOURCE))),
    }
    program = (
        "import sys; from kit.pdf_scene import guide; from infogen.backends.pdf import render;"
        "sys.stdout.buffer.write(render(guide()))"
    )
    other = subprocess.run(
        [sys.executable, "-c", program], env=env, cwd=tmp_path, capture_output=True, check=True
    )
    assert other.stdout == PDF == render(guide())


def test_another_text_is_another_identity() -> None:
    one, other = reading(words("uno")), reading(words("dos"))
    assert bytes(one.trailer.ID[0]) != bytes(other.trailer.ID[0])
    assert bytes(one.trailer.ID[0]) == bytes(one.trailer.ID[1])
