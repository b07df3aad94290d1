"""The terms of a procedure as a line with dated stations, counted when it is laid out."""

from collections.abc import Iterator
from datetime import date
from math import inf
from typing import Annotated, Literal

from msgspec import Meta, Struct, field
from msgspec.structs import replace

from infogen.blocks.base import Block
from infogen.blocks.env import Env
from infogen.blocks.fields import Alternatives
from infogen.blocks.fragment import Fragment, Laid
from infogen.blocks.ribbon import DISC, DISC_RING, START_DISC, TARGET_DOT
from infogen.blocks.stations import ring, station
from infogen.blocks.text import part_text
from infogen.content import Procedure, format_value
from infogen.content.deadlines.calendar import CalendarYear, WorkingDays
from infogen.content.deadlines.counting import date_in_words
from infogen.content.deadlines.timeline import Stage, in_force, timeline
from infogen.diagnostics import Failure, fail
from infogen.diagnostics.hints import unknown
from infogen.messages import _
from infogen.scene import ARTIFACT, Fact, Frame, Meaning, Path, Placed, Rect, Source, Stroke
from infogen.scene.geometry import Region, Size
from infogen.source.model import LocatedModel, NotNegative, Positive, SkipValidation
from infogen.typesetting.markup import NO_BREAK_SPACE, read_marks
from infogen.typesetting.phrase import Phrase

StationForm = Literal["start", "exact", "earliest", "undated"]

DASH = 0.2
"""The dashes behind a last date that is not exact, as parts of the thickness."""

STATUS = {"complete": "completo", "partial": "parcial", "missing": "falta"}


class Station(LocatedModel):
    """A stage that is shown: a step's own term, its extension, or the silence after it; and what
    happens then.
    """

    step: str
    part: Literal["term", "extension", "silence"] = "term"
    label: Annotated[Alternatives, Meta(min_length=1)]


class _Stop(Struct, frozen=True):
    """A station with its words. `uncounted`: an official calendar is missing for its date."""

    form: StationForm
    date: Phrase
    label: tuple[Phrase, ...]
    term: Phrase | None
    uncounted: bool = False


