"""A page as PNG: what is covered, how much of it, and that it is always the same."""

import hashlib
import os
import subprocess
import sys
from io import BytesIO
from math import pi
from textwrap import dedent

import pytest
import qrcode
import zxingcpp
from PIL import Image as Pillow

from infogen.backends.jpg_webp import render_jpg, render_webp
from infogen.backends.png import draw, render
from infogen.scene import Command, Frame, Image, Modules, Path, Picture, Placed, Rect, Scene, Stroke
from kit.pixels import FONTS, assert_pixels, sheet
from kit.places import SOURCE, TESTS
from kit.sampler import BLACK, QUARTER, disc, sampler, text_of

RED, BLUE = "#FF0000", "#0000FF"


def test_whole_pixels_are_sharp():
    assert_pixels(
        """
        _____
        _RRR_
        _RRR_
        _____
        """,
        draw(sheet(5, 4, (1, 1, Rect(3, 2, RED))), 0),
    )


def test_half_pixels_are_half_covered():
    image = draw(sheet(5, 4, (0.5, 1, Rect(3, 1.5, BLACK))), 0)
    assert_pixels(
        """
        _____
        gKKg_
        zggz_
        _____
        """,
        image,
    )
    assert image.getpixel((0, 2)) == (191, 191, 191)


def test_thin_line_within_one_pixel():
    image = draw(sheet(3, 3, (0, 1.25, Rect(3, 0.5, BLACK))), 0)
    assert_pixels("___\nggg\n___", image)


def test_rounding_of_numbers_blurs_nothing():
    exact = draw(sheet(4, 4, (1, 1, Rect(2, 2, RED))), 0)
    nearly = draw(sheet(4, 4, (1 - 1e-9, 1 + 1e-9, Rect(2 + 1e-9, 2, RED))), 0)
    assert nearly.tobytes() == exact.tobytes()


def test_rectangle_without_area():
    assert_pixels("__\n__", draw(sheet(2, 2, (1, 1, Rect(0, 1, RED, radius=3))), 0))


def test_density_scales_places_and_sizes():
    assert_pixels(
        """
        ____
        ____
        __RR
        __RR
        """,
        draw(sheet(2, 2, (1, 1, Rect(1, 1, RED)), density=2), 0),
    )


def test_border_lies_inside():
    line = Stroke(BLACK, 1)
    assert_pixels(
        """
        ______
        _KKKK_
        _KRRK_
        _KRRK_
        _KKKK_
        ______
        """,
        draw(sheet(6, 6, (1, 1, Rect(4, 4, RED, border=line))), 0),
    )


def test_border_as_wide_as_the_rectangle_fills_it():
    image = draw(sheet(4, 4, (1, 1, Rect(2, 2, border=Stroke(BLACK, 1)))), 0)
    assert_pixels("____\n_KK_\n_KK_\n____", image)


def test_border_in_dashes():
    line = Stroke(BLACK, 2, dash=(4, 4))
    image = draw(sheet(22, 10, (0, 0, Rect(22, 10, border=line))), 0)
    assert image.getpixel((3, 0)) == (0, 0, 0)
    assert image.getpixel((7, 0)) == (255, 255, 255)
    assert image.getpixel((11, 5)) == (255, 255, 255)


@pytest.mark.parametrize("place", [10.0, 10.5, 10.28])
@pytest.mark.parametrize("size", [(60, 40, 12), (60, 40, 20), (30.4, 30.4, 15.2), (25, 90, 99)])
def test_round_corners_take_away_their_area(place: float, size: tuple[float, float, float]):
    width, height, radius = size
    image = draw(sheet(120, 120, (place, place, Rect(width, height, BLACK, radius))), 0)
    r = min(radius, width / 2, height / 2)
    assert _area(image) == pytest.approx(width * height - (4 - pi) * r * r, abs=1.5)


def test_round_corners_are_symmetric():
    image = draw(sheet(60, 50, (5, 5, Rect(50, 40, BLACK, 13))), 0)
    for flip in (Pillow.Transpose.FLIP_LEFT_RIGHT, Pillow.Transpose.FLIP_TOP_BOTTOM):
        assert image.transpose(flip).tobytes() == image.tobytes()


@pytest.mark.parametrize("radius", [3.0, 16.0, 45.0])
@pytest.mark.parametrize("place", [5.0, 5.37])
def test_disc_covers_its_area(radius: float, place: float):
    image = draw(sheet(105, 105, (place, place, Path(disc(radius), BLACK))), 0)
    assert _area(image) == pytest.approx(pi * radius**2, rel=0.01)


