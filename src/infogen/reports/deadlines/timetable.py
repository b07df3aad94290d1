"""A timeline as data for programs and as a table for people."""

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

from infogen.content import Data, Deadline, Extension, format_value, resolve_references
from infogen.content.deadlines.calendar import CalendarYear
from infogen.content.deadlines.counting import Doubt
from infogen.content.deadlines.timeline import Stage, Timeline
from infogen.content.entries.procedure import START
from infogen.messages import _, language

WIDTH = 116
"""Columns of the table where no terminal says how wide it is."""


def as_data(data: Data, name: str, timeline: Timeline) -> dict[str, Any]:
    """The timeline, for JSON. `exact: false` means: on that day or later, for the `doubts`."""
    return {
        "procedure": name,
        "title": resolve_references(data, timeline.procedure.title),
        "start": resolve_references(data, timeline.procedure.start or ""),
        "from": timeline.start.isoformat(),
        "stages": [_stage(data, stage) for stage in timeline.stages],
        "calendars": [
            {
                "year": year.year,
                "status": year.status,
                "official": f"calendars.{year.official}" if year.official else None,
                "statutory": f"calendars.{year.statutory}" if year.statutory else None,
                "inferred": [day.isoformat() for day in sorted(year.inferred)],
            }
            for year in timeline.years
        ],
    }


def as_text(data: Data, timeline: Timeline, width: int | None = None) -> str:
    """The timeline, for people: what it is counted from, the stages, what the dates rest on."""
    # Imported only here: a table is not needed for --help.
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False, expand=True)
    table.add_column(_("last day"), ratio=5)
    table.add_column(_("stage"), ratio=9)
    table.add_column(_("term"), ratio=5)
    table.add_column(_("legal basis"), ratio=4)
    for stage in timeline.stages:
        table.add_row(_when(stage), _what(data, stage), _term(data, stage), _basis(stage))
    out = io.StringIO()
    console = Console(
        file=out, width=width or WIDTH, color_system=None, markup=False, highlight=False
    )
    start = resolve_references(data, timeline.procedure.start or "")
    console.print(resolve_references(data, timeline.procedure.title))
    console.print(f"{start}: {spoken_day(timeline.start)}")
    console.print(table)
    for line in _notes(data, timeline):
        console.print(line)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def spoken_day(day: date) -> str:
    """`martes 24 de marzo de 2026`, `Tuesday 24 March 2026`."""
    from babel.dates import format_date

    # The message is a pattern of CLDR, in Spanish with "de" between single quotes.
    return format_date(day, _("EEEE d MMMM y"), locale=language())


def _stage(data: Data, stage: Stage) -> dict[str, Any]:
    due = stage.due
    return {
        "step": stage.step.id,
        "part": stage.part,
        "actor": stage.step.actor,
        "branch": stage.step.branch,
        "text": resolve_references(data, stage.text),
        "term": _days(stage.term),
        "added": _days(stage.extension),
        "since": stage.since.isoformat() if stage.since else None,
        "date": due.day.isoformat() if due else None,
        "exact": due.exact if due else None,
        "doubts": [f"{doubt.code} {_shown(doubt)}" for doubt in due.doubts] if due else [],
        "done": stage.done_on.isoformat() if stage.done_on else None,
        "in_time": stage.in_time,
        "legal_basis": {"law": stage.basis.law, "article": stage.basis.article},
    }


def _days(term: Deadline | Extension | None) -> dict[str, Any] | None:
    return {"days": term.days, "unit": term.unit} if term else None


def _shown(doubt: Doubt) -> str:
    return str(doubt.day.year) if doubt.code == "calendar" else doubt.day.isoformat()


def _when(stage: Stage) -> str:
    if stage.due is None:
        return _("no date yet")
    day = spoken_day(stage.due.day)
    if stage.part == "silence":
        return (_("from {day}") if stage.due.exact else _("not before {day}")).format(day=day)
    return day if stage.due.exact else _("not before {day}").format(day=day)


