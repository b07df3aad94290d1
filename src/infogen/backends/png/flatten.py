"""Outlines of the scene to polygons in pixels: curves as chords, strokes as what they cover."""

from collections.abc import Iterator
from itertools import cycle, pairwise
from math import acos, atan2, ceil, cos, hypot, pi, sin, sqrt, tau

from msgspec import Struct

from infogen.backends.png.coverage import Point
from infogen.scene import Command, Stroke

_SAG = 0.02
"""The distance of a chord from its curve, in pixels, at most."""

_MOST_DASHES = 10_000
"""Dashes of a line beyond which it is drawn as if it had none."""


class Polyline(Struct, frozen=True):
    """Points in pixels, no two neighbours alike; a closed one does not repeat its first point."""

    points: tuple[Point, ...]
    closed: bool


def flatten(
    commands: tuple[Command, ...], scale: float, x: float, y: float, width: float = 0.0
) -> list[Polyline]:
    """The subpaths of an outline at `x`, `y`, `scale` pixels to the unit.

    Chords stay near the curve's own edge, and near both edges of a stroke of `width` pixels.
    """
    lines: list[Polyline] = []
    points: list[Point] = []
    for kind, *numbers in commands:
        if kind == "Z":
            _end(lines, points, closed=True)
            points = points[:1]
            continue
        places = [(x + a * scale, y + b * scale) for a, b in _pairs(numbers)]
        if kind == "M":
            _end(lines, points, closed=False)
            points = []
        if kind == "C":
            points += _curve((points[-1], *places), width / 2)
        else:
            points += places
    _end(lines, points, closed=False)
    return lines


def outline_stroke(lines: list[Polyline], stroke: Stroke, scale: float) -> list[list[Point]]:
    """Contours whose union is the stroke of these lines, `scale` pixels to its unit."""
    half = stroke.width * scale / 2
    if stroke.dash:
        lengths = [length * scale for length in stroke.dash]
        lines = [
            dash
            for line in lines
            for dash in (_dashes(line, lengths) if _is_told(line, lengths) else [line])
        ]
    contours = []
    for line in lines:
        if len(line.points) == 1:
            if stroke.cap == "round":
                contours.append(arc(line.points[0], 0.0, tau, half))
        elif line.closed and len(line.points) > 2:
            contours.append(_side(line.points, half, closed=True))
            contours.append(_side(line.points[::-1], half, closed=True))
        else:
            contours.append(_band(line, half, stroke.cap == "round"))
    return contours


def _end(lines: list[Polyline], points: list[Point], *, closed: bool) -> None:
    """Add a subpath, unless it is only the place where the next one would begin."""
    distinct = points[:1] + [b for a, b in pairwise(points) if a != b]
    if closed and len(distinct) > 1 and distinct[0] == distinct[-1]:
        distinct.pop()
    if len(points) > 1 or (closed and distinct):
        lines.append(Polyline(tuple(distinct), closed))


def _pairs(numbers: list[float]) -> Iterator[Point]:
    each = iter(numbers)
    return zip(each, each, strict=True)


def _curve(handles: tuple[Point, ...], half: float) -> list[Point]:
    """Points on a cubic Bézier curve after its first, close enough for an edge `half` away."""
    a, b, c, d = handles
    bend = max(
        hypot(a[0] - 2 * b[0] + c[0], a[1] - 2 * b[1] + c[1]),
        hypot(b[0] - 2 * c[0] + d[0], b[1] - 2 * c[1] + d[1]),
    )
    steps = max(1, ceil(sqrt(0.75 * bend / _SAG)))
    if half:
        legs = [_heading(p, q) for p, q in ((a, b), (b, c), (c, d)) if p != q]
        turn = sum(abs(_turn(p, q)) for p, q in pairwise(legs))
        steps = max(steps, ceil(turn / _sweep(half)))
    points = []
    for i in range(1, steps):
        t = i / steps
        u = 1 - t
        k, m, n, o = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
        points.append(
            (
                k * a[0] + m * b[0] + n * c[0] + o * d[0],
                k * a[1] + m * b[1] + n * c[1] + o * d[1],
            )
        )
    return [*points, d]


