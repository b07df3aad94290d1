"""Fonts of other kinds are the same letters in all files, or are refused by name."""

from base64 import b64decode
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont, newTable
from fontTools.ttLib.tables.TupleVariation import TupleVariation
from msgspec.structs import replace

from infogen.backends import render
from infogen.backends.png import draw
from infogen.diagnostics import Failure
from infogen.scene.fonts import Fonts
from kit import box_font
from kit.tiles import shifted_tile

LETTERS = "nou"


def corners(pen, width: int):
    pen.moveTo((50, 0))
    for point in ((50, 500), (width, 500), (width, 0)):
        pen.lineTo(point)
    pen.closePath()
    return pen


def made(kind: str) -> bytes:
    """A font of boxes, 450 wide and 500 high on 600: of outlines of PostScript (`cff`), variable
    with boxes of 250 at its other end (`variable`), or in a collection (`ttc`).
    """
    order = [".notdef", "space", *LETTERS, "hyphen"]
    builder = FontBuilder(1000, isTTF=kind != "cff")
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(
        {ord(" "): "space", ord("-"): "hyphen", **{ord(c): c for c in LETTERS}}
    )
    if kind == "cff":
        pens = {name: T2CharStringPen(600, None) for name in order}
        shapes = {
            name: (pen if name == "space" else corners(pen, 500)).getCharString()
            for name, pen in pens.items()
        }
        builder.setupCFF("Mia-Regular", {}, shapes, {})
    else:
        blank = TTGlyphPen(None).glyph()
        builder.setupGlyf(
            {
                name: blank if name == "space" else corners(TTGlyphPen(None), 500).glyph()
                for name in order
            }
        )
    builder.setupHorizontalMetrics(dict.fromkeys(order, (600, 50)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200, sxHeight=500, sCapHeight=500)
    builder.setupNameTable({"familyName": "Mia", "styleName": "Regular"})
    builder.setupPost()
    if kind == "variable":
        builder.setupFvar([("wght", 100, 100, 900, "Weight")], [])
        thin = [(0, 0), (0, 0), (-250, 0), (-250, 0), *[(0, 0)] * 4]
        builder.setupGvar({c: [TupleVariation({"wght": (0, 1, 1)}, thin)] for c in LETTERS})
    return collected(builder) if kind == "ttc" else saved(builder)


def saved(font) -> bytes:
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def collected(builder: FontBuilder) -> bytes:
    collection = TTCollection()
    collection.fonts = [TTFont(BytesIO(saved(builder))) for _face in range(2)]
    return saved(collection)


@pytest.mark.parametrize(
    ("kind", "name"),
    [("cff", "mia.otf"), ("cff", "mia.ttf"), ("variable", "mia.ttf"), ("ttc", "mia.ttf")],
)
def test_all_files_show_the_same_letters(tiny, tmp_path: Path, monkeypatch, kind: str, name: str):
    (tmp_path / name).write_bytes(made(kind))
    style = tiny._base.themes["plain"].type["body"]
    theme = replace(
        tiny._base.themes["plain"],
        type={**tiny._base.themes["plain"].type, "body": replace(style, font="mia")},
        strong={},
    )
    base = replace(
        tiny._base, fonts=Fonts(tmp_path, *tiny._base.fonts.folders), themes={"plain": theme}
    )
    monkeypatch.setattr(tiny, "_base", base)
    scene = tiny.scene("{kind: text, style: body, text: no nou uno onu}")
    data = render(scene, "pdf")
    page = pypdfium2.PdfDocument(data)[0]
    shown = page.render(scale=400 / page.get_width()).to_pil()
    assert shifted_tile(draw(scene, 0), shown.resize((400, 300)), 10) < 25
    assert page.get_textpage().get_text_bounded().strip() == "no nou uno onu"
    with pikepdf.open(BytesIO(data)) as pdf:
        fonts = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
        programs = [item for item in fonts if item.get("/Type") == "/FontDescriptor"]
        kinds = {str(item.get("/Subtype")) for item in fonts if item.get("/Type") == "/Font"}
        assert ("/FontFile3" in programs[0]) is (kind == "cff")
        assert ("/CIDFontType0" in kinds) is (kind == "cff")
    found = svg_font(render(scene, "svg").decode())
    assert found.sfntVersion == ("OTTO" if kind == "cff" else "\0\1\0\0")
    assert "fvar" not in found


def svg_font(text: str) -> TTFont:
    """The first font inside an SVG."""
    return TTFont(BytesIO(b64decode(text.partition("base64,")[2].partition(")")[0])))


def test_a_font_of_pictures_is_refused(tmp_path: Path):
    box_font.make(tmp_path / "mia.ttf")
    font = TTFont(tmp_path / "mia.ttf")
    font["sbix"] = newTable("sbix")
    font["sbix"].strikes = {}
    font.save(tmp_path / "mia.ttf")
    with pytest.raises(Failure) as caught:
        Fonts(tmp_path).face("mia")
    (found,) = caught.value.diagnostics
    assert found.message == '"fonts/mia.ttf" is a font of pictures (bitmaps), without outlines'
    assert found.span.file == "fonts/mia.ttf"


@pytest.mark.parametrize(
    ("wanted", "file", "hint"),
    [
        ("mia.ttf", "mia.ttf", 'did you mean "mia"?'),
        ("Mia", "mia.ttf", 'did you mean "mia"?'),
        ("mia", "propias/mia.ttf", "move it to fonts/mia.ttf"),
        ("mia.woff2", "mia.woff2", "convert it to a TrueType font, and save it as mia.ttf"),
        ("mia", "._mia.ttf", "the fonts are: –"),
    ],
)
def test_a_font_that_is_there_and_not_found_is_named(
    tmp_path: Path, wanted: str, file: str, hint: str
):
    path = tmp_path / file
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"")
    assert Fonts(tmp_path).missing(wanted).diagnostics[0].hint == hint
