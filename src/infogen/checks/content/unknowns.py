"""Unknown facts are reported, with what is known about them: null is not an answer."""

from collections.abc import Iterator

from infogen.checks.seen.facts import Usage
from infogen.content import (
    Calendar,
    Deadline,
    Figure,
    LegalBasis,
    Link,
    Unknown,
    find,
    own_parts,
    span_at,
)
from infogen.diagnostics import Diagnostic, warning
from infogen.messages import _
from infogen.source.model import Model

ASKED: dict[type[Model], str] = {
    Calendar: "days",
    Deadline: "counted_from",
    Figure: "value",
    LegalBasis: "article",
    Link: "url",
    Unknown: "value",
}
"""The field of a model that is a fact, and null where it is not known."""


def unknowns(usage: Usage) -> Iterator[Diagnostic]:
    """One warning for each fact of a scene that is not known."""
    data = usage.data
    for known in usage.standings:
        found = find(data, known.path)
        if found is None or not isinstance(found.value, Model):
            continue
        for path, part, note in own_parts(found.value, known.path):
            name = next((ASKED[kind] for kind in ASKED if isinstance(part, kind)), None)
            if name is None or getattr(part, name) is not None:
                continue
            asked = path if isinstance(part, Unknown) else f"{path}.{name}"
            yield warning(
                "unknown-fact",
                _('"{path}" is not known: {reason}').format(
                    path=asked, reason=note or _("no reason is given")
                ),
                span_at(data, asked),
                _("write it when somebody has read it, with its source"),
                known.path,
            )
