"""Polygons to antialiased masks: how much of each pixel lies inside, by the non-zero rule.

HarfBuzz computes that exactly, but only for glyphs; so the polygons become the one glyph of a
TrueType font made for the occasion, which takes microseconds.
"""

import struct
import sys
from array import array
from collections.abc import Sequence
from itertools import pairwise
from math import floor

import uharfbuzz as hb
from msgspec import Struct
from PIL import Image

Point = tuple[float, float]
Contour = Sequence[Point]

LEVELS = 33
"""Coverages that are told apart: none, all, and 31 between. No eye sees more at an edge, and the
files of our pieces are 28 to 34 % smaller than with 256."""

_LEVEL = bytes(round(round(v * (LEVELS - 1) / 255) * 255 / (LEVELS - 1)) for v in range(256))

FINEST = 64
"""Steps to a pixel on which points lie, unless a polygon is too large to be counted so finely."""

_FAR = 32767
"""The largest coordinate of a glyph (OpenType 1.9, `glyf`)."""


class Mask(Struct, frozen=True):
    """Coverage, 0–255, of the pixels from column `left` and row `top` on."""

    left: int
    top: int
    image: Image.Image


def cover(contours: Sequence[Contour]) -> Mask | None:
    """The mask of closed contours, in pixels with y down; None if they enclose no pixel.

    Contours of one direction add up to their union; of opposite directions, one cuts the other.
    """
    points = [point for contour in contours for point in contour]
    if not points:
        return None
    left, top = floor(min(x for x, _y in points)), floor(min(y for _x, y in points))
    extent = max(max(x - left, y - top) for x, y in points)
    steps = float(FINEST)
    while extent * steps > _FAR:
        steps /= 2
    xs = [round((x - left) * steps) for x, _y in points]
    ys = [round((y - top) * steps) for _x, y in points]
    raster = hb.RasterDraw()
    raster.transform = (1 / steps, 0, 0, 1 / steps, left, top)
    raster.draw_glyph(hb.Font(hb.Face(_font([len(c) for c in contours], xs, ys))), 0)
    return read_mask(raster)


def read_mask(raster: hb.RasterDraw) -> Mask | None:
    """The mask of a raster whose y points down; None if nothing was drawn."""
    drawn = raster.render()
    if drawn is None:
        raise MemoryError("no room for the raster of a shape")
    box = drawn.extents
    if not box.width or not box.height:
        return None
    size = box.width, box.height
    pixels = bytes(drawn.buffer).translate(_LEVEL)
    image = Image.frombuffer("L", size, pixels, "raw", "L", box.stride, 1)
    return Mask(box.x_origin, box.y_origin, image)


def _font(lengths: list[int], xs: list[int], ys: list[int]) -> bytes:
    """A TrueType font whose glyph 0 has contours of so many points, all on the curve."""
    ends, end = [], -1
    for length in lengths:
        end += length
        ends.append(end)
    glyph = b"".join(
        (
            struct.pack(">5h", len(lengths), 0, 0, 0, 0),
            _big_endian("H", ends),
            b"\0\0",
            b"\1" * len(xs),
            _big_endian("h", [b - a for a, b in pairwise([0, *xs])]),
            _big_endian("h", [b - a for a, b in pairwise([0, *ys])]),
        )
    )
    glyph += bytes(-len(glyph) % 4)
    tables = {
        b"glyf": glyph,
        b"head": struct.pack(
            ">4I2H2Q4h2H3h", 0x10000, 0, 0, 0x5F0F3CF5, 0, 1024, 0, 0, *[0] * 7, 1, 0
        ),
        b"loca": struct.pack(">2I", 0, len(glyph)),
        b"maxp": struct.pack(">IH26x", 0x10000, 1),
    }
    directory = [struct.pack(">I4H", 0x10000, len(tables), 0, 0, 0)]
    bodies, at = [], 12 + 16 * len(tables)
    for tag, table in tables.items():
        directory.append(struct.pack(">4s3I", tag, 0, at, len(table)))
        bodies.append(table + bytes(-len(table) % 4))
        at += len(bodies[-1])
    return b"".join(directory + bodies)


def _big_endian(kind: str, numbers: list[int]) -> bytes:
    packed = array(kind, numbers)
    if sys.byteorder == "little":
        packed.byteswap()
    return packed.tobytes()
