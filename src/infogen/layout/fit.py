"""Whether what was laid out has the room that it needs, and by how much it has not."""

from infogen.blocks.fragment import Fragment
from infogen.scene import Frame, frames_in
from infogen.scene.geometry import Size

TOLERANCE = 0.5
"""Overflow up to this many raster pixels is rounding."""


def fits(page: Frame) -> bool:
    """Whether everything on a page has its room."""
    return all(frame.excess is None for frame in frames_in(page))


def excess(laid: Fragment, density: float) -> Size | None:
    """By how much the content of a block, or its box, is larger than its room; None: it is not.
    `density` is raster pixels per unit.
    """
    size = laid.size
    need, room = laid.need or size, laid.room or size
    wide = max(need.width - size.width, size.width - room.width)
    tall = max(need.height - size.height, size.height - room.height)
    slack = TOLERANCE / density
    return Size(max(0.0, wide), max(0.0, tall)) if wide > slack or tall > slack else None