class Timeline(Block):
    """Stations from top to bottom: the day `from` which is counted, then the `stations`.

    A date that is only the earliest one reads "no antes del …" and has a hollow station, an exact
    one a target; a term that has no date yet stands with its days, at a dot. `events` are the days
    on which steps happened. `note` is shown while an official calendar is missing. `thickness` is
    the width of the line, `indent` the room between it and the texts, `gap` that between stations,
    `text-gap` that inside one.
    """

    kind: Literal["timeline"]
    words = frozenset({"start", "note", "stations.label"})

    procedure: SkipValidation[Procedure]
    from_: date = field(name="from")
    start: Annotated[Alternatives, Meta(min_length=1)]
    stations: Annotated[tuple[Station, ...], Meta(min_length=1)]
    events: dict[str, date] = field(default_factory=dict)
    note: Alternatives = ()
    thickness: Positive
    color: str = "path"
    indent: NotNegative = 0.0
    gap: NotNegative = 0.0
    text_gap: NotNegative = 0.0
    date_style: str = "step"
    label_style: str = "body"
    term_style: str = "caption"
    term_color: str = "ink"

    def layout(self, region: Region, env: Env) -> Fragment:
        """The line, its stations, and beside each its date, its label and its term."""
        stops = list(self._stops(env))
        half = self.thickness * DISC
        left = 2 * half + self.indent
        inside = Region(region.width - left, inf)
        texts: list[Laid] = []
        centres: list[float] = []
        width = y = 0.0
        for stop in stops:
            frame = self._words(stop, inside, env)
            first = frame.first or 0.0
            # The station stands at the date, but reaches neither above the block nor into another.
            centre = y + max(first, half)
            texts.append(Placed(left, centre - first, frame))
            centres.append(centre)
            y = max(centre - first + frame.size.height, centre + half) + self.gap
            width = max(width, left + frame.size.width)
        high = y - self.gap
        listed = Fragment(Size(width, high), tuple(texts), meaning=Meaning(role="list"))
        items: list[Laid] = [Placed(0.0, 0.0, self._drawn(stops, centres, high, env))]
        items.append(Placed(0.0, 0.0, listed))
        if self.note and any(stop.uncounted for stop in stops):
            note = self._text(self.note, "term_style", "term_color", inside, env)
            items.append(Placed(left, high + self.gap, note))
            width = max(width, left + note.size.width)
            high += self.gap + note.size.height
        return Fragment(
            Size(width, high), tuple(items), meaning=Meaning(alt=_alt(stops)), first=centres[0]
        )

    def _stops(self, env: Env) -> Iterator[_Stop]:
        """The start, then each station as its stage says."""
        calendar = WorkingDays(env.calendars, self.procedure.counted_by)
        try:
            in_force(self.procedure, env.regimes, self.from_)
            line = timeline(self.procedure, calendar, self.from_, self.events)
        except Failure as failure:
            raise Failure(
                replace(d, span=self.place_of("from_")) for d in failure.diagnostics
            ) from None
        begun = format_value(self.from_)
        given = next((fact for fact in self.facts if fact.value == begun), None)
        first = _phrase(begun, given.path if given else str(self.span or ""), ())
        yield _Stop("start", first, self.start, None)
        for shown in self.stations:
            yield self._stop(shown, self._stage(shown, line.stages), env)

    def _stage(self, station: Station, stages: tuple[Stage, ...]) -> Stage:
        of_step = {stage.part: stage for stage in stages if stage.step.id == station.step}
        if not of_step:
            names = tuple(stage.step.id for stage in stages)
            message = _('no term of the procedure belongs to a step "{name}"')
            raise unknown("step", message, station.step, names, station.place_of("step"))
        if station.part not in of_step:
            message = _('"{step}" has no such part: {part}')
            raise fail(
                "unknown-part",
                message.format(step=station.step, part=station.part),
                station.place_of("part"),
                _("one of: {names}").format(names=", ".join(of_step)),
            )
        return of_step[station.part]

    def _stop(self, station: Station, stage: Stage, env: Env) -> _Stop:
        path = next((f.path for f in self.facts if f.path.startswith("procedures.")), "")
        path = f"{path}.steps.{station.step}.deadline"
        term = None
        if stage.term is not None:
            own = path if station.part == "term" else f"{path}.extension"
            said = format_value(stage.term)
            # An extension is added to the term before it.
            plus = "+" if station.part == "extension" or stage.step.extends else ""
            source = Source(len(plus), len(plus + said), own)
            term = Phrase(plus + said, own, (source,), (Fact(own, said),))
        if stage.due is None:
            shown = term or _phrase("", path, ())
            return _Stop("undated", shown, station.label, None)
        facts = tuple(_fact(name, year) for year in stage.due.years for name in _names(year))
        date = _phrase(date_in_words(stage.due), path, facts)
        form: StationForm = "exact" if stage.due.exact else "earliest"
        uncounted = any(doubt.code == "calendar" for doubt in stage.due.doubts)
        return _Stop(form, date, station.label, term, uncounted)

    def _words(self, stop: _Stop, region: Region, env: Env) -> Fragment:
        """A station's texts, one under the other."""
        lines = [
            self._text((stop.date,), "date_style", None, region, env),
            self._text(stop.label, "label_style", None, region, env),
        ]
        if stop.term is not None:
            lines.append(self._text((stop.term,), "term_style", "term_color", region, env))
        items, y = [], 0.0
        for line in lines:
            items.append(Placed(0.0, y, line))
            y += line.size.height + self.text_gap
        width = max(line.size.width for line in lines)
        size = Size(width, y - self.text_gap)
        return Fragment(size, tuple(items), meaning=Meaning(role="item"), first=lines[0].first)

    def _text(
        self, words: tuple[Phrase, ...], style: str, color: str | None, region: Region, env: Env
    ) -> Fragment:
        return part_text(self, words, style, color).layout(region, env)

    def _drawn(self, stops: list[_Stop], centres: list[float], bottom: float, env: Env) -> Frame:
        """The line and its stations; behind a last date that is not exact it goes on, dashed."""
        own = env.color(self.color, self, "color")
        x, thick = self.thickness * DISC, self.thickness

        def line(top: float, end: float, dash: tuple[float, ...] = ()) -> Placed[Path]:
            stroke = Stroke(own, thick, "butt", dash)
            return Placed(0.0, 0.0, Path((("M", x, top), ("L", x, end)), stroke=stroke))

        def disc(y: float, part: float, fill: str) -> Placed[Path] | Placed[Rect]:
            return station(x, y, thick * part, fill, env)

        inks: list[Placed[Path] | Placed[Rect]] = [line(centres[0], centres[-1])]
        if stops[-1].form == "earliest":
            # A gap as long as a dash sets the first one apart from the station.
            dash = thick * DASH
            top = centres[-1] + thick * DISC + dash
            if count := int((bottom - top + dash) / (2 * dash)):
                inks.append(line(top, top + (2 * count - 1) * dash, (dash, dash)))
        for stop, y in zip(stops, centres, strict=True):
            if stop.form in ("start", "undated"):
                inks.append(ring(x, y, thick / 2, thick * (1 / 2 - START_DISC), own, env))
                continue
            inks.append(ring(x, y, thick * DISC, thick * DISC_RING, own, env))
            if stop.form == "exact":
                inks.append(disc(y, DISC * TARGET_DOT, own))
        return Frame(Size(2 * x, bottom), tuple(inks), ARTIFACT)


def _phrase(text: str, path: str, facts: tuple[Fact, ...]) -> Phrase:
    """Words that were counted, not written: they come from what is at the path."""
    return Phrase(text, path, (Source(0, len(text), path),), facts)


def _names(year: CalendarYear) -> list[str]:
    return [name for name in (year.official, year.statutory) if name]


def _fact(name: str, year: CalendarYear) -> Fact:
    """A calendar as a fact: how much of it there is."""
    if name == year.statutory:
        return Fact(f"calendars.{name}", str(year.year))
    return Fact(f"calendars.{name}", f"{year.year}, {STATUS[year.status]}, {len(year.days)} días")


def _plain(phrase: Phrase) -> str:
    return read_marks(phrase.text, phrase.span, phrase.literal).text.replace(NO_BREAK_SPACE, " ")


def _alt(stops: list[_Stop]) -> str:
    """The alternative text of the drawing."""
    said = []
    for stop in stops:
        date, label = _plain(stop.date), _plain(stop.label[0])
        after = f" ({_plain(stop.term)})" if stop.term else ""
        said.append(f"{date[:1].upper()}{date[1:]}{after}: {label.rstrip('.')}.")
    return " ".join(said)
