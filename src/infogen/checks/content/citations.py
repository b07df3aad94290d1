"""A page cites the articles of what it says: a fact that only shared words rest on is not said."""

from collections.abc import Iterator

from infogen.checks.seen.facts import Usage
from infogen.content import Data, LegalBasis, Slot, find, span_at, standing
from infogen.diagnostics import Diagnostic, warning
from infogen.messages import _

SHARED = "copy.comun."
"""The words that all pieces share."""


def citations(usage: Usage) -> Iterator[Diagnostic]:
    """One warning for each fact whose articles are cited, though no text that rests on it states
    it: its slot names other articles, or the words are those that all pieces share and nothing
    else on the pages is of that procedure.
    """
    data, scene = usage.data, usage.scene
    stated = {_procedure(fact.path) for fact in scene.facts if fact.stated}
    own = {
        _procedure(path)
        for slot_path, slot in _slots(usage)
        if not slot_path.startswith(SHARED)
        for path in slot.facts
    }
    for slot_path, slot in _slots(usage):
        for path in slot.facts:
            known = standing(data, path) if path.startswith("procedures.") else None
            if known is None or not known.legal:
                continue
            shared = slot_path.startswith(SHARED) and _procedure(path) not in own | stated
            if shared or not _named(slot, known.legal):
                yield _finding(data, slot_path, path, known.law)


def _finding(data: Data, slot_path: str, path: str, law: str) -> Diagnostic:
    return warning(
        "unfounded-citation",
        _('the piece cites {law} for "{fact}", of which "{slot}" says nothing').format(
            law=law, fact=path, slot=slot_path
        ),
        span_at(data, f"{slot_path}.facts"),
        _("take the fact out of its facts, or name the article in its law and say it"),
        path,
    )


def _slots(usage: Usage) -> Iterator[tuple[str, Slot]]:
    """The slots of the copy that the scene has, each once."""
    seen = set()
    for fact in usage.scene.facts:
        path, _dot, length = fact.path.rpartition(".")
        if length in ("long", "short") and path.startswith("copy.") and path not in seen:
            seen.add(path)
            found = find(usage.data, path)
            if found is not None and isinstance(found.value, Slot):
                yield path, found.value


def _procedure(path: str) -> str:
    return ".".join(path.split(".")[:2]) if path.startswith("procedures.") else ""


def _named(slot: Slot, legal: tuple[LegalBasis, ...]) -> bool:
    """True if the law of a slot has one of the articles of a fact, or a range that it is in."""
    cited = [
        (law, numbers(articles))
        for law, _blank, articles in (one.partition(" ") for one in slot.law)
    ]
    return any(
        basis.law == law and numbers(basis.article or "") & named
        for basis in legal
        for law, named in cited
    ) or all(basis.article is None for basis in legal)


def numbers(articles: str) -> frozenset[int]:
    """The numbers of the articles in a list such as `110-II, 118, 150-153`; of a range all."""
    found: set[int] = set()
    for part in articles.replace(" y ", ", ").split(","):
        first, _dash, last = part.strip().partition("-")
        head = first.split(" ")[0]
        if head.isdigit():
            end = int(last) if last.isdigit() else int(head)
            found.update(range(int(head), end + 1))
    return frozenset(found)
