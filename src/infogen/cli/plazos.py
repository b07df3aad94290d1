"""`infogen plazos`: the terms of a procedure from a day on."""

from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import click

from infogen.cli import options as options
from infogen.cli.command import Command
from infogen.cli.ending import print_json, usage_problem
from infogen.cli.printer import say
from infogen.messages import _


class _Event(click.ParamType[tuple[str, date]]):
    """A step and the day on which it happened, written as aclarar=2026-03-10."""

    name = "event"

    def convert(
        self, value: Any, param: click.Parameter | None, context: click.Context | None
    ) -> tuple[str, date]:
        step, equals, day = value.partition("=")
        if not step or not equals:
            message = _('"{text}" is no step with its day: write such as aclarar=2026-03-10')
            self.fail(message.format(text=value), param, context)
        return step, options.DAY.convert(day, param, context)


@click.command(
    "plazos",
    cls=Command,
    short_help=_("Count the terms of a procedure."),
    help=_(
        "Say on what day each term of the procedure ends, counted from a day. Where the official"
        " calendar is missing a date is the earliest possible and says so."
    ),
)
@click.argument("procedure", metavar=_("PROCEDURE"))
@options.day(
    "--from",
    "start",
    required=True,
    help=_("The day from which the terms are counted, such as 2026-03-02."),
)
@click.option(
    "--on",
    "happened",
    metavar=_("STEP=DATE"),
    type=_Event(),
    multiple=True,
    help=_(
        "The day on which a step happened: what is counted from it gets a date, an answer to a"
        " prevención begins the term anew, an extension makes it longer. May be repeated."
    ),
)
@click.option(
    "--ics",
    metavar=_("FILE"),
    type=options.PATH,
    help=_("Also write the dates for a calendar (iCalendar)."),
)
@options.workspace
@options.json
def plazos(
    root: Path,
    procedure: str,
    start: date,
    happened: tuple[tuple[str, date], ...],
    ics: Path | None,
    as_json: bool,
) -> int:
    """Count, print, write the calendar file."""
    from infogen.content.deadlines.timeline import procedure_timeline
    from infogen.diagnostics import Failure
    from infogen.reports.deadlines.timetable import as_data, as_text
    from infogen.workspace.cache import load_cached

    data = load_cached(root).data
    steps = [step for step, _day in happened]
    for step in steps:
        if steps.count(step) > 1:
            message = _('"{step}" is given more than one day').format(step=step)
            raise click.BadParameter(message, param_hint="--on")
    try:
        timeline = procedure_timeline(data, procedure, start, dict(happened))
    except Failure as misuse:
        raise usage_problem(misuse) from None
    if ics is not None:
        from infogen.files.read import read_bounded
        from infogen.files.write import write
        from infogen.reports.deadlines.ics import LARGEST
        from infogen.reports.deadlines.ics import ics as made

        before = b""
        with suppress(OSError):  # there is none, or it is none that can be replaced
            before = read_bounded(ics, LARGEST)
        write(ics, made(data, procedure, timeline, before))
    if as_json:
        print_json(as_data(data, procedure, timeline))
    else:
        say(as_text(data, timeline, _columns()), nl=False)
    if ics is not None:
        say(ics.as_posix(), err=as_json)
    return 0


def _columns() -> int | None:
    """How wide a terminal is, where there is one."""
    import shutil
    import sys

    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None
