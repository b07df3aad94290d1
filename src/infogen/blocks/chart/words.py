"""The sentence that stands for the picture of a chart."""

from collections.abc import Sequence

from msgspec import Struct

from infogen.blocks.chart.data import DataPoint
from infogen.blocks.chart.look import ChartForm
from infogen.content import format_value
from infogen.typesetting.phrase import Phrase

LONGEST = 300
"""Characters of an alternative text that all platforms take."""

FEW = 8
"""Values that are said one by one."""

FORMS: dict[ChartForm, str] = {
    "rows": "Gráfica de barras",
    "bars": "Gráfica de barras",
    "dots": "Gráfica de puntos",
    "line": "Gráfica de línea",
}


class Summary(Struct, frozen=True):
    """A chart in words: its kind, what it measures, from where to where, the extremes, what is
    missing and where it breaks.
    """

    form: ChartForm
    subject: str
    unit: str
    broken: str
    changes: tuple[int, ...]
    gaps: tuple[tuple[int, str], ...]

    def text(
        self,
        before: Sequence[str],
        series: Sequence[tuple[DataPoint, ...]],
        names: Sequence[tuple[Phrase, ...]],
    ) -> str:
        """At most 300 characters where that can be: what is said last is left out first."""
        first = f"{FORMS[self.form]}. {self.subject}".strip()
        parts = [*before, first if first.endswith(".") else f"{first}."]
        least = len(parts) + 1
        for one, name in zip(series, names, strict=True):
            known = [point for point in one if point.value is not None]
            if known:
                parts.append(self._told(known, name[0].text if name else ""))
        for words in dict.fromkeys(words for _year, words in self.gaps if words):
            years = ", ".join(str(year) for year, why in self.gaps if why == words)
            parts.append(f"{words}: {years}.")
        if self.changes and self.broken:
            parts.append(f"{self.broken}: {', '.join(map(str, self.changes))}.")
        while len(parts) > least and len(" ".join(parts)) > LONGEST:
            parts.pop()
        return " ".join(parts)

    def _told(self, known: list[DataPoint], name: str) -> str:
        """All values of few rows; of others from where to where they go."""
        if self.form == "rows" and len(known) <= FEW:
            said = "; ".join(f"{point.year}, {self._value(point)}" for point in known)
            return f"{name}: {said}." if name else f"{said}."
        head = f"{name}: de" if name else "De"
        return f"{head} {self._trend(known)}."

    def _trend(self, known: list[DataPoint]) -> str:
        first, last = known[0], known[-1]
        text = f"{self._value(first)} en {first.year} a {self._value(last)} en {last.year}"
        low = min(known, key=lambda point: point.value or 0.0)
        high = max(known, key=lambda point: point.value or 0.0)
        if not {low.year, high.year} <= {first.year, last.year}:
            text += f"; mínimo {self._value(low)} ({low.year})"
            text += f", máximo {self._value(high)} ({high.year})"
        return text

    def _value(self, point: DataPoint) -> str:
        text = format_value(point.value_row.value)
        return f"{text} {self.unit}" if self.unit else text
