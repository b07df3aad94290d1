"""`infogen focus read`: votes on paper."""

from pathlib import Path
from typing import Any

import click

from infogen.cli import options as options
from infogen.cli.focus.group import FOLDER, FocusCommand, focus
from infogen.messages import _


@focus.command(
    "read",
    cls=FocusCommand,
    short_help=_("Read ballots on paper from photographs or a scan."),
    help=_(
        "Read ballots and sheets of comprehension from photographs (as WhatsApp sends them too) and"
        " from scans in PDF. What the machine is not sure of is left to a person, on the pages of"
        " infogen focus serve. With --try nothing is kept: each row is printed with what was read,"
        " to see how well it goes with your paper, your pens and your phone."
    ),
)
@FOLDER
@click.argument("files", metavar=_("FILE..."), nargs=-1, required=True, type=options.PATH)
@click.option("--try", "trial", is_flag=True, help=_("Print what was read, and keep nothing."))
def read(session: Path, files: tuple[Path, ...], trial: bool) -> int:
    """Read, keep, say what is in doubt."""
    from infogen.focus import scanning
    from infogen.focus.ballots import Ballots
    from infogen.focus.paper import load_sheet_map
    from infogen.focus.session import load_session

    frozen = load_session(session)
    places = load_sheet_map(session, frozen)
    given = [(path.name, path.read_bytes()) for path in files]
    found = scanning.pages(frozen, places, given)
    for page in found:
        click.echo(_page(page))
        if trial:
            for part, value in page.parts.items():
                click.echo(f"  {part}: {value}")
    if not trial:
        ballots = Ballots(session, frozen)
        try:
            scanning.keep_votes(ballots, found)
        finally:
            ballots.close()
    return 1 if any(page.problem for page in found) else 0


def _page(page: Any) -> str:
    """One line about a page that was read."""
    where = f"{page.file}:{page.number}"
    match page.problem:
        case "unreadable":
            return where + ": " + _("no ballot: its four marks must be in view, in even light")
        case "no-folio":
            return where + ": " + _("its folio cannot be read: take it again, closer")
        case "foreign":
            message = _("the folio {folio} is not of this session")
            return where + ": " + message.format(folio=page.folio)
    message = _("{folio}: {sure} read, {doubts} to look at")
    doubts = len(page.doubts)
    return f"{where}: " + message.format(
        folio=page.folio, sure=len(page.parts) - doubts, doubts=doubts
    )
