"""Facts are checked again in time: a warning 30 days before their date, an error after it."""

from collections.abc import Iterator
from datetime import date, timedelta

from infogen.checks.seen.facts import used
from infogen.content import Data, place, printed
from infogen.diagnostics import Diagnostic, error, warning
from infogen.messages import _
from infogen.scene import Scene

NOTICE = timedelta(days=30)
"""How long before the date of its review a fact is named."""


def review(data: Data, scene: Scene, today: date) -> Iterator[Diagnostic]:
    """One finding for each date of review that is near or past, or that nobody has set."""
    dates = {known.said["review_by"]: known.review_by for known in used(data, scene, today)}
    for path, day in sorted(dates.items()):
        about, span = path.removesuffix(".review_by"), place(data, path)
        if day is None:
            yield warning(
                "no-review-date",
                _("nobody has said by when the facts are to be checked again"),
                span,
                _("write the day by which a person will check them, such as 2027-01-31"),
                about,
            )
            continue
        words = {"path": about, "date": printed(day)}
        if today > day:
            yield error(
                "review-overdue",
                _('"{path}" was to be checked again by {date}').format(**words),
                span,
                _("check it at its source, then write the new checked_on and review_by"),
                about,
            )
        elif today >= day - NOTICE:
            yield warning(
                "review-due",
                _('"{path}" is to be checked again by {date}').format(**words),
                span,
                _("check it at its source, then write the new checked_on and review_by"),
                about,
            )
