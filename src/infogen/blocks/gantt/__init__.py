"""The terms of a procedure as one line scaled in days: a lane for each who acts, a bar for each
term, and beside it who does what.
"""

from math import floor, inf
from typing import Annotated, Literal

from msgspec import Meta
from msgspec.structs import replace

from infogen.blocks.base import Block
from infogen.blocks.env import Env
from infogen.blocks.fields import Alternatives
from infogen.blocks.fragment import Fragment, Laid
from infogen.blocks.gantt.drawing import RING, Drawn, Look
from infogen.blocks.gantt.rows import Row, Type
from infogen.blocks.gantt.scale import spans, spread
from infogen.blocks.text import Text, part_text
from infogen.content import Procedure, Step
from infogen.content.entries.procedure import START
from infogen.diagnostics import fail
from infogen.diagnostics.hints import unknown
from infogen.messages import _
from infogen.scene import ARTIFACT, Meaning, Placed, Rect
from infogen.scene.geometry import Region, Side, Size, finite
from infogen.source.model import LocatedModel, NotNegative, Positive, SkipValidation

LEAD = 0.8
"""From the top of a long bar to the middle of its row's first line, as a part of the disc."""

SEAM = 2 / 3
"""The distance between two lanes, as a part of the line's width."""


class Lane(LocatedModel):
    """The lane of some actors, with its name, its ground and the colour of their terms. It is at
    least `width` wide, and as wide as the longest word of its name.
    """

    actors: Annotated[tuple[str, ...], Meta(min_length=1)]
    label: Annotated[Alternatives, Meta(min_length=1)]
    ground: str
    color: str = "ink"
    width: Positive
    bleed: tuple[Side, ...] = ()


class GanttRow(LocatedModel):
    """A step, who does what in it, and what else is to be known of it.

    `reaches` is the actor who is told at the end of its term. `within` names the step in the whole
    term of which it may happen, where it has no term of its own.
    """

    step: str
    text: Annotated[Alternatives, Meta(min_length=1)]
    note: Alternatives = ()
    reaches: str | None = None
    within: str | None = None


