"""Shapes to stencils, remembered: which pixels a shape covers, around the pixel where it begins.

A shape is asked for at a phase, its place within that pixel in sixty-fourths; a batch that repeats
a shape at the same phase pays for it once.
"""

from collections.abc import Iterator
from functools import lru_cache
from math import floor
from typing import TYPE_CHECKING

from PIL.Image import Image, Resampling, frombytes

from infogen.artwork.byte_cache import MEBIBYTE, ByteCache, raster_bytes
from infogen.backends.png.coverage import Mask, cover
from infogen.backends.png.flatten import flatten, outline_stroke
from infogen.scene import Command, Stroke

if TYPE_CHECKING:
    from PIL._imaging import ImagingCore

PHASES = 64
"""Places within a pixel that are told apart."""

_TILE = 64
"""Side of the tiles into which the mask of a large shape is cut."""

REMEMBERED = 4096
"""Shapes of a kind that are kept."""

_SQUARES: ByteCache[Image] = ByteCache(16 * MEBIBYTE, raster_bytes)

PixelBox = tuple[int, int, int, int]
StencilTile = tuple[PixelBox, "ImagingCore | None"]
"""Columns and rows from left and top up to right and low; and its mask, None if all is covered."""

Stencil = tuple[StencilTile, ...]
Phase = tuple[int, int]


def phase(x: float, y: float) -> tuple[int, int, Phase]:
    """The pixel in which a place lies, and the phase."""
    column, dx = divmod(floor(x * PHASES + 0.5), PHASES)
    row, dy = divmod(floor(y * PHASES + 0.5), PHASES)
    return column, row, (dx, dy)


@lru_cache(REMEMBERED)
def fill_outline(commands: tuple[Command, ...], scale: float, at: Phase) -> Stencil:
    """The inside of an outline, `scale` pixels to its unit."""
    lines = flatten(commands, scale, at[0] / PHASES, at[1] / PHASES)
    return cut_tiles(cover([line.points for line in lines if len(line.points) > 2]))


@lru_cache(REMEMBERED)
def stroke_outline(
    commands: tuple[Command, ...], stroke: Stroke, scale: float, at: Phase
) -> Stencil:
    """The stroke of an outline, `scale` pixels to its unit."""
    if stroke.width <= 0:
        return ()
    lines = flatten(commands, scale, at[0] / PHASES, at[1] / PHASES, stroke.width * scale)
    return cut_tiles(cover(outline_stroke(lines, stroke, scale)))


def cut_tiles(mask: Mask | None) -> Stencil:
    """A stencil of a mask: the mask as it is if small, else tiles, without those that are empty."""
    if mask is None:
        return ()
    image = mask.image
    if image.width * image.height <= 4 * _TILE * _TILE:
        return (_part(mask, (0, 0, image.width, image.height), image),)
    parts: list[StencilTile] = []
    for top in range(0, image.height, _TILE):
        parts += _row(mask, top, min(top + _TILE, image.height))
    return tuple(parts)


def shift_stencil(stencil: Stencil, column: int, row: int) -> Iterator[StencilTile]:
    """A stencil's parts where it begins at a pixel of the page."""
    for (left, top, right, low), mask in stencil:
        yield (left + column, top + row, right + column, low + row), mask


def _row(mask: Mask, top: int, low: int) -> list[StencilTile]:
    """The tiles of a row; neighbours that are covered entirely are one."""
    parts: list[StencilTile] = []
    solid: PixelBox | None = None
    for left in range(0, mask.image.width, _TILE):
        box = left, top, min(left + _TILE, mask.image.width), low
        tile = mask.image.crop(box)
        least, most = tile.getextrema()
        if least == 255:
            solid = (solid[0] if solid else left, top, box[2], low)
            continue
        if solid:
            parts.append(_part(mask, solid, None))
            solid = None
        if most:
            parts.append(_part(mask, box, tile))
    if solid:
        parts.append(_part(mask, solid, None))
    return parts


def _part(mask: Mask, box: PixelBox, image: Image | None) -> StencilTile:
    left, top, right, low = box
    place = left + mask.left, top + mask.top, right + mask.left, low + mask.top
    return place, image.im if image else None


def squares(rows: tuple[tuple[bool, ...], ...], side: int) -> Image:
    """The mask of a code's modules, whose sides are so many pixels."""
    return _SQUARES.get((rows, side), lambda: _squares(rows, side))


def _squares(rows: tuple[tuple[bool, ...], ...], side: int) -> Image:
    cells = bytes(255 * dark for row in rows for dark in row)
    small = frombytes("L", (len(rows[0]), len(rows)), cells)
    return small.resize((small.width * side, small.height * side), Resampling.NEAREST)
