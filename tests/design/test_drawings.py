"""Drawings: the stock's hold together in print and in any theme; what is wrong with one is said."""

import cv2
import numpy
import pytest
from PIL import Image

from infogen import check, compose, load
from infogen.backends.png import draw
from infogen.checks.scanning.wear import photocopy
from infogen.diagnostics import Failure
from infogen.scene import Frame, Path, walk
from infogen.scene.shapes import circle

NAMES = (
    "ventanilla", "telefono", "carpeta", "lupa", "calendario", "sobre", "buzon", "grupo", "firma",
    "computadora", "identificacion", "balanza",
)  # fmt: skip
PIECE = """\
title: Dibujos
alt: "Doce dibujos de personas y cosas."
formats: [letter]
theme: bn
body:
  kind: grid
  ground: white
  pad: 15
  columns: [auto, auto, auto, auto, auto]
  gap: [10, 10]
  children: [{kind: drawing, each: [NAMES], as: drawing, name: $drawing, size: 20}]
"""


def workspace(folder, piece, **files):
    (folder / "layouts/drawings").mkdir(parents=True)
    (folder / "layouts/dibujos.yaml").write_text(piece, "utf-8")
    for name, text in files.items():
        (folder / f"layouts/drawings/{name}.yaml").write_text(text, "utf-8")
    return load(folder)


def one(block):
    return (
        "title: Uno\nalt: Uno\nformats: [portrait]\n"
        f"body: {{kind: column, ground: white, pad: 80, children: [{block}]}}\n"
    )


def drawn(scene):
    """The frames of drawings, and what each is drawn with."""
    frames = [f for _x, _y, f in walk(scene.pages[0].frame) if isinstance(f, Frame)]
    return [
        (frame, [placed.item for placed in frame.items])
        for frame in frames
        if frame.kind == "drawing"
    ]


def passed(outline):
    """Points that a line passes."""
    here = (0.0, 0.0)
    for letter, *numbers in outline:
        points = [here, *zip(numbers[::2], numbers[1::2], strict=True)]
        for part in (0.0, 0.25, 0.5, 0.75, 1.0) if letter == "C" else (1.0,):
            a, b, c, d = numpy.array(points if letter == "C" else [points[-1]] * 4)
            rest = 1 - part
            yield rest**3 * a + 3 * rest**2 * part * b + 3 * rest * part**2 * c + part**3 * d
        here = points[-1]


def regions(picture):
    """How many parts the ink has, and how many the ground: lines that break or close change it."""
    dark = (numpy.asarray(picture) < 128).astype(numpy.uint8)
    return cv2.connectedComponents(dark)[0], cv2.connectedComponents(1 - dark, connectivity=4)[0]


def test_the_stock_has_twelve_that_say_what_they_show(stock):
    assert set(stock.drawings) == set(NAMES)
    for drawing in stock.drawings.values():
        assert drawing.alt.endswith(".")
        assert len(drawing.alt) > 25


@pytest.mark.parametrize("name", NAMES)
def test_each_keeps_inside_its_box_and_stays_clear_of_it(stock, name):
    drawing = stock.drawings[name]
    places = numpy.array(list(passed(drawing.outline())))
    assert places.min() >= 8
    assert places.max() <= 234.01
    x, y, radius = drawing.disc
    assert radius <= min(x, y, 240 - x, 240 - y)


