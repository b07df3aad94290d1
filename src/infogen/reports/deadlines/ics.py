"""A timeline to an iCalendar file (RFC 5545), in Spanish as the content is.

Every stage with a date is an event of that whole day. One that is only the earliest day says so in
its summary and is tentative (3.8.1.11). There are no alarms: a reminder on a day that may not be
the last one would be taken for it. The same timeline gives the same bytes.
"""

import re
from datetime import UTC, datetime, time

from infogen.checks import clock
from infogen.content import Data, format_value, resolve_references
from infogen.content.deadlines.counting import Doubt, date_in_words
from infogen.content.deadlines.timeline import Stage, Timeline

PRODUCT = "-//infogen//plazos//ES"
AT_LEAST = "No antes de este día"
LAST, COUNTS, START = "Último día", "Sin respuesta", "Inicio"
EXTENDED = "(con prórroga)"
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
"""What a text of a calendar may not have (RFC 5545, 3.1); a line end is written as `\\n`."""

NO_OFFICIAL = "No es un cómputo oficial: confirma la fecha con la autoridad."


def ics(data: Data, name: str, timeline: Timeline) -> bytes:
    """The file: the start, then the stages that have a date, with identifiers that stay the same
    when a date changes, so that a calendar replaces the event.
    """
    from icalendar import Calendar, Event

    file = Calendar()
    file.add("prodid", PRODUCT)
    file.add("version", "2.0")
    title = resolve_references(data, timeline.procedure.title)

    def event(key: str, day: object, summary: str, description: str, sure: bool) -> None:
        made = Event()
        made.add("uid", f"{name}.{key}.{timeline.start.isoformat()}@infogen")
        made.add("dtstamp", _stamp(timeline))
        made.add("dtstart", day)
        made.add("summary", _CONTROL.sub(" ", summary))
        made.add("description", _CONTROL.sub(" ", description))
        made.add("status", "CONFIRMED" if sure else "TENTATIVE")
        made.add("transp", "TRANSPARENT")
        file.add_component(made)

    begun = resolve_references(data, timeline.procedure.start or "")
    event("start", timeline.start, f"{START}: {begun}", title, True)
    for stage in timeline.stages:
        if stage.due:
            key = stage.step.id if stage.part == "term" else f"{stage.step.id}.{stage.part}"
            lines = [title, *_lines(stage)]
            event(key, stage.due.day, _summary(data, stage), "\n".join(lines), stage.due.exact)
    return bytes(file.to_ical())


def _stamp(timeline: Timeline) -> datetime:
    """SOURCE_DATE_EPOCH, else the beginning of the first day."""
    return clock.moment() or datetime.combine(timeline.start, time(), UTC)


def _summary(data: Data, stage: Stage) -> str:
    assert stage.due is not None
    text = resolve_references(data, stage.text)
    if stage.part == "extension":
        text = f"{text} {EXTENDED}"
    elif stage.part == "silence":
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
