"""Days as dots, in fives: one dot is one *día hábil*. Three shapes for three meanings, so that
grey keeps them apart.
"""

import re
from math import floor
from typing import Annotated, Literal

from msgspec import Meta
from msgspec.structs import replace

from infogen.blocks.base import Block
from infogen.blocks.env import Env
from infogen.blocks.fields import Alternatives
from infogen.blocks.fragment import Fragment, Laid
from infogen.blocks.text import label, part_text
from infogen.diagnostics import fail
from infogen.messages import _
from infogen.scene import COUNTER, Frame, Meaning, Path, Placed, Rect, Source, Stroke
from infogen.scene.geometry import Region, Size
from infogen.scene.shapes import circle, polygon
from infogen.source.model import After, LocatedModel, NotNegative, Positive, Problem
from infogen.typesetting.phrase import Phrase

TOLERANCE = 1e-6

MOST_DAYS = 2_000
"""Dots of one block: the days of five years."""

WEEK = 5
RING, TARGET, TARGET_DOT = 0.14, 0.12, 0.17
"""The stroke of a ring, that of a target, and the radius of its dot, as parts of the diameter."""


STITCH = {"screen": 0.56, "paper": 0.78}
"""The height of a stitch as a part of the diameter: in print, where they are small, it is more."""
SLANT, BAR = 0.47, (0.36, 0.124)
"""How far a stitch leans for its height; and the bar in one that stands for days after an answer,
as parts of the diameter.
"""

State = Literal["filled", "ring", "target"]


class Segment(LocatedModel):
    """A term: so many days in one state, and what is written under its first dot."""

    days: Annotated[int, Meta(ge=1, le=1000)]
    state: State
    color: str
    label: Alternatives = ()


