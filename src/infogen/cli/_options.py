"""Arguments and options that several commands have."""

from collections.abc import Callable
from pathlib import Path

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


def output(help: str) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """`-o`: where a command writes."""
    return click.option("-o", "--output", "folder", metavar=_("FOLDER"), type=FOLDER, help=help)


_CHOICE = (
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
        help=_("Only this variant; may be repeated."),
    ),
    click.option(
        "--lang",
        "language",
        metavar=_("LANGUAGE"),
        help=_("The language of data/locales/LANGUAGE; qps is a longer one, to try the layouts."),
    ),
    click.option(
        "--as",
        "files",
        multiple=True,
        metavar="png|jpg|webp|pdf|svg|svg-outlines|html|txt",
        help=_("The kind of file in place of the format's own; may be repeated."),
    ),
)


def choice(command: Callable[..., int]) -> Callable[..., int]:
    """Which pieces are meant, in which formats, themes, variants and kinds of files."""
    for option in reversed(_CHOICE):
        command = option(command)
    return command
