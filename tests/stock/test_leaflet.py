"""The leaflet: its lines go on over the folds, and its sheet can be read and folded."""

from itertools import pairwise

import numpy
import pytest
import zxingcpp
from PIL import ImageColor

from infogen.backends.png import draw
from infogen.checks import check
from infogen.layout.compose import compose
from infogen.scene import Scene, Text, walk
from infogen.sheets.press import Sheets, arrange
from infogen.sheets.press.imposition import tri_fold
from infogen.sheets.press.words import SheetTexts
from kit.family import STOCK, codes

THEMES = sorted(STOCK.themes)
JOINS = [(5, 6), (6, 1), (2, 3), (3, 4)]
INSET = 4
"""How far from the edges of panels their lines are compared, in pixels: grounds end there, outlined
in black and white.
"""


@pytest.fixture(scope="module", params=THEMES)
def leaflet(request) -> Scene:
    return compose(STOCK, "triptico", format="panel", theme=request.param)


@pytest.fixture(scope="module")
def panels(leaflet):
    return [numpy.asarray(draw(leaflet, number).convert("RGB")) for number in range(6)]


def lines(column: numpy.ndarray, theme: str) -> dict[str, list[int]]:
    """The heights at which a column has the colour of each ribbon."""
    colors, inner = STOCK.themes[theme].colors, column[INSET:-INSET]
    return {
        role: numpy.flatnonzero((inner == ImageColor.getrgb(colors[role])).all(axis=1)).tolist()
        for role in ("ink", "path")
    }


def test_the_joins_are_those_of_the_sheet():
    """Every two panels that touch on a side, and no others."""
    sides = [list(side) for side in tri_fold(6)]
    assert [pair for side in sides for pair in pairwise(side)] == JOINS


@pytest.mark.parametrize(("left", "right"), JOINS)
def test_the_lines_go_on_over_the_folds(leaflet, panels, left, right):
    one = lines(panels[left - 1][:, -1 - INSET], leaflet.theme)
    other = lines(panels[right - 1][:, INSET], leaflet.theme)
    assert one == other
    assert len(one["ink"]) > 20
    # The second line crosses from its own panel, and is doubled in black and white.
    assert bool(one["path"]) == ((left, right) == (3, 4) and leaflet.theme != "bn")
    if leaflet.theme == "bn" and (left, right) == (3, 4):
        assert len(one["ink"]) > len(lines(panels[1][:, -1 - INSET], "bn")["ink"])


def test_no_line_leaves_the_sheet(leaflet, panels):
    """At the outer edges there is the ground alone, and the rule of the foot."""
    thick = round(3 * leaflet.canvas.density)
    for number, x in ((5, INSET), (1, -1 - INSET), (2, INSET), (4, -1 - INSET)):
        found = lines(panels[number - 1][:, x], leaflet.theme)
        assert len(found["ink"]) + len(found["path"]) < thick


def test_each_panel_is_sound_and_says_when_it_was_checked(leaflet):
    assert [one for one in check(leaflet) if one.severity != "note"] == []
    for page in leaflet.pages:
        assert any(
            isinstance(item, Text) and item.text.startswith("Revisado:")
            for _x, _y, item in walk(page.frame)
        )


def test_the_sheet_is_a_letter_and_its_codes_are_read_from_it(leaflet):
    scene = arrange(leaflet, Sheets("tri-fold"), SheetTexts(STOCK.data))
    assert scene.canvas.width == pytest.approx(279.4, abs=0.01)
    assert scene.canvas.height == 215.9
    for side, panels in enumerate(tri_fold(6)):
        wanted = sorted(f.meaning.href for n in panels for _x, _y, f in codes(leaflet, n - 1))
        read = zxingcpp.read_barcodes(draw(scene, side).convert("L"))
        assert sorted(code.text for code in read) == wanted
    hrefs = {f.meaning.href for _x, _y, f in codes(leaflet, 5)}
    links = STOCK.data.content.links
    assert hrefs == {links[name].url for name in ("saimex", "sarcoem", "denuncia", "buzon")}


def test_what_the_edge_of_the_sheet_says_hides_nothing(leaflet):
    """The line that says how to turn the paper has a strip of its panel for itself."""
    scene = arrange(leaflet, Sheets("tri-fold"), SheetTexts(STOCK.data))
    for page in scene.pages:
        (edge,) = (p for p in page.frame.items if isinstance(p.item, Text))
        said = edge.item.size
        # Capitals and accents rise less than 0.8 em above the baseline.
        for x, y, item in walk(page.frame):
            if not isinstance(item, Text) or item is edge.item:
                continue
            if x < edge.x + edge.item.width and edge.x < x + item.width:
                assert y < edge.y - said or y - 0.8 * item.size > edge.y + said / 2


@pytest.mark.parametrize("piece", ["guia", "denuncia", "manual"])
def test_legal_is_a_paper_of_what_is_printed(piece):
    scene = compose(STOCK, piece, format="legal")
    assert (scene.canvas.width, scene.canvas.height) == (215.9, 355.6)
    assert [one for one in check(scene) if one.severity != "note"] == []
    shorter = compose(STOCK, piece, format="oficio-mx")
    assert said(scene) == said(shorter) or piece == "manual"
    assert len(scene.pages) <= len(shorter.pages)


def said(scene: Scene) -> set[str | None]:
    """The places of the texts that a scene shows."""
    return {
        item.origin
        for page in scene.pages
        for _x, _y, item in walk(page.frame)
        if isinstance(item, Text)
    }
