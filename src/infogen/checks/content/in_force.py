"""Only what a person has signed may be called *vigente*, or said to be in force."""

import re
from collections.abc import Iterable, Iterator

from infogen.checks.seen.facts import Usage
from infogen.content import Data, entries_under, signature
from infogen.diagnostics import Diagnostic, Span, error
from infogen.messages import _
from infogen.scene import Fact, Frame, facts_on, texts_in

CLAIM = re.compile(r"\b(vigentes?|vigencia|en\s+vigor)\b", re.IGNORECASE)
DENIED = re.compile(r"\b(no|ni|sin)\s+(es|son|est[áa]n?|tienen?)?\s*$", re.IGNORECASE)
"""Words before a claim that deny it: "no vigente", "sin vigencia"."""


def in_force(usage: Usage) -> Iterator[Diagnostic]:
    """One error for each text that calls facts in force of which one is not signed.

    A text speaks of its own facts, or of all on its page where it has none.
    """
    data, scene = usage.data, usage.scene
    for page in scene.pages:
        for frame in _blocks(page.frame):
            words = _words(frame)
            if _claims(words):
                facts = _stated(data, frame.facts) or _stated(data, facts_on(page.frame))
                yield from _unsigned(data, words, facts, frame.span)
    for words in (scene.title, scene.subject, scene.alt):
        if _claims(words):
            yield from _unsigned(data, words, _stated(data, scene.facts), scene.span)


def _blocks(frame: Frame) -> Iterator[Frame]:
    """The innermost frames that are blocks: what is inside them are lines."""
    inner = [
        placed.item
        for placed in frame.items
        if isinstance(placed.item, Frame) and placed.item.kind not in ("line", "")
    ]
    for block in inner:
        yield from _blocks(block)
    if not inner:
        yield frame


def _words(frame: Frame) -> str:
    texts = "".join(run.text for run in texts_in(frame))
    return " ".join((texts, frame.meaning.alt or ""))


def _claims(words: str) -> bool:
    return any(not DENIED.search(words[: found.start()]) for found in CLAIM.finditer(words))


def _stated(data: Data, facts: Iterable[Fact]) -> list[str]:
    """The facts that a text speaks of; the day on which they were checked is not one."""
    return sorted(
        {
            path
            for fact in facts
            if not fact.path.endswith(".checked_on")
            for path in entries_under(data, fact.path)
        }
    )


def _unsigned(data: Data, words: str, facts: list[str], span: Span | None) -> Iterator[Diagnostic]:
    unsigned = [path for path in facts if signature(data, path).state != "signed"]
    if unsigned or not facts:
        yield error(
            "unsigned-claim",
            _('"{text}" says that facts are in force, and nobody has signed {path}').format(
                text=words.strip()[:60], path=unsigned[0] if unsigned else _("any")
            ),
            span,
            _("have them signed (infogen sources, infogen sign), or say when they were checked"),
        )
