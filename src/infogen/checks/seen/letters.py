"""The letters of a line one by one, and how far one is above another by its outline."""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from math import inf

from msgspec import Struct

from infogen.checks.seen.ink_places import Point, curve_point, glyph_boxes
from infogen.checks.seen.lines import Line
from infogen.diagnostics import Bounds
from infogen.scene import Text
from infogen.scene.fonts import Fonts

COLUMNS = 24
"""Parts of the width that two letters share in which their edges are looked for."""

CURVE = 8
"""Stretches that a curve of an outline is taken for."""


class Letter(Struct, frozen=True):
    """A glyph: the run that it is of, its number there, the origin of the run, and its ink."""

    text: Text
    number: int
    x: float
    y: float
    box: Bounds


def letters(line: Line, fonts: Fonts) -> list[Letter]:
    """The letters of a line that have ink."""
    return [
        Letter(run.ink, number, run.x, run.y, box)
        for run in line.runs
        if isinstance(run.ink, Text)
        for number, box in glyph_boxes(run.ink, run.x, run.y, fonts)
    ]


def between(upper: Letter, lower: Letter, fonts: Fonts) -> float:
    """The least distance straight down from the ink of a letter to that of another; infinite if
    they share no width.
    """
    left, right = max(upper.box[0], lower.box[0]), min(upper.box[2], lower.box[2])
    if left >= right:
        return inf
    step = (right - left) / COLUMNS
    foot, head = _edge(upper, fonts, left, step, max), _edge(lower, fonts, left, step, min)
    return min((head[n] - foot[n] for n in foot.keys() & head.keys()), default=inf)


def _edge(
    letter: Letter, fonts: Fonts, left: float, step: float, pick: Callable[[float, float], float]
) -> dict[int, float]:
    """The height of a letter's lower (`max`) or upper (`min`) edge in each column."""
    text, face = letter.text, fonts.face(letter.text.font)
    scale = text.size / face.upem
    x, y = letter.x + text.xs[letter.number], letter.y + text.ys[letter.number]
    found: dict[int, float] = {}
    for (x1, y1), (x2, y2) in _stretches(face.outline(text.glyphs[letter.number])):
        (a, b), (c, d) = sorted(
            ((x + x1 * scale, y - y1 * scale), (x + x2 * scale, y - y2 * scale))
        )
        first, last = int((a - left) // step), int((c - left) // step)
        for n in range(max(0, first), min(COLUMNS, last + 1)):
            at = min(max(left + (n + 0.5) * step, a), c)
            height = b if c == a else b + (d - b) * (at - a) / (c - a)
            found[n] = pick(found.get(n, height), height)
    return found


def _stretches(
    outline: Iterable[tuple[str, *tuple[float, ...]]],
) -> Iterator[tuple[Point, Point]]:
    start: Point = (0.0, 0.0)
    at = start
    for letter, *numbers in outline:
        if letter == "M":
            start = at = (numbers[0], numbers[1])
        elif letter == "C":
            ends = [at, *(curve_point(at, numbers, n / CURVE) for n in range(1, CURVE + 1))]
            yield from pairwise(ends)
            at = ends[-1]
        else:
            to = start if letter == "Z" else (numbers[0], numbers[1])
            yield at, to
            at = to
