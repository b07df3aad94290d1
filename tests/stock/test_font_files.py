"""The bundled fonts have the characters, marks, kerning, figures and names that the pieces need."""

import re

import pytest
from fontTools.ttLib import TTFont

from infogen.scene.fonts import Face, Fonts
from kit import places

FONTS = Fonts(places.FONTS, places.ROOT / "examples/municipio/fonts")
STEMS = (
    *("atkinson-bold", "atkinson-label", "atkinson-text"),
    *("bitter-display", "bitter-title"),
    *("bricolage-display", "bricolage-display-light"),
    *("bricolage-figure", "bricolage-figure-bold", "bricolage-title"),
    *("fira-label", "fira-mono", "fira-text"),
)
LATIN = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x100)))) + "ĀāĒēĪīŌōŪūŁłŃńŒœŚśŠšŸŹźŻżŽž"
MARKS = "\u0300\u0301\u0303\u0304\u0308\u0331"
LETTERS = "ʼꞋꞌẼẽ"
PUNCTUATION = "–—‘’“”…•·€°ºª½×−«»‹›¿¡\u00a0\u202f\u00ad\u2010\u2011"
LACKS = {"bricolage": {"¤"}, "atkinson": {"µ"}}
"""By the family that the name of a file begins with."""
OWN_APOSTROPHE = ("bitter", "fira")
"""Families that have the modifier apostrophe, so that it is not added."""

each_face = pytest.mark.parametrize("face", [*map(FONTS.face, STEMS)], ids=STEMS)
each_mark = pytest.mark.parametrize("mark", ["\u0331"], ids=["macron"])


def ink(face: Face, text: str) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right and top of each glyph of a shaped text."""
    shaped, pen, boxes = face.shape(text), 0, []
    for glyph, advance, dx, dy in zip(
        shaped.glyphs, shaped.advances, shaped.x_offsets, shaped.y_offsets, strict=True
    ):
        extents = face.hb_font.get_glyph_extents(glyph)
        left, top = pen + dx + extents.x_bearing, dy + extents.y_bearing
        boxes.append((left, top + extents.height, left + extents.width, top))
        pen += advance
    return boxes


def names(face: Face, number: int) -> str:
    with TTFont(face.path) as font:
        return str(font["name"].getDebugName(number))


def test_the_folder_holds_the_instances():
    assert FONTS.names == STEMS


@each_face
def test_required_characters_can_be_drawn(face):
    lacking = LACKS.get(face.name.partition("-")[0], set())
    required = set(LATIN + MARKS + LETTERS + PUNCTUATION) - lacking
    assert sorted(char for char in required if not face.covers(char)) == []


@each_face
def test_letters_without_a_glyph_of_their_own_shape_without_notdef(face):
    assert 0 not in face.shape("ĩũẽ").glyphs


@each_face
@each_mark
@pytest.mark.parametrize("letter", "aeiouAEIOUáíñ")
def test_marks_hang_centred_below_the_letter(face, mark, letter):
    base, hung = ink(face, letter + mark)
    plain = ink(face, letter.translate(str.maketrans("áíñ", "aın")))[0]
    assert hung[3] < plain[1]
    assert abs((hung[0] + hung[2]) - (plain[0] + plain[2])) / 2 < 0.06 * face.upem
    assert -0.32 * face.upem < hung[1]
    assert base[3] > 0


@each_face
def test_marks_clear_a_descender(face):
    base, hung = ink(face, "g\u0331")
    assert hung[3] < base[1]


@each_face
def test_marks_below_take_no_room(face):
    assert face.shape("a\u0331").advance == face.shape("a").advance


@each_face
def test_kerning_is_alive_where_letters_are_not_equally_wide(face):
    if face.name == "fira-mono":
        assert len({face.shape(letter).advance for letter in "AVil0ñ"}) == 1
        return
    assert face.shape("AV").advance < face.shape("A").advance + face.shape("V").advance


@each_face
def test_added_characters_kern_like_their_model(face):
    assert face.shape("T\u2011o").advance == face.shape("T-o").advance
    if not face.name.startswith(OWN_APOSTROPHE):
        assert face.shape("l\u02bca").advance == face.shape("l’a").advance


@each_face
def test_tabular_figures_are_equally_wide(face):
    assert len({face.shape(digit, features=("tnum",)).advance for digit in "0123456789"}) == 1


@each_face
def test_heights_are_those_of_the_drawn_letters(face):
    assert face.cap_height == ink(face, "H")[0][3]
    assert face.x_height == ink(face, "x")[0][3]


@each_face
def test_files_are_small(face):
    assert len(face.data) < 70_000


@pytest.mark.parametrize("number", [1, 4, 6])
def test_font_names_differ(number):
    assert len({names(FONTS.face(stem), number) for stem in STEMS}) == len(STEMS)


@each_face
def test_copyright_and_licence_travel_in_the_file(face):
    assert re.search("Project Authors|Mozilla Foundation", names(face, 0))
    assert "SIL Open Font License" in names(face, 13)


def test_an_unknown_character_is_not_covered():
    assert not FONTS.face("atkinson-text").covers("漢")
