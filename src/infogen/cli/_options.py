"""Arguments and options that several commands have."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from infogen.messages import _

FOLDER = click.Path(path_type=Path)

workspace = click.option(
    "-w",
    "--workspace",
    "root",
    metavar=_("FOLDER"),
    default=".",
    type=FOLDER,
    help=_("The workspace, a folder with layouts and data; this folder if left out."),
)

json = click.option(
    "--json", "as_json", is_flag=True, help=_("Print one JSON document, for programs.")
)


def day(name: str, help: str) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """An option that is a day."""
    return click.option(
        name,
        metavar=_("DATE"),
        type=click.DateTime(["%Y-%m-%d"]),
        callback=lambda _context, _option, value: value and value.date(),
        help=help,
    )


today = day(
    "--today", _("The day for which the facts are checked, such as 2026-12-24; today if left out.")
)

jobs = click.option(
    "-j",
    "--jobs",
    "processes",
    metavar="N",
    type=click.IntRange(1),
    default=1,
    help=_("Build in N processes."),
)


_INK = (
    click.option("--grey", is_flag=True, help=_("Print in grey, with black ink alone.")),
    click.option(
        "--profile",
        metavar=_("FILE"),
        type=FOLDER,
        help=_("Separate the colours into four inks by the printer's own ICC profile."),
    ),
)


def ink(command: Callable[..., int]) -> Callable[..., int]:
    """How colours are printed: the command is given one `Press` as `ink`.

    Raises `Failure` for a file that is no profile of a press.
    """

    @wraps(command)
    def given(*arguments: Any, grey: bool, profile: Path | None, **others: Any) -> int:
        from infogen.delivery import Press

        if grey and profile is not None:
            raise click.UsageError(_("either --grey or --profile"))
        press = Press(ink="grey") if grey else Press()
        if profile is not None:
            from infogen.press.profile import read_profile

            press = Press(ink="cmyk", profile=read_profile(profile))
        return command(*arguments, ink=press, **others)

    wrapped: Callable[..., int] = given
    for option in reversed(_INK):
        wrapped = option(wrapped)
    return wrapped


def output(help: str) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """`-o`: where a command writes."""
    return click.option("-o", "--output", "folder", metavar=_("FOLDER"), type=FOLDER, help=help)


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
