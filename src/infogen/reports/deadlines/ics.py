"""A timeline to an iCalendar file (RFC 5545), in Spanish as the content is.

Every stage with a date is an event of that whole day. One that is only the earliest day says so in
its summary and is tentative (3.8.1.11). There are no alarms: a reminder on a day that may not be
the last one would be taken for it. The same timeline gives the same bytes.
"""

import os
from datetime import UTC, datetime, time, timedelta

from infogen.content import Data, format_value, resolve_references
from infogen.content.deadlines.counting import Doubt, date_in_words
from infogen.content.deadlines.timeline import Stage, Timeline

PRODUCT = "-//infogen//plazos//ES"
AT_LEAST = "No antes de este día"
LAST, COUNTS, START = "Último día", "Sin respuesta", "Inicio"
EXTENDED = "(con prórroga)"
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
        made.add("summary", summary)
        made.add("description", description)
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
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(epoch))
    return datetime.combine(timeline.start, time(), UTC)


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
