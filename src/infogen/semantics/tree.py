"""A scene as it is read: headings, paragraphs, lists, tables, figures and links, in their order.

It is read from the meaning of the frames, and from nothing of how a page looks. The tags of a PDF,
the roles of an SVG, web pages, text files and alternative texts are all made from it.
"""

from collections.abc import Iterator
from itertools import takewhile
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from infogen.scene import Frame, Scene, Text, frames_in, texts_in
from infogen.scene.ink import SOFT_HYPHEN
from infogen.scene.per_scene import per_scene
from infogen.semantics.rules import LEVELS, Headings, RepeatedTexts, is_label, is_titled, sets_text

PartKind = Literal[
    "page", "heading", "paragraph", "list", "item", "label", "table", "row", "head", "cell",
    "figure", "code",
]  # fmt: skip

_LINES = ("heading", "paragraph")
_HOLDERS: dict[str, str] = {"item": "list", "row": "table", "head": "row", "cell": "row"}


class TextSpan:
    """Words in one language, with the address that they lead to."""

    __slots__ = ("href", "lang", "text")

    def __init__(self, text: str, lang: str, href: str | None) -> None:
        self.text = text
        self.lang = lang
        self.href = href


class Part:
    """One part of what is read.

    A `heading` (of `level` 1 to 3), a `paragraph`, a `figure` and a `code` have `runs`; a figure's
    is its alternative text, a code's the address as it is shown. All others have `parts`. `label`
    is the number or the bullet of an item, `number` that of the station at it, `term` what a
    paragraph defines, with which it begins, `target` the name by which links (`#name`) find it.
    """

    __slots__ = (
        "kind", "label", "lang", "level", "number", "parent", "parts", "runs", "target", "term",
    )  # fmt: skip

    def __init__(self, kind: PartKind, parent: "Part | None", lang: str, level: int = 0) -> None:
        self.kind = kind
        self.parent = parent
        self.lang = lang
        self.level = level
        self.label: str | None = None
        self.number: int | None = None
        self.term: str | None = None
        self.target: str | None = None
        self.runs: list[TextSpan] = []
        self.parts: list[Part] = []
        if parent is not None:
            parent.parts.append(self)

    @property
    def text(self) -> str:
        """Its own words, in one line."""
        return " ".join("".join(run.text for run in self.runs).split())

    @property
    def href(self) -> str | None:
        """The address that its first words lead to."""
        return self.runs[0].href if self.runs else None

    @property
    def head(self) -> bool:
        """True for a row that has only heads."""
        return self.kind == "row" and all(cell.kind == "head" for cell in self.parts)

    def say(self, text: str, lang: str, href: str | None) -> None:
        """Add words; those that lead to the same address are one run."""
        text = text.replace(SOFT_HYPHEN, "")
        last = self.runs[-1] if self.runs else None
        if last is not None and (last.href, last.lang) == (href, lang):
            last.text += text
        elif text:
            self.runs.append(TextSpan(text, lang, href))

    def walk(self) -> "Iterator[Part]":
        """It and all in it, in order."""
        yield self
        for part in self.parts:
            yield from part.walk()


class Reading(Struct, frozen=True, eq=False):
    """The pages in reading order, the part that each frame makes, and the frames of running headers
    that only repeat what was read on an earlier page.

    A frame that is in no part of its own belongs to the part around it; the label of an item has a
    part, and is not among those of the item.
    """

    pages: list[Part]
    parts: dict[Frame, Part]
    repetitions: RepeatedTexts


@per_scene
def reading(scene: Scene) -> Reading:
    """A scene as it is read. It is read once: a file of each of its pages asks for it."""
    return _read(scene)


def read_scene(scene: Scene) -> list[Part]:
    """The pages in reading order. What goes on over several pages is a part of the first of them.

    No level of headings is skipped, and one heading at most is of level 1: the title.
    """
    return reading(scene).pages


def read_page(scene: Scene, number: int) -> Part:
    """A page, from 0, as a picture of its own: of what goes on over several pages it has what
    stands on it.
    """
    page = scene.pages[number]
    if any(frame.meaning.whole for frame in frames_in(page.frame)):
        return _read(replace(scene, pages=(page,))).pages[0]
    return read_scene(scene)[number]


def _read(scene: Scene) -> Reading:
    reader = _Reader(is_titled(scene))
    pages = [Part("page", None, scene.lang) for _page in scene.pages]
    for number, (sheet, page) in enumerate(zip(scene.pages, pages, strict=True)):
        reader.page(number, sheet.frame, page)
    for page in pages:
        _prune(page)
    return Reading(pages, reader.parts, reader.repeated)


