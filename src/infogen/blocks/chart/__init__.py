"""Scores by year: few as bars or dots with their values, many as a line. From 0 to 100, never cut.

What is not known is a gap and is never joined over; where another authority judged there is a
marked break; two processes are two series of other shapes. No colour judges.
"""

from typing import Annotated, Literal

from msgspec import Meta
from msgspec.structs import replace

from infogen.blocks.base import Block, lay, visible_blocks
from infogen.blocks.chart.data import Scores, points
from infogen.blocks.chart.labels import (
    gap_note,
    place_gaps,
    place_names,
    place_values,
    place_years,
    values,
)
from infogen.blocks.chart.look import AIR, TICKS, TOP, ChartForm, Look, Scale
from infogen.blocks.chart.marks import (
    DOT,
    breaks,
    draw_marks,
    keep_off_marks,
    place_ticks,
    rules,
)
from infogen.blocks.chart.places import Places
from infogen.blocks.chart.rows import Rows, RowWords
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


NAME = 1 / 3
"""The part of a chart's width that the names of its series may take: longer ones are wrapped."""

APART = 0.2
"""Heights of a label's capitals between it and what stands beside it, at least."""


class ChartSeries(LocatedModel):
    """The rows of one process, and its name where there are two. One without rows is left out."""

    rows: DataRows
    name: Alternatives = ()


class Chart(Block):
    """Values from 0 to 100 at the path `y` of each row, by the year at `x`.

    `breaks` is the path whose change is a break, named by `break-label`. A year without a value is
    a gap, with the label of the row's `state`; one without a row is the state `sin_dato`. Children
    (a seal) lie over bars, under lines and dots, and under all labels. `highlight` is a year,
    `first` or `last`. The alternative text is made of the data, after `subject`, unless one is
    given.

    `form: rows` is a row a year, a bar of the whole and a figure, for as many years as have room
    below each other; more are a line. Its first bar says what it and the rest are (`met-label`,
    `rest-label`), its foot what the whole is (`top-label`); nothing lies over it.
    """

    kind: Literal["chart"]
    words = frozenset(
        {
            "series.name",
            "gaps.label",
            "break-label",
            "subject",
            "met-label",
            "rest-label",
            "top-label",
        }
    )
    records = frozenset({"series.rows"})

    series: Annotated[tuple[ChartSeries, ...], Meta(min_length=1, max_length=2)]
    form: Literal["auto", "rows", "bars", "dots", "line"] = "auto"
    x: str = "year"
    y: str = "value"
    unit: str = ""
    breaks: str | None = None
    break_label: Alternatives = ()
    met_label: Alternatives = ()
    rest_label: Alternatives = ()
    top_label: Alternatives = ()
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
        shown = [one for one in self.series if one.rows] or list(self.series[:1])
        series = [points(s.rows, self.x, self.y, self.breaks, self.span) for s in shown]
        scores = Scores(series, self.highlight, self.span)
        if len(shown) == 1:
            shown = [replace(shown[0], name=())]
        chart = replace(self, series=tuple(shown))
        if self.form == "rows":
            rows = Rows(_row_words(chart, scores), Look(chart, env), region, scores)
            if rows.fits:
                return rows.frame(told(chart, scores, "rows", []))
            # Of a line only the ends are labelled: the highlighted one in the large figures.
            large, small = chart.value_style, chart.highlight_style
            chart = replace(chart, value_style=small, highlight_style=large)
        return _Plot(chart, env, region, scores).frame()


