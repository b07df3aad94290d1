"""What a chart shows: its rows as points, checked, and the sentence that stands for the picture."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from infogen.blocks.rows import Row
from infogen.content import YearNumber, printed
from infogen.diagnostics import Failure, Span, fail
from infogen.messages import _
from infogen.phrase import Phrase

LONGEST = 300
"""Characters of an alternative text that all platforms take."""

FORMS = {"bars": "Gráfica de barras", "dots": "Gráfica de puntos", "line": "Gráfica de línea"}


@dataclass(frozen=True, slots=True)
class Point:
    """A year, its value (None: a gap), who judged, and the row it was read from."""

    year: int
    value: float | None
    judge: object
    row: Row
    shown: Row
    printed: Row


def points(
    rows: Sequence[Row], x: str, y: str, judge: str | None, place: Span | None
) -> tuple[Point, ...]:
    """The points in the order of their years. Raises `Failure` for years that are none or there
    twice, and for values outside of 0 to 100.
    """
    found: dict[int, Point] = {}
    for row in rows:
        year, value = row.at(x, place), row.at(y, place)
        if isinstance(year.value, bool) or not isinstance(year.value, int):
            raise _bad(_("a chart needs years"), row, place, _("write a whole number"))
        if year.value in found:
            message = _("the year {year} is there twice").format(year=int(year.value))
            raise _bad(message, row, place, _("write each year once"))
        found[int(year.value)] = Point(
            int(year.value),
            _score(value, row, place),
            row.at(judge, place).value if judge else None,
            row,
            replace(year, value=YearNumber(year.value)),
            value,
        )
    return tuple(found[year] for year in sorted(found))


def _score(value: Row, row: Row, place: Span | None) -> float | None:
    number = value.value
    if number is None:
        return None
    if isinstance(number, bool) or not isinstance(number, int | float | Decimal):
        raise _bad(_("a chart needs numbers"), row, place, _("write a number, or null"))
    if not 0 <= number <= 100:
        message = _("{value} is not between 0 and 100").format(value=number)
        raise _bad(message, row, place, _("write a part of 100"))
    return float(number)


def _bad(message: str, row: Row, place: Span | None, hint: str) -> Failure:
    return fail("bad-value", message, row.span or place, hint)


@dataclass(frozen=True, slots=True)
class Summary:
    """A chart in words: its kind, what it measures, from where to where, the extremes, what is
    missing and where it breaks.
    """

    form: str
    subject: str
    unit: str
    broken: str
    changes: tuple[int, ...]
    gaps: tuple[tuple[int, str], ...]

    def text(
        self,
        before: Sequence[str],
        series: Sequence[tuple[Point, ...]],
        names: Sequence[tuple[Phrase, ...]],
    ) -> str:
        """At most 300 characters where that can be: what is said last is left out first."""
        first = f"{FORMS[self.form]}. {self.subject}".strip()
        parts = [*before, first if first.endswith(".") else f"{first}."]
        least = len(parts) + 1
        for one, name in zip(series, names, strict=True):
            known = [point for point in one if point.value is not None]
            if known:
                head = f"{name[0].text}: de" if name else "De"
                parts.append(f"{head} {self._trend(known)}.")
        for words in dict.fromkeys(words for _year, words in self.gaps if words):
            years = ", ".join(str(year) for year, why in self.gaps if why == words)
            parts.append(f"{words}: {years}.")
        if self.changes and self.broken:
            parts.append(f"{self.broken}: {', '.join(map(str, self.changes))}.")
        while len(parts) > least and len(" ".join(parts)) > LONGEST:
            parts.pop()
        return " ".join(parts)

    def _trend(self, known: list[Point]) -> str:
        first, last = known[0], known[-1]
        text = f"{self._value(first)} en {first.year} a {self._value(last)} en {last.year}"
        low = min(known, key=lambda point: point.value or 0.0)
        high = max(known, key=lambda point: point.value or 0.0)
        if not {low.year, high.year} <= {first.year, last.year}:
            text += f"; mínimo {self._value(low)} ({low.year})"
            text += f", máximo {self._value(high)} ({high.year})"
        return text

    def _value(self, point: Point) -> str:
        text = printed(point.printed.value)
        return f"{text} {self.unit}" if self.unit else text
