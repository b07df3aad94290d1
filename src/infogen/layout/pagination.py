"""The pages of a piece: bodies are bound with the numbers of their pages, a body with a flow again
for each page that its content needs.

How many pages there are, and on which one a heading stands, is known only when all are laid out. So
they are laid out again with what was found until nothing changes.
"""

from collections.abc import Callable, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from infogen.binding.assemble import Assembler
from infogen.binding.binder import Binder
from infogen.binding.budget import Budget
from infogen.binding.scope import BoundValue, Ref, Scope
from infogen.blocks.base import HEADINGS, Block
from infogen.blocks.env import Env
from infogen.blocks.memo import Memo
from infogen.design.formats import Safe
from infogen.design.pieces import Spec
from infogen.diagnostics import error, fail
from infogen.layout.page import compose_page
from infogen.messages import _
from infogen.scene import COUNTER, Frame, Item, Placed, Source, texts_in
from infogen.scene.ink import SOFT_HYPHEN
from infogen.source import Map, Seq
from infogen.source.references import whole_reference
from infogen.typesetting.phrase import Phrase

PASSES = 8
"""The passes of layout, at most. Two settle a document, three one with contents."""

MOST_PAGES = 500
"""Pages of a piece in one format."""

MOST_PIXELS = 1_200_000_000
"""Pixels of the pictures of all pages: 500 letter sheets, or 18 of the largest."""

SHORT = 4
"""A document of at most so many pages needs no contents."""


class Heading(Struct, frozen=True):
    """A heading of the document: its words, its page, its depth, and the name of its place."""

    phrase: Phrase
    page: int
    sub: bool
    target: str


class Known(Struct, frozen=True):
    """The results of a pass for the next one: the first page of each body, the number of pages, the
    headings of the contents, and the dates of pages whose facts were not all checked with the
    whole.
    """

    starts: tuple[int, ...]
    count: int
    contents: tuple[Heading, ...] = ()
    checked_on: Mapping[int, Ref] = field(default_factory=dict)


class Pages:
    """Makes the pages of a spec; the picture of one has so many `pixels`. Raises `Failure` with all
    that is wrong in its bodies.
    """

    def __init__(
        self, spec: Spec, binder: Binder, scope: Scope, usual: Ref, pixels: int = 0
    ) -> None:
        self._pixels = pixels
        self._spec, self._binder, self._scope, self._usual = spec, binder, scope, usual
        self._contents = _mentions(spec.pages, "contents")
        pages = spec.pages
        self._bodies = [
            copy
            for raw, span in zip(pages, pages.spans, strict=True)
            for copy in binder.expand(raw, scope, span)
        ]
        if not self._bodies and not binder.errors:
            binder.errors.append(error("no-pages", _("the piece has no page"), spec.span))
        count = len(self._bodies)
        self._refuse_many(count)
        self._known = Known(tuple(range(1, count + 1)), count)
        self._blocks = self._bound(self._known)

    def _refuse_many(self, count: int) -> None:
        if count * self._pixels > MOST_PIXELS:
            raise fail(
                "too-large",
                _("the pages of the piece have more than {count} million pixels together").format(
                    count=MOST_PIXELS // 10**6
                ),
                self._spec.pages.span,
                _("make several pieces of it, or the format smaller"),
            )
        if count > MOST_PAGES:
            raise fail(
                "too-large",
                _("the piece has more than {count} pages").format(count=MOST_PAGES),
                self._spec.pages.span,
                _("make several pieces of it"),
            )

    def _bound(self, known: Known) -> list[Block]:
        """The block of each body, as on its first page. Each pass has a budget of its own."""
        self._budget = Budget()
        return [
            block
            for i, n in enumerate(known.starts)
            if (block := self._block(i, n, known)) is not None
        ]

    def _block(self, i: int, n: int, known: Known, *, going_on: bool = False) -> Block | None:
        """A body as it is on a page; `going_on` leaves the children of its flow out."""
        raw, inner = self._bodies[i]
        page: dict[str, BoundValue] = {
            "n": Ref(n, COUNTER),
            "count": Ref(known.count, COUNTER),
            "checked_on": known.checked_on.get(n) or self._usual,
        }
        contents = tuple(Ref(_entry(heading)) for heading in known.contents)
        names: dict[str, BoundValue] = {"page": page, "contents": contents}
        binder = replace(self._binder, going_on=going_on)
        assembler = Assembler(binder.errors)
        scope = replace(inner.having(names), budget=self._budget)
        made = [assembler.block(node) for node in binder.make_nodes(raw, scope)]
        return made[0] if made else None

    def final_frames(
        self,
        env: Env,
        laid: Callable[[Env], list[Frame]],
        dates: Callable[[list[Frame]], Mapping[int, Ref]],
    ) -> list[Frame]:
        """The frames of all pages, once their numbers, contents and dates are right.

        `laid` lays them out once and lets things give way, `dates` finds the dates of a pass.
        """
        for _pass in range(PASSES):
            frames = laid(replace(env, memo=Memo()))
            frames, headings = name_headings(frames)
            known = Known(self._starts, len(frames), self._listed(frames, headings), dates(frames))
            if known == self._known:
                return frames
            self._known = known
            self._blocks = self._bound(known)
        raise fail(
            "unsettled",
            _("the page numbers do not settle"),
            self._spec.span,
            _("the contents change the pages that they list: give them a page of their own"),
        )

    @property
    def checked_on(self) -> Mapping[int, Ref]:
        """The dates of pages whose facts were not all checked with the whole."""
        return self._known.checked_on

    def _listed(self, frames: list[Frame], headings: list[Heading]) -> tuple[Heading, ...]:
        """The contents; once there are any they stay, or they could come and go for ever."""
        if not self._contents or (len(frames) <= SHORT and not self._known.contents):
            return ()
        return tuple(headings)

    def lay(self, env: Env, safe: Safe) -> list[Frame]:
        """The pages, once."""
        frames: list[Frame] = []
        starts = []
        for i, (block, first) in enumerate(zip(self._blocks, self._known.starts, strict=True)):
            starts.append(len(frames) + 1)
            frame, rest = compose_page(block, env, safe)
            frames.append(frame)
            n = first
            while rest:
                n += 1
                again = self._block(i, n, self._known, going_on=True)
                assert again is not None
                frame, rest = compose_page(again, replace(env, rest=rest), safe)
                frames.append(frame)
                self._refuse_many(len(frames))
        self._starts = tuple(starts)
        return frames


