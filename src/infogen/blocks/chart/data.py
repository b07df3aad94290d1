"""The data of a chart: its rows as checked points, with their gaps and breaks."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from infogen.blocks.data_rows import UNKNOWN, DataRow, Gap, gap_label
from infogen.content import YearNumber
from infogen.diagnostics import Failure, Span, fail
from infogen.messages import _
from infogen.typesetting.phrase import Phrase

MOST_YEARS = 200
"""Years that a chart shows, gaps included."""


class DataPoint(Struct, frozen=True):
    """A year, its value (None: a gap), who judged, and the row it was read from."""

    year: int
    value: float | None
    judge: object
    row: DataRow
    year_row: DataRow
    value_row: DataRow


def points(
    rows: Sequence[DataRow], x: str, y: str, judge: str | None, place: Span | None
) -> tuple[DataPoint, ...]:
    """The points in the order of their years. Raises `Failure` for years that are none, there
    twice or too many, and for values outside of 0 to 100.
    """
    found: dict[int, DataPoint] = {}
    if len(rows) > MOST_YEARS:
        message = _("a chart of {count} rows cannot be read").format(count=len(rows))
        raise _bad(
            message, rows[MOST_YEARS], place, _("write {most} or fewer").format(most=MOST_YEARS)
        )
    for row in rows:
        year, value = row.at(x, place), row.at(y, place)
        if isinstance(year.value, bool) or not isinstance(year.value, int):
            raise _bad(_("a chart needs years"), row, place, _("write a whole number"))
        if year.value in found:
            message = _("the year {year} appears twice").format(year=int(year.value))
            raise _bad(message, row, place, _("write each year once"))
        found[int(year.value)] = DataPoint(
            year=int(year.value),
            value=_score(value, row, place),
            judge=row.at(judge, place).value if judge else None,
            row=row,
            year_row=replace(year, value=YearNumber(year.value)),
            value_row=value,
        )
    if max(found) - min(found) >= MOST_YEARS:
        message = _("a chart from {first} to {last} cannot be read").format(
            first=min(found), last=max(found)
        )
        hint = _("show {most} years or fewer").format(most=MOST_YEARS)
        raise _bad(message, found[max(found)].row, place, hint)
    return tuple(found[year] for year in sorted(found))


def _score(value: DataRow, row: DataRow, place: Span | None) -> float | None:
    number = value.value
    if number is None:
        return None
    if isinstance(number, bool) or not isinstance(number, int | float | Decimal):
        raise _bad(_("a chart needs numbers"), row, place, _("write a number, or null"))
    if not 0 <= number <= 100:
        message = _("{value} is not between 0 and 100").format(value=number)
        raise _bad(message, row, place, _("write a part of 100"))
    return float(number)


def _bad(message: str, row: DataRow, place: Span | None, hint: str) -> Failure:
    return fail("bad-value", message, row.span or place, hint)


class Scores:
    """One or two series of points; `highlight` is a year, or the first or the last that has a value
    in the first of them. Raises `Failure` where it has less than two values.

    `years` are all from the first to the last, `changes` those whose value is the first that
    another authority judged, `missing` those for which no series has a value.
    """

    def __init__(
        self,
        series: Sequence[tuple[DataPoint, ...]],
        highlight: int | Literal["first", "last"] | None,
        place: Span | None,
    ) -> None:
        known = [point for point in series[0] if point.value is not None]
        if len(known) < 2:
            message = _("a chart needs two results or more, and there is {count}")
            hint = _("show a single result as a figure, and leave the chart out if there is none")
            raise fail("too-few", message.format(count=len(known)), place, hint)
        self.series, self.place = series, place
        years = [point.year for one in series for point in one]
        self.years = range(min(years), max(years) + 1)
        self.changes = [year for year in self.years if any(_changes(one, year) for one in series)]
        have = {p.year for one in series for p in one if p.value is not None}
        self.missing = [year for year in self.years if year not in have]
        ends = {"first": known[0].year, "last": known[-1].year}
        self._lit = ends[highlight] if isinstance(highlight, str) else highlight

    def lit(self, point: DataPoint) -> bool:
        """True if a point is of the highlighted year."""
        return point.year == self._lit

    def others(self, n: int, point: DataPoint) -> list[float]:
        """The values of the other series in the year of a point of series `n`."""
        return [
            other.value
            for i, one in enumerate(self.series)
            if i != n
            for other in one
            if other.year == point.year and other.value is not None
        ]

    def why(self, year: int, state: str, gaps: tuple[Gap, ...]) -> tuple[Phrase, ...] | None:
        """The words for a year without a value; None where there are none."""
        row = next((p.row for one in self.series for p in one if p.year == year), None)
        return gap_label(row or DataRow({state: UNKNOWN}), state, gaps, self.place)


def _changes(one: tuple[DataPoint, ...], year: int) -> bool:
    known = [p for p in one if p.value is not None]
    return any(b.year == year and a.judge != b.judge for a, b in pairwise(known))
