"""Scenes as SVG: read back by lxml (structure), fontTools (fonts), Chromium and resvg (pixels)."""

import os
import re
import subprocess
import sys
import unicodedata
from io import BytesIO
from pathlib import Path

import numpy
import pytest
import zxingcpp
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from msgspec.structs import replace
from PIL import Image, ImageFilter
from resvg_py import svg_to_bytes

from infogen.backends.png import draw
from infogen.backends.svg import render, render_outlines
from infogen.diagnostics import Failure
from infogen.scene import Frame, Meaning, Modules, Page, Placed, Rect, Scene, Stroke, Text, walk
from infogen.scene import Path as Outline
from infogen.scene.geometry import Size
from kit import browser, svg_reader
from kit.pdf_scene import ADDRESS, FONTS, LETTER, POST, QR_ALT, box, guide, run, words
from kit.pixels import assert_pixels, sheet
from kit.places import SOURCE, TESTS

SCENE = guide()
FILES = [render(SCENE, page) for page in range(2)]
SHAPES = [render_outlines(SCENE, page) for page in range(2)]

WORDS = (
    "Pide información pública La oficina filtró un aviso difícil y eficaz sobre a\u0331 y ꞌu. Pasos"
    " 1 Presenta tu solicitud. Espera la respuesta. Plazos Plazo Días Respuesta 15 Prórroga"
    " Más en saimex.org.mx. Figura Wash your hands."
)

STRUCTURE = (
    "document(heading1 paragraph heading2 list(listitem(paragraph paragraph) listitem) heading3"
    " table(row(columnheader columnheader) row(rowheader cell) row(cell cell))"
    " paragraph(link) link(img) img paragraph)"
)

BLUR = 3
"""Pixels over which a browser may set an edge otherwise than we do."""


def of(*frames: Frame) -> Scene:
    """A scene of one page with these frames one below the other."""
    page = box(*((10.0, 10.0 + 20 * i, frame) for i, frame in enumerate(frames)))
    return replace(SCENE, pages=(Page(page, "#FFFFFF"),))


def ligature(text: str = "fi", glyph: str = "M") -> Text:
    """A run of `x`, one glyph for several characters, and `x`; the glyph is easily told."""
    before, drawn, after = run("x", 40), run(glyph, 40), run("x", 40)
    end = before.width + drawn.width
    return replace(
        before,
        text=f"x{text}x",
        glyphs=(*before.glyphs, *drawn.glyphs, *after.glyphs),
        xs=(0.0, before.width, end),
        ys=(0.0, 0.0, 0.0),
        clusters=(0, 1, 1 + len(text)),
        width=end + after.width,
    )


def odd_runs() -> Scene:
    """Runs whose glyphs a browser would choose or set otherwise."""
    kerned = run("AVATAR To. LT", 40, "bricolage-display")
    marks = run("a\u0331 e\u0331 ꞌu ẽ ĩ ñ ü", 40)
    raised = replace(run("HHaH", 40), ys=(0.0, -12.0, -12.0, 0.0))
    figures = run("1117", 40)
    table = FONTS.face(figures.font).shape("1117", features=("tnum",))
    tabular = replace(figures, glyphs=table.glyphs, xs=tuple(30.0 * i for i in range(4)))
    split = replace(run("Mo", 40), text="w", clusters=(0, 0))
    runs = (
        *(kerned, marks, raised, figures, tabular, ligature(), ligature("ffi", "W")),
        *(split, run("efi\u00ad", 40), run(" <&>  «» ", 40)),
    )
    lines = [
        (10.0, 10.0 + 60 * i, box((0, 40, text), role="paragraph")) for i, text in enumerate(runs)
    ]
    return sheet(400, 640, *lines)


@pytest.fixture(scope="module")
def seen(tmp_path_factory) -> dict[str, Image.Image]:
    """What Chromium shows of all files of this module."""
    odd = odd_runs()
    letter = 1275, 1650
    return browser.shown(
        tmp_path_factory.mktemp("shown"),
        {
            "first": (FILES[0], *letter),
            "second": (FILES[1], *letter),
            "shapes": (SHAPES[0], *letter),
            "odd": (render(odd), 400, 640),
            "odd-shapes": (render_outlines(odd), 400, 640),
            "tiny": (render(tiny_shapes()), 14, 14),
        },
    )