def name_headings(frames: list[Frame]) -> tuple[list[Frame], list[Heading]]:
    """The pages with a name for each heading and subheading, and a list of these."""
    found: list[Heading] = []
    return [_marked(frame, n, found) for n, frame in enumerate(frames, 1)], found


def _marked(frame: Frame, page: int, found: list[Heading]) -> Frame:
    if frame.meaning.role == "artifact":
        return frame
    target = frame.meaning.target
    if frame.meaning.role in HEADINGS and frame.meaning.role != "title":
        words = _words(frame)
        if words.text:
            target = f"h{len(found) + 1}"
            found.append(Heading(words, page, frame.meaning.role == "subheading", target))
    items: list[Placed[Item]] | None = None
    for i, placed in enumerate(frame.items):
        if isinstance(placed.item, Frame):
            item = _marked(placed.item, page, found)
            if item is not placed.item:
                items = items or list(frame.items)
                items[i] = Placed(placed.x, placed.y, item)
    if items is None and target == frame.meaning.target:
        return frame
    meaning = replace(frame.meaning, target=target)
    return replace(frame, items=tuple(items or frame.items), meaning=meaning)


def _words(frame: Frame) -> Phrase:
    """The words of a frame as a phrase, with their sources."""
    text = ""
    sources: list[Source] = []
    origin = ""
    for run in texts_in(frame):
        origin = origin or run.origin
        shift = len(text)
        sources += [Source(s.start + shift, s.end + shift, s.path) for s in run.sources]
        text += run.text.removesuffix(SOFT_HYPHEN)
    return Phrase(text, origin, tuple(sources), frame.facts, frame.span, literal=((0, len(text)),))


def _entry(heading: Heading) -> dict[str, object]:
    """The fields that `$contents` has for a heading."""
    address = f"#{heading.target}"
    words = heading.phrase
    number = str(heading.page)
    return {
        "title": Ref(replace(words, links=((0, len(words.text), address),))),
        "page": Ref(Phrase(number, COUNTER, links=((0, len(number), address),))),
        "sub": Ref(heading.sub),
        "main": Ref(not heading.sub),
    }


def _mentions(value: object, name: str) -> bool:
    """True if a layout refers to a name."""
    if isinstance(value, str):
        return (whole_reference(value) or "").partition(".")[0] == name
    if isinstance(value, Map):
        return any(_mentions(part, name) for part in value.values())
    return isinstance(value, Seq) and any(_mentions(part, name) for part in value)
