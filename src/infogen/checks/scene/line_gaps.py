"""Between the ink of a line and that of the next there is room that one sees."""

from collections.abc import Iterator
from math import inf

from infogen.checks.seen.letters import between, letters
from infogen.checks.seen.lines import Line, crossing, lines
from infogen.checks.seen.passages import beginning
from infogen.diagnostics import Bounds, Diagnostic, Spot, warning
from infogen.messages import _
from infogen.scene import Scene
from infogen.scene.fonts import Fonts

LEAST = 4.0
"""Raster pixels between the ink of a line and that of the next."""


def line_gaps(scene: Scene) -> Iterator[Diagnostic]:
    """One warning for each paragraph two of whose lines nearly touch, at the nearest two."""
    least = LEAST / scene.canvas.density
    for number, page in enumerate(lines(scene)):
        nearest: dict[int, tuple[float, Line, Bounds]] = {}
        for i, j in crossing([line.box for line in page], least):
            one, other = sorted((page[i], page[j]), key=lambda line: line.box[1])
            if one.paragraph is not other.paragraph or _same_line(one, other):
                continue
            gap, box = _gap(one, other, scene.fonts, least)
            if gap < nearest.get(id(other.paragraph), (least,))[0]:
                nearest[id(other.paragraph)] = gap, other, box
        for gap, line, box in nearest.values():
            yield warning(
                "lines-touch",
                _('"{text}" is {gap} px below the line above it in "{format}"').format(
                    text=beginning(line.text, 40),
                    gap=f"{max(0.0, gap) * scene.canvas.density:.0f}",
                    format=scene.canvas.id,
                ),
                line.span,
                _("set more leading, or break the lines elsewhere; {least} px is the least").format(
                    least=f"{LEAST:g}"
                ),
                spot=Spot(number, box),
            )


def _same_line(one: Line, other: Line) -> bool:
    """True if two are parts of one line, such as a figure and the words beside it."""
    return (
        one.box[2] <= other.box[0] or other.box[2] <= one.box[0] or one.runs[0].y == other.runs[0].y
    )


def _gap(one: Line, other: Line, fonts: Fonts, least: float) -> tuple[float, Bounds]:
    """How far the ink of two lines is apart at the nearest two letters, and the box of these."""
    best, where = inf, other.box
    above, below = letters(one, fonts), letters(other, fonts)
    boxes = [letter.box for letter in (*above, *below)]
    for i, j in crossing(boxes, across=True):
        upper, lower = sorted((i, j))
        if upper >= len(above) or lower < len(above):
            continue
        if boxes[lower][1] - boxes[upper][3] >= min(best, least):
            continue
        gap = between(above[upper], below[lower - len(above)], fonts)
        if gap < best:
            best, where = (
                gap,
                (
                    min(boxes[upper][0], boxes[lower][0]),
                    boxes[upper][1],
                    max(boxes[upper][2], boxes[lower][2]),
                    boxes[lower][3],
                ),
            )
    return best, where
