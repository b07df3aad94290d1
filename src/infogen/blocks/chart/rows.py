"""A chart as rows: a year a row, its value as a bar of the whole, and as a figure at the right."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from infogen.blocks.chart.data import DataPoint, Scores
from infogen.blocks.chart.look import AIR, TOP, LabelStyle, Look
from infogen.blocks.fields import Alternatives
from infogen.blocks.fragment import Fragment, Laid
from infogen.scene import COUNTER, Meaning, Path, Placed, Rect, Source, Stroke
from infogen.scene.geometry import Region, Size, finite
from infogen.scene.shapes import circle
from infogen.typesetting.phrase import Phrase

BAR = 0.78
"""The height of a bar, as a part of its row's."""

TALLEST = 2.2
"""The height of a row at most, and CLOSEST at least, in heights of a figure's digits."""
CLOSEST = 1.25

END, OUTLINE = 0.2, 0.16
"""The line at 100, and that of a bar of the second series, as parts of a label's capitals."""

DOT, STEP = 0.12, 0.7
"""Radius of a dot in the row of a year without a value, and from one to the next, likewise."""


class RowWords(NamedTuple):
    """The words of a chart of rows: what a bar, the rest and the whole are, what a change of
    authority is called, the series by name, the unit, and why values are missing.
    """

    met: Alternatives
    rest: Alternatives
    top: Alternatives
    changed: Alternatives
    names: tuple[Alternatives, ...]
    unit: str
    why: Mapping[int, tuple[Phrase, ...] | None]


class _Row(NamedTuple):
    """A year of one series, the first of its year or not; or where another authority judged."""

    year: int
    series: int
    point: DataPoint | None
    first: bool
    changed: bool = False


