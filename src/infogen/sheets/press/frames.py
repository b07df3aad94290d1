"""Frames as they are placed on sheets: scaled, cut to a tile, and out of reading."""

from collections.abc import Iterator
from typing import assert_never

from msgspec.structs import replace

from infogen.scene import (
    ARTIFACT,
    Command,
    Frame,
    Image,
    Ink,
    Item,
    Modules,
    Page,
    Path,
    Placed,
    Rect,
    Stroke,
    Text,
)
from infogen.scene.geometry import Box, Size

DESCENT = 0.4
"""The reach of ink below the baseline, and above the size of the type, in em: no glyph of the
fonts goes further.
"""


def sheet_page(width: float, height: float, items: tuple[Placed[Item], ...]) -> Page:
    """A white sheet with these items, none of them to be read."""
    frame = Frame(Size(width, height), items, meaning=ARTIFACT, kind="sheet")
    return Page(frame, "#FFFFFF")


def paint_ground(page: Page, bleed: float) -> Frame:
    """The frame of a page with its ground, which reaches `bleed` beyond its edges."""
    size = page.frame.size
    if page.ground.upper() == "#FFFFFF":
        return page.frame
    ground = Rect(size.width + 2 * bleed, size.height + 2 * bleed, page.ground)
    items = (Placed(-bleed, -bleed, ground), Placed(0.0, 0.0, page.frame))
    return Frame(size, items, kind="page")


def scale_frame(frame: Frame, factor: float) -> Frame:
    """The frame with all lengths multiplied."""
    if factor == 1.0:
        return frame
    return replace(
        frame,
        size=Size(frame.size.width * factor, frame.size.height * factor),
        items=tuple(
            Placed(p.x * factor, p.y * factor, _scaled(p.item, factor)) for p in frame.items
        ),
        excess=None,
    )


def _scaled(item: Frame | Ink, k: float) -> Frame | Ink:
    match item:
        case Frame():
            return scale_frame(item, k)
        case Text():
            return replace(
                item,
                size=item.size * k,
                xs=tuple(x * k for x in item.xs),
                ys=tuple(y * k for y in item.ys),
                width=item.width * k,
            )
        case Rect():
            return replace(
                item,
                width=item.width * k,
                height=item.height * k,
                radius=item.radius * k,
                border=_line(item.border, k),
            )
        case Path():
            commands = tuple(_command(command, k) for command in item.commands)
            return replace(item, commands=commands, stroke=_line(item.stroke, k))
        case Image():
            return replace(item, width=item.width * k, height=item.height * k)
        case Modules():
            return replace(item, module=item.module * k)
        case _:
            assert_never(item)


def _line(stroke: Stroke | None, k: float) -> Stroke | None:
    if stroke is None:
        return None
    return replace(stroke, width=stroke.width * k, dash=tuple(length * k for length in stroke.dash))


def _command(command: Command, k: float) -> Command:
    name, *lengths = command
    return (name, *(length * k for length in lengths))


def within(frame: Frame, x: float, y: float, box: Box) -> Iterator[Placed[Item]]:
    """The ink of a frame at a place that touches the box, each at its own place."""
    for placed in frame.items:
        left, top, item = x + placed.x, y + placed.y, placed.item
        if isinstance(item, Frame):
            yield from within(item, left, top, box)
        elif _touches(item, left, top, box):
            yield Placed(left, top, item)


def _touches(ink: Ink, x: float, y: float, box: Box) -> bool:
    left, top, right, bottom = _extent(ink)
    return (
        x + left < box.right and x + right > box.x and y + top < box.bottom and y + bottom > box.y
    )


def _extent(ink: Ink) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what it paints at most, from its place."""
    match ink:
        case Text():
            over = ink.size * DESCENT
            return -over, -ink.size - over, ink.width + over, over
        case Path():
            lengths = [list(command)[1:] for command in ink.commands]
            xs = [x for points in lengths for x in points[::2] if isinstance(x, float)]
            ys = [y for points in lengths for y in points[1::2] if isinstance(y, float)]
            over = ink.stroke.width if ink.stroke else 0.0
            return min(xs) - over, min(ys) - over, max(xs) + over, max(ys) + over
        case Modules():
            side = ink.module * len(ink.rows)
            return 0.0, 0.0, side, side
        case Rect() | Image():
            return 0.0, 0.0, ink.width, ink.height
        case _:
            assert_never(ink)
