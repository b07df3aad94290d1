"""The texts of a page as a reader finds them: whole paragraphs, with the data in them."""

import re
from collections.abc import Iterator

from msgspec import Struct

from infogen.checks.seen.surfaces import CAP, SEALS
from infogen.diagnostics import Span, Spot
from infogen.scene import Frame, Role, Scene, Source, Text, walk
from infogen.scene.ink import SOFT_HYPHEN
from infogen.scene.per_scene import per_scene


class Passage(Struct, frozen=True):
    """A paragraph: its text without hyphenation, its lines with their widths, and which characters
    of the text come from which data.
    """

    text: str
    lines: tuple[tuple[str, float], ...]
    sources: tuple[Source, ...]
    role: Role | None
    frame: Frame
    span: Span | None
    spot: Spot


@per_scene
def passages(scene: Scene) -> tuple[Passage, ...]:
    """The paragraphs of all pages in paint order."""
    return tuple(
        passage
        for number, page in enumerate(scene.pages)
        for passage in _in(page.frame, 0.0, 0.0, number, None)
    )


def whole(scene: Scene) -> str:
    """All words of a piece: those of its pages, its title, its subject and its alternative text."""
    words = [passage.text for passage in passages(scene)]
    return searchable("\n".join([*words, scene.title, scene.subject, scene.alt]))


def searchable(text: str) -> str:
    """A text to be looked for in another one: small letters, single blanks."""
    return re.sub(r"\s+", " ", text).strip().casefold()


def beginning(text: str, most: int = 120) -> str:
    """A text as messages quote it: of a long one the first words."""
    text = text.strip()
    if len(text) <= most:
        return text
    return (text[:most].rpartition(" ")[0] or text[:most]) + " …"


def is_spanish(scene: Scene) -> bool:
    """True if the checks of Spanish apply."""
    return scene.lang.partition("-")[0] == "es"


def _in(frame: Frame, x: float, y: float, page: int, span: Span | None) -> Iterator[Passage]:
    if frame.kind in SEALS:
        return
    span = frame.span or span
    inner = [placed for placed in frame.items if isinstance(placed.item, Frame)]
    lines = [
        placed for placed in inner if isinstance(placed.item, Frame) and placed.item.kind == "line"
    ]
    if lines:
        yield _passage(frame, x, y, page, span)
        return
    for placed in inner:
        assert isinstance(placed.item, Frame)
        yield from _in(placed.item, x + placed.x, y + placed.y, page, span)


def _passage(frame: Frame, x: float, y: float, page: int, span: Span | None) -> Passage:
    text, sources, lines = "", [], []
    boxes: list[tuple[float, float, float, float]] = []
    for placed in frame.items:
        line = placed.item
        if not isinstance(line, Frame):
            continue
        start = len(text)
        for left, base, run in walk(line, x + placed.x, y + placed.y):
            if isinstance(run, Text):
                words = run.text.removesuffix(SOFT_HYPHEN)
                sources += [
                    Source(
                        len(text) + s.start, min(len(text) + s.end, len(text) + len(words)), s.path
                    )
                    for s in run.sources
                ]
                text += words
                boxes.append((left, base - CAP * run.size, left + run.width, base))
        lines.append((text[start:].strip(), line.size.width))
    box = (
        tuple(
            pick(side)
            for pick, side in zip((min, min, max, max), zip(*boxes, strict=True), strict=True)
        )
        if boxes
        else (x, y, x + frame.size.width, y + frame.size.height)
    )
    left, top, right, bottom = box
    return Passage(
        text=text.strip(),
        lines=tuple(lines),
        sources=tuple(sources),
        role=frame.meaning.role,
        frame=frame,
        span=span,
        spot=Spot(page, (left, top, right, bottom)),
    )
