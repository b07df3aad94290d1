"""Frames: boxes with a meaning, nested, with ink in them; and ways to look through them."""

from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from msgspec import Struct

from infogen.diagnostics import Span, Spot
from infogen.scene.facts import Fact, merge_facts
from infogen.scene.geometry import Box, Side, Size
from infogen.scene.ink import Ink, Text

Role = Literal[
    "title", "heading", "subheading", "paragraph", "list", "item",
    "table", "row", "head", "cell", "figure", "qr", "link", "running", "artifact",
]  # fmt: skip


class Placed(Struct, frozen=True):
    """An item at a place inside its frame."""

    x: float
    y: float
    item: "Frame | Ink"


class Frame(Struct, frozen=True, eq=False):
    """A box with a meaning, compared by identity. What is inside may not be larger than the box:
    `need` > `size` is an overflow.

    Frames of one `whole` are the parts of one block on several pages, `target` is the name under
    which links inside the document (`#name`) find the frame. `rest` is what a flow could not hold:
    a finished scene has none.
    """

    size: Size
    items: tuple[Placed, ...] = ()
    role: Role | None = None
    id: str | None = None
    alt: str | None = None
    href: str | None = None
    lang: str | None = None
    span: Span | None = None
    kind: str = ""
    room: Size | None = None
    need: Size | None = None
    first: float | None = None
    baseline: float | None = None
    facts: tuple[Fact, ...] = ()
    bleed: frozenset[Side] = frozenset()
    late: "Late | None" = None
    rest: object | None = None
    whole: str | None = None
    target: str | None = None


Late = Callable[["Anchors"], Frame]
"""In a frame that is not finished: draws it once all anchors are known. A finished scene has none.

"""


class Anchor(Struct, frozen=True):
    """Where a named block ended up on its page, with the lines that text offers."""

    box: Box
    first: float
    baseline: float


Anchors = dict[str, tuple[Anchor, ...]]


def walk(
    frame: Frame, x: float = 0.0, y: float = 0.0
) -> Iterator[tuple[float, float, Frame | Ink]]:
    """Each frame and ink of a page in paint order, with the absolute place of its origin."""
    waiting: list[tuple[float, float, Frame | Ink]] = [(x, y, frame)]
    while waiting:
        found = waiting.pop()
        yield found
        left, top, item = found
        if isinstance(item, Frame):
            waiting += [(left + p.x, top + p.y, p.item) for p in reversed(item.items)]


def frames_in(frame: Frame, *roles: Role) -> Iterator[Frame]:
    """The frame and those in it, in paint order: those of some roles, or all."""
    for _x, _y, item in walk(frame):
        if isinstance(item, Frame) and (not roles or item.role in roles):
            yield item


def texts_in(frame: Frame) -> Iterator[Text]:
    """The runs of text in a frame, in paint order."""
    return (item for _x, _y, item in walk(frame) if isinstance(item, Text))


def facts_on(frame: Frame) -> tuple[Fact, ...]:
    """The facts that a page uses, each once, by path."""
    return merge_facts(fact for inner in frames_in(frame) for fact in inner.facts)


class OnPage(Struct, frozen=True):
    """A frame on its page (from 0), and its box there, in canvas units."""

    page: int
    frame: Frame
    box: Box

    @property
    def spot(self) -> Spot:
        """Its place, for a finding."""
        box = self.box
        return Spot(self.page, (box.x, box.y, box.right, box.bottom))


def on_pages(pages: Iterable[Frame], *roles: Role) -> Iterator[OnPage]:
    """The frames of some roles, or all, on the pages that these frames are, in paint order."""
    for number, page in enumerate(pages):
        for x, y, item in walk(page):
            if isinstance(item, Frame) and (not roles or item.role in roles):
                yield OnPage(number, item, Box(x, y, item.size.width, item.size.height))


def codes_on(pages: Iterable[Frame]) -> Iterator[OnPage]:
    """The QR codes on the pages that these frames are; each leads to its `href`."""
    return (found for found in on_pages(pages, "qr") if found.frame.href)