@pytest.fixture(scope="module")
def places(tmp_path_factory) -> list[dict[str, list]]:
    """Where Chromium has the characters and links of both pages and of the odd runs."""
    files = [*FILES, render(odd_runs())]
    return browser.measured(tmp_path_factory.mktemp("measured"), files)


def tiny_shapes() -> Scene:
    return sheet(
        14,
        14,
        (1, 1, Rect(3, 2, "#FF0000")),
        (5, 1, Rect(6, 5, "#0000FF", border=Stroke("#000000", 1))),
        (1, 8, Modules(((True, False, True), (False, True, True)), 2, "#000000")),
        (8, 9, Outline((("M", 0.0, 0.0), ("L", 4.0, 0.0), ("L", 4.0, 3.0), ("L", 0.0, 3.0), ("Z",)),
                       "#00FF00")),
    )  # fmt: skip


def alike(one: Image.Image, other: Image.Image) -> tuple[float, float]:
    """The part of the pixels that clearly differ, and the most that is left after blurring."""
    assert one.size == other.size
    blurred = (
        numpy.asarray(image.convert("RGB").filter(ImageFilter.BoxBlur(BLUR)), int)
        for image in (one, other)
    )
    sharp = (numpy.asarray(image.convert("RGB"), int) for image in (one, other))
    a, b = sharp
    c, d = blurred
    return float((abs(a - b).max(2) > 128).mean()), float(abs(c - d).max())


def test_roles_become_the_structure() -> None:
    assert svg_reader.outline(svg_reader.root(FILES[0])) == STRUCTURE
    assert svg_reader.outline(svg_reader.root(FILES[1])) == "document(heading2 paragraph)"


def test_text_reads_as_it_was_written() -> None:
    assert svg_reader.said(svg_reader.root(FILES[0])) == WORDS
    assert svg_reader.said(svg_reader.root(FILES[1])) == "Si no responden Interpón un recurso."


def test_a_paragraph_is_one_text_without_its_hyphens() -> None:
    paragraph = svg_reader.root(FILES[0]).findall(".//" + svg_reader.SVG + "text")[1]
    said = "".join(paragraph.itertext())
    assert said == "La oficina filtró un aviso difícil y eficaz sobre a\u0331 y ꞌu."


def test_decoration_is_hidden() -> None:
    page = svg_reader.root(FILES[0])
    assert "Página 1 de 2" in svg_reader.said(page, hidden=True)
    assert "Página" not in svg_reader.said(page)


def test_the_file_says_what_it_is() -> None:
    scene = replace(SCENE, title="Plazos < 15 & más", alt="Qué > hacer")
    page = svg_reader.root(render(scene))
    named = {element.get("id"): element.text for element in page if element.get("id")}
    assert named[page.get("aria-labelledby")] == scene.title
    assert named[page.get("aria-describedby")] == scene.alt
    assert page[0].tag == svg_reader.SVG + "title"
    assert page.get("lang") == page.get("{http://www.w3.org/XML/1998/namespace}lang") == "es-MX"
    assert "aria-describedby" not in svg_reader.root(FILES[0]).attrib


def test_languages_and_alternatives_are_those_of_the_frames() -> None:
    page = svg_reader.root(FILES[0])
    (english,) = (e for e in page.iter(svg_reader.SVG + "text") if e.get("lang"))
    assert (english.get("lang"), english.text) == ("en", "Wash your hands.")
    labels = [e.get("aria-label") for e in page.iter() if e.get("role") == "img"]
    assert labels == [QR_ALT, "Flecha hacia la derecha"]


@pytest.mark.parametrize("canvas", [LETTER, POST])
def test_a_unit_is_one_of_the_canvas(canvas) -> None:
    page = svg_reader.root(render(guide(canvas=canvas)))
    unit = "mm" if canvas.unit == "mm" else ""
    assert page.get("width") == f"{canvas.width:g}{unit}"
    assert page.get("height") == f"{canvas.height:g}{unit}"
    assert page.get("viewBox") == f"0 0 {canvas.width:g} {canvas.height:g}"


def test_links_are_the_areas_of_their_frames() -> None:
    text, code = svg_reader.links(svg_reader.root(FILES[0]))
    assert text[0] == code[0] == ADDRESS
    assert code[1] == pytest.approx((150, 60, 35, 35), abs=0.001)
    (frame,) = [
        (x, y, item.size.width, item.size.height)
        for x, y, item in walk(SCENE.pages[0].frame)
        if isinstance(item, Frame) and item.meaning.role == "link"
    ]
    assert text[1] == pytest.approx(frame, abs=0.001)


