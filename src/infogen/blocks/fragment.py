"""A block while pages are laid out: a frame that is not finished.

`layout.page` makes a `Frame` of it once all anchors are known. The lines of a text and drawings
need none of this, and are frames from the beginning.
"""

from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct

from infogen.blocks.anchors import Anchors
from infogen.diagnostics import Span
from infogen.scene import NO_MEANING, Fact, Frame, Ink, Meaning, Placed
from infogen.scene.geometry import Side, Size


class Fragment(Struct, frozen=True, eq=False):
    """A block in a region, with the fields of `Frame` and those that only layout needs.

    `room` is what it was offered and `need` what its content takes. `first` and `baseline` are the
    middle of its first line's small letters and that line's baseline, from its top. `bleed` are the
    sides on which its ground goes to the edge of the sheet, `late` draws it once all anchors are
    known, `rest` are the blocks that a flow could not hold.
    """

    size: Size
    items: tuple[Placed["Fragment | Frame | Ink"], ...] = ()
    meaning: Meaning = NO_MEANING
    kind: str = ""
    id: str | None = None
    span: Span | None = None
    facts: tuple[Fact, ...] = ()
    room: Size | None = None
    need: Size | None = None
    first: float | None = None
    baseline: float | None = None
    bleed: frozenset[Side] = frozenset()
    late: "Late | None" = None
    rest: tuple[Any, ...] | None = None
    words_at: Span | None = None


Laid = Placed[Fragment | Frame | Ink]
"""Anything at its place inside a fragment."""

Late = Callable[[Anchors], Fragment]
"""Draws a block in page coordinates."""


def fragments_in(
    fragment: Fragment, x: float = 0.0, y: float = 0.0
) -> Iterator[tuple[float, float, Fragment]]:
    """The fragment and those in it, in paint order, with the absolute places of their origins."""
    yield x, y, fragment
    for placed in fragment.items:
        if isinstance(placed.item, Fragment):
            yield from fragments_in(placed.item, x + placed.x, y + placed.y)


def has_ink(item: Fragment | Frame | Ink) -> bool:
    """True if anything would be painted."""
    if isinstance(item, Fragment | Frame):
        return any(has_ink(placed.item) for placed in item.items)
    return True
