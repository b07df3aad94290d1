"""A fact that changed after a person signed it is no longer signed, and is reported."""

from collections.abc import Iterator

from infogen.checks.seen.facts import Usage
from infogen.content import format_value, signature, span_at
from infogen.diagnostics import Diagnostic, warning
from infogen.messages import _


def signed(usage: Usage) -> Iterator[Diagnostic]:
    """One warning for each fact that is no longer what was signed."""
    data = usage.data
    if not data.content.signatures:
        return
    for known in usage.standings:
        last = signature(data, known.path)
        if last.state == "changed":
            yield warning(
                "changed-after-signing",
                _('"{path}" has changed since {name} signed it on {date}').format(
                    path=known.path, name=last.by, date=format_value(last.on)
                ),
                span_at(data, known.path),
                _("have it signed again: infogen sources, then infogen sign"),
                known.path,
            )