@pytest.mark.parametrize("radius", [4.0, 45.0])
def test_circle_covers_its_ring(radius: float):
    circle = Path(disc(radius), stroke=Stroke(BLACK, 3))
    image = draw(sheet(105, 105, (5, 5, circle)), 0)
    assert _area(image) == pytest.approx(2 * pi * radius * 3, rel=0.05)


def test_disc_at_its_place():
    image = draw(sheet(8, 8, (2, 2, Path(disc(2), BLACK))), 0)
    assert_pixels(
        """
        ________
        ________
        __zzzz__
        __zKKz__
        __zKKz__
        __zzzz__
        ________
        ________
        """,
        image,
    )
    assert image.transpose(Pillow.Transpose.ROTATE_90).tobytes() == image.tobytes()


def test_filling_is_non_zero():
    def square(start: float, end: float) -> tuple[Command, ...]:
        corners = ((start, start), (end, start), (end, end), (start, end))
        return (("M", *corners[0]), *(("L", *corner) for corner in corners[1:]), ("Z",))

    around = (("M", 2, 2), ("L", 2, 4), ("L", 4, 4), ("L", 4, 2), ("Z",))
    same = draw(sheet(6, 6, (0, 0, Path(square(1, 5) + square(2, 4), RED))), 0)
    other = draw(sheet(6, 6, (0, 0, Path(square(1, 5) + around, RED))), 0)
    assert_pixels("______\n_RRRR_\n_RRRR_\n_RRRR_\n_RRRR_\n______", same)
    assert_pixels("______\n_RRRR_\n_R__R_\n_R__R_\n_RRRR_\n______", other)


def test_butt_stroke_ends_where_its_line_ends():
    line = Path((("M", 2, 2), ("L", 6, 2)), stroke=Stroke(BLACK, 2))
    assert_pixels("________\n__KKKK__\n__KKKK__\n________", draw(sheet(8, 4, (0, 0, line)), 0))


def test_round_stroke_ends_half_its_width_later():
    line = Path((("M", 4, 4), ("L", 12, 4)), stroke=Stroke(BLACK, 6, "round"))
    image = draw(sheet(16, 8, (0, 0, line)), 0)
    assert _area(image) == pytest.approx(8 * 6 + pi * 9, rel=0.004)
    assert image.getpixel((0, 4)) == image.getpixel((15, 4)) == (255, 255, 255)
    assert image.getpixel((1, 4)) == image.getpixel((14, 4))
    assert image.getpixel((2, 4)) == (0, 0, 0)


def test_joins_are_round_and_corners_inside_are_square():
    bent = Path((("M", 0, 5), ("L", 15, 5), ("L", 15, 20)), stroke=Stroke(BLACK, 6))
    image = draw(sheet(20, 20, (0, 0, bent)), 0)
    assert _area(image) == pytest.approx(2 * 12 * 6 + 27 + pi * 9 / 4, rel=0.004)
    assert image.getpixel((11, 8)) == (255, 255, 255)
    assert image.getpixel((12, 7)) == (0, 0, 0)


@pytest.mark.parametrize("width", [10, 30, 48, 60])
def test_bends_have_no_holes(width: float):
    h = 24 * QUARTER
    bent = (("M", 0, 60), ("L", 60, 60), ("C", 60 + h, 60, 84, 84 - h, 84, 84), ("L", 84, 160))
    image = draw(sheet(160, 160, (0, 0, Path(bent, stroke=Stroke(BLACK, width)))), 0)
    half = width / 2
    inner = max(0.0, 24 - half)
    bend = pi / 4 * ((24 + half) ** 2 - inner**2)
    if half <= 24:
        assert _area(image) == pytest.approx(width * (60 + 76) + bend, rel=0.003)
    assert {image.getpixel((x, 60)) for x in range(60)} == {(0, 0, 0)}
    assert {image.getpixel((84, y)) for y in range(90, 160)} == {(0, 0, 0)}


def test_large_stroke_is_cut_without_seams():
    line = Path((("M", 50, 10), ("L", 50, 490)), stroke=Stroke(BLACK, 90))
    image = draw(sheet(200, 500, (0, 0, line)), 0)
    assert image.crop((5, 10, 95, 490)).getextrema() == ((0, 0),) * 3
    assert _area(image) == 90 * 480


def test_dashes():
    line = Path((("M", 0, 1), ("L", 9, 1)), stroke=Stroke(BLACK, 2, dash=(3, 1)))
    assert_pixels("KKK_KKK_K_\nKKK_KKK_K_", draw(sheet(10, 2, (0, 0, line)), 0))