class Rows:
    """One chart in one region. `fits`: its figures have room below each other."""

    def __init__(self, words: RowWords, look: Look, region: Region, scores: Scores) -> None:
        self.words, self.scores, self.look = words, scores, look
        self.cap = self._quiet((Phrase("0", COUNTER),)).size.height
        self.rows = list(self._listed())
        self.figures = {
            id(row.point): self._quiet((row.point.value_row.phrase(),), "value_style")
            for row in self.rows
            if row.point and row.point.value is not None
        }
        self.digits = max(frame.size.height for frame in self.figures.values())
        figures = max(frame.size.width for frame in self.figures.values())
        years = (self._year(row) for row in self.rows if row.point)
        self.air = AIR * self.cap
        self.left = max(frame.size.width for frame in years) + 1.5 * self.air
        self.width = finite(region.width, 30 * self.cap)
        self.right = self.width - figures - 2 * self.air
        self.foot = (self.cap + self.air) if self.words.top else 0.0
        tallest = TALLEST * self.digits
        room = region.height - self.foot if region.fill_height else tallest * len(self.rows)
        self.pitch = min(finite(room, tallest * len(self.rows)) / len(self.rows), tallest)

    @property
    def fits(self) -> bool:
        """True if each figure stands clear of the next."""
        return self.pitch >= CLOSEST * self.digits

    def frame(self, alt: str) -> Fragment:
        """All of it, as one figure."""
        marks: list[Laid] = []
        labels: list[Laid] = []
        under: list[Laid] = []
        named: set[int] = set()
        for n, row in enumerate(self.rows):
            top = n * self.pitch
            middle = top + self.pitch / 2
            if row.changed:
                marks += self._dashes(top)
                words = self._quiet(self.words.changed)
                labels.append(self._level(words, self.left, middle))
                continue
            if row.first:
                labels.append(self._level(self._year(row), 0.0, middle))
            if row.point is None or row.point.value is None:
                gap, said = self._gap(row, middle)
                marks += gap
                labels += said
                continue
            under.append(self._bar(self.left, self.right, middle, self.look.paint("grid")))
            marks += self._value(row.point, row.series, middle)
            if row.series not in named:
                named.add(row.series)
                labels += self._names(row, middle)
            figure = self.figures[id(row.point)]
            labels.append(self._level(figure, self.width - figure.size.width, middle))
        bottom = len(self.rows) * self.pitch
        under += self._scale(bottom)
        labels += self._foot(bottom + self.air)
        size = Size(self.width, bottom + self.foot)
        ground = Placed(0.0, 0.0, Fragment(size, tuple(under), kind="scale"))
        return Fragment(size, (ground, *marks, *labels), meaning=Meaning(role="figure", alt=alt))

    def _listed(self) -> Iterator[_Row]:
        for year in self.scores.years:
            if year in self.scores.changes and self.words.changed:
                yield _Row(year, 0, None, False, changed=True)
            if year in self.scores.missing:
                row = next((p for one in self.scores.series for p in one if p.year == year), None)
                yield _Row(year, 0, row, True)
                continue
            first = True
            for n, one in enumerate(self.scores.series):
                point = next((p for p in one if p.year == year), None)
                if point is not None:
                    yield _Row(year, n, point, first)
                    first = False

    def _quiet(self, words: tuple[Phrase, ...], style: LabelStyle = "label_style") -> Fragment:
        return self.look.label(words, style)

    def _year(self, row: _Row) -> Fragment:
        """The year of a row; that of one without any data is counted."""
        if row.point is None:
            return self._quiet((Phrase(str(row.year), COUNTER),))
        lit = self.scores.lit(row.point)
        return self._quiet(
            (row.point.year_row.phrase(),), "highlight_style" if lit else "label_style"
        )

    def _x(self, value: float) -> float:
        return self.left + (self.right - self.left) * value / TOP

    def _level(self, frame: Fragment, x: float, middle: float) -> Laid:
        return Placed(x, middle - frame.size.height / 2, frame)

    def _bar(self, x: float, end: float, middle: float, color: str) -> Laid:
        high = self.pitch * BAR
        return Placed(x, middle - high / 2, Rect(max(0.0, end - x), high, color))

    def _value(self, point: DataPoint, series: int, middle: float) -> Iterator[Laid]:
        """The bar of a value: that of the second series is an outline."""
        color = self.look.paint("accent" if self.scores.lit(point) or series else "color")
        end = self._x(point.value or 0.0)
        if not series:
            yield self._bar(self.left, end, middle, color)
            return
        high, line = self.pitch * BAR, self.cap * OUTLINE
        outline = Rect(max(0.0, end - self.left), high, border=Stroke(color, line))
        yield Placed(self.left, middle - high / 2, outline)

    def _names(self, row: _Row, middle: float) -> Iterator[Laid]:
        """The name of the bars, once, in the first one that has room; else the twin says it."""
        two = len(self.scores.series) > 1
        words = self.words.names[row.series] if two else self.words.met
        end = self._x(row.point.value if row.point and row.point.value else 0.0)
        if words:
            color = "ink" if row.series else "paper"
            text = self.look.text(words, "label_style")
            frame = self.look.inside(text, color)
            if self.left + frame.size.width + 2 * self.air <= end:
                yield self._level(frame, self.left + self.air, middle)
        if self.words.rest and not two:
            frame = self._quiet(self.words.rest)
            if end + frame.size.width + 2 * self.air <= self.right:
                yield self._level(frame, end + self.air, middle)

    def _gap(self, row: _Row, middle: float) -> tuple[list[Laid], list[Laid]]:
        """A dotted row, and in its middle why it has no value."""
        why = self.words.why.get(row.year)
        said: list[Laid] = []
        hole = (self.right, self.right)
        if why:
            frame = self._quiet(why)
            x = (self.left + self.right - frame.size.width) / 2
            hole = (x - self.air, x + frame.size.width + self.air)
            said.append(self._level(frame, x, middle))
        ink = Path(circle(0.0, 0.0, DOT * self.cap), fill=self.look.paint("accent"))
        dots: list[Laid] = []
        x = self.left + DOT * self.cap
        while x < self.right - self.air:
            if not hole[0] < x < hole[1]:
                dots.append(Placed(x, middle, ink))
            x += STEP * self.cap
        return dots, said

    def _dashes(self, y: float) -> Iterator[Laid]:
        dash = (self.cap * 0.5, self.cap * 0.4)
        stroke = Stroke(self.look.paint("accent"), self.cap * 0.1, "butt", dash)
        yield Placed(0.0, 0.0, Path((("M", 0.0, y), ("L", self.width, y)), stroke=stroke))

    def _scale(self, bottom: float) -> Iterator[Laid]:
        """The line at the whole."""
        thin = self.cap * END
        color = self.look.paint("accent")
        yield Placed(self.right, 0.0, Rect(thin, bottom + self.air / 2, color))

    def _foot(self, y: float) -> Iterator[Laid]:
        """The ends of the scale, and what the whole is."""
        if not self.words.top:
            return
        nought = self._quiet((Phrase("0", COUNTER),))
        yield Placed(self.left, y, nought)
        for words in self.words.top:
            frame = self._quiet((_whole(words, self.words.unit),))
            x = self.right - frame.size.width
            if x > self.left + nought.size.width + self.air:
                yield Placed(x, y, frame)
                return


def _whole(words: Phrase, unit: str) -> Phrase:
    """Words after the figure of the whole, which is counted, not data."""
    figure = f"{TOP}\u00a0{unit}".rstrip()
    head = f"{figure}: " if words.text else figure
    moved = [Source(s.start + len(head), s.end + len(head), s.path) for s in words.sources]
    counted = Source(0, len(figure), COUNTER)
    return Phrase(head + words.text, words.origin, (counted, *moved), words.facts, words.span)
