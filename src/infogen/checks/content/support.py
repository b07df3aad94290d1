"""Facts of low confidence, and facts of which nobody says where they were read, are named."""

from collections.abc import Iterator

from infogen.checks.content.unknowns import ASKED
from infogen.checks.seen.facts import Usage
from infogen.content import Data, find, span_at
from infogen.diagnostics import Diagnostic, warning
from infogen.messages import _
from infogen.source.model import Model, model_fields

LOW = "baja"


def support(usage: Usage) -> Iterator[Diagnostic]:
    """One warning for each fact that is weak in its source or its confidence."""
    data = usage.data
    for known in usage.standings:
        if known.confidence == LOW:
            yield warning(
                "low-confidence",
                _('"{path}" has low confidence').format(path=known.path),
                span_at(data, known.origins["confidence"]),
                _note(data, known.path) or _("read it again at a better source"),
                known.path,
            )
        missing = [
            name
            for name in ("source", "confidence")
            if getattr(known, name) is None and _should(data, known.path, name)
        ]
        if missing:
            yield warning(
                "no-source" if "source" in missing else "no-confidence",
                _('"{path}" has no {what}').format(
                    path=known.path,
                    what=_("{words} or {last}").format(words=missing[0], last=missing[1])
                    if len(missing) > 1
                    else missing[0],
                ),
                span_at(data, known.path),
                _("write its source, and its confidence: alta, media or baja"),
                known.path,
            )


def _should(data: Data, path: str, name: str) -> bool:
    """True if the entry at a path can state it, and is known at all."""
    found = find(data, path)
    if found is None or not isinstance(found.value, Model):
        return False
    asked = ASKED.get(type(found.value))
    known = asked is None or getattr(found.value, asked) is not None
    return known and name in model_fields(type(found.value))


def _note(data: Data, path: str) -> str | None:
    found = find(data, f"{path}.note")
    return found.value if found is not None and isinstance(found.value, str) else None
