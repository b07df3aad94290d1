"""Rectangles to stencils in pixels of the page: sharp on whole pixels, else covered in part.

A rounded rectangle is its corners, which many rectangles share, and plain rectangles between them.
"""

from collections.abc import Iterator
from functools import lru_cache
from math import ceil, floor, pi

from PIL.Image import Transpose, new

from infogen.backends.png.coverage import Mask, Point, cover
from infogen.backends.png.flatten import Polyline, arc, outline_stroke
from infogen.backends.png.shapes import (
    PHASES,
    REMEMBERED,
    Phase,
    Stencil,
    StencilTile,
    cut_tiles,
    phase,
    shift_stencil,
)
from infogen.scene import Stroke
from infogen.scene.geometry import Size

Edges = tuple[float, float, float, float]
"""Left, top, right and low edge, in pixels."""

_FLIPS = (
    (),
    (Transpose.FLIP_LEFT_RIGHT,),
    (Transpose.FLIP_TOP_BOTTOM,),
    (Transpose.FLIP_LEFT_RIGHT, Transpose.FLIP_TOP_BOTTOM),
)
"""From the upper left corner to itself, the upper right, the lower left and the lower right."""


def snap(place: float) -> float:
    """The place rounded to a phase, so that arithmetic never blurs an edge."""
    return floor(place * PHASES + 0.5) / PHASES


def square_rectangle(edges: Edges) -> Iterator[StencilTile]:
    """A rectangle with square corners."""
    left, top, right, low = edges
    columns = list(_stretches(left, right))
    for first, last, down in _stretches(top, low):
        for start, end, across in columns:
            box = start, first, end, last
            share = round(255 * down * across)
            mask = None if share == 255 else new("L", (end - start, last - first), share).im
            yield box, mask


def round_rectangle(edges: Edges, radius: float) -> Iterator[StencilTile]:
    """A rectangle with round corners, of at most half its sides."""
    left, top, right, low = edges
    start, end, first, last = (
        ceil(left + radius),
        floor(right - radius),
        ceil(top + radius),
        floor(low - radius),
    )
    if start > end or first > last:
        column, row, at = phase(left, top)
        yield from shift_stencil(_whole(Size(right - left, low - top), radius, at), column, row)
        return
    for index, flips in enumerate(_FLIPS):
        x, across = (floor(left), left % 1) if index % 2 == 0 else (end, -right % 1)
        y, down = (floor(top), top % 1) if index < 2 else (last, -low % 1)
        at = round(across * PHASES), round(down * PHASES)
        yield from shift_stencil(_corner(radius, at, flips), x, y)
    yield from square_rectangle((start, top, end, first))
    yield from square_rectangle((left, first, right, last))
    yield from square_rectangle((start, last, end, low))


def border(edges: Edges, radius: float, stroke: Stroke) -> Iterator[StencilTile]:
    """A border of `stroke.width` pixels inside the edge."""
    left, top, right, low = edges
    column, row, at = phase(left, top)
    size = Size(right - left, low - top)
    draw = _dashed if stroke.dash else _ring
    return shift_stencil(draw(size, radius, stroke, at), column, row)


def _stretches(start: float, end: float) -> Iterator[tuple[int, int, float]]:
    """The pixels from start to end in runs of one coverage, 0–1."""
    first, last = floor(start), ceil(end)
    if last - first == 1:
        yield first, last, end - start
        return
    if start > first:
        yield first, first + 1, first + 1 - start
    if floor(end) > ceil(start):
        yield ceil(start), floor(end), 1.0
    if end < last:
        yield last - 1, last, end - (last - 1)


@lru_cache(REMEMBERED)
def _whole(size: Size, radius: float, at: Phase) -> Stencil:
    """A rounded rectangle without room for plain rectangles between its corners."""
    return cut_tiles(cover([_contour(size, radius, at)]))


@lru_cache(REMEMBERED)
def _corner(radius: float, at: Phase, flips: tuple[Transpose, ...]) -> Stencil:
    """The upper left corner, up to whole pixels right and below, then flipped."""
    x, y = at[0] / PHASES, at[1] / PHASES
    right, low = float(ceil(x + radius)), float(ceil(y + radius))
    curve = arc((x + radius, y + radius), pi, pi / 2, radius)
    mask = cover([[*curve, (right, y), (right, low), (x, low)]])
    if mask:
        for flip in flips:
            mask = Mask(0, 0, mask.image.transpose(flip))
    return cut_tiles(mask)


@lru_cache(REMEMBERED)
def _ring(size: Size, radius: float, stroke: Stroke, at: Phase) -> Stencil:
    """The band between the edge and another one inside it."""
    line = stroke.width
    outer = _contour(size, radius, at)
    inside = Size(size.width - 2 * line, size.height - 2 * line)
    if inside.width <= 0 or inside.height <= 0:
        return cut_tiles(cover([outer]))
    return cut_tiles(cover([outer, _contour(inside, radius - line, at, line)[::-1]]))


@lru_cache(REMEMBERED)
def _dashed(size: Size, radius: float, stroke: Stroke, at: Phase) -> Stencil:
    """The same in dashes, from the upper left corner on."""
    line = stroke.width
    middle = Size(max(0.0, size.width - line), max(0.0, size.height - line))
    points = _contour(middle, radius - line / 2, at, line / 2)
    return cut_tiles(cover(outline_stroke([Polyline(tuple(points), closed=True)], stroke, 1.0)))


def _contour(size: Size, radius: float, at: Phase, inset: float = 0.0) -> list[Point]:
    """The edge of a rectangle whose corner lies `inset` from a phase, right and down."""
    left, top = at[0] / PHASES + inset, at[1] / PHASES + inset
    right, low = left + size.width, top + size.height
    r = min(radius, size.width / 2, size.height / 2)
    if r <= 0:
        return [(left, top), (right, top), (right, low), (left, low)]
    points: list[Point] = []
    middles = ((left + r, top + r), (right - r, top + r), (right - r, low - r), (left + r, low - r))
    for quarter, middle in enumerate(middles):
        points += arc(middle, pi + quarter * pi / 2, pi / 2, r)
    return points
