"""The air that children of a row or a column need between them where only what is left parts them.

With `justify: between` and no gap the distance is what the children leave. Where they leave nothing
two texts would be read as one: that is an overflow, as any other.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import inf

from infogen.blocks.fragment import Fragment
from infogen.scene import Frame, Image, Ink, Modules, Path, Rect, Text

LEAST = 0.3
"""The least air, in sizes of the smallest type of the format."""

CAP = 0.7
"""How far the ink of a text reaches above its baseline, in em."""


def lacking_air(frames: Sequence[Fragment], axis: int, least: float) -> float:
    """By how much the distances between the ink of neighbours, laid one right after the other, are
    less than `least`, together. `axis` is 0 across and 1 down.
    """
    lacking = 0.0
    for one, other in pairwise([frame for frame in frames if _length(frame, axis) > 0]):
        ends, starts = _extent(one, axis), _extent(other, axis)
        if ends is not None and starts is not None:
            free = _length(one, axis) - ends[1] + starts[0]
            lacking += max(0.0, least - free)
    return lacking


def _length(frame: Fragment, axis: int) -> float:
    return frame.size.height if axis else frame.size.width


def _extent(item: Fragment | Frame, axis: int) -> tuple[float, float] | None:
    """Where the ink of a frame begins and ends along an axis; None if it has none."""
    low, high = inf, -inf
    for start, end in _reaches(item, axis, 0.0):
        low, high = min(low, start), max(high, end)
    return (low, high) if low < high else None


def _reaches(item: Fragment | Frame | Ink, axis: int, at: float) -> Iterator[tuple[float, float]]:
    match item:
        case Fragment() | Frame():
            for placed in item.items:
                yield from _reaches(placed.item, axis, at + (placed.y if axis else placed.x))
        case Text(text=text, size=size, width=width):
            if text.strip():
                yield (at - CAP * size, at) if axis else (at, at + width)
        case Rect() | Image():
            yield at, at + (item.height if axis else item.width)
        case Modules():
            yield at, at + item.module * len(item.rows)
        case Path():
            ends = [point for _letter, *points in item.commands for point in points[axis::2]]
            if ends:
                yield at + min(ends), at + max(ends)
