"""Frames: boxes with a meaning, nested, with ink in them; and ways to look through them."""

from collections.abc import Iterable, Iterator
from typing import Generic, Literal, TypeVar

from msgspec import Struct

from infogen.diagnostics import Span, Spot
from infogen.scene.facts import Fact, merge_facts
from infogen.scene.geometry import Box, Size
from infogen.scene.ink import Ink, Text

Role = Literal[
    "title", "heading", "subheading", "paragraph", "definition", "list", "item",
    "table", "row", "head", "cell", "figure", "qr", "link", "running", "artifact",
]  # fmt: skip


Item_co = TypeVar("Item_co", covariant=True)


class Placed(Struct, Generic[Item_co], frozen=True):
    """An item at a place inside its frame."""

    x: float
    y: float
    item: Item_co


class Meaning(Struct, frozen=True):
    """The meaning of a frame for a reader who does not see it: its role, its alternative text, the
    address that it links to, its language.

    Frames of one `whole` are the parts of one block on several pages, `target` is the name under
    which links inside the document (`#name`) find the frame. A `definition` begins with what it
    defines. `numbers` are the ids of the frames that a ribbon counts, and the number that each
    begins with.
    """

    role: Role | None = None
    alt: str | None = None
    href: str | None = None
    lang: str | None = None
    whole: str | None = None
    target: str | None = None
    numbers: tuple[tuple[str, int], ...] = ()


NO_MEANING = Meaning()
ARTIFACT = Meaning(role="artifact")


class Frame(Struct, frozen=True, eq=False):
    """A box with a meaning and what is in it, compared by identity.

    `kind` and `id` are those of the block that it was laid out from, `span` is where that was
    written, and `facts` are the data that it used. `excess` says by how much its content is larger
    than its room; None: all has its room. `words_at` is where the words of a text are written, if
    that is not in the file of its block.
    """

    size: Size
    items: tuple[Placed["Item"], ...] = ()
    meaning: Meaning = NO_MEANING
    kind: str = ""
    id: str | None = None
    span: Span | None = None
    facts: tuple[Fact, ...] = ()
    excess: Size | None = None
    words_at: Span | None = None


Item = Frame | Ink


def walk(frame: Frame, x: float = 0.0, y: float = 0.0) -> Iterator[tuple[float, float, Item]]:
    """Each frame and ink of a page in paint order, with the absolute place of its origin."""
    waiting: list[tuple[float, float, Item]] = [(x, y, frame)]
    while waiting:
        found = waiting.pop()
        yield found
        left, top, item = found
        if isinstance(item, Frame):
            waiting += [(left + p.x, top + p.y, p.item) for p in reversed(item.items)]


def frames_in(frame: Frame, *roles: Role) -> Iterator[Frame]:
    """The frame and those in it, in paint order: those of some roles, or all."""
    for _x, _y, item in walk(frame):
        if isinstance(item, Frame) and (not roles or item.meaning.role in roles):
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
            if isinstance(item, Frame) and (not roles or item.meaning.role in roles):
                yield OnPage(number, item, Box(x, y, item.size.width, item.size.height))


def codes_on(pages: Iterable[Frame]) -> Iterator[OnPage]:
    """The QR codes on the pages that these frames are; each leads to its `href`."""
    return (found for found in on_pages(pages, "qr") if found.frame.meaning.href)