def _few_enough(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    days = sum(segment.days for segment in segments)
    if days > MOST_DAYS:
        raise Problem(
            _("{days} dots are more than anybody counts").format(days=days),
            _("draw {most} or fewer").format(most=MOST_DAYS),
        )
    return segments


class Dots(Block):
    """Terms as rows of dots. Gaps are parts of the diameter; of several, the first that fits is
    taken, `fit` takes the largest whole one: a longer term must not need another layout.

    Labels stand under a strip: a segment's own, or for each five the text of `groups`, in which
    `{from}` and `{to}` are the days. Where one would reach the next, all take their next
    alternative. A term is never drawn without its number: it stands beside, or in a label.
    """

    kind: Literal["dots"]
    words = frozenset({"segments.label", "groups"})

    segments: Annotated[tuple[Segment, ...], Meta(min_length=1), After(_few_enough)]
    form: Literal["strip", "calendar"] = "strip"
    diameter: Positive | tuple[Positive, ...] | Literal["fit"]
    gap: NotNegative = 0.25
    week_gap: NotNegative = 0.75
    segment_gap: NotNegative = 1.25
    groups: Alternatives = ()
    label_style: str = "caption"
    label_color: str = "ink"
    label_gap: NotNegative | None = None

    def layout(self, region: Region, env: Env) -> Fragment:
        """The dots (a figure with `alt`, else decoration beside their number), and labels."""
        diameter = self._diameter(region, env)
        places = self._places(diameter)
        items: list[Placed[Path | Frame]] = []
        for segment, dots in zip(self.segments, places, strict=True):
            ink = _day(segment, diameter, env)
            items += [Placed(x, y, ink) for x, y in dots]
        width = max(x for dots in places for x, _y in dots) + diameter
        height = max(y for dots in places for _x, y in dots) + diameter
        drawing = Frame(
            Size(width, height),
            tuple(items),
            meaning=Meaning(role="figure" if self.alt else "artifact", alt=self._told),
        )
        labels = self._labels(places, diameter, region.width, env)
        below = height
        for placed in labels:
            frame = placed.item
            assert isinstance(frame, Fragment)
            below = max(below, placed.y + frame.size.height)
            width = max(width, placed.x + frame.size.width)
        size = Size(width, below)
        return Fragment(size, (Placed(0.0, 0.0, drawing), *labels), first=diameter / 2)

    @property
    def _told(self) -> str | None:
        """The alternative text with the days of each term."""
        days = " + ".join(str(segment.days) for segment in self.segments)
        return f"{self.alt.rstrip('.')}: {days}." if self.alt else None

    def _diameter(self, region: Region, env: Env) -> float:
        if isinstance(self.diameter, int | float):
            return _conceded(self.diameter, env)
        sizes = (
            [float(size) for size in range(int(min(region.width, 400.0)), 0, -1)]
            if self.diameter == "fit"
            else [_conceded(size, env) for size in self.diameter]
        )
        for size in sizes:
            places = [place for dots in self._places(size) for place in dots]
            wide = max(x for x, _y in places) + size
            high = max(y for _x, y in places) + size
            if wide <= region.width and high <= region.height + TOLERANCE:
                return size
        if self.diameter != "fit":
            return sizes[-1]
        raise fail(
            "overflow",
            _("the dots do not fit"),
            self.place_of("diameter"),
            _("give them more room"),
        )

    def _places(self, d: float) -> list[list[tuple[float, float]]]:
        """The upper left corner of each dot of each segment."""
        out: list[list[tuple[float, float]]] = []
        x = y = 0.0
        for segment in self.segments:
            dots = []
            for i in range(segment.days):
                if self.form == "calendar":
                    dots.append((i % WEEK * d * (1 + self.gap), y + i // WEEK * d * (1 + self.gap)))
                    continue
                if i:
                    x += d * (1 + (self.gap if i % WEEK else self.week_gap))
                dots.append((x, 0.0))
            out.append(dots)
            x += d * (1 + self.segment_gap)
            y = dots[-1][1] + d * (1 + self.segment_gap)
        return out

    def _labels(
        self, places: list[list[tuple[float, float]]], diameter: float, width: float, env: Env
    ) -> list[Laid]:
        """The labels in the first of their alternatives in which each ends before the next one
        begins, else in the last, with the room that each has.
        """
        made = self._labelled(places)
        ends = [x - diameter * self.week_gap / 2 for _words, (x, _y) in made[1:]] + [width]
        drop = diameter * 0.5 if self.label_gap is None else self.label_gap
        tries = range(max((len(words) for words, _at in made), default=0))
        labels: list[Laid] = []
        for tried in tries[-1:] if env.concessions.short else tries:
            crowded, labels = False, []
            for (words, (x, y)), end in zip(made, ends, strict=True):
                word = words[min(tried, len(words) - 1)]
                frame = label(part_text(self, (word,), "label_style", "label_color"), env)
                room = end - x
                if frame.size.width > room + TOLERANCE:
                    crowded = True
                    frame = replace(frame, room=Size(room, frame.size.height))
                labels.append(Placed(x, y + diameter + drop, frame))
            if not crowded:
                break
        return labels

    def _labelled(
        self, places: list[list[tuple[float, float]]]
    ) -> list[tuple[Alternatives, tuple[float, float]]]:
        """The words of each label, and the dot under which it begins."""
        made: list[tuple[Alternatives, tuple[float, float]]] = []
        if self.form == "calendar":
            return made
        for segment, dots in zip(self.segments, places, strict=True):
            if segment.label:
                made.append((segment.label, dots[0]))
                continue
            for start in range(0, len(dots), WEEK) if self.groups else ():
                end = min(start + WEEK, len(dots))
                if end - start > 1:
                    words = tuple(_numbered(phrase, start + 1, end) for phrase in self.groups)
                    made.append((words, dots[start]))
        return made


def _conceded(diameter: float, env: Env) -> float:
    """A diameter after concessions; on screens whole pixels stay whole."""
    kept = diameter * env.concessions.dots
    whole = env.canvas.unit == "px" and float(diameter).is_integer()
    return max(1.0, floor(kept)) if whole and kept != diameter else kept


def _numbered(phrase: Phrase, start: int, end: int) -> Phrase:
    """The words over a group of dots: its first and last day are counted, not data."""
    text, counted = "", []
    for part in re.split(r"(\{from\}|\{to\})", phrase.text):
        figure = {"{from}": str(start), "{to}": str(end)}.get(part)
        if figure is not None:
            counted.append(Source(len(text), len(text) + len(figure), COUNTER))
        text += part if figure is None else figure
    return Phrase(text, phrase.origin, tuple(counted), phrase.facts, phrase.span)


def _day(segment: Segment, d: float, env: Env) -> Path | Frame:
    """A day of a segment as the theme draws days, drawn once for all of them."""
    color = env.color(segment.color, segment, "color")
    if env.theme.days == "stitch":
        return _stitch(segment.state, d, color, STITCH[env.canvas.family])
    return _dot(segment.state, d, color)


def _dot(state: State, d: float, color: str) -> Path | Frame:
    half = d / 2
    match state:
        case "filled":
            return Path(circle(half, half, half), fill=color)
        case "ring":
            line = Stroke(color, d * RING)
            return Path(circle(half, half, half - d * RING / 2), stroke=line)
        case "target":
            line = Stroke(color, d * TARGET)
            ring = Path(circle(half, half, half - d * TARGET / 2), stroke=line)
            dot = Path(circle(half, half, d * TARGET_DOT), fill=color)
            return Frame(Size(d, d), (Placed(0.0, 0.0, ring), Placed(0.0, 0.0, dot)))


def _stitch(state: State, d: float, color: str, high: float) -> Path | Frame:
    """A slanted stitch: solid, outlined, or outlined with a bar."""
    line = 0.0 if state == "filled" else d * TARGET
    top, bottom = (d * (1 - high) + line) / 2, (d * (1 + high) - line) / 2
    lean = SLANT * (bottom - top)
    left, right = line / 2, d - line / 2
    corners = ((left + lean, top), (right, top), (right - lean, bottom), (left, bottom))
    if state == "filled":
        return Path(polygon(corners), fill=color)
    outline = Path(polygon(corners), stroke=Stroke(color, line))
    if state == "ring":
        return outline
    wide, thick = d * BAR[0], d * BAR[1]
    bar = Rect(wide, thick, color)
    placed = (Placed(0.0, 0.0, outline), Placed((d - wide) / 2, (d - thick) / 2, bar))
    return Frame(Size(d, d), placed)