def test_dashes_go_on_around_corners():
    bent = Path((("M", 0, 1), ("L", 5, 1), ("L", 5, 8)), stroke=Stroke(BLACK, 2, dash=(7, 20)))
    image = draw(sheet(8, 8, (0, 0, bent)), 0)
    assert image.getpixel((0, 1)) == image.getpixel((5, 2)) == (0, 0, 0)
    assert image.getpixel((5, 3)) == (255, 255, 255)


def test_dots_are_dashes_without_length():
    line = Path((("M", 3, 3), ("L", 23, 3)), stroke=Stroke(BLACK, 4, "round", (0, 9.99)))
    assert _area(draw(sheet(27, 6, (0, 0, line)), 0)) == pytest.approx(3 * pi * 4, rel=0.01)


def test_point_is_a_dot_only_with_round_ends():
    point = (("M", 4, 4), ("L", 4, 4))
    dot = draw(sheet(8, 8, (0, 0, Path(point, stroke=Stroke(BLACK, 4, "round")))), 0)
    nothing = draw(sheet(8, 8, (0, 0, Path(point, stroke=Stroke(BLACK, 4)))), 0)
    assert _area(dot) == pytest.approx(pi * 4, rel=0.01)
    assert _area(nothing) == 0


def test_stroke_lies_above_the_fill():
    square = (("M", 1, 1), ("L", 5, 1), ("L", 5, 5), ("L", 1, 5), ("Z",))
    image = draw(sheet(6, 6, (0, 0, Path(square, RED, Stroke(BLUE, 2)))), 0)
    assert_pixels("zBBBBz\nBBBBBB\nBBRRBB\nBBRRBB\nBBBBBB\nzBBBBz", image)


def test_stroke_without_width_and_path_without_points():
    line = Path((("M", 0, 0), ("L", 2, 2)), stroke=Stroke(BLACK, 0))
    image = draw(sheet(2, 2, (0, 0, line), (0, 0, Path((), BLACK, Stroke(BLACK, 1)))), 0)
    assert_pixels("__\n__", image)


def test_frames_add_up_and_later_ink_covers():
    inner = Frame(sheet(1, 1).pages[0].frame.size, (Placed(1, 1, Rect(2, 1, RED)),))
    scene = sheet(4, 3, (0, 0, inner), (2, 1, Rect(1, 1, BLUE)))
    assert_pixels("____\n_RB_\n____", draw(scene, 0))


def test_ink_outside_the_sheet_is_not_seen():
    far = Path(disc(20), RED, Stroke(RED, 2))
    scene = sheet(
        3,
        3,
        (-2, -2, Rect(3, 3, RED)),
        (-60, 1, far),
        (2, 2, Rect(50, 50, BLUE, 20)),
        (-90, 90, text_of("ña", 40)),
    )
    assert_pixels("R__\n___\n__z", draw(scene, 0))


def test_modules_are_whole_pixels_in_the_middle_of_their_square():
    rows = ((True, False, True), (False, True, False), (True, True, False))
    assert_pixels(
        """
        __________
        __________
        __KK__KK__
        __KK__KK__
        ____KK____
        ____KK____
        __KKKK____
        __KKKK____
        __________
        __________
        """,
        draw(sheet(10, 10, (1, 1, Modules(rows, 2.7, BLACK))), 0),
    )


def test_module_of_nearly_whole_pixels():
    image = draw(sheet(3, 3, (0, 0, Modules(((True,),), 3 - 1e-9, RED))), 0)
    assert_pixels("RRR\nRRR\nRRR", image)


@pytest.mark.parametrize(("module", "density"), [(5.31, 1.0), (3.0, 1.0), (0.52, 150 / 25.4)])
def test_modules_can_be_read(module: float, density: float):
    made = qrcode.QRCode(border=0)
    made.add_data("https://www.saimex.org.mx")
    rows = tuple(tuple(map(bool, row)) for row in made.get_matrix())
    side = (len(rows) + 8) * module
    scene = sheet(
        side, side, (4 * module, 4 * module, Modules(rows, module, BLACK)), density=density
    )
    image = draw(scene, 0)
    assert set(image.get_flattened_data()) == {(0, 0, 0), (255, 255, 255)}
    assert [code.text for code in zxingcpp.read_barcodes(image)] == ["https://www.saimex.org.mx"]


