"""Nothing was checked or agreed on a day that has not come."""

from collections.abc import Iterator
from datetime import date

from infogen.checks.content.dated import DATE
from infogen.checks.seen.facts import Usage
from infogen.content import find, format_value, span_at
from infogen.diagnostics import Diagnostic, warning
from infogen.messages import _

DAYS = ("agreed_on",)
"""Days of a fact on which something happened, beside that on which it was checked."""


def future(usage: Usage) -> Iterator[Diagnostic]:
    """One warning for each such day after today behind a fact of the scene."""
    for path, day in sorted(_days(usage).items()):
        if day > usage.today:
            yield warning(
                "future-date",
                _('"{path}" is {date}, a day that has not come').format(
                    path=path, date=format_value(day)
                ),
                span_at(usage.data, path),
                _("write the day on which it was done, today or before"),
                path.rpartition(".")[0],
            )


def _days(usage: Usage) -> dict[str, date]:
    days: dict[str, date] = {}
    for known in usage.standings:
        if known.checked_on is not None:
            days[known.origins["checked_on"]] = known.checked_on
        for name in DAYS:
            found = find(usage.data, f"{known.path}.{name}")
            if found is not None and isinstance(found.value, date):
                days[found.path] = found.value
    for fact in usage.scene.facts:
        found = find(usage.data, fact.path)
        if found is not None and fact.path.endswith(DATE) and isinstance(found.value, date):
            days[fact.path] = found.value
    return days
