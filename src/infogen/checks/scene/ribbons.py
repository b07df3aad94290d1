"""A ribbon leads somewhere, leaves a handle at its end, carries its stations on its line, and bends
together with one that it touches.
"""

from collections.abc import Iterator, Sequence
from math import hypot

from infogen.checks.seen.ink_places import InkPlace, Point, ink_places
from infogen.checks.seen.ribbon_lines import RibbonLine, along, ribbon_lines
from infogen.diagnostics import Bounds, Diagnostic, Spot, warning
from infogen.messages import _
from infogen.scene import Canvas, Rect, Scene
from infogen.scene.geometry import Box

SLACK = 1.5
"""Raster pixels by which lines may miss each other."""

OFF = 1 / 8
"""The part of a ribbon's width by which a disc may be off its line; a pill may lie on its edge."""

POINTING, HOOK = 48.0, 3.0
"""A free end points at what is within so many raster pixels ahead, if its last straight part is
that many widths long: a shorter one is a hook.
"""

HANDLE, STEPS = 8.0, 16
"""Widths up to which a straight ribbon with two round ends is a handle that another one leaves, and
the steps in a width in which its way out is looked for.
"""


def ribbons(scene: Scene) -> Iterator[Diagnostic]:
    """One warning for each end, station, handle and bend that is wrong."""
    slack = SLACK / scene.canvas.density
    flows = {found.page: found.box for found in scene.frames() if found.frame.kind == "flow"}
    for number, page in enumerate(ink_places(scene)):
        lines, flow = ribbon_lines(page), flows.get(number)
        for line in lines:
            if _is_bar(line):
                continue
            others = [other for other in lines if other is not line]
            yield from _ends(line, others, page, flow, scene.canvas, number)
            yield from _stations(line, lines, slack, number)
            yield from _handles(line, others, number)
        for i, line in enumerate(lines):
            for other in lines[i + 1 :]:
                yield from _bends(line, other, slack, number)


def _ends(
    line: RibbonLine,
    others: list[RibbonLine],
    page: Sequence[InkPlace],
    flow: Box | None,
    canvas: Canvas,
    number: int,
) -> Iterator[Diagnostic]:
    for end, marked in zip((line.points[::-1], line.points), line.marked_ends, strict=True):
        at = end[-1]
        half = line.width / 2
        reach = half + SLACK / canvas.density
        closed = hypot(at[0] - end[0][0], at[1] - end[0][1]) <= reach
        if marked or closed or _at_edge(at, canvas, reach):
            continue
        if any(hypot(at[0] - s.at[0], at[1] - s.at[1]) <= line.width for s in line.stations):
            continue
        if any(other.distance(at) <= other.width / 2 + reach for other in others):
            continue
        if any(_touches(place, at, reach, canvas) for place in page):
            continue
        if _points_at(end, line.width, page, canvas) or _goes_on(at, flow, reach):
            continue
        yield warning(
            "loose-ribbon",
            _('a ribbon ends in nothing in "{format}"').format(format=canvas.id),
            line.span,
            _("lead it to a block, a station, an edge or off the sheet, or end it with a disc"),
            spot=Spot(number, _around(at, line.width)),
        )


def _is_bar(line: RibbonLine) -> bool:
    """True for a straight one with two round ends: a shape of its own, such as a handle."""
    return len(line.points) == 2 and all(line.round_ends)


def _stations(
    line: RibbonLine, lines: list[RibbonLine], slack: float, number: int
) -> Iterator[Diagnostic]:
    for station in line.stations:
        room = {
            id(other): other.width / 2 + slack if station.pill else max(slack, other.width * OFF)
            for other in lines
        }
        if any(other.distance(station.at) <= room[id(other)] for other in lines):
            continue
        on = [one for one in lines if one.distance(station.at) <= one.width / 2 + slack]
        if len(on) > 1:  # on the seam of two
            continue
        yield warning(
            "station-off-ribbon",
            _("a station lies beside the line of its ribbon"),
            line.span,
            _("move it along the ribbon, away from the bend"),
            spot=Spot(number, _around(station.at, line.width)),
        )