class Gantt(Block):
    """A procedure from top to bottom, each day as high as the others; a day is a slice of a bar.

    A term begins where that ends from which it is counted, at the latest; some run at once. A step
    without a term is a ring; one of which nobody can count when it begins stands after the scale,
    behind a dotted line. Rows stand beside their bars, or as near as others let them, and are
    numbered in their order, those after the scale excepted. `day` is the height of a day at most:
    it gives way until all fits. `figure` are the smallest and the largest size of the days'
    figures, which grow with their bars; `disc` is the diameter of a number's.
    """

    kind: Literal["gantt"]
    words = frozenset({"title", "lanes.label", "rows.text", "rows.note"})

    procedure: SkipValidation[Procedure]
    title: Alternatives = ()
    lanes: Annotated[tuple[Lane, ...], Meta(min_length=1)]
    rows: Annotated[tuple[GanttRow, ...], Meta(min_length=1)]
    day: Positive
    bar: Positive
    line: Positive
    disc: Positive
    figure: tuple[Positive, Positive]
    top: NotNegative = 0.0
    foot: NotNegative = 0.0
    gap: NotNegative = 0.0
    title_gap: NotNegative = 0.0
    row_gap: NotNegative = 0.0
    text_gap: NotNegative = 0.0
    title_style: str = "step"
    lane_size: Positive | None = None
    lane_style: str = "label"
    text_style: str = "body"
    text_size: Positive | None = None
    note_style: str = "caption"
    figure_style: str = "figure"
    number_style: str = "station"

    def layout(self, region: Region, env: Env) -> Fragment:
        """Lanes, bars and the line as decoration; the title, and the rows as a list that says all
        that they show.
        """
        rows = self._rows()
        widths = [self._lane_width(lane, env) for lane in self.lanes]
        across = sum(widths)
        left = across + self.gap
        beside = Region(max(0.0, finite(region.width, left) - left), inf)
        heads, y = self._heads(widths, beside, env)
        set_ = Type(self, self.disc, self.text_gap, self.figure, self.text_size, self._path)

        first = [row for row in rows if row.is_first]
        scaled = [row for row in rows if row.span and not row.is_first]
        later = [row for row in rows if row.span is None]
        frames = [set_.row(row, 0.0, beside, env) for row in first]
        ring = max(
            (self.line * RING + self.line / 2 - (f.first or 0.0) for f in frames), default=0.0
        )
        tops = self._stack(frames, y + max(self.row_gap, ring))
        top = max((t + f.size.height for t, f in zip(tops, frames, strict=True)), default=y)
        behind = [set_.row(row, 0.0, beside, env) for row in later]
        taken = sum(frame.size.height + self.row_gap for frame in behind) + self.foot
        days = max((row.span.end for row in scaled if row.span), default=0)
        look = self._look(top + self.row_gap, days, region.height - taken, env)
        frames += [set_.row(row, _height(row, look), beside, env) for row in scaled]
        tops += self._tops(scaled, frames[len(first) :], look, look.top, look.y(days))
        y = max(look.y(days), *(t + f.size.height for t, f in zip(tops, frames, strict=True)))
        tops += self._stack(behind, y + self.row_gap)
        frames += behind
        bottom = max(y, *(t + f.size.height for t, f in zip(tops, frames, strict=True)))

        placed = [Placed(left, t, f) for t, f in zip(tops, frames, strict=True)]
        high = bottom + self.foot
        tall = region.height if region.fill_height and region.height < inf else high
        marks = self._marks(first + scaled + later, placed, look, widths, bottom, env)
        grounds = self._grounds(widths, tall, env)
        drawing = Fragment(Size(across, tall), (*grounds, *marks), ARTIFACT)
        texts = Fragment(Size(left + beside.width, bottom), tuple(placed), Meaning(role="list"))
        size = Size(left + beside.width, tall)
        items = (Placed(0.0, 0.0, drawing), *heads, Placed(0.0, 0.0, texts))
        return Fragment(size, items, need=Size(size.width, high))

    @property
    def _path(self) -> str:
        """The path of the procedure in the data."""
        return next((f.path for f in self.facts if f.path.startswith("procedures.")), "")

    def _rows(self) -> list[Row]:
        steps = [self._step(row, row.step, "step") for row in self.rows]
        around = [
            self._step(row, row.within, "within") if row.within else None for row in self.rows
        ]
        out: list[Row] = []
        number = 0
        for row, step, span in zip(
            self.rows, steps, spans(self.procedure, steps, around), strict=True
        ):
            number += span is not None
            lane = self._lane(step.actor, row, "step")
            reaches = self._lane(row.reaches, row, "reaches") if row.reaches else None
            color = self.lanes[lane].color
            shown = number if span else None
            out.append(Row(step, row.text, row.note, reaches, lane, color, shown, span))
        return out

    def _step(self, row: GanttRow, name: str, field: str) -> Step:
        steps = {step.id: step for step in self.procedure.steps}
        if name not in steps:
            message = _('the procedure has no step "{name}"')
            raise unknown("step", message, name, steps, row.place_of(field))
        return steps[name]

    def _lane(self, actor: str, row: GanttRow, field: str) -> int:
        for n, lane in enumerate(self.lanes):
            if actor in lane.actors:
                return n
        raise fail(
            "no-lane",
            _('no lane is that of the actor "{actor}"').format(actor=actor),
            row.place_of(field),
            _("add the actor to the actors of a lane"),
        )

    def _lane_width(self, lane: Lane, env: Env) -> float:
        name = self._name(lane).layout(Region(0.0), env)
        return max(lane.width, name.need.width if name.need else 0.0)

    def _name(self, lane: Lane) -> Text:
        size = (self.lane_size,) if self.lane_size else None
        return part_text(self, lane.label, "lane_style", None, halign="center", size=size)

    def _heads(self, widths: list[float], beside: Region, env: Env) -> tuple[list[Laid], float]:
        """The names of the lanes, the title as a heading on their line, and where both end."""
        title: list[Laid] = []
        middle, bottom = self.top, self.top
        if self.title:
            text = part_text(self, self.title, "title_style", None, role="heading")
            frame = text.layout(beside, env)
            middle = self.top + (frame.baseline or 0.0) / 2
            bottom = self.top + frame.size.height
            title.append(Placed(sum(widths) + self.gap, self.top, frame))
        names: list[Laid] = []
        x = 0.0
        for lane, width in zip(self.lanes, widths, strict=True):
            frame = self._name(lane).layout(Region(width, inf, True), env)
            y = max(self.top, middle - (frame.baseline or 0.0) / 2)
            bottom = max(bottom, y + frame.size.height)
            names.append(Placed(x, y, replace(frame, meaning=ARTIFACT)))
            x += width
        return names + title, bottom + self.title_gap

    def _stack(self, frames: list[Fragment], y: float) -> list[float]:
        """The tops of rows one under the other."""
        tops = []
        for frame in frames:
            tops.append(y)
            y += frame.size.height + self.row_gap
        return tops

    def _look(self, top: float, days: int, bottom: float, env: Env) -> Look:
        """The measures; a day is as high as it may be, in whole pixels where it can."""
        day = min(self.day, (bottom - top) / days) if days else self.day
        whole = env.canvas.unit == "px"
        if whole and day >= 1:
            top, day = float(round(top)), float(floor(day))
        colors = (env.color("ink"), env.color("path"), env.color("white"))
        return Look(top, max(day, 0.0), self.bar, self.line, *colors, whole)

    def _tops(
        self, rows: list[Row], frames: list[Fragment], look: Look, low: float, high: float
    ) -> list[float]:
        """The tops of the rows on the scale: a low bar's row is level with its middle."""
        wanted = []
        for row, frame in zip(rows, frames, strict=True):
            assert row.span is not None
            bar, start = _height(row, look), look.y(row.span.begin)
            if frame.size.height > bar:
                wanted.append(start + (bar - frame.size.height) / 2)
            else:
                wanted.append(start + min(bar / 2, self.disc * LEAD) - (frame.first or 0.0))
        return spread(wanted, [f.size.height for f in frames], self.row_gap, low, high)

    def _grounds(self, widths: list[float], height: float, env: Env) -> list[Laid]:
        out: list[Laid] = []
        x = 0.0
        for lane, width in zip(self.lanes, widths, strict=True):
            # Between two lanes the ground of the block is seen.
            seam = self.line * SEAM if x else 0.0
            ground = Rect(width - seam, height, env.color(lane.ground, lane, "ground"))
            items = (Placed(0.0, 0.0, ground),)
            bleed = frozenset(lane.bleed)
            there = Fragment(Size(width - seam, height), items, bleed=bleed)
            out.append(Placed(x + seam, 0.0, there))
            x += width
        return out

    def _marks(
        self,
        rows: list[Row],
        placed: list[Placed[Fragment]],
        look: Look,
        widths: list[float],
        bottom: float,
        env: Env,
    ) -> list[Laid]:
        """The line first, the bars and the rings over it."""
        middles = [sum(widths[:n]) + width / 2 for n, width in enumerate(widths)]
        lines: list[Laid] = []
        marks: list[Laid] = []
        rings: list[Laid] = []
        done: dict[str, Drawn] = {}
        begun: tuple[float, float] | None = None
        for row, there in zip(rows, placed, strict=True):
            x, line = middles[row.lane], there.y + (there.item.first or 0.0)
            if row.span is None:
                last = max(done.values(), key=lambda one: one.span.end, default=None)
                if last is not None:
                    y = look.y(last.span.end)
                    lines += look.dotted(last.x, y + look.line, last.x, bottom - look.line / 2)
                continue
            drawn = Drawn(x, row.span, env.color(row.color))
            if not row.span.is_bar:
                y = line if row.is_first else look.y(row.span.end)
                rings += look.ring(x, y)
                begun = begun or (x, y)
                continue
            marks += look.slices(drawn)
            if row.span.after == START and begun and not row.span.open:
                lines += look.enter(*begun, drawn)
            elif before := done.get(row.span.after or ""):
                lines += look.join(before, drawn)
            done[row.step.id] = drawn
            if row.reaches is not None:
                y, far = look.y(row.span.end - 0.5), middles[row.reaches]
                side = look.bar / 2 if far > x else -look.bar / 2
                ring = look.line * RING if far > x else -look.line * RING
                lines += look.dotted(x + side * 1.2, y, far + ring, y)
                rings += look.ring(far, y)
            if not look.y(row.span.begin) <= line <= look.y(row.span.end):
                lines += look.leader(drawn, line, there.x)
        return lines + marks + rings


def _height(row: Row, look: Look) -> float:
    return (row.span.end - row.span.begin) * look.day if row.span else 0.0
