"""Arguments and options that several commands have, and the types of their values."""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click

from infogen.messages import _


def _usual_spelling(
    _context: click.Context, _param: click.Parameter, value: str | None
) -> str | None:
    """A language tag as it is usually spelled; what is none is left for the command to say."""
    from infogen.source.language_tags import language_tag  # a command without it need not wait
    from infogen.source.model import Problem

    try:
        return value and language_tag(value)
    except Problem:
        return value


class _Place(click.Path):
    """A file or a folder; an empty text is neither, and not the current folder either."""

    def convert(
        self, value: Any, param: click.Parameter | None, context: click.Context | None
    ) -> Any:
        if value == "":
            self.fail(_("a path must not be empty"), param, context)
        return super().convert(value, param, context)


class _Day(click.ParamType[date]):
    """A day, written as 2026-12-24."""

    name = "date"

    def convert(
        self, value: Any, param: click.Parameter | None, context: click.Context | None
    ) -> date:
        try:
            # Only this form: fromisoformat also reads weeks and dates without hyphens.
            return datetime.strptime(value, "%Y-%m-%d").date()
        except ValueError:
            message = _('"{text}" is not a date: write year-month-day, such as 2026-03-02')
            self.fail(message.format(text=value), param, context)


class _Count(click.IntRange):
    """A whole number from 1 up."""

    name = _("whole number")


PATH = _Place(path_type=Path)
DAY = _Day()


def count(most: int | None = None) -> click.IntRange:
    """A number of things, 1 or more."""
    return _Count(1, most)


workspace = click.option(
    "-w",
    "--workspace",
    "root",
    metavar=_("FOLDER"),
    default=".",
    type=PATH,
    help=_("The workspace, a folder with layouts and data; this folder if left out."),
)

json = click.option(
    "--json", "as_json", is_flag=True, help=_("Print one JSON document, for programs.")
)


def day(
    name: str, *names: str, help: str, required: bool = False
) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """An option that is a day."""
    return click.option(name, *names, metavar=_("DATE"), type=DAY, help=help, required=required)


today = day(
    "--today",
    help=_("The day for which the facts are checked, such as 2026-12-24; today if left out."),
)

jobs = click.option(
    "-j",
    "--jobs",
    "processes",
    metavar="N",
    type=count(),
    default=1,
    help=_("Build in N processes."),
)


_INK = (
    click.option("--grey", is_flag=True, help=_("Print in grey, with black ink alone.")),
    click.option(
        "--profile",
        metavar=_("FILE"),
        type=PATH,
        help=_("Separate the colours into four inks by the printer's own ICC profile."),
    ),
)


def ink(command: Callable[..., int]) -> Callable[..., int]:
    """How colours are printed: the command is given one `Press` as `ink`.

    Raises `Failure` for a file that is no profile of a press.
    """

    @wraps(command)
    def given(*arguments: Any, grey: bool, profile: Path | None, **others: Any) -> int:
        from infogen.scene.destinations import Press

        if grey and profile is not None:
            raise click.UsageError(_("either --grey or --profile"))
        press = Press(ink="grey") if grey else Press()
        if profile is not None:
            from infogen.sheets.press.profile import read_profile

            press = Press(ink="cmyk", profile=read_profile(profile))
        return command(*arguments, ink=press, **others)

    wrapped: Callable[..., int] = given
    for option in reversed(_INK):
        wrapped = option(wrapped)
    return wrapped


def output(help: str) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """`-o`: where a command writes."""
    return click.option("-o", "--output", "folder", metavar=_("FOLDER"), type=PATH, help=help)


_SELECTION = (
    click.argument("pieces", nargs=-1, metavar=_("[PIECE]...")),
    click.option(
        "--format",
        "formats",
        multiple=True,
        metavar=_("FORMAT"),
        help=_("Only this format; may be repeated."),
    ),
    click.option("--theme", metavar=_("THEME"), help=_("A theme in place of the piece's own.")),
    click.option(
        "--variant",
        "variants",
        multiple=True,
        metavar=_("VARIANT"),
        help=_("Only this variant, base for the piece itself; may be repeated."),
    ),
    click.option(
        "--lang",
        "language",
        callback=_usual_spelling,
        metavar=_("LANGUAGE"),
        help=_("The language of data/locales/LANGUAGE; qps is a longer one, to try the layouts."),
    ),
)

_KINDS = click.option(
    "--as",
    "files",
    multiple=True,
    metavar="png|jpg|webp|pdf|svg|svg-outlines|html|txt",
    help=_("The kind of file in place of the format's own; may be repeated."),
)


def selection(command: Callable[..., int]) -> Callable[..., int]:
    """Which pieces are meant, in which formats, themes, variants and languages."""
    for option in reversed(_SELECTION):
        command = option(command)
    return command


def choice(command: Callable[..., int]) -> Callable[..., int]:
    """Which pieces are meant, as `selection`, and in which kinds of files."""
    return selection(_KINDS(command))
