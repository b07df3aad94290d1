"""Scores by year: few as bars or dots with their values, many as a line. From 0 to 100, never cut.

What is not known is a gap and is never joined over; where another authority judged there is a
marked break; two processes are two series of other shapes. No colour judges.
"""

from typing import Annotated, Literal

from msgspec import Meta
from msgspec.structs import replace

from infogen.blocks.base import Block, lay, visible_blocks
from infogen.blocks.chart.data import Scores, points
from infogen.blocks.chart.labels import gaps, placed_names, placed_values, values, years
from infogen.blocks.chart.look import AIR, TICKS, TOP, ChartForm, Look, Scale
from infogen.blocks.chart.marks import breaks, draw_marks, rules
from infogen.blocks.chart.words import LONGEST, Summary
from infogen.blocks.containers import Children
from infogen.blocks.data_rows import DataRows, Gap
from infogen.blocks.env import Env
from infogen.blocks.fields import Alternatives
from infogen.blocks.fragment import Fragment
from infogen.diagnostics import fail
from infogen.messages import _
from infogen.scene import COUNTER, Meaning, Placed
from infogen.scene.geometry import Region, Size, finite
from infogen.source.model import LocatedModel
from infogen.typesetting.phrase import Phrase

AUTO = "auto"
"""An alternative text that is made of the data."""

FEW = 6
"""Years that are shown one by one; more are a line."""

LEAST = 4
"""Heights of a label's capitals that the marks have from 0 to 100, or there is no room for them."""


class ChartSeries(LocatedModel):
    """The rows of one process, and its name where there are two."""

    rows: Annotated[DataRows, Meta(min_length=1)]
    name: Alternatives = ()


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

    series: Annotated[tuple[ChartSeries, ...], Meta(min_length=1, max_length=2)]
    form: Literal["auto", "bars", "dots", "line"] = "auto"
    x: str = "year"
    y: str = "value"
    unit: str = ""
    breaks: str | None = None
    break_label: Alternatives = ()
    children: Children = ()
    state: str = "state"
    gaps: tuple[Gap, ...] = ()
    highlight: int | Literal["first", "last"] | None = None
    subject: Alternatives = ()
    color: str = "muted"
    accent: str = "ink"
    grid: str = "quiet"
    value_style: str = "outcome"
    highlight_style: str = "track"
    label_style: str = "caption"

    def layout(self, region: Region, env: Env) -> Fragment:
        """Labels first, for the room they take; then the marks, in what is left."""
        series = [points(s.rows, self.x, self.y, self.breaks, self.span) for s in self.series]
        return _Plot(self, env, region, Scores(series, self.highlight, self.span)).frame()


class _Plot:
    """One chart in one region."""

    def __init__(self, chart: Chart, env: Env, region: Region, scores: Scores) -> None:
        self.chart, self.env, self.scores = chart, env, scores
        self.look = Look(chart, env)
        words = self.look.label
        self.cap = words((Phrase("0", COUNTER),)).size.height
        self.values = values(scores, self.look)
        two = len(scores.series) > 1
        self.names = [words(one.name) for one in chart.series] if two else []
        self.ticks = [words((Phrase(self._tick(n), COUNTER),)) for n in TICKS]
        broken = scores.changes and chart.break_label
        self.note = words(chart.break_label) if broken else None
        self.width = finite(region.width, len(scores.years) * 8 * self.cap)
        self.height = region.height if region.fill_height else finite(region.height, 0.0)
        self.height = self.height or 0.6 * self.width
        self.scale = self._measured()

    def _tick(self, value: int) -> str:
        return f"{value}\u00a0{self.chart.unit}" if value == TOP and self.chart.unit else str(value)

    def _measured(self) -> Scale:
        """The box of the marks: what the labels at its four sides leave."""
        air = AIR * self.cap
        above = max(f.size.height for one in self.values for f in one if f is not None)
        beside = max((f.size.width + air for f in self.names), default=0.0)
        return Scale(
            self.scores.years,
            self.cap,
            left=max(f.size.width for f in self.ticks) + air,
            right=self.width - beside,
            top=above + air + (self.note.size.height + air if self.note else 0.0),
            bottom=self.height - self.cap - air,
        )

    def _form(self) -> ChartForm:
        form = self.chart.form
        if form == "auto":
            if len(self.scores.years) > FEW:
                return "line"
            return "dots" if self.names else "bars"
        if form == "bars" and self.names:
            raise fail(
                "bad-value",
                _("bars show one series"),
                self.chart.place_of("form"),
                _("write form: dots, or leave it out"),
            )
        return form

    def frame(self) -> Fragment:
        """All of it, as one figure."""
        chart, scores, scale, look = self.chart, self.scores, self.scale, self.look
        form = self._form()
        over = [
            lay(child, Region(self.width, self.height, True, True), self.env)
            for child in visible_blocks(chart.children, self.env)
        ]
        # Bars are told by their ends and their values; a line would be lost under a word.
        drawn = draw_marks(scores, form, scale, look)
        # They are said in the chart's own words; a seal keeps its own for the text twin.
        word = [Placed(0.0, 0.0, _silent(laid)) for laid in over]
        drawn = [*drawn, *word] if form == "bars" else [*word, *drawn]
        labels = [
            *gaps(scores, chart.state, chart.gaps, form, scale, look),
            *placed_values(scores, self.values, form, self.width, scale),
            *years(scores, scale, look),
            *placed_names(scores, self.names, scale),
        ]
        return Fragment(
            Size(self.width, self.height),
            (
                *rules(self.ticks, scale, look),
                *breaks(scores.changes, self.note, self.width, scale, look),
                *drawn,
                *labels,
            ),
            meaning=Meaning(
                role="figure",
                alt=self._alt(form, [frame.meaning.alt for frame in over if frame.meaning.alt]),
            ),
            need=self._need(form),
        )

    def _need(self, form: ChartForm) -> Size:
        """The room in which values side by side, and marks above each other, can be told apart."""
        widest = max(
            (f.size.width for one in self.values for f in one if f and form != "line"), default=0.0
        )
        tall = max(0.0, LEAST * self.cap - (self.scale.bottom - self.scale.top))
        return Size(self.width + max(0.0, widest - self.scale.slot), self.height + tall)

    def _alt(self, form: ChartForm, before: list[str]) -> str:
        """The words that stand for the picture, after those of what lies over it."""
        chart, scores = self.chart, self.scores
        if chart.alt not in (None, AUTO):
            return " ".join([*before, chart.alt])
        why = [(year, scores.why(year, chart.state, chart.gaps)) for year in scores.missing]
        summary = Summary(
            form=form,
            subject=chart.subject[0].text if chart.subject else "",
            unit=chart.unit,
            broken=chart.break_label[0].text if chart.break_label else "",
            changes=tuple(scores.changes),
            gaps=tuple((year, words[0].text if words else "") for year, words in why),
        )
        told = summary.text(before, scores.series, [one.name for one in chart.series])
        if len(told) > LONGEST:
            message = _("the alternative text has {count} characters, and {most} are read")
            hint = _("shorten subject, or write alt yourself")
            raise fail("long-alt", message.format(count=len(told), most=LONGEST), chart.span, hint)
        return told


def _silent(laid: Fragment) -> Fragment:
    return replace(laid, meaning=replace(laid.meaning, role="artifact"))
