"""`infogen mailbox`: the staff of the mailbox, its copies, what it forgets, and the machine."""

import sys
from datetime import date
from pathlib import Path

import click

from infogen.cli import options as options
from infogen.cli.printer import say
from infogen.cli.serve import STORE, ServeCommand
from infogen.messages import _

ROLES = ("reads", "moderates", "publishes")


@click.group(
    "mailbox",
    short_help=_("Keep the mailbox: staff, copies, export, check."),
    help=_("Keep the mailbox of the site: who moderates, copies of it, what it forgets."),
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("COMMAND [ARGUMENT]..."),
)
def mailbox() -> None:
    """The group of the commands."""


def _place(root: Path, store: Path | None) -> Path:
    return store or root / "buzon"


@mailbox.command(
    "staff",
    cls=ServeCommand,
    short_help=_("Let a person moderate."),
    help=_(
        "Let a person moderate, give them another role or password, or let them in no longer."
        " The password is asked for, or read from a pipe."
    ),
)
@click.argument("name", metavar=_("NAME"))
@click.option(
    "--role",
    type=click.Choice(ROLES),
    default="publishes",
    show_default=True,
    help=_("What they may do: read, also moderate, also publish."),
)
@click.option("--remove", is_flag=True, help=_("Let them in no longer, at once."))
@STORE
@options.workspace
def staff(root: Path, store: Path | None, name: str, role: str, remove: bool) -> int:  # fmt: skip
    """Appoint or dismiss."""
    from infogen.mailbox import people
    from infogen.mailbox.store import Mailbox

    opened = Mailbox(_place(root, store))
    try:
        if remove:
            gone = people.dismiss(opened, name)
            say(
                _("{name} is let in no longer").format(name=name)
                if gone
                else _("there is no {name}").format(name=name)
            )
            return 0 if gone else 1
        if sys.stdin.isatty():
            password = click.prompt(_("Password"), hide_input=True, confirmation_prompt=True)
        else:
            password = sys.stdin.readline().rstrip("\n")
        people.appoint(opened, name, people.ROLES[ROLES.index(role)], password)
    finally:
        opened.close()
    say(_("{name} {role}").format(name=name, role=role))
    return 0


@mailbox.command(
    "backup",
    cls=ServeCommand,
    short_help=_("Copy the mailbox."),
    help=_(
        "Copy the mailbox, whole, into a folder, also while it is served. The name of a copy says"
        " until when it may be kept; those whose day is over are removed."
    ),
)
@click.argument("folder", metavar=_("FOLDER"), type=options.PATH)
@click.option(
    "--days",
    type=options.count(),
    default=90,
    show_default=True,
    metavar="N",
    help=_("For how many days the copy may be kept."),
)
@STORE
@options.today
@options.workspace
def backup(root: Path, store: Path | None, folder: Path, days: int, today: date | None) -> int:
    """Make a copy."""
    from infogen.checks import clock
    from infogen.mailbox.keeping import back_up

    say(back_up(_place(root, store), folder, today or clock.today(), days).as_posix())
    return 0


@mailbox.command(
    "restore",
    cls=ServeCommand,
    short_help=_("Bring a copy back."),
    help=_(
        "Put a copy in the place of the mailbox, after looking whether it is whole. What was there"
        " stays beside it."
    ),
)
@click.argument("copy", metavar=_("FILE"), type=options.PATH)
@STORE
@options.workspace
def restore(root: Path, store: Path | None, copy: Path) -> int:
    """Bring it back."""
    from infogen.mailbox.keeping import restore

    restore(copy, _place(root, store))
    say(_("restored from {path}").format(path=copy.as_posix()))
    return 0


@mailbox.command(
    "export",
    cls=ServeCommand,
    short_help=_("Write all messages as CSV."),
    help=_("Write all messages as CSV, without the addresses of people."),
)
@options.output(_("Where to write; the folder of the mailbox if left out."))
@STORE
@options.workspace
def export(root: Path, store: Path | None, folder: Path | None) -> int:
    """Write the table."""
    from infogen.files.write import write
    from infogen.mailbox.staff import as_csv
    from infogen.mailbox.store import Mailbox

    place = _place(root, store)
    opened = Mailbox(place)
    try:
        data = as_csv(opened.everything())
    finally:
        opened.close()
    path = (folder or place) / "buzon.csv"
    write(path, data)
    say(path.as_posix())
    return 0


@mailbox.command(
    "doctor",
    cls=ServeCommand,
    short_help=_("Look whether the machine is fit."),
    help=_(
        "Look whether the machine is fit to keep the mailbox: SQLite, file system, room, clock,"
        " the file itself."
    ),
)
@STORE
@options.workspace
def doctor(root: Path, store: Path | None) -> int:
    """Look, and say."""
    from infogen.mailbox.keeping import examine

    well = True
    for finding in examine(_place(root, store)):
        well = well and finding.well
        mark = _("well") if finding.well else _("PROBLEM")
        say(f"{mark:10} {finding.name}: {finding.text}")
    return 0 if well else 1