def _what(data: Data, stage: Stage) -> str:
    head = stage.step.id
    if stage.part == "extension":
        head += f" ({_('with its extension')})"
    elif stage.part == "silence":
        head += f" ({_('no answer')})"
    elif stage.step.branch:
        head += f" ({_('if')}: {stage.step.branch})"
    lines = [head, resolve_references(data, stage.text)]
    if stage.done_on:
        lines.append(f"{_('done')}: {spoken_day(stage.done_on)}{_kept(stage)}")
    return "\n".join(lines)


def _kept(stage: Stage) -> str:
    if stage.due is None:
        return ""
    words = {True: _("in time"), False: _("late"), None: _("perhaps late")}
    return f", {words[stage.in_time]}"


def _term(data: Data, stage: Stage) -> str:
    if stage.term is None:
        return ""
    longer = stage.part == "extension" or stage.step.extends
    days = f"+ {format_value(stage.term)}" if longer else format_value(stage.term)
    if stage.extension:
        days += f" + {format_value(stage.extension)}"
    if stage.since:
        return days + "\n" + _("counted after {day}").format(day=stage.since.isoformat())
    deadline = stage.step.deadline
    if deadline is None or deadline.counted_from is None:
        return days + "\n" + _("the law does not say from when")
    return (
        days + "\n" + _("from: {what}").format(what=resolve_references(data, deadline.counted_from))
    )


def _basis(stage: Stage) -> str:
    return f"{stage.basis.law} {stage.basis.article}" if stage.basis.article else stage.basis.law


def _notes(data: Data, timeline: Timeline) -> Iterator[str]:
    """Notes: the basis of the dates, why some are only the earliest, what would give more."""
    for year in timeline.years:
        yield _("calendar of {year}: {what}").format(year=year.year, what=_known(year))
    doubts = {d for stage in timeline.stages if stage.due for d in stage.due.doubts}
    yield from (_doubted(data, timeline, doubt) for doubt in sorted(doubts))
    garante = data.content.authorities.get("garante")
    if garante and garante.status != "vigente":
        message = _("{whose} is in transition: another authority may set the calendar")
        yield message.format(whose=garante.name)
    wanted = {
        stage.step.follows: None
        for stage in timeline.stages
        if stage.due is None and stage.step.follows not in (None, START)
    }
    if wanted:
        names = ", ".join(f"--on {name}=" for name in wanted)
        yield _("more dates with the day on which something happened: {names}").format(names=names)
    yield _("this is not an official computation: confirm a date before you rely on it")


def _known(year: CalendarYear) -> str:
    rest = (
        f"calendars.{year.statutory}" if year.statutory else _("LFT 74, as `holidays` computes it")
    )
    status = {
        "complete": _("the official one, complete"),
        "partial": _("the official one in part"),
        "missing": _("the official one is missing"),
    }[year.status]
    name = f" (calendars.{year.official})" if year.official else ""
    inferred = ""
    if year.inferred:
        inferred = _(", {count} of its days inferred").format(count=len(year.inferred))
    return f"{status}{name}{inferred}; {_('days of mandatory rest')}: {rest}"


def _doubted(data: Data, timeline: Timeline, doubt: Doubt) -> str:
    day = spoken_day(doubt.day)
    if doubt.code == "start":
        return _("{day} is no día hábil: the count may begin later").format(day=day)
    if doubt.code == "end":
        return _("{day} is no día hábil: the term may end later").format(day=day)
    whose = data.content.sujeto_obligado.short
    garante = data.content.authorities.get("garante")
    if garante and timeline.procedure.counted_by == "garante":
        whose = garante.name
    message = _(
        "without the complete calendar of {whose} of {year} the dates are the earliest possible"
    )
    return message.format(whose=whose, year=doubt.day.year)
