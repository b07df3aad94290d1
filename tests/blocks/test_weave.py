"""The character of ribbons, stations, days and accents: what a theme draws, and where."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infogen import compose, load
from infogen.blocks import weave
from infogen.diagnostics import Failure
from infogen.scene import Frame, Path, Rect, walk
from infogen.scene.shapes import polyline

THEME = "name: Tela\nextends: a-la-vista\n"
CLOTH = THEME + "ribbons: {first: selvedge, second: cord, stations: patch}\ndays: stitch\n"
PIECE = """\
title: Cintas
alt: "Dos cintas y unos días."
formats: [portrait, letter]
theme: tela
body:
  kind: overlay
  ground: white
  children:
    - {kind: column, children: [BLOCK]}
    - {kind: ribbon, width: 48, color: ink, start: disc, path: [{x: 100, y: 100}, {y: 700}]}
    - kind: ribbon
      width: 48
      color: path
      start: disc
      path: [{x: 300, y: 100}, {y: 400}, {x: 500}, {y: 900}]
      marks: [{at: page.middle, shape: disc}, {at: page.top, dy: 800, shape: pill, color: white}]
"""


def scene(folder, theme=CLOTH, block="", format="portrait"):
    (folder / "layouts/themes").mkdir(parents=True)
    (folder / "layouts/themes/tela.yaml").write_text(theme, "utf-8")
    (folder / "layouts/cintas.yaml").write_text(PIECE.replace("BLOCK", block), "utf-8")
    return compose(load(folder), "cintas", format=format)


def ribbons(made):
    return [
        [placed.item for placed in item.items]
        for _x, _y, item in walk(made.pages[0].frame)
        if isinstance(item, Frame) and item.kind == "ribbon"
    ]


def strokes(inks):
    return [(ink.stroke.color, ink.stroke.width) for ink in inks if isinstance(ink, Path)]


def test_usual_ribbons_are_solid_with_discs(tmp_path):
    first, second = ribbons(scene(tmp_path, THEME))
    assert [ink.stroke is not None for ink in first] == [True, False, False]
    assert sum(isinstance(ink, Rect) for ink in second) == 1  # the pill


def test_a_selvedge_has_two_fine_lines_inside_its_edges(tmp_path):
    first, _second = ribbons(scene(tmp_path))
    assert strokes(first) == [("#14202B", 48), ("#FFFFFF", 34), ("#14202B", 26)]


def test_a_cord_is_the_ribbon_of_what_you_do_and_is_white_in_print(tmp_path):
    _first, second = ribbons(scene(tmp_path))
    assert strokes(second)[0] == ("#C4161C", 48)
    assert strokes(second)[1] == ("#FFFFFF", pytest.approx(5.5))
    folder = tmp_path / "papel"
    _first, printed = ribbons(scene(folder, format="letter"))
    band, core, plies = strokes(printed)
    assert band[0] == plies[0] == "#C4161C"
    assert core == ("#FFFFFF", pytest.approx(48 * 10 / 14))


def test_a_thin_line_has_no_texture(tmp_path):
    folder = tmp_path / "layouts"
    made = scene(tmp_path)
    assert [len(strokes(inks)) for inks in ribbons(made)] == [3, 2]
    text = (folder / "cintas.yaml").read_text("utf-8").replace("width: 48", "width: 8")
    (folder / "cintas.yaml").write_text(text, "utf-8")
    thin = compose(load(tmp_path), "cintas", format="portrait")
    assert [len(strokes(inks)) for inks in ribbons(thin)] == [1, 1]


def test_stations_are_patches(tmp_path):
    _first, second = ribbons(scene(tmp_path))
    patches = [ink for ink in second if isinstance(ink, Rect)]
    assert [(patch.width, patch.height) for patch in patches[:2]] == [(48, 48), (24, 24)]
    assert all(0 < patch.radius < patch.width / 4 for patch in patches)
    assert not any(isinstance(ink, Path) and ink.fill for ink in second)


def test_no_ply_is_cut_or_lies_under_a_station(tmp_path):
    _first, second = ribbons(scene(tmp_path))
    plies = next(ink for ink in second if isinstance(ink, Path) and ink.stroke.width < 10)
    points = [
        (numbers[n], numbers[n + 1])
        for _letter, *numbers in plies.commands
        for n in range(0, len(numbers), 2)
    ]
    stations = [ink for ink in second if isinstance(ink, Rect)]
    assert len(points) > 60
    frames = [(300, 100, 24), (500, 675, 34), (500, 800, 12)]
    for x, y in points:
        assert all(abs(x - across) > half or abs(y - down) > half for across, down, half in frames)
    assert max(y for _x, y in points) < 900
    assert len(stations) >= 5


@settings(deadline=None, max_examples=30)
@given(
    st.lists(
        st.tuples(st.integers(0, 900), st.integers(0, 900)), min_size=2, max_size=5, unique=True
    ),
    st.integers(4, 60),
)
def test_plies_stay_inside_their_band_whatever_its_bends(points, width):
    """A ply is as far from the middle of its line as its ends are inset, and never more."""
    line = polyline(points, [width] * len(points))
    along = weave.course(line)
    [*inks] = weave.cord(line, along, width, [], "#000000", "#FFFFFF", False)
    reach = width * (0.5 - weave.INSET)
    for ink in inks:
        for _letter, *numbers in ink.item.commands:
            for at in zip(numbers[::2], numbers[1::2], strict=True):
                near = min(
                    math.dist(at, along.across(along.length * step / 200, 0)) for step in range(201)
                )
                assert near <= reach + along.length / 200


def days(made):
    return [
        item
        for _x, _y, item in walk(made.pages[0].frame)
        if isinstance(item, Frame) and item.meaning.role == "figure" and item.items
    ]


def test_a_stitch_is_a_day_in_three_shapes(tmp_path):
    block = (
        "{kind: dots, alt: Días, diameter: 40, segments: [{days: 5, state: filled, color: ink},"
        " {days: 2, state: ring, color: ink}, {days: 3, state: target, color: path}]}"
    )
    [drawing] = days(scene(tmp_path, block=block))
    kinds = [placed.item for placed in drawing.items]
    assert len(kinds) == 10
    assert [isinstance(kind, Frame) for kind in kinds] == [False] * 7 + [True] * 3
    solid, outlined, barred = kinds[0], kinds[5], kinds[9]
    assert (solid.fill, solid.stroke) == ("#14202B", None)
    assert (outlined.fill, outlined.stroke.width) == (None, pytest.approx(4.8))
    assert [type(placed.item) for placed in barred.items] == [Path, Rect]
    heights = [numbers[1] for _letter, *numbers in solid.commands if numbers]
    assert max(heights) - min(heights) == pytest.approx(0.56 * 40)


def test_the_mark_and_the_sign_of_the_issuer_are_outlines_of_the_theme(tmp_path):
    theme = (
        THEME + 'mark: {main: "M0 0 H100 V100 Z", accent: "M0 0 H50 V50 Z"}\n'
        'issuer: {main: "M0 0 H100 V50 Z"}\n'
    )
    block = "{kind: mark, size: 50}, {kind: mark, of: issuer, when: $theme.issuer.drawn, size: 20}"
    made = scene(tmp_path, theme, block)
    marks = [
        [placed.item for placed in item.items]
        for _x, _y, item in walk(made.pages[0].frame)
        if isinstance(item, Frame) and item.kind == "mark"
    ]
    (main, accent), (sign,) = marks
    assert main.commands[1] == ("L", 50, 0)
    assert (main.fill, accent.fill) == ("#14202B", "#C4161C")
    assert sign.commands[2] == ("L", 20, 10)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("mark: {}\n", "a sign is an outline or a file"),
        ('mark: {main: "M 0 0 H 9", file: a.svg}\n', "a sign is an outline or a file"),
        ('issuer: {main: "M 0"}\n', "this is not path data: too few numbers for M"),
        ("ribbons: {second: rope}\n", "layouts/themes/tela.yaml:3:19"),
        ("days: cross\n", "layouts/themes/tela.yaml:3:7"),
    ],
)
def test_what_is_wrong_in_a_theme_is_said_at_its_place(tmp_path, wrong, said):
    with pytest.raises(Failure) as caught:
        scene(tmp_path, THEME + wrong)
    assert "layouts/themes/tela.yaml:3:" in str(caught.value)
    assert said in str(caught.value)


def test_a_sign_that_the_theme_lacks_is_not_drawn_as_another(tmp_path):
    with pytest.raises(Failure) as caught:
        scene(tmp_path, THEME, "{kind: mark, of: issuer, size: 20}")
    assert 'the theme "Tela" has no outline for the sign of the issuer' in str(caught.value)
    assert "layouts/cintas.yaml:9:" in str(caught.value)


def bars(made):
    """The lines under words, and the words in their colours."""
    lines = [
        i for _x, _y, i in walk(made.pages[0].frame) if isinstance(i, Frame) and i.kind == "line"
    ]
    found = [(p.x, p.y, p.item) for line in lines for p in line.items if isinstance(p.item, Rect)]
    colors = {
        p.item.text: p.item.color
        for line in lines
        for p in line.items
        if not isinstance(p.item, Rect)
    }
    return found, colors


def test_accents_are_underlined_where_a_theme_says_so_but_not_what_stands_back(tmp_path):
    block = '{kind: text, style: display, text: "puede ==con=="}'
    found, colors = bars(scene(tmp_path, THEME + "accents: underline\n", block))
    assert colors == {"puede ": "#14202B", "con": "#14202B"}
    [(x, _y, bar)] = found
    assert x > 300
    assert (bar.height, bar.fill) == (pytest.approx(120 * 0.065), "#14202B")
    quiet = block.replace("style:", "accent: muted, style:")
    found, colors = bars(scene(tmp_path / "bajo", THEME + "accents: underline\n", quiet))
    assert (found, colors["con"]) == ([], "#55606A")
    found, colors = bars(scene(tmp_path / "color", THEME, block))
    assert (found, colors["con"]) == ([], "#FFC72C")


def test_the_line_under_words_leaves_letters_that_reach_below_it_free(tmp_path):
    block = '{kind: text, style: display, text: "==contigo=="}'
    [first, last] = bars(scene(tmp_path, THEME + "accents: underline\n", block))[0]
    gap = last[0] - (first[0] + first[2].width)
    assert 0.4 * 120 < gap < 0.9 * 120


def test_an_eye_is_a_ring_or_a_patch_whatever_the_mark_of_the_series(tmp_path):
    theme = 'mark: {main: "M0 0 H100 V100 Z"}\n'
    block = "{kind: mark, of: eye, size: 100}"
    for folder, text, kinds in (("anillo", THEME, [Path, Path]), ("parche", CLOTH, [Rect, Rect])):
        made = scene(tmp_path / folder, text + theme, block)
        [eye] = [
            [placed.item for placed in item.items]
            for _x, _y, item in walk(made.pages[0].frame)
            if isinstance(item, Frame) and item.kind == "mark"
        ]
        assert [type(ink) for ink in eye] == kinds
