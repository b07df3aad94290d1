"""Scores by year: few as bars or dots with their values, many as a line. From 0 to 100, never cut.

What is not known is a gap and is never joined over; where another authority judged there is a
marked break; two processes are two series of other shapes. No colour judges.
"""

from dataclasses import replace
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, InstanceOf

from infogen.blocks._points import LONGEST, Point, Summary, points
from infogen.blocks.base import Block, Env, lay, shown
from infogen.blocks.containers import Children
from infogen.blocks.rows import UNKNOWN, Gap, Row, Rows, reason
from infogen.blocks.text import Text, label, several
from infogen.diagnostics import Span, fail
from infogen.geometry import Region, Size, finite
from infogen.messages import _
from infogen.model import Model
from infogen.outline import circle
from infogen.phrase import Phrase
from infogen.scene import COUNTER, Command, Frame, Ink, Path, Placed, Rect, Stroke

AUTO = "auto"
"""An alternative text that is made of the data."""

FEW = 6
"""Years that are shown one by one; more are a line."""

TOP, TICKS = 100, (0, 50, 100)
BAR = 0.56
"""Width of a bar, as a part of its year's."""
BESIDE = 2.0
"""The years on each side of a line's gap over whose feet its label may stand, together."""
AIR, HAIR, LINE, DOT, RING = 0.8, 0.1, 0.34, 0.55, 0.24
"""Distance of a label, lines, the line of a series, radius and ring of a dot, as parts of the
height of a label's capitals.
"""

Words = Annotated[tuple[InstanceOf[Phrase], ...], BeforeValidator(several)]


class ChartSeries(Model):
    """The rows of one process, and its name where there are two."""

    rows: Annotated[Rows, Field(min_length=1)]
    name: Words = ()


class Chart(Block):
    """Values from 0 to 100 at the path `y` of each row, by the year at `x`.

    `breaks` is the path whose change is a break, named by `break-label`. A year without a value is
    a gap, with the label of the row's `state`; one without a row is the state `sin_dato`. Children
    (a seal) lie over bars, under lines and dots, and under all labels. `highlight` is a year,
    `first` or `last`. The alternative text is made of the data, after `subject`, unless one is
    given.
    """

    kind: Literal["chart"]
    words = frozenset({"series.name", "gaps.label", "break-label", "subject"})
    records = frozenset({"series.rows"})

    series: tuple[ChartSeries, ...] = Field(min_length=1, max_length=2)
    form: Literal["auto", "bars", "dots", "line"] = "auto"
    x: str = "year"
    y: str = "value"
    unit: str = ""
    breaks: str | None = None
    break_label: Words = ()
    children: Children = ()
    state: str = "state"
    gaps: tuple[Gap, ...] = ()
    highlight: int | Literal["first", "last"] | None = None
    subject: Words = ()
    color: str = "muted"
    accent: str = "ink"
    grid: str = "quiet"
    value_style: str = "outcome"
    highlight_style: str = "track"
    label_style: str = "caption"

    def layout(self, region: Region, env: Env) -> Frame:
        """Labels first, for the room they take; then the marks, in what is left."""
        series = [points(s.rows, self.x, self.y, self.breaks, self.span) for s in self.series]
        known = [point for point in series[0] if point.value is not None]
        if len(known) < 2:
            message = _("a chart needs two results or more, and there is {count}")
            hint = _("show the only one as a figure, and none not at all: leave the chart out")
            raise fail("too-few", message.format(count=len(known)), self.span, hint)
        return _Plot(self, env, region, series).frame()


