"""The texture of a ribbon: what is drawn on its band along its line.

A *selvedge* has two fine lines inside its edges; a *cord* has plies, each a short S across it. A
ribbon that is told apart by its texture needs no colour for it.
"""

from bisect import bisect
from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import hypot

from msgspec import Struct

from infogen.scene import Command, Path, Placed, Stroke
from infogen.scene.shapes import Point

EDGE, LINE = 7 / 48, 4 / 48
"""Of a selvedge: from its edge to a fine line, and that line's width, as parts of the ribbon's."""

PITCH, PLY, INSET, THREAD = 24 / 48, 22 / 48, 7 / 48, 5.5 / 48
"""Of a cord: from one ply to the next, the length of one, from the edge to its ends, and the width
of its line, as parts of the ribbon's.
"""

RIM = 2 / 14
"""The edges of a cord in print, whose inside is white, as parts of its width."""

CLEAR = 6 / 48
"""Between a ply and a station or the end of the ribbon, at the least."""

STEPS = 24
"""Straight pieces of a curve."""


class Course(Struct, frozen=True):
    """The middle of a ribbon as points, with the length of the line up to each."""

    points: tuple[Point, ...]
    lengths: tuple[float, ...]

    @property
    def length(self) -> float:
        """The length of the whole line."""
        return self.lengths[-1]

    def across(self, along: float, aside: float) -> Point:
        """The point `aside` to the right of the line, so far along it."""
        n = min(max(bisect(self.lengths, along), 1), len(self.points) - 1)
        one, other = self.points[n - 1], self.points[n]
        length = (self.lengths[n] - self.lengths[n - 1]) or 1.0
        part = (along - self.lengths[n - 1]) / length
        u, v = (other[0] - one[0]) / length, (other[1] - one[1]) / length
        return (
            one[0] + (other[0] - one[0]) * part - v * aside,
            one[1] + (other[1] - one[1]) * part + u * aside,
        )

    def nearest(self, x: float, y: float) -> float:
        """How far along the line it passes nearest to a point."""
        found: tuple[float, float] | None = None
        for n, (one, other) in enumerate(pairwise(self.points)):
            u, v = other[0] - one[0], other[1] - one[1]
            square = u * u + v * v
            part = ((x - one[0]) * u + (y - one[1]) * v) / square if square else 0.0
            part = min(1.0, max(0.0, part))
            away = hypot(one[0] + u * part - x, one[1] + v * part - y)
            if found is None or away < found[0]:
                found = away, self.lengths[n] + hypot(u, v) * part
        return found[1] if found else 0.0


def course(line: Iterable[Command]) -> Course:
    """The course of a line that begins with M and has no breaks."""
    points: list[Point] = []
    for letter, *numbers in line:
        end = (numbers[-2], numbers[-1])
        if letter == "C":
            points += _curve(points[-1], numbers)
        else:
            points.append(end)
    lengths = [0.0]
    for one, other in pairwise(points):
        lengths.append(lengths[-1] + hypot(other[0] - one[0], other[1] - one[1]))
    return Course(tuple(points), tuple(lengths))


def _curve(start: Point, numbers: list[float]) -> Iterator[Point]:
    for step in range(1, STEPS + 1):
        t = step / STEPS
        parts = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3)
        xs, ys = (start[0], *numbers[0::2]), (start[1], *numbers[1::2])
        yield (
            sum(part * x for part, x in zip(parts, xs, strict=True)),
            sum(part * y for part, y in zip(parts, ys, strict=True)),
        )


def selvedge(
    line: tuple[Command, ...], width: float, color: str, ground: str
) -> Iterator[Placed[Path]]:
    """The fine lines of a selvedge: a band of the ground in the ribbon, and in it the rest of the
    ribbon.
    """
    yield Placed(0.0, 0.0, Path(line, stroke=Stroke(ground, width * (1 - 2 * EDGE))))
    yield Placed(0.0, 0.0, Path(line, stroke=Stroke(color, width * (1 - 2 * (EDGE + LINE)))))


def cord(  # noqa: PLR0913
    line: tuple[Command, ...],
    along: Course,
    width: float,
    taken: Iterable[tuple[float, float]],
    color: str,
    ground: str,
    printed: bool,
) -> Iterator[Placed[Path]]:
    """The plies of a cord: as many whole ones as each stretch has room for, in its middle. In print
    the cord is white between two edges, and its plies have its colour.

    `taken` are the middles of stations and ends, and half of what each covers.
    """
    if printed:
        yield Placed(0.0, 0.0, Path(line, stroke=Stroke(ground, width * (1 - 2 * RIM))))
    plies: list[Command] = []
    for start, end in _free(along.length, sorted((at - half, at + half) for at, half in taken)):
        spare = (PITCH - PLY) * width
        count = int((end - start - 2 * CLEAR * width + spare) / (PITCH * width))
        first = start + (end - start - (count * PITCH * width - spare)) / 2
        for n in range(count):
            plies += _ply(along, first + n * PITCH * width, width)
    if plies:
        thread = Stroke(color if printed else ground, width * THREAD, "round")
        yield Placed(0.0, 0.0, Path(tuple(plies), stroke=thread))


def _ply(along: Course, at: float, width: float) -> Iterator[Command]:
    aside, long = width * (0.5 - INSET), width * PLY
    yield ("M", *along.across(at, aside))
    yield (
        "C",
        *along.across(at + long / 2, aside),
        *along.across(at + long / 2, -aside),
        *along.across(at + long, -aside),
    )


def _free(length: float, taken: list[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    at = 0.0
    for start, end in taken:
        if start > at:
            yield at, start
        at = max(at, end)
    if length > at:
        yield at, length