def test_after_two_photocopies_no_line_is_broken_and_no_gap_is_closed(tmp_path):
    """At 20 mm, in black and white: the disc is nearly gone, and nothing else."""
    made = workspace(tmp_path, PIECE.replace("NAMES", ", ".join(NAMES)))
    scene = compose(made, "dibujos", format="letter")
    assert [one for one in check(scene) if one.severity != "note"] == []
    page = draw(scene, 0).convert("L")
    page = page.resize((2550, 3300), Image.Resampling.LANCZOS)  # 300 dpi
    copied = photocopy(photocopy(page, 1), 2)
    margin = 30
    for n, name in enumerate(NAMES):
        left = round((15 + n % 5 * 30) / 25.4 * 300) - margin
        top = round((15 + n // 5 * 30) / 25.4 * 300) - margin
        box = (left, top, left + 236 + 2 * margin, top + 236 + 2 * margin)
        assert regions(copied.crop(box)) == regions(page.crop(box)), name


def test_a_theme_gives_both_colours_and_an_axis_the_weight(tmp_path):
    made = workspace(tmp_path, one("{kind: drawing, name: balanza, size: 240}"))
    for theme in ("a-la-vista", "bn"):
        scene = compose(made, "dibujos", format="portrait", theme=theme)
        [(frame, [disc, lines])] = drawn(scene)
        assert disc == Path(circle(142, 84, 60), fill=made.themes[theme].colors["citizen"])
        assert lines.stroke.color == made.themes[theme].colors["ink"]
        assert (lines.stroke.width, lines.stroke.cap, lines.fill) == (8, "round", None)
        assert frame.meaning.role == "figure"
        assert frame.meaning.alt == made.drawings["balanza"].alt
    thick = compose(made, "dibujos", format="portrait", variant="trazo-grueso")
    assert drawn(thick)[0][1][1].stroke.width == pytest.approx(8 * 1.35)


def test_one_that_decorates_says_nothing_and_may_lack_its_disc(tmp_path):
    block = "{kind: drawing, name: lupa, size: 120, color: path, disc: null, role: artifact}"
    [(frame, inks)] = drawn(compose(workspace(tmp_path, one(block)), "dibujos", format="portrait"))
    assert (frame.meaning.role, frame.meaning.alt) == ("artifact", None)
    assert inks[0].stroke.width == 4
    assert len(inks) == 4  # the lines and three dots


def test_an_unknown_name_is_said_with_one_that_is_near(tmp_path):
    made = workspace(tmp_path, one("{kind: drawing, name: balansa, size: 120}"))
    with pytest.raises(Failure) as caught:
        compose(made, "dibujos", format="portrait")
    assert 'unknown drawing "balansa"' in str(caught.value)
    assert 'did you mean "balanza"?' in str(caught.value)
    assert "layouts/dibujos.yaml:4:" in str(caught.value)


def test_a_drawing_of_ones_own_is_a_file(tmp_path):
    own = 'title: Casa\nalt: "Una casa."\ndisc: [120, 120, 60]\nlines: "M 20 120 L 120 20 L 220 120"\n'
    made = workspace(tmp_path, one("{kind: drawing, name: casa, size: 240}"), casa=own)
    [(frame, _inks)] = drawn(compose(made, "dibujos", format="portrait"))
    assert frame.meaning.alt == "Una casa."


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ('"M 20"', "this is not path data: too few numbers for M"),
        ('"M 1 1 R 2 2"', 'this is not path data: "R" at character 7'),
        ("[]", "lines"),
    ],
)
def test_what_is_no_path_is_said_at_its_place(tmp_path, lines, said):
    own = f'title: Casa\nalt: "Una casa."\ndisc: [120, 120, 60]\nlines: {lines}\n'
    with pytest.raises(Failure) as caught:
        workspace(tmp_path, one("{kind: drawing, name: casa, size: 240}"), casa=own)
    assert "layouts/drawings/casa.yaml:4:" in str(caught.value)
    assert said in str(caught.value)


def test_what_is_missing_and_what_is_outside_is_said_at_once(tmp_path):
    own = 'title: Casa\ndisc: [120, 300, 60]\nlines: "M 20 20 H 90"\n'
    with pytest.raises(Failure) as caught:
        workspace(tmp_path, one("{kind: drawing, name: casa, size: 240}"), casa=own)
    assert '"alt"' in str(caught.value)
    assert "casa.yaml:2:" in str(caught.value)