def _band(line: Polyline, half: float, rounded: bool) -> list[Point]:
    """One contour around an open line: along one side, around the end, back along the other."""
    points = line.points
    contour = []
    for way in (points, points[::-1]):
        contour += _side(way, half, closed=False)
        if rounded:
            heading = _heading(way[-2], way[-1])
            contour += arc(way[-1], heading + pi / 2, -pi, half)
    return contour


def _side(points: tuple[Point, ...], half: float, *, closed: bool) -> list[Point]:
    """The edge on one side, with round joins.

    Inside a bend the edge goes through the corner itself: then both sides together are the sum of
    the segments' rectangles and the joins' sectors, and nothing that is covered counts as a hole.
    """
    stretches = [(a, b, _heading(a, b)) for a, b in pairwise(points)]
    if closed:
        stretches.append((points[-1], points[0], _heading(points[-1], points[0])))
    followers = cycle(stretches)
    next(followers)
    edge: list[Point] = []
    for index, ((a, b, heading), (_b, _c, onward)) in enumerate(
        zip(stretches, followers, strict=False)
    ):
        across = -half * sin(heading), half * cos(heading)
        edge.append((a[0] + across[0], a[1] + across[1]))
        edge.append((b[0] + across[0], b[1] + across[1]))
        if not closed and index == len(stretches) - 1:
            break
        turn = _turn(heading, onward)
        if turn > 0:
            edge.append(b)
        else:
            edge += arc(b, heading + pi / 2, turn, half)[1:-1]
    return edge


def arc(center: Point, start: float, turn: float, radius: float) -> list[Point]:
    """Points on an arc from the angle `start` over the angle `turn`, both ends included."""
    steps = max(1, ceil(abs(turn) / _sweep(radius)))
    angles = [start + turn * i / steps for i in range(steps + 1)]
    return [(center[0] + radius * cos(a), center[1] + radius * sin(a)) for a in angles]


def _sweep(radius: float) -> float:
    """The largest angle of a chord that keeps near its circle."""
    return 2 * acos(1 - min(_SAG / radius, 0.5))


def _heading(a: Point, b: Point) -> float:
    return atan2(b[1] - a[1], b[0] - a[0])


def _turn(before: float, after: float) -> float:
    """From one heading to the next, between -π and π."""
    return (after - before + pi) % tau - pi


def _is_told(line: Polyline, lengths: list[float]) -> bool:
    """True if there are few enough dashes to be distinguished: a page has hardly more pixels."""
    long = sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(line.points))
    return long < _MOST_DASHES * sum(lengths)


def _dashes(line: Polyline, lengths: list[float]) -> Iterator[Polyline]:
    """The stretches of a line that a pattern of lengths on and off leaves."""
    points = [*line.points, line.points[0]] if line.closed else list(line.points)
    if len(points) < 2 or sum(lengths) <= 0:
        yield line
        return
    pattern = cycle(lengths if len(lengths) % 2 == 0 else lengths * 2)
    left, drawn = next(pattern), True
    dash = [points[0]]
    for a, b in pairwise(points):
        length, gone = hypot(b[0] - a[0], b[1] - a[1]), 0.0
        while length - gone > left:
            gone += left
            at = a[0] + (b[0] - a[0]) * gone / length, a[1] + (b[1] - a[1]) * gone / length
            if drawn:
                yield Polyline((*dash, at) if at != dash[-1] else tuple(dash), closed=False)
            dash, drawn, left = [at], not drawn, next(pattern)
        left -= length - gone
        if b != dash[-1]:
            dash.append(b)
    if drawn and len(dash) > 1:
        yield Polyline(tuple(dash), closed=False)