class _Plot:
    """One chart in one region."""

    def __init__(
        self, chart: Chart, env: Env, region: Region, series: list[tuple[Point, ...]]
    ) -> None:
        self.chart, self.env, self.series = chart, env, series
        years = [point.year for one in series for point in one]
        self.years = range(min(years), max(years) + 1)
        self.cap = self._label(Phrase("0", COUNTER)).size.height
        self.air = AIR * self.cap
        self.values = [[self._value(point) for point in one] for one in series]
        self.names = [self._named(one.name) for one in chart.series] if len(series) > 1 else []
        self.ticks = [self._label(Phrase(self._tick(n), COUNTER)) for n in TICKS]
        self.changes = [year for year in self.years if any(self._changes(o, year) for o in series)]
        self.note = self._named(chart.break_label) if self.changes and chart.break_label else None
        self.width = finite(region.width, len(self.years) * 8 * self.cap)
        self.height = region.height if region.fill_height else finite(region.height, 0.0)
        self.height = self.height or 0.6 * self.width
        self._measure()

    def _measure(self) -> None:
        """The box of the marks: what the labels at its four sides leave."""
        above = max(f.size.height for one in self.values for f in one if f is not None)
        beside = max((f.size.width + self.air for f in self.names), default=0.0)
        self.left = max(f.size.width for f in self.ticks) + self.air
        self.right = self.width - beside
        self.top = above + self.air + (self.note.size.height + self.air if self.note else 0.0)
        self.bottom = self.height - self.cap - self.air
        self.slot = (self.right - self.left) / len(self.years)

    def frame(self) -> Frame:
        """All of it, as one figure."""
        chart = self.chart
        form = chart.form
        if form == "auto":
            form = "line" if len(self.years) > FEW else "dots" if self.names else "bars"
        if form == "bars" and self.names:
            raise fail(
                "bad-value",
                _("bars show one series"),
                chart.span,
                _("write form: dots, or leave it out"),
            )
        over = [
            lay(child, Region(self.width, self.height, True, True), self.env)
            for child in shown(chart.children, self.env)
        ]
        marks: list[Placed] = []
        for n, one in enumerate(self.series):
            marks += self._joined(n, one) if form == "line" else []
            marks += [mark for p in one for mark in self._mark(n, p, form)]
        # Bars are told by their ends and their values; a line would be lost under a word.
        word = [Placed(0.0, 0.0, replace(frame, role="artifact")) for frame in over]
        marks = [*marks, *word] if form == "bars" else [*word, *marks]
        labels = [*self._gaps(form), *self._texts(form), *self._end_labels()]
        widest = max(
            (f.size.width for one in self.values for f in one if f and form != "line"), default=0.0
        )
        tall = max(0.0, 4 * self.cap - (self.bottom - self.top))
        need = Size(self.width + max(0.0, widest - self.slot), self.height + tall)
        return Frame(
            Size(self.width, self.height),
            (*self._lines(), *self._breaks(), *marks, *labels),
            role="figure",
            alt=self._alt(form, [frame.alt for frame in over if frame.alt]),
            need=need,
        )

    def _alt(self, form: str, before: list[str]) -> str:
        """The words that stand for the picture, after those of what lies over it."""
        chart = self.chart
        if chart.alt not in (None, AUTO):
            return " ".join([*before, chart.alt])
        summary = Summary(
            form=form,
            subject=chart.subject[0].text if chart.subject else "",
            unit=chart.unit,
            broken=chart.break_label[0].text if chart.break_label else "",
            changes=tuple(self.changes),
            gaps=tuple((year, self._reason(year)) for year in self._missing()),
        )
        told = summary.text(before, self.series, [one.name for one in chart.series])
        if len(told) > LONGEST:
            message = _("the alternative text has {count} characters, and {most} are read")
            hint = _("shorten subject, or write alt yourself")
            raise fail("long-alt", message.format(count=len(told), most=LONGEST), chart.span, hint)
        return told

    def _x(self, year: int) -> float:
        return self.left + self.slot * (year - self.years.start + 0.5)

    def _y(self, value: float) -> float:
        return self.bottom - (self.bottom - self.top) * value / TOP

    def _color(self, role: str) -> str:
        return self.env.color(role, self.chart.span)

    # Labels

    def _label(self, phrase: Phrase, style: str | None = None) -> Frame:
        found = label((phrase,), style or self.chart.label_style, self.chart.accent, self.env)
        return _quiet(found, self.chart.span)

    def _named(self, words: tuple[Phrase, ...]) -> Frame:
        found = label(words, self.chart.label_style, self.chart.accent, self.env)
        return _quiet(found, self.chart.span)

    def _tick(self, value: int) -> str:
        return f"{value}\u00a0{self.chart.unit}" if value == TOP and self.chart.unit else str(value)

    def _value(self, point: Point) -> Frame | None:
        if point.value is None:
            return None
        style = self.chart.highlight_style if self._lit(point) else self.chart.value_style
        return self._label(point.printed.phrase(), style)

    def _lit(self, point: Point) -> bool:
        wanted = self.chart.highlight
        if isinstance(wanted, int):
            return point.year == wanted
        known = [p.year for p in self.series[0] if p.value is not None]
        return wanted is not None and point.year == known[0 if wanted == "first" else -1]

    def _texts(self, form: str) -> list[Placed]:
        """Values at their marks (of a line: at its ends and what is highlighted), and years."""
        out = []
        for n, one in enumerate(self.series):
            ends = {p.year for p in (one[0], one[-1])}
            for point, frame in zip(one, self.values[n], strict=True):
                if frame is None or point.value is None:
                    continue
                if form == "line" and point.year not in ends and not self._lit(point):
                    continue
                x = self._x(point.year) - frame.size.width / 2
                x = min(max(0.0, x), self.width - frame.size.width)
                out.append(Placed(x, self._beside(n, point, frame, form), frame))
        rows = {p.year: p.shown for one in self.series for p in one}
        frames = {
            year: self._label(rows[year].phrase() if year in rows else Phrase(str(year), COUNTER))
            for year in self.years
        }
        widest = max(frame.size.width for frame in frames.values()) + self.air
        step = max(1, -int(-widest // self.slot))
        for year, frame in frames.items():
            if (self.years[-1] - year) % step == 0:
                out.append(
                    Placed(self._x(year) - frame.size.width / 2, self.bottom + self.air, frame)
                )
        return out

    def _beside(self, n: int, point: Point, frame: Frame, form: str) -> float:
        """Above its mark, or below where the other series' mark of that year lies above it."""
        assert point.value is not None
        gap = self.air + (0.0 if form == "bars" else DOT * self.cap)
        others = [p.value for i, one in enumerate(self.series) if i != n for p in one
                  if p.year == point.year and p.value is not None]  # fmt: skip
        y = self._y(point.value)
        if any(value > point.value or (value == point.value and n) for value in others):
            return y + gap
        return y - gap - frame.size.height

    def _end_labels(self) -> list[Placed]:
        """The name of each series beside its last mark, moved apart where they would meet."""
        out: list[Placed] = []
        tops = []
        for n, frame in enumerate(self.names):
            last = [p.value for p in self.series[n] if p.value is not None]
            tops.append((self._y(last[-1] if last else 0.0) - self.cap / 2, frame))
        floor = 0.0
        for top, frame in sorted(tops, key=lambda pair: pair[0]):
            y = max(top, floor)
            out.append(Placed(self.right + self.air, y, frame))
            floor = y + frame.size.height + self.air
        return out

    # Marks

    def _lines(self) -> list[Placed]:
        """The scale: a few light lines, the one at 0 dark."""
        out: list[Placed] = []
        thin = HAIR * self.cap
        for value, frame in zip(TICKS, self.ticks, strict=True):
            y = self._y(value)
            color = self._color(self.chart.accent if value == 0 else self.chart.grid)
            rule = Rect(self.right - self.left, thin, color)
            out.append(Placed(self.left, y - (0.0 if value == 0 else thin / 2), rule))
            at = self.left - self.air - frame.size.width
            out.append(Placed(at, y - frame.size.height / 2, frame))
        return out

    def _breaks(self) -> list[Placed]:
        out: list[Placed] = []
        for year in self.changes:
            x = self._x(year) - self.slot / 2
            foot = self.cap + self.air if self.note else 0.0
            dash = (self.cap * 0.5, self.cap * 0.4)
            line: tuple[Command, ...] = (("M", x, foot), ("L", x, self.bottom))
            stroke = Stroke(self._color(self.chart.accent), HAIR * self.cap, "butt", dash)
            out.append(Placed(0.0, 0.0, Path(line, stroke=stroke)))
            if self.note:
                wide = self.note.size.width
                at = min(max(self.left, x - wide / 2), self.width - wide)
                out.append(Placed(at, 0.0, self.note))
        return out

    def _changes(self, one: tuple[Point, ...], year: int) -> bool:
        """Whether the value of that year is the first after a break."""
        known = [p for p in one if p.value is not None]
        return any(b.year == year and a.judge != b.judge for a, b in pairwise(known))

    def _joined(self, n: int, one: tuple[Point, ...]) -> list[Placed]:
        """The line of a series: between years that follow each other with no break between."""
        color = self._color(self.chart.accent if n == 0 else self.chart.color)
        dash = (self.cap, self.cap * 0.7) if n else ()
        stroke = Stroke(color, LINE * self.cap, "butt", dash)
        out: list[Placed] = []
        for a, b in pairwise(one):
            if a.value is None or b.value is None or b.year != a.year + 1 or a.judge != b.judge:
                continue
            line: tuple[Command, ...] = (
                ("M", self._x(a.year), self._y(a.value)),
                ("L", self._x(b.year), self._y(b.value)),
            )
            out.append(Placed(0.0, 0.0, Path(line, stroke=stroke)))
        return out

    def _mark(self, n: int, point: Point, form: str) -> list[Placed]:
        if point.value is None:
            return []
        chart, x, y = self.chart, self._x(point.year), self._y(point.value)
        role = chart.accent if self._lit(point) or form == "line" or n else chart.color
        color, radius = self._color(role), DOT * self.cap
        mark: Ink
        if form == "bars":
            wide = BAR * self.slot
            return [Placed(x - wide / 2, y, Rect(wide, self.bottom - y, color))]
        if n:
            ring = Stroke(color, RING * self.cap)
            paper = self._color("paper")
            mark = Path(circle(x, y, radius - RING * self.cap / 2), fill=paper, stroke=ring)
        else:
            mark = Path(circle(x, y, radius), fill=color)
        return [Placed(0.0, 0.0, mark)]

    def _missing(self) -> list[int]:
        """Years for which no series has a value."""
        have = {p.year for one in self.series for p in one if p.value is not None}
        return [year for year in self.years if year not in have]

    def _why(self, year: int) -> tuple[Phrase, ...] | None:
        chart = self.chart
        row = next((p.row for one in self.series for p in one if p.year == year), None)
        return reason(row or Row({chart.state: UNKNOWN}), chart.state, chart.gaps, chart.span)

    def _reason(self, year: int) -> str:
        words = self._why(year)
        return words[0].text if words else ""

    def _gaps(self, form: str) -> list[Placed]:
        """Why there is no mark, where it would stand; years in a row say it once."""
        out = []
        spare = BESIDE if form == "line" else 0.0
        runs: list[list[int]] = []
        for year in self._missing():
            if runs and runs[-1][-1] == year - 1 and self._reason(year) == self._reason(year - 1):
                runs[-1].append(year)
            else:
                runs.append([year])
        for run in runs:
            words = self._why(run[0])
            if words is None:
                continue
            middle = (self._x(run[0]) + self._x(run[-1])) / 2
            room = (len(run) + spare) * self.slot - self.air
            room = max(0.0, min(room, 2 * (middle - self.left), 2 * (self.right - middle)))
            text = Text.model_construct(
                kind="text",
                text=words,
                style=self.chart.label_style,
                color=self.chart.accent,
                halign="center",
            )
            laid = text.layout(Region(room, fill_width=True), self.env)
            frame = _quiet(laid, self.chart.span)
            at = self.bottom - self.air - frame.size.height
            out.append(Placed(middle - room / 2, at, frame))
        return out


def _quiet(frame: Frame, span: Span | None) -> Frame:
    """A label: part of the figure, no paragraph of its own."""
    return Frame(
        frame.size, frame.items, facts=frame.facts, span=span, need=frame.need, kind="text"
    )
