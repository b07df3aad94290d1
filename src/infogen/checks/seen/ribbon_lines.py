"""The ribbons of a page as lines: where they run, how they end, and the stations on them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot

from msgspec import Struct

from infogen.checks.seen.ink_places import InkPlace, Point, flattened
from infogen.diagnostics import Span
from infogen.scene import Frame, Path, Rect

ARROW, OFF = 1.3, 0.1
"""Widths from the end of a ribbon within which the middle of its arrow is, and that of its disc."""


class Station(Struct, frozen=True):
    """A mark on a ribbon: its middle, and whether it is a pill, which may lie across two."""

    at: Point
    pill: bool


class RibbonLine(Struct, frozen=True):
    """A ribbon: the points of its middle line with its bends, its width, its stations, and whether
    its start and its end are round, or have a disc or an arrow.
    """

    points: tuple[Point, ...]
    width: float
    stations: tuple[Station, ...]
    round_ends: tuple[bool, bool]
    marked_ends: tuple[bool, bool]
    frame: Frame

    @property
    def span(self) -> Span | None:
        """Where it is written."""
        return self.frame.span

    def distance(self, point: Point) -> float:
        """How far a point is from the middle line."""
        return min(_distance(point, *ends) for ends in pairwise(self.points))

    def sampled(self, step: float) -> Iterator[Point]:
        """Points along it, no farther apart than that."""
        yield self.points[0]
        for (x1, y1), (x2, y2) in pairwise(self.points):
            count = max(1, round(hypot(x2 - x1, y2 - y1) / step + 0.5))
            for n in range(1, count + 1):
                yield x1 + (x2 - x1) * n / count, y1 + (y2 - y1) * n / count


def ribbon_lines(page: Sequence[InkPlace]) -> list[RibbonLine]:
    """The ribbons of a page in paint order."""
    drawn: dict[int, list[InkPlace]] = {}
    for place in page:
        if place.block.kind == "ribbon" and isinstance(place.ink, (Path, Rect)):
            drawn.setdefault(id(place.block), []).append(place)
    return [line for places in drawn.values() for line in _line(places)]


def _line(places: list[InkPlace]) -> Iterator[RibbonLine]:
    band = places[0]
    if not isinstance(band.ink, Path) or band.ink.stroke is None:
        return
    points = tuple((band.x + x, band.y + y) for x, y in flattened(band.ink.commands))
    width = band.ink.stroke.width
    if len(points) < 2:
        return
    stations: dict[Point, Station] = {}
    rounded, marked = [False, False], [False, False]
    for place in places[1:]:
        if isinstance(place.ink, Path) and place.ink.stroke is not None:
            continue  # the core of a double ribbon
        left, top, right, low = place.box
        middle, radius = ((left + right) / 2, (top + low) / 2), (right - left) / 2
        shaped = not isinstance(place.ink, Path) or place.ink.commands[1][0] == "C"  # no arrow
        ends = [hypot(middle[0] - x, middle[1] - y) for x, y in (points[0], points[-1])]
        n = 0 if ends[0] <= ends[1] else 1
        if ends[n] <= width * (ARROW if not shaped else OFF):
            whole = shaped and abs(radius - width / 2) < width / 100
            rounded[n], marked[n] = rounded[n] or whole, marked[n] or not whole
        elif shaped:
            spot = round(middle[0], 2), round(middle[1], 2)
            stations[spot] = Station(middle, isinstance(place.ink, Rect))
    yield RibbonLine(
        points,
        width,
        tuple(stations.values()),
        (rounded[0], rounded[1]),
        (marked[0], marked[1]),
        band.block,
    )


def along(point: Point, one: Point, other: Point) -> float:
    """Where on a stretch a point is nearest: 0 at its start, 1 at its end, beyond them outside."""
    x, y = other[0] - one[0], other[1] - one[1]
    square = x * x + y * y
    return ((point[0] - one[0]) * x + (point[1] - one[1]) * y) / square if square else 0.0


def _distance(point: Point, one: Point, other: Point) -> float:
    t = min(1.0, max(0.0, along(point, one, other)))
    return hypot(
        point[0] - one[0] - (other[0] - one[0]) * t, point[1] - one[1] - (other[1] - one[1]) * t
    )
