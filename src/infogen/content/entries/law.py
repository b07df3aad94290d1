"""The law and its days: laws, regimes with their validity, calendars of non-working days."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta

from infogen.content.entries.basis import Confidence, LawId, SourceId, Text, Year, in_order
from infogen.messages import _
from infogen.source.model import Model, Problem, Url


class Law(Model):
    """A law and the edition that was read; `edition` is its year."""

    name: Text
    published: date | None
    version_read: Text | None
    edition: Year | None = None
    url: Url | None
    note: Text | None = None


class Regime(Model):
    """A set of laws that holds for a time; null is not known, or has not ended."""

    name: Text | None
    valid_from: date | None
    valid_to: date | None
    laws: tuple[LawId, ...] = ()
    checked_on: date
    review_by: date | None
    note: Text | None = None

    def __post_init__(self) -> None:
        in_order(self.valid_from, self.valid_to)


class Calendar(Model):
    """The non-working days of one body or country in one year, beside Saturdays and Sundays.

    `days` is null where the calendar was not found; `inferred` are those that nobody read but a
    real case implies. Only a `complete` calendar of the body that the law names allows an exact
    date.
    """

    scope: Literal["federal", "garante", "sujeto_obligado", "otro_sujeto_obligado"]
    year: Annotated[int, Meta(ge=2000, le=2100)]
    days: tuple[date, ...] | None
    inferred: tuple[date, ...] = ()
    complete: bool
    source: SourceId | None
    confidence: Confidence | None
    checked_on: date
    review_by: date | None = None
    note: Text | None = None

    def __post_init__(self) -> None:
        days = self.days or ()
        if self.complete and self.days is None:
            raise Problem(
                _("a calendar without days is not complete"),
                _("write the days, or complete: false"),
            )
        if outside := [day for day in days if day.year != self.year]:
            message = _("{date} is not in {year}").format(date=outside[0], year=self.year)
            raise Problem(message, _("each year has a calendar of its own"))
        if list(days) != sorted(set(days)):
            raise Problem(
                _("the days are not in order, or one is there twice"),
                _("write each once, in order"),
            )
        if strange := set(self.inferred) - set(days):
            message = _('{date} is inferred but not one of "days"').format(date=min(strange))
            raise Problem(message, _("add it to the days"))