def test_a_browser_has_links_where_they_are_drawn(places) -> None:
    for index, page in enumerate(places[:2]):
        drawn = svg_reader.links(svg_reader.root(FILES[index]))
        assert [address for address, _area in page["links"]] == [address for address, _ in drawn]
        for (_one, area), (_other, wanted) in zip(page["links"], drawn, strict=True):
            assert area == pytest.approx(wanted, abs=0.05)


def test_a_browser_has_each_letter_at_its_place(places) -> None:
    """The marks too: they lie where their letter is, as one place of the browser."""
    for data, page in zip([*FILES, render(odd_runs())], places, strict=True):
        wanted = svg_reader.places(svg_reader.root(data))
        had = [
            (char, *place)
            for text in page["texts"]
            for char, place in zip(text["text"], text["places"], strict=True)
        ]
        assert [place[0] for place in had] == [place[0] for place in wanted]
        for (char, x, y), (_char, left, top, _font) in zip(had, wanted, strict=True):
            if not unicodedata.combining(char):
                assert (x, y) == pytest.approx((left, top), abs=0.02)


@pytest.mark.parametrize(("name", "page"), [("first", 0), ("second", 1), ("shapes", 0)])
def test_a_browser_shows_what_the_png_shows(seen, name, page) -> None:
    differ, most = alike(seen[name], draw(SCENE, page))
    assert differ < 0.002
    assert most < 80


@pytest.mark.parametrize("name", ["odd", "odd-shapes"])
def test_a_browser_draws_the_very_glyphs(seen, name) -> None:
    differ, most = alike(seen[name], draw(odd_runs(), 0))
    assert differ < 0.002
    assert most < 60


def test_a_wrong_glyph_or_place_would_be_seen(seen) -> None:
    """The comparison can fail: a kern left out, another figure, a mark a little higher."""
    odd = odd_runs()
    for line, change in (
        (0, lambda t: replace(t, xs=tuple(x + 3 * (i > 1) for i, x in enumerate(t.xs)))),
        (1, lambda t: replace(t, ys=(0.0, -4.0, *t.ys[2:]))),
        (3, lambda t: replace(t, glyphs=(*t.glyphs[:3], t.glyphs[0]))),
    ):
        frame = odd.pages[0].frame
        placed = frame.items[line]
        text = placed.item.items[0]
        inner = replace(placed.item, items=(replace(text, item=change(text.item)),))
        items = (*frame.items[:line], replace(placed, item=inner), *frame.items[line + 1 :])
        other = replace(odd, pages=(Page(replace(frame, items=items), "#FFFFFF"),))
        assert alike(seen["odd"], draw(other, 0))[1] > 60


def test_shapes_lie_on_their_pixels(seen) -> None:
    assert_pixels(
        """
        ______________
        _RRR_KKKKKK___
        _RRR_KBBBBK___
        _____KBBBBK___
        _____KBBBBK___
        _____KKKKKK___
        ______________
        ______________
        _KK__KK_______
        _KK__KK_GGGG__
        ___KKKK_GGGG__
        ___KKKK_GGGG__
        ______________
        ______________
        """,
        seen["tiny"],
    )


def test_the_code_is_read_from_what_a_browser_shows(seen) -> None:
    for name in ("first", "shapes"):
        assert [code.text for code in zxingcpp.read_barcodes(seen[name])] == [ADDRESS]


def test_another_renderer_shows_the_outlines() -> None:
    png = svg_to_bytes(svg_string=SHAPES[0].decode(), width=1275, dpi=96)
    shown = Image.open(BytesIO(bytes(png)))
    differ, most = alike(shown, draw(SCENE, 0))
    assert differ < 0.002
    assert most < 80


def test_each_character_leads_to_the_glyph_of_the_scene() -> None:
    for scene in (SCENE, odd_runs()):
        page = svg_reader.root(render(scene))
        fonts = svg_reader.fonts(page)
        wanted = {}
        for _x, _y, item in walk(scene.pages[0].frame):
            if isinstance(item, Text):
                with TTFont(FONTS.face(item.font).path) as font:
                    names = font.getGlyphOrder()
                    for glyph in item.glyphs:
                        shape = _shape(font, names[glyph])
                        wanted.setdefault(item.font, set()).add(shape)
        assert fonts
        for char, _x, _y, family in svg_reader.places(page):
            name = fonts[family].getBestCmap()[ord(char)]
            face = family.rpartition("-")[0]
            shape = _shape(fonts[family], name)
            assert shape in wanted[face] or not shape