def _handles(line: RibbonLine, others: list[RibbonLine], number: int) -> Iterator[Diagnostic]:
    """A thinner line that begins in a handle and comes out of its side."""
    for handle in others:
        if not _is_bar(handle) or handle.width <= line.width:
            continue
        (x1, y1), (x2, y2) = handle.points
        long = hypot(x2 - x1, y2 - y1) / handle.width
        walked = list(line.sampled(handle.width / STEPS))
        for points in (walked, walked[::-1]):
            out = _way_out(points, handle)
            if long > HANDLE or out is None:
                continue
            at = along(out, *handle.points) * long
            if 1 / STEPS < at < long - 1 / STEPS:
                yield warning(
                    "side-of-handle",
                    _("a ribbon leaves a handle at its side"),
                    line.span,
                    _("let it leave at the end of the handle, and bend it after that"),
                    spot=Spot(number, _around(out, handle.width)),
                )


def _way_out(points: Sequence[Point], handle: RibbonLine) -> Point | None:
    """Where a line that begins at a handle's end, or in it, comes out of it."""
    last = None
    for point in points:
        if handle.distance(point) <= handle.width / 2:
            last = point
        elif last is not None:
            return last
        elif hypot(point[0] - points[0][0], point[1] - points[0][1]) > handle.width:
            return None
    return None


def _bends(line: RibbonLine, other: RibbonLine, slack: float, number: int) -> Iterator[Diagnostic]:
    """Two lines that touch before and after a bend, and part in it."""
    touching = (line.width + other.width) / 2
    touched, parted = False, None
    for point in line.sampled(min(line.width, other.width) / 2):
        apart = other.distance(point) - touching
        if abs(apart) <= slack / 2:
            if parted is not None:
                yield warning(
                    "ribbons-part",
                    _("two ribbons that touch part in their bend"),
                    line.span,
                    _("make the outer radius the inner one and half of both widths"),
                    spot=Spot(number, _around(parted, line.width)),
                )
                return
            touched = True
        elif touched and slack / 2 < apart < touching:
            parted = parted or point
        elif touched:
            touched, parted = False, None


def _at_edge(at: Point, canvas: Canvas, reach: float) -> bool:
    """True at the edge of the sheet and beyond it."""
    x, y = at
    return x <= reach or y <= reach or x >= canvas.width - reach or y >= canvas.height - reach


def _goes_on(at: Point, flow: Box | None, reach: float) -> bool:
    """True where a ribbon goes on on the next page, or comes from the one before."""
    return flow is not None and min(abs(at[1] - flow.y), abs(at[1] - flow.bottom)) <= reach


def _touches(place: InkPlace, at: Point, reach: float, canvas: Canvas) -> bool:
    """True if something that is no ribbon holds a point, or a large ground has its edge there."""
    if place.block.kind == "ribbon":
        return False
    left, top, right, low = place.box
    x, y = at
    if not (left - reach <= x <= right + reach and top - reach <= y <= low + reach):
        return False
    if not isinstance(place.ink, Rect) and not _is_large(place.box, canvas):
        return True
    return min(abs(x - left), abs(x - right), abs(y - top), abs(y - low)) <= reach


def _points_at(
    line: Sequence[Point], width: float, page: Sequence[InkPlace], canvas: Canvas
) -> bool:
    """True if a line ends in a straight part, and something is not far ahead of that."""
    (x1, y1), (x2, y2) = line[-2:]
    long = hypot(x2 - x1, y2 - y1)
    if long < HOOK * width:
        return False
    ahead = POINTING / canvas.density
    tip = (x2 + (x2 - x1) / long * ahead, y2 + (y2 - y1) / long * ahead)
    way = (min(x2, tip[0]), min(y2, tip[1]), max(x2, tip[0]), max(y2, tip[1]))
    return any(
        place.block.kind != "ribbon"
        and not _is_large(place.box, canvas)
        and way[0] <= place.box[2]
        and place.box[0] <= way[2]
        and way[1] <= place.box[3]
        and place.box[1] <= way[3]
        for place in page
    )


def _is_large(box: Bounds, canvas: Canvas) -> bool:
    return box[2] - box[0] > canvas.width / 2 and box[3] - box[1] > canvas.height / 4


def _around(at: Point, width: float) -> Bounds:
    return at[0] - width, at[1] - width, at[0] + width, at[1] + width
