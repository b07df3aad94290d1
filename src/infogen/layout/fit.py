"""Overflow: content that is larger than its room, and by how much."""

from collections.abc import Iterable

from infogen.blocks.fragment import Fragment
from infogen.scene import Frame, OnPage, frames_in, on_pages
from infogen.scene.geometry import Size

TOLERANCE = 0.5
"""Overflow up to this many raster pixels is rounding."""


def fits(page: Frame) -> bool:
    """True if everything on a page fits in its room."""
    return all(frame.excess is None for frame in frames_in(page))


def unfit(pages: Iterable[Frame]) -> list[tuple[OnPage, Size]]:
    """The innermost frames of pages that need more than they have, in paint order."""
    return [
        (found, found.frame.excess)
        for found in on_pages(pages)
        if found.frame.excess is not None
        and all(inner is found.frame or inner.excess is None for inner in frames_in(found.frame))
    ]


def excess(laid: Fragment, density: float) -> Size | None:
    """The excess of a block's content, or of its box, over its room; None if it fits.
    `density` is raster pixels per unit.
    """
    size = laid.size
    need, room = laid.need or size, laid.room or size
    wide = max(need.width - size.width, size.width - room.width)
    tall = max(need.height - size.height, size.height - room.height)
    slack = TOLERANCE / density
    return Size(max(0.0, wide), max(0.0, tall)) if wide > slack or tall > slack else None
