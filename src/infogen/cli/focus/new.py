"""`infogen focus new`: a piece and its variants to a session, and what it prints."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from infogen.cli import options as options
from infogen.cli.focus.group import FocusCommand, focus
from infogen.messages import _

if TYPE_CHECKING:
    from infogen.focus.session import Session


@focus.command(
    "new",
    cls=FocusCommand,
    short_help=_("Freeze variants of a piece, and make what is printed."),
    help=_(
        "Freeze variants of a piece in a session: their pictures, the criteria, the questions, the"
        " rule of decision and who is expected, in SESSION/session.yaml, which can be edited until"
        " the first vote. Run it again after editing: what was edited stays, and the sheets are"
        " made anew."
    ),
)
@click.argument("piece", metavar=_("PIECE"))
@click.option(
    "--variants",
    metavar="A,B,C",
    required=True,
    help=_('Two to four variants; "base" is the piece without one.'),
)
@click.option(
    "--format",
    metavar=_("FORMAT"),
    default="portrait",
    show_default=True,
    help=_("The format of the pictures that are compared."),
)
@click.option("--theme", metavar=_("THEME"), help=_("A theme in place of the piece's own."))
@click.option(
    "--households",
    metavar="N",
    type=click.IntRange(2, 16),
    default=8,
    show_default=True,
    help=_("How many households are expected."),
)
@click.option(
    "--phones",
    metavar="N",
    type=click.IntRange(0, 400),
    default=12,
    show_default=True,
    help=_("How many people vote with a phone."),
)
@click.option(
    "--paper",
    metavar="N",
    type=click.IntRange(0, 200),
    default=4,
    show_default=True,
    help=_("How many people vote on paper."),
)
@click.option(
    "--cards", is_flag=True, help=_("People enter with a card each, not by the code on the wall.")
)
@click.option("--sample", is_flag=True, help=_("A rehearsal: everything says EJEMPLO."))
@options.today
@options.output(_("The folder of the session; focus/PIECE/ in the workspace if left out."))
@options.workspace
def new(root: Path, folder: Path | None, piece: str, today: date | None, **asked: Any) -> int:
    """Freeze, write, say what the group can show."""
    from infogen.build.jobs import BASE, Choice, select_jobs
    from infogen.diagnostics.terminal import report
    from infogen.files.write import write_all
    from infogen.focus import reach
    from infogen.focus.freezing import SessionPlan, freeze
    from infogen.focus.paper import paper
    from infogen.focus.session import FILE, Attendance
    from infogen.focus.session_file import session_bytes
    from infogen.workspace.cache import load_cached

    folder = folder or root / "focus" / piece
    workspace = load_cached(root)
    names = [None if name in ("", "base") else name for name in asked["variants"].split(",")]
    # Names that do not exist are misuse here as everywhere.
    select_jobs(
        workspace,
        Choice((piece,), (asked["format"],), asked["theme"], tuple(name or BASE for name in names)),
    )
    expected = Attendance(
        households=asked["households"],
        phones=asked["phones"],
        paper=asked["paper"],
        entry="cards" if asked["cards"] else "room",
    )
    what = SessionPlan(piece, names, asked["format"], asked["theme"], expected, asked["sample"])
    session, files = freeze(workspace, what, today or date.today(), _before(folder))
    made = {folder / name: data for name, data in files.items()}
    write_all({**made, folder / FILE: session_bytes(session)})
    sheets = {folder / name: data for name, data in paper(workspace, session, folder).items()}
    write_all(sheets)
    for path in (folder / FILE, *sheets):
        click.echo(path.as_posix())
    copy = workspace.data.content.copy["grupo"]
    click.echo(reach.describe_reach(copy, expected.households, len(session.shapes), session.rule.p))
    if not session.questions:
        from infogen.diagnostics import Span, warning

        message = _("there are no questions about this piece, so comprehension is not tested")
        hint = _("write them in the session, under questions:, and run this command again")
        found = [warning("no-questions", message, Span((folder / FILE).as_posix()), hint)]
        click.echo(report(found, lambda _file, _line: None, False), nl=False, err=True)
    return 0


def _before(folder: Path) -> "Session | None":
    """The session that is in the folder already. Raises `Failure` once somebody has voted."""
    from infogen.focus.ballots import refuse_votes
    from infogen.focus.session import FILE, load_session

    if not (folder / FILE).exists():
        return None
    refuse_votes(folder)
    return load_session(folder, pictures=False)