def test_picture_is_stretched_and_blended():
    pixels = bytes((255, 0, 0, 255, 0, 0, 0, 128, 0, 0, 255, 0, 0, 0, 255, 255))
    picture = Picture(4, 1, "RGBA", pixels, "four")
    assert_pixels("______\n_Rg_B_\n______", draw(sheet(6, 3, (1, 1, Image(4, 1, picture))), 0))


def test_large_picture_is_averaged():
    pixels = bytes(255 * ((x + y) % 2) for y in range(40) for x in range(40) for _c in range(3))
    image = draw(sheet(4, 4, (0, 0, Image(4, 4, Picture(40, 40, "RGB", pixels, "chess")))), 0)
    assert_pixels("gggg\n" * 4, image)


def test_text_sits_on_its_baseline():
    text = text_of("H", 100)
    face = FONTS.face(text.font)
    box = _box(draw(sheet(120, 120, (10, 100, text)), 0))
    assert box[3] == 100
    assert 100 - box[1] == pytest.approx(face.cap_height / face.upem * 100, abs=1)
    assert box[0] == pytest.approx(10 + face.left_bearing(text.glyphs[0]) / face.upem * 100, abs=1)


def test_text_has_the_weight_of_its_outline():
    text = text_of("H", 400, "bricolage-display")
    small = text_of("H", 20, "bricolage-display")
    heavy = _area(draw(sheet(600, 500, (20, 400, text)), 0))
    for x in (5.0, 5.2, 5.6):
        light = _area(draw(sheet(40, 40, (x, 30, small)), 0))
        assert light * 400 == pytest.approx(heavy, rel=0.01)


def test_glyphs_move_by_quarters_of_a_pixel():
    pictures = [
        draw(sheet(30, 30, (5 + i / 8, 22, text_of("l", 20))), 0).tobytes() for i in range(9)
    ]
    assert len(set(pictures)) == 5
    assert pictures[0] != pictures[8]


def test_later_pages():
    scene = sheet(1, 1)
    second = sheet(1, 1, (0, 0, Rect(1, 1, RED))).pages[0]
    pages = Scene(**{**_fields(scene), "pages": (scene.pages[0], second)})
    assert_pixels("R", draw(pages, 1))


def test_file_holds_the_picture():
    scene = sampler()
    file = Pillow.open(BytesIO(render(scene)))
    assert file.tobytes() == draw(scene, 0).tobytes()
    assert "dpi" not in file.info


def test_paper_says_its_resolution():
    file = Pillow.open(BytesIO(render(sheet(21, 29, density=150 / 25.4))))
    assert file.size == (124, 171)
    assert file.info["dpi"] == pytest.approx((150, 150), abs=0.02)


def test_lossless_webp_and_jpeg_show_the_same():
    scene = sampler()
    image = draw(scene, 0)
    webp, jpg = (Pillow.open(BytesIO(make(scene))) for make in (render_webp, render_jpg))
    assert (webp.format, jpg.format) == ("WEBP", "JPEG")
    assert webp.convert("RGB").tobytes() == image.tobytes()
    differences = zip(jpg.convert("RGB").tobytes(), image.tobytes(), strict=True)
    assert sum(abs(a - b) for a, b in differences) / len(image.tobytes()) < 4
    assert jpg.layer == [(1, 1, 1, 0), (2, 1, 1, 1), (3, 1, 1, 1)]


def test_same_bytes_each_time_and_in_each_process():
    code = dedent(
        """
        import hashlib
        from infogen.backends.png import render
        from infogen.backends.jpg_webp import render_jpg, render_webp
        from kit.sampler import sampler
        scene = sampler()
        for make in (render, render_jpg, render_webp):
            print(hashlib.sha256(make(scene, 0)).hexdigest())
        """
    )
    scene = sampler()
    here = [
        hashlib.sha256(make(scene, 0)).hexdigest() for make in (render, render_jpg, render_webp)
    ]
    assert here == [
        hashlib.sha256(make(scene, 0)).hexdigest() for make in (render, render_jpg, render_webp)
    ]
    environment = os.environ | {
        "PYTHONHASHSEED": "7",
        "PYTHONPATH": os.pathsep.join(map(str, (TESTS, SOURCE))),
    }
    there = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert there.stdout.split() == here


def _area(image: Pillow.Image) -> float:
    """How many pixels of a white sheet are black."""
    return sum(255 - value for value in image.convert("L").tobytes()) / 255


def _box(image: Pillow.Image) -> tuple[int, int, int, int]:
    box = image.convert("L").point(lambda value: 255 * (value < 128)).getbbox()
    assert box
    return box


def _fields(scene: Scene) -> dict[str, object]:
    return {name: getattr(scene, name) for name in scene.__struct_fields__}