def _shape(font: TTFont, glyph: str) -> tuple:
    pen = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[glyph].draw(pen)
    return tuple((name, tuple(points)) for name, points in pen.value)


def test_a_ligature_is_read_as_its_letters() -> None:
    page = svg_reader.root(render(of(box((0, 0, ligature("ffi")), role="paragraph"))))
    assert svg_reader.said(page) == "xffix"


def test_a_character_with_two_glyphs_is_in_two_fonts() -> None:
    page = svg_reader.root(render(odd_runs()))
    families = {family for char, _x, _y, family in svg_reader.places(page) if char == "1"}
    assert len(families) == 2


def test_fonts_are_small_and_complete() -> None:
    fonts = svg_reader.fonts(svg_reader.root(FILES[0]))
    assert len(fonts) == 2
    for name, font in fonts.items():
        assert re.fullmatch(r"[a-z-]+-[0-9a-f]{8}", name)
        assert "GSUB" not in font
        assert set(
            ["cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "OS/2", "post"]
        ) <= set(font.keys())
        assert {4, 12} == {table.format for table in font["cmap"].tables}
        assert len({tuple(table.cmap.items()) for table in font["cmap"].tables}) == 1
        assert sum(table.length for table in font.reader.tables.values()) < 8_000


def test_outlines_need_no_font_and_are_read_aloud() -> None:
    page = svg_reader.root(SHAPES[0])
    assert not list(page.iter(svg_reader.SVG + "text", svg_reader.SVG + "style"))
    labels = [e.get("aria-label") for e in page.iter() if e.get("role") == "img"]
    assert labels[0] == "Pide información pública"
    assert labels[1] == "La oficina filtró un aviso difícil y eficaz sobre a\u0331 y ꞌu."
    names = [e.get("id") for e in page.iter() if e.get("id")]
    assert len(names) == len(set(names))
    used = {e.get(svg_reader.HREF)[1:] for e in page.iter(svg_reader.SVG + "use")}
    assert used <= set(names)


def test_nothing_is_fetched_and_nothing_runs() -> None:
    for data in (*FILES, *SHAPES):
        page = svg_reader.root(data)
        assert not list(page.iter(svg_reader.SVG + "script", svg_reader.SVG + "foreignObject"))
        for element in page.iter():
            assert not [name for name in element.attrib if name.startswith("on")]
            address = element.get(svg_reader.HREF)
            if address and element.tag != svg_reader.SVG + "a":
                assert address.startswith(("#", "data:image/png;base64,"))
        assert set(re.findall(rb"url\((.{9})", data)) <= {b"data:font"}


def test_a_missing_glyph_is_told_with_its_name() -> None:
    with pytest.raises(Failure, match='"漢" U\\+6F22'):
        render(of(words("漢")))


def test_an_empty_run_is_nothing() -> None:
    empty = Text(
        text="",
        font="atkinson-text",
        size=12,
        color="#000000",
        glyphs=(),
        xs=(),
        ys=(),
        clusters=(),
        width=0,
    )
    frame = Frame(Size(1, 1), (Placed(0, 0, empty),), meaning=Meaning(role="paragraph"))
    for made in (render(of(frame)), render_outlines(of(frame))):
        assert svg_reader.outline(svg_reader.root(made)) == "document"


def test_same_scene_same_bytes_in_another_process(tmp_path: Path) -> None:
    env = os.environ | {
        "PYTHONHASHSEED": "7",
        "PYTHONPATH": os.pathsep.join(map(str, (TESTS, SOURCE))),
    }
    program = (
        "import sys; from kit.pdf_scene import guide; from infogen.backends import svg;"
        "sys.stdout.buffer.write(svg.render(guide()) + svg.render_outlines(guide()))"
    )
    other = subprocess.run(
        [sys.executable, "-c", program], env=env, cwd=tmp_path, capture_output=True, check=True
    )
    assert other.stdout == FILES[0] + SHAPES[0]
