"""Facts of a regime that has ended are named."""

from collections.abc import Iterator

from infogen.checks.seen.facts import Usage
from infogen.content import format_value, span_at
from infogen.diagnostics import Diagnostic, warning
from infogen.messages import _


def regime(usage: Usage) -> Iterator[Diagnostic]:
    """One warning for each fact whose regime had ended by today."""
    data, today = usage.data, usage.today
    for known in usage.standings:
        ruling = data.content.regimes.get(known.regime or "")
        if ruling is not None and ruling.valid_to is not None and ruling.valid_to < today:
            yield warning(
                "ended-regime",
                _('"{path}" belongs to the regime "{regime}", which ended on {date}').format(
                    path=known.path, regime=known.regime, date=format_value(ruling.valid_to)
                ),
                span_at(data, known.origins["regime"]),
                _("write what the new law says, or answer why the old one still holds"),
                known.path,
            )
