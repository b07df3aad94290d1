"""Counting terms: a day, a number of days and working days in; the last day of the term out.

The day on which something happens is not counted: terms run from the day after (LTAIPEMyM 157 and
163, LPDPPSOEMyM 108 and 124), which real files confirm (`tests/fixtures/deadlines.yaml`). In *días
hábiles* the last day is the nth working day after it; in *días naturales* every day counts.

What is not known only makes a term longer, so that a day that is not exact is the earliest that it
can be: never print it without "no antes de".
"""

from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from infogen.content import Deadline, Extension, format_value
from infogen.content.deadlines.calendar import CalendarYear, WorkingDays

DAY = timedelta(days=1)


class Doubt(Struct, frozen=True, order=True):
    """Why a last day is only the earliest that it can be.

    `calendar`: the official calendar of the year of `day` is missing or incomplete. `start`, `end`:
    that day is non-working, and the law that was read does not say whether the count (of *hábiles*)
    then begins, or (of *naturales*) ends, on the next working one.
    """

    code: Literal["calendar", "start", "end"]
    day: date


class Due(Struct, frozen=True):
    """The last day of a term, the doubts about it, and the years that the count went through."""

    day: date
    doubts: tuple[Doubt, ...] = ()
    years: tuple[CalendarYear, ...] = ()

    @property
    def exact(self) -> bool:
        """True if the term ends on that day; if not, on that day or later."""
        return not self.doubts

    def and_then(self, days: int, unit: str, calendar: WorkingDays) -> "Due":
        """The last day of another term that begins when this one ends."""
        then = last_day(self.day, days, unit, calendar)
        doubts = {*self.doubts, *(doubt for doubt in then.doubts if doubt.code != "start")}
        years = {year.year: year for year in (*self.years, *then.years)}
        return Due(then.day, tuple(sorted(doubts)), tuple(years[n] for n in sorted(years)))


def last_day(start: date, days: int, unit: str, calendar: WorkingDays) -> Due:
    """The last day of a term of `days` (1 or more) counted from the day after `start`."""
    if unit == "naturales":
        return _natural(start, days, calendar)
    day, left = start, days
    while left:
        day += DAY
        left -= day in calendar
    years = tuple(calendar.year(n) for n in range(start.year, day.year + 1))
    doubts = [Doubt("calendar", date(y.year, 1, 1)) for y in years if y.status != "complete"]
    if start not in calendar:
        doubts.append(Doubt("start", start))
    return Due(day, tuple(sorted(doubts)), years)


def of_deadline(start: date, deadline: Deadline | Extension, calendar: WorkingDays) -> Due:
    """The last day of a deadline of the content counted from the day after `start`."""
    return last_day(start, deadline.days, deadline.unit, calendar)


def date_in_words(due: Due) -> str:
    """The last day as Spanish writes it: `24 de marzo de 2026`, or `no antes del` that day."""
    return format_value(due.day) if due.exact else f"no antes del {format_value(due.day)}"


def _natural(start: date, days: int, calendar: WorkingDays) -> Due:
    """Every day counts. No law that was read says whether the last may be a non-working one."""
    day = start + days * DAY
    year = calendar.year(day.year)
    if day not in calendar:
        return Due(day, (Doubt("end", day),), (year,))
    doubts = () if year.status == "complete" else (Doubt("calendar", date(year.year, 1, 1)),)
    return Due(day, doubts, (year,))
