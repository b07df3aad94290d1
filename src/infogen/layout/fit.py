"""Whether what was laid out has the room that it needs, and by how much it has not."""

from infogen.scene import Frame, frames_in
from infogen.scene.geometry import Size

TOLERANCE = 0.5
"""Overflow up to this many raster pixels is rounding."""


def fits(frame: Frame, density: float) -> bool:
    """Whether everything in a page's frame has its room."""
    slack = TOLERANCE / density
    return not any(excess(inner, slack) for inner in frames_in(frame))


def excess(frame: Frame, slack: float) -> Size | None:
    """By how much the content, or the box, is larger than its room."""
    need = frame.need or frame.size
    room = frame.room or frame.size
    wide = max(need.width - frame.size.width, frame.size.width - room.width)
    tall = max(need.height - frame.size.height, frame.size.height - room.height)
    return Size(max(0.0, wide), max(0.0, tall)) if wide > slack or tall > slack else None
