"""Which days are *hábiles*: the calendars of the content in; for each year its non-working days,
and whether they are all of them, out.

A day is *hábil* unless it is a Saturday, a Sunday, or non-working in the official calendar
(LTAIPEMyM 3-X, LPDPPSOEMyM 4-XV). The days of mandatory rest (LFT 74) are non-working in every
year: an official calendar adds to them. Where it is missing they are the least that there is, so
that a term ends on the day that they give, or later.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Literal

from msgspec import Struct, field

from infogen.content import Calendar

Status = Literal["complete", "partial", "missing"]
Whose = Literal["garante", "sujeto_obligado"]

SATURDAY = 5


class CalendarYear(Struct, frozen=True):
    """The non-working days of a year, beside Saturdays and Sundays.

    `official` is the id of the calendar that the law names, whole (`complete`), in part or not at
    all (`missing`); None where the content has no entry for it. `statutory` is the id of the
    calendar of mandatory rest, None where its days are those that the package `holidays` computes.
    """

    year: int
    days: frozenset[date]
    status: Status
    official: str | None
    statutory: str | None
    inferred: frozenset[date] = frozenset()


class WorkingDays(Struct, frozen=True, eq=False):
    """The working days by the official calendars of one body."""

    calendars: Mapping[str, Calendar]
    whose: Whose = "garante"
    _years: dict[int, CalendarYear] = field(default_factory=dict)

    def year(self, year: int) -> CalendarYear:
        """The calendar of a year, as far as it is known."""
        if year not in self._years:
            self._years[year] = self._made(year)
        return self._years[year]

    def __contains__(self, day: date) -> bool:
        """True if a day is *hábil*, as far as is known."""
        return day.weekday() < SATURDAY and day not in self.year(day.year).days

    def _made(self, year: int) -> CalendarYear:
        official, calendar = self._entry(self.whose, year)
        statutory, rest = self._entry("federal", year)
        days = frozenset(rest.days) if rest and rest.days else mandatory_rest(year)
        status: Status = "missing"
        if calendar and calendar.days is not None:
            days |= frozenset(calendar.days)
            status = "complete" if calendar.complete else "partial"
        inferred = frozenset(calendar.inferred) if calendar else frozenset()
        return CalendarYear(
            year=year,
            days=days,
            status=status,
            official=official,
            statutory=statutory,
            inferred=inferred,
        )

    def _entry(self, scope: str, year: int) -> tuple[str | None, Calendar | None]:
        for name, calendar in self.calendars.items():
            if calendar.scope == scope and calendar.year == year:
                return name, calendar
        return None, None


@cache
def mandatory_rest(year: int) -> frozenset[date]:
    """The days of mandatory rest of LFT 74 as the package `holidays` knows them, those that move to
    a Monday moved. Days of elections are not among them: they are Sundays.
    """
    # Imported only here: it costs as much as a whole `infogen --help`.
    from holidays import country_holidays

    return frozenset(country_holidays("MX", years=year))
