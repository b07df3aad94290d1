"""Outlines of simple shapes as path commands: circles, pills, lines with round bends, SVG path
data.
"""

from collections.abc import Iterable, Sequence
from math import hypot

from infogen.scene import Command

KAPPA = 0.5522847498307936
"""Length of the control arm of a quarter circle drawn as one cubic curve, for radius 1."""

Point = tuple[float, float]


def circle(x: float, y: float, radius: float) -> tuple[Command, ...]:
    """A circle about a point, as four curves."""
    r, k = radius, radius * KAPPA
    return (
        ("M", x + r, y),
        ("C", x + r, y + k, x + k, y + r, x, y + r),
        ("C", x - k, y + r, x - r, y + k, x - r, y),
        ("C", x - r, y - k, x - k, y - r, x, y - r),
        ("C", x + k, y - r, x + r, y - k, x + r, y),
        ("Z",),
    )


def polyline(points: Sequence[Point], radii: Sequence[float]) -> tuple[Command, ...]:
    """A line through the points whose bends are arcs.

    `radii[i]` is the radius at `points[i]`, less where a stretch is too short for it; the first and
    the last have no bend.
    """
    out: list[Command] = [("M", *points[0])]
    for i in range(1, len(points) - 1):
        before, bend, after = points[i - 1 : i + 2]
        reach = min(radii[i], _distance(before, bend) / 2, _distance(bend, after) / 2)
        if not reach:
            out.append(("L", *bend))
            continue
        start, end = _towards(bend, before, reach), _towards(bend, after, reach)
        first, second = _towards(start, bend, reach * KAPPA), _towards(end, bend, reach * KAPPA)
        out += [("L", *start), ("C", *first, *second, *end)]
    out.append(("L", *points[-1]))
    return tuple(out)


def polygon(points: Iterable[Point]) -> tuple[Command, ...]:
    """A closed outline of straight lines."""
    first, *rest = points
    return (("M", *first), *(("L", *point) for point in rest), ("Z",))


def transform(
    commands: Iterable[Command], x: float, y: float, across: float = 1.0, down: float | None = None
) -> tuple[Command, ...]:
    """The commands scaled, then moved."""
    scale = (across, across if down is None else down)
    place = (x, y)
    return tuple(
        (letter, *(n * scale[i % 2] + place[i % 2] for i, n in enumerate(numbers)))
        for letter, *numbers in commands
    )


def _distance(one: Point, other: Point) -> float:
    return hypot(other[0] - one[0], other[1] - one[1])


def _towards(start: Point, end: Point, length: float) -> Point:
    whole = _distance(start, end)
    part = length / whole if whole else 0.0
    return (start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part)
