"""`infogen plazos`: the terms of a procedure from a day on."""

from datetime import date, datetime
from pathlib import Path

import click

from infogen.cli import _options as options
from infogen.cli._ending import end, print_json, usage
from infogen.diagnostics import Failure, fail
from infogen.messages import _


@click.command(
    "plazos",
    short_help=_("Count the terms of a procedure."),
    help=_(
        "Say on what day each term of the procedure ends, counted from a day. Where the official"
        " calendar is missing a date is the earliest possible and says so."
    ),
)
@click.argument("procedure", metavar=_("PROCEDURE"))
@click.option(
    "--from",
    "start",
    metavar=_("DATE"),
    required=True,
    help=_("The day from which the terms are counted, such as 2026-03-02."),
)
@click.option(
    "--on",
    "happened",
    metavar=_("STEP=DATE"),
    multiple=True,
    help=_(
        "The day on which a step happened: what is counted from it gets a date, an answer to a"
        " prevención begins the term anew, an extension makes it longer. May be repeated."
    ),
)
@click.option(
    "--ics",
    metavar=_("FILE"),
    type=options.FOLDER,
    help=_("Also write the dates for a calendar (iCalendar)."),
)
@options.workspace
@options.json
def plazos(
    root: Path,
    procedure: str,
    start: str,
    happened: tuple[str, ...],
    ics: Path | None,
    as_json: bool,
) -> int:
    """Count, print, write the calendar file."""
    from infogen.kept import load
    from infogen.terms.timeline import named
    from infogen.terms.timetable import as_data, as_text

    try:
        data = load(root).data
    except Failure as failure:
        return end(root, as_json, failure.diagnostics)
    try:
        events = dict(_event(text) for text in happened)
        timeline = named(data, procedure, _day(start), events)
    except Failure as misuse:
        raise usage(misuse) from None
    if ics is not None:
        from infogen.output import write
        from infogen.terms.ics import ics as made

        try:
            write(ics, made(data, procedure, timeline))
        except Failure as failure:
            return end(root, as_json, failure.diagnostics)
    if as_json:
        print_json(as_data(data, procedure, timeline))
    else:
        click.echo(as_text(data, timeline, _columns()), nl=False)
    if ics is not None:
        click.echo(ics.as_posix(), err=as_json)
    return 0


def _event(text: str) -> tuple[str, date]:
    step, equals, day = text.partition("=")
    if not step or not equals:
        raise fail(
            "bad-value",
            _('"{text}" does not say what happened when').format(text=text),
            hint=_("write the step and the day, such as aclarar=2026-03-10"),
        )
    return step, _day(day)


def _day(text: str) -> date:
    try:
        # Only this form: fromisoformat also reads weeks and dates without hyphens.
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise fail(
            "bad-date",
            _('"{text}" is not a date').format(text=text),
            hint=_("write year-month-day, such as 2026-03-02"),
        ) from None


def _columns() -> int | None:
    """How wide a terminal is, where there is one."""
    import shutil
    import sys

    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None
