"""A page of a scene to a PNG file of whole pixels: `canvas.density` of them to the unit.

Text is glyph masks at quarters of a pixel, shapes are antialiased by the area that they cover, and
the modules of a QR code are whole pixels. Ink outside the sheet is not seen.
"""

from collections.abc import Callable, Iterable
from math import floor
from typing import Any, assert_never

from msgspec import Struct
from msgspec.structs import replace
from PIL.Image import Image as Raster
from PIL.Image import new

from infogen.backends.png.encode import encode
from infogen.backends.png.images import resized
from infogen.backends.png.rectangles import border, round_rectangle, snap, square_rectangle
from infogen.backends.png.shapes import (
    StencilTile,
    fill_outline,
    phase,
    shift_stencil,
    squares,
    stroke_outline,
)
from infogen.backends.png.text import PHASES, Atlas
from infogen.backends.xmp import texts
from infogen.scene import Frame, Image, Modules, Path, Rect, Scene, Text
from infogen.scene.color import rgb
from infogen.scene.fonts import Fonts
from infogen.scene.units import MM_PER_INCH

_ATLAS = Atlas()

_TINY = 1e-6
"""The rounding error allowed in a module that is a whole number of pixels."""


class _Sheet(Struct):
    """The picture being drawn; `paste` is the core image's, at a third of the public one's cost."""

    image: Raster
    scale: float
    fonts: Fonts
    paste: Callable[..., Any]


def render(scene: Scene, page: int = 0) -> bytes:
    """The file of a page, with what it says of itself, and the resolution of a paper canvas."""
    canvas = scene.canvas
    dpi = canvas.density * MM_PER_INCH if canvas.unit == "mm" else None
    return encode(draw(scene, page), dpi, texts(scene, page))


def draw(scene: Scene, page: int, on: Raster | None = None) -> Raster:
    """The picture of a page, RGB: drawn on a sheet of its ground, or over the picture `on`."""
    canvas, drawn = scene.canvas, scene.pages[page]
    scale = canvas.density
    image = on or new("RGB", canvas.pixels, rgb(drawn.ground))
    sheet = _Sheet(image, scale, scene.fonts, image.im.paste)
    _frame(drawn.frame, 0.0, 0.0, sheet)
    return image


def _frame(frame: Frame, x: float, y: float, sheet: _Sheet) -> None:
    for placed in frame.items:
        item, left, top = placed.item, x + placed.x, y + placed.y
        match item:
            case Frame():
                _frame(item, left, top, sheet)
            case Text():
                _text(item, left, top, sheet)
            case Rect():
                _rect(item, left, top, sheet)
            case Path():
                _path(item, left, top, sheet)
            case Image():
                _image(item, left, top, sheet)
            case Modules():
                _modules(item, left, top, sheet)
            case _:
                assert_never(item)


def _text(text: Text, x: float, y: float, sheet: _Sheet) -> None:
    face, size = sheet.fonts.face(text.font), text.size * sheet.scale
    known = _ATLAS.setting(face, size)
    color, paste = rgb(text.color), sheet.paste
    step = sheet.scale * PHASES
    pen, line = x * step + 0.5, y * sheet.scale + 0.5
    for glyph, dx, dy in zip(text.glyphs, text.xs, text.ys, strict=True):
        column, at = divmod(floor(pen + dx * step), PHASES)
        key = glyph * PHASES + at
        drawn = known[key] if key in known else _ATLAS.draw(face, size, key)
        if drawn:
            mask, left, top, right, low = drawn
            row = floor(line + dy * sheet.scale)
            paste(color, (column + left, row + top, column + right, row + low), mask)


def _rect(rect: Rect, x: float, y: float, sheet: _Sheet) -> None:
    k = sheet.scale
    left, top = snap(x * k), snap(y * k)
    right, low = snap((x + rect.width) * k), snap((y + rect.height) * k)
    if right <= left or low <= top:
        return
    edges, radius = (
        (left, top, right, low),
        min(rect.radius * k, (right - left) / 2, (low - top) / 2),
    )
    if rect.fill:
        _stamp(
            rect.fill,
            round_rectangle(edges, radius) if radius > 0 else square_rectangle(edges),
            sheet,
        )
    if (line := rect.border) and line.width > 0:
        dash = tuple(length * k for length in line.dash)
        line = replace(line, width=line.width * k, dash=dash)
        _stamp(line.color, border(edges, radius, line), sheet)


def _path(path: Path, x: float, y: float, sheet: _Sheet) -> None:
    k = sheet.scale
    column, row, at = phase(x * k, y * k)
    if path.fill:
        _stamp(path.fill, shift_stencil(fill_outline(path.commands, k, at), column, row), sheet)
    if path.stroke:
        parts = stroke_outline(path.commands, path.stroke, k, at)
        _stamp(path.stroke.color, shift_stencil(parts, column, row), sheet)


def _image(image: Image, x: float, y: float, sheet: _Sheet) -> None:
    k = sheet.scale
    left, top = floor(x * k + 0.5), floor(y * k + 0.5)
    right, low = floor((x + image.width) * k + 0.5), floor((y + image.height) * k + 0.5)
    size = max(1, right - left), max(1, low - top)
    picture = resized(image.picture, size)
    sheet.image.paste(picture, (left, top), picture if picture.mode == "RGBA" else None)


def _modules(modules: Modules, x: float, y: float, sheet: _Sheet) -> None:
    k, count = sheet.scale, len(modules.rows)
    side = floor(modules.module * k + _TINY)
    mask = squares(modules.rows, side)
    slack = (modules.module * k - side) * count / 2
    left, top = floor(x * k + slack + 0.5), floor(y * k + slack + 0.5)
    box = left, top, left + mask.width, top + mask.height
    sheet.paste(rgb(modules.color), box, mask.im)


def _stamp(color: str, parts: Iterable[StencilTile], sheet: _Sheet) -> None:
    ink = rgb(color)
    for box, mask in parts:
        if mask:
            sheet.paste(ink, box, mask)
        else:
            sheet.paste(ink, box)
