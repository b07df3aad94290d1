"""Facts are checked again in time: a warning 30 days before their date, an error after it."""

from collections.abc import Iterator
from datetime import timedelta

from infogen.checks.seen.facts import Usage
from infogen.content import format_value, span_at
from infogen.diagnostics import Diagnostic, error, warning
from infogen.messages import _

NOTICE = timedelta(days=30)
"""The notice before a fact's review date."""


def review(usage: Usage) -> Iterator[Diagnostic]:
    """One finding for each date of review that is near or past, or that nobody has set."""
    data, today = usage.data, usage.today
    dates = {known.origins["review_by"]: known.review_by for known in usage.standings}
    for path, day in sorted(dates.items()):
        about, span = path.removesuffix(".review_by"), span_at(data, path)
        if day is None:
            yield warning(
                "no-review-date",
                _("no date is set by which the facts are to be checked again"),
                span,
                _("write the day by which a person will check them, such as 2027-01-31"),
                about,
            )
            continue
        words = {"path": about, "date": format_value(day)}
        if today > day:
            yield error(
                "review-overdue",
                _('"{path}" was due to be checked again by {date}').format(**words),
                span,
                _("check it at its source, then write the new checked_on and review_by"),
                about,
            )
        elif today >= day - NOTICE:
            yield warning(
                "review-due",
                _('"{path}" is due to be checked again by {date}').format(**words),
                span,
                _("check it at its source, then write the new checked_on and review_by"),
                about,
            )