class _Plot:
    """One chart in one region. It says in a note below it why values are missing, if it is
    `noted`: where that has no room in their places.
    """

    def __init__(
        self, chart: Chart, env: Env, region: Region, scores: Scores, *, noted: bool = False
    ) -> None:
        self.chart, self.env, self.region, self.scores = chart, env, region, scores
        self.look = Look(chart, env)
        words = self.look.label
        self.why = {y: scores.why(y, chart.state, chart.gaps) for y in scores.missing}
        self.cap = words((Phrase("0", COUNTER),)).size.height
        self.form = self._form()
        self.values = values(scores, self.look)
        self.width = finite(region.width, len(scores.years) * 8 * self.cap)
        two = len(scores.series) > 1
        self.names = [self._wrapped(one.name, NAME * self.width) for one in chart.series if two]
        self.ticks = [words((Phrase(self._tick(n), COUNTER),)) for n in TICKS]
        broken = scores.changes and chart.break_label
        self.note = self._wrapped(chart.break_label, self.width) if broken else None
        reasons = gap_note(self.why) if noted else ()
        self.reasons = self._wrapped(reasons, self.width) if reasons else None
        self.height = region.height if region.fill_height else finite(region.height, 0.0)
        self.height = self.height or 0.6 * self.width
        self.scale = self._measured()

    def _tick(self, value: int) -> str:
        return f"{value}\u00a0{self.chart.unit}" if value == TOP and self.chart.unit else str(value)

    def _wrapped(self, words: tuple[Phrase, ...], room: float) -> Fragment:
        return self.look.quiet(self.look.text(words).layout(Region(room), self.env))

    def _form(self) -> ChartForm:
        form, two = self.chart.form, len(self.scores.series) > 1
        if form == "rows":
            return "line"
        if form == "auto":
            if len(self.scores.years) > FEW:
                return "line"
            return "dots" if two else "bars"
        if form == "bars" and two:
            raise fail(
                "bad-value",
                _("bars show one series"),
                self.chart.place_of("form"),
                _("write form: dots, or leave it out"),
            )
        return form

    def _measured(self) -> Scale:
        """The box of the marks: what the labels at its four sides leave. It is as wide as its
        years need, even where that is more than the room.
        """
        air, dot = AIR * self.cap, 0.0 if self.form == "bars" else DOT * self.cap
        above = max(f.size.height for one in self.values for f in one if f is not None)
        beside = max((f.size.width + air for f in self.names), default=0.0)
        left = max(f.size.width for f in self.ticks) + air
        least = left + len(self.scores.years) * self._least_slot()
        return Scale(
            self.scores.years,
            self.cap,
            left=left,
            right=max(self.width - beside, least),
            top=above + air + dot + (self.note.size.height + air if self.note else 0.0),
            bottom=self.height - self.cap - air - self._foot(),
        )

    def _foot(self) -> float:
        """The height of the note and of the air above it."""
        return self.reasons.size.height + 2 * AIR * self.cap if self.reasons else 0.0

    def _least_slot(self) -> float:
        """The width of a year in which values side by side, and dots, can be told apart."""
        if self.form == "line":
            return 2 * DOT * self.cap
        return max(f.size.width for one in self.values for f in one if f)

    def frame(self) -> Fragment:
        """All of it, as one figure."""
        chart, scores, form = self.chart, self.scores, self.form
        scale, look = self.scale, self.look
        places = Places(max(self.width, scale.right), self.height, APART * self.cap)
        over = [
            lay(child, Region(self.width, self.height, True, True), self.env)
            for child in visible_blocks(chart.children, self.env)
        ]
        # Bars are told by their ends and their values; a line would be lost under a word.
        drawn = draw_marks(scores, form, scale, look)
        # They are said in the chart's own words; a seal keeps its own for the text twin.
        word = [Placed(0.0, 0.0, _silent(laid)) for laid in over]
        drawn = [*drawn, *word] if form == "bars" else [*word, *drawn]
        place_ticks(self.ticks, scale, places)
        broken = breaks(scores.changes, self.note, scale, look, places)
        keep_off_marks(scores, form, scale, places)
        place_years(scores, scale, look, places)
        place_names(scores, self.names, scale, places)
        place_values(scores, self.values, form, scale, places)
        if self.reasons:
            places.put(self.reasons, (0.0, self.height - self.reasons.size.height))
        elif not place_gaps(self.why, form, scale, look, places):
            return _Plot(chart, self.env, self.region, scores, noted=True).frame()
        return Fragment(
            Size(self.width, self.height),
            (rules(scale, look), *broken, *drawn, *places.labels),
            meaning=Meaning(
                role="figure",
                alt=told(chart, scores, form, [f.meaning.alt for f in over if f.meaning.alt]),
            ),
            need=self._need(places),
        )

    def _need(self, places: Places) -> Size:
        """The room in which all labels have a place, and marks above each other can be told
        apart.
        """
        tall = max(0.0, LEAST * self.cap - (self.scale.bottom - self.scale.top))
        beside = max((f.size.width + self.scale.air for f in self.names), default=0.0)
        return Size(self.scale.right + beside, self.height + max(tall, places.lacking))


def told(chart: Chart, scores: Scores, form: ChartForm, before: list[str]) -> str:
    """The words that stand for the picture, after those of what lies over it."""
    if chart.alt not in (None, AUTO):
        return " ".join([*before, chart.alt])
    why = {year: scores.why(year, chart.state, chart.gaps) for year in scores.missing}
    summary = Summary(
        form=form,
        subject=chart.subject[0].text if chart.subject else "",
        unit=chart.unit,
        broken=chart.break_label[0].text if chart.break_label else "",
        changes=tuple(scores.changes),
        gaps=tuple((year, words[0].text if words else "") for year, words in why.items()),
    )
    text = summary.text(before, scores.series, [one.name for one in chart.series])
    if len(text) > LONGEST:
        message = _("the alternative text has {count} characters, and {most} are read")
        hint = _("shorten subject, or write alt yourself")
        raise fail("long-alt", message.format(count=len(text), most=LONGEST), chart.span, hint)
    return text


def _row_words(chart: Chart, scores: Scores) -> RowWords:
    return RowWords(
        met=chart.met_label,
        rest=chart.rest_label,
        top=chart.top_label,
        changed=chart.break_label,
        names=tuple(one.name for one in chart.series),
        unit=chart.unit,
        why={year: scores.why(year, chart.state, chart.gaps) for year in scores.missing},
    )


def _silent(laid: Fragment) -> Fragment:
    return replace(laid, meaning=replace(laid.meaning, role="artifact"))