class _Reader:
    """Adds frames to parts; `titled` says whether there is a title that heads the others."""

    def __init__(self, titled: bool) -> None:
        self._headings = Headings(titled)
        self._page = 0
        self._stations: dict[str, int] = {}
        self._wholes: dict[str, tuple[Frame, Part | None]] = {}
        self.parts: dict[Frame, Part] = {}
        self.repeated = RepeatedTexts()

    def page(self, number: int, frame: Frame, into: Part) -> None:
        """Read a page."""
        self._page = number
        self._stations = {}
        for ribbon in frames_in(frame):
            for name, first in ribbon.meaning.numbers:
                self._stations.setdefault(name, first)
        self.add(frame, into, into.lang, None)

    def add(self, frame: Frame, into: Part, lang: str, href: str | None) -> None:
        """Read a frame as the next thing in a part."""
        if frame.meaning.role == "running":
            self.repeated.note(frame, self._page)
        if frame.meaning.role == "artifact" or frame in self.repeated:
            return
        lang, href = frame.meaning.lang or lang, frame.meaning.href or href
        if frame.id in self._stations:
            self._number(frame.id, into)
        inside = self._inside(frame, into, lang, href)
        if inside is None:
            return
        for placed in frame.items:
            if isinstance(placed.item, Text):
                inside.say(placed.item.text, lang, href)
            elif isinstance(placed.item, Frame):
                self.add(placed.item, inside, lang, href)

    def _number(self, name: str, part: Part | None) -> None:
        """Give the item around a station its number."""
        while part is not None and part.kind != "item":
            part = part.parent
        if part is not None and part.number is None:
            part.number = self._stations[name]
            self._stations[name] += 1

    def _inside(self, frame: Frame, into: Part, lang: str, href: str | None) -> Part | None:
        """The part that takes the content of a frame; None if its alternative text replaces it."""
        if frame.meaning.whole is None:
            return self._made(frame, into, lang, href)
        if frame.meaning.whole not in self._wholes:
            self._wholes[frame.meaning.whole] = frame, self._made(frame, into, lang, href)
        first, inside = self._wholes[frame.meaning.whole]
        if first in self.parts:
            self.parts[frame] = self.parts[first]
        return inside

    def _made(self, frame: Frame, into: Part, lang: str, href: str | None) -> Part | None:
        pictured = frame.meaning.role in ("figure", "qr") and frame.meaning.alt
        if into.kind in _LINES:
            if pictured or (sets_text(frame) and frame.meaning.role != "link"):
                into.say(" ", lang, None)
            if pictured:
                into.say(frame.meaning.alt or "", lang, href)
            return None if pictured else into
        if pictured:
            kind: PartKind = "code" if frame.meaning.role == "qr" else "figure"
            part = self.parts[frame] = Part(kind, _holder(into, kind, lang), lang)
            part.say(frame.meaning.alt or "", lang, href)
            return None
        level = 0
        if frame.meaning.role in LEVELS:
            level = self._headings.level(frame.meaning.role, listed=_listed(into)) or 0
            name: PartKind | None = "heading" if level else "paragraph"
        else:
            name = _name(frame, into)
        if name is None:
            return into
        made = self.parts[frame] = Part(name, _holder(into, name, lang), lang, level)
        made.target = frame.meaning.target
        if frame.meaning.role == "definition":
            made.term = _term(frame)
        inner = name in ("item", "head", "cell") and sets_text(frame)
        return Part("paragraph", made, lang) if inner else made


def _term(frame: Frame) -> str | None:
    """The words with which a definition begins, in another face than the rest."""
    runs = list(texts_in(frame))
    term = "".join(run.text for run in takewhile(lambda run: run.font != runs[-1].font, runs))
    return term or None


def _name(frame: Frame, into: Part) -> PartKind | None:
    """The kind of part that a frame makes; None: what is in it belongs to where it stands."""
    match frame.meaning.role:
        case "list" | "table" as role if not sets_text(frame):
            return role
        case "row" if sets_text(frame):
            return "paragraph"
        case "item" | "row" | "head" | "cell" as role if _HOLDERS[role] == into.kind:
            return role
        case "paragraph" | "link" | "definition":
            return "paragraph"
    return "paragraph" if sets_text(frame) else None


def _listed(part: Part | None) -> bool:
    """True if a part is in an item of a list."""
    while part is not None and part.kind != "item":
        part = part.parent
    return part is not None


def _holder(into: Part, name: PartKind, lang: str) -> Part:
    """The part that may hold one of that kind, made if need be."""
    if into.kind == "list" and name != "item":
        return Part("item", into, lang)
    if into.kind == "row" and name not in ("head", "cell"):
        return Part("cell", into, lang)
    if into.kind == "table" and name != "row":
        assert into.parent is not None
        return _holder(into.parent, name, lang)
    return into


def _prune(part: Part) -> None:
    """Leave out what says nothing (a cell of a table may), and take labels from their items."""
    for inner in part.parts:
        _prune(inner)
    part.parts = [p for p in part.parts if p.text or p.parts or p.kind in ("head", "cell")]
    if part.kind == "item" and len(part.parts) > 1:
        first = part.parts[0]
        if first.kind == "paragraph" and is_label(first.text):
            part.label, first.kind = first.text, "label"
            del part.parts[0]
