"""A timeline to an iCalendar file (RFC 5545), in Spanish as the content is.

Every stage with a date is an event of that whole day. One that is only the earliest day says so in
its summary and is tentative (3.8.1.11). There are no alarms: a reminder on a day that may not be
the last one would be taken for it. The same timeline of the same content gives the same bytes.

An event keeps its identifier when its date changes, so that a calendar replaces it. It does so for
a higher `SEQUENCE` or a later `DTSTAMP` (RFC 5546, 2.1.5): both come from the day on which what the
dates rest on was last checked, the former also from the length of the term (what was not known can
only make it longer, then exact) and from the file that is replaced.
"""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from infogen.checks import clock
from infogen.content import Data, format_value, resolve_references
from infogen.content.deadlines.counting import Doubt, date_in_words
from infogen.content.deadlines.timeline import Stage, Timeline

PRODUCT = "-//infogen//plazos//ES"
AT_LEAST = "No antes de este día"
LAST, COUNTS, START = "Último día", "Sin respuesta", "Inicio"
EXTENDED = "(con prórroga)"
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
"""Characters that a text of a calendar may not have (RFC 5545, 3.1); a line end is written as
`\\n`.
"""

NO_OFFICIAL = "No es un cómputo oficial: confirma la fecha con la autoridad."


EPOCH = date(2000, 1, 1)
LARGEST = 1 << 20
"""Bytes of an earlier file that are read."""

HIGHEST = 2**31 - 1
LONGEST = 10_000
"""Days of a term that a sequence number has room for."""


def ics(data: Data, name: str, timeline: Timeline, before: bytes = b"") -> bytes:
    """The file: the start, then the stages that have a date. What differs from an earlier file,
    `before`, is newer than what that says.
    """
    from icalendar import Calendar, Event

    file, known = Calendar(), _events(before)
    revised = _revised(data, timeline)
    file.add("prodid", PRODUCT)
    file.add("version", "2.0")
    title = resolve_references(data, timeline.procedure.title)

    def event(key: str, day: date, summary: str, description: str, sure: bool) -> None:
        made = Event()
        made.add("uid", f"{name}.{key}.{timeline.start.isoformat()}@infogen")
        made.add("dtstamp", clock.moment() or datetime.combine(revised, time(), UTC))
        made.add("dtstart", day)
        made.add("summary", _CONTROL.sub(" ", summary))
        made.add("description", _CONTROL.sub(" ", description))
        made.add("status", "CONFIRMED" if sure else "TENTATIVE")
        made.add("transp", "TRANSPARENT")
        length = min((day - timeline.start).days, LONGEST - 1)
        least = ((revised - EPOCH).days * LONGEST + length) * 2 + sure
        made.add("sequence", _sequence(made, max(0, least), known))
        file.add_component(made)

    begun = resolve_references(data, timeline.procedure.start or "")
    event("start", timeline.start, f"{START}: {begun}", title, True)
    for stage in timeline.stages:
        if stage.due:
            key = stage.step.id if stage.part == "term" else f"{stage.step.id}.{stage.part}"
            lines = [title, *_lines(stage)]
            event(key, stage.due.day, _summary(data, stage), "\n".join(lines), stage.due.exact)
    return bytes(file.to_ical())


def _events(file: bytes) -> dict[str, Any]:
    """The events of a calendar file by identifier; none of what is no such file."""
    from icalendar import Calendar

    try:
        found = Calendar.from_ical(file).walk("VEVENT")
        return {str(event.get("uid")): event for event in found}
    except (ValueError, LookupError, AttributeError, TypeError):
        return {}


def _sequence(event: Any, least: int, known: Mapping[str, Any]) -> int:
    """The number of a revision: that of the event in the earlier file, if it says the same; else
    one that is higher.
    """
    old = known.get(str(event["uid"]))
    if old is None:
        return least
    try:
        number = int(old.get("sequence", 0))
    except (TypeError, ValueError):
        return least
    same = all(
        event[key].to_ical() == old[key].to_ical()
        for key in ("dtstart", "summary", "description", "status")
        if key in old
    )
    return max(least, number if same else min(number + 1, HIGHEST))


def _revised(data: Data, timeline: Timeline) -> date:
    """The latest day on which the procedure, its calendars or everything was checked."""
    content = data.content
    used = [name for year in timeline.years for name in (year.official, year.statutory) if name]
    days = [timeline.procedure.checked_on, content.meta.checked_on]
    days += [content.calendars[name].checked_on for name in used if name in content.calendars]
    return max(day for day in days if day is not None)


def _summary(data: Data, stage: Stage) -> str:
    assert stage.due is not None
    text = resolve_references(data, stage.text)
    if stage.part == "extension":
        text = f"{text} {EXTENDED}"
    elif stage.part == "silence" and not text.startswith(COUNTS):
        text = f"{COUNTS}: {text}"
    if stage.due.exact:
        return text if stage.part == "silence" else f"{LAST}: {text}"
    return f"{AT_LEAST}: {text}"


def _lines(stage: Stage) -> list[str]:
    """The description below the title of the procedure."""
    assert stage.due is not None
    basis = f"{stage.basis.law} {stage.basis.article}" if stage.basis.article else stage.basis.law
    lines = [basis]
    if stage.term is not None and stage.since is not None:
        counted = f"{format_value(stage.term)}, contados después del {format_value(stage.since)}"
        lines = [f"{counted}: {date_in_words(stage.due)}", basis]
    return [*lines, *(doubt(found) for found in stage.due.doubts), NO_OFFICIAL]


def doubt(found: Doubt) -> str:
    """A doubt as a Spanish sentence."""
    match found.code:
        case "calendar":
            return f"Falta el calendario oficial completo de {found.day.year}: puede ser después."
        case "start":
            return f"El {format_value(found.day)} no es hábil: la cuenta puede empezar después."
        case "end":
            return f"El {format_value(found.day)} no es hábil: el plazo puede terminar después."
