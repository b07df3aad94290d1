"""`infogen focus`: a focus group, from frozen variants to the minutes."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from infogen.cli import options as options
from infogen.cli.command import Command
from infogen.messages import _

if TYPE_CHECKING:
    from infogen.focus.session import Session

NEEDED = ("cv2", "scipy", "starlette", "uvicorn", "multipart", "ifaddr")
"""The modules of the extra `focus`."""


class FocusCommand(Command):
    """A command that needs the extra `focus`, and says how to get it."""

    def invoke(self, context: click.Context) -> Any:
        """The exit status."""
        from importlib.util import find_spec

        missing = [name for name in NEEDED if find_spec(name) is None]
        if missing:
            message = _("the focus group needs {names}; install it with: {command}")
            raise click.UsageError(
                message.format(names=", ".join(missing), command="pip install 'infogen[focus]'")
            )
        return super().invoke(context)


_FOLDER = click.argument("session", metavar=_("SESSION"), type=options.PATH)


@click.group(
    "focus",
    short_help=_("Lead a focus group, from variants to the minutes."),
    help=_(
        "Lead a focus group: freeze variants of a piece, print what is needed, let people vote on"
        " phones and on paper, say what the votes can show, and write the minutes."
    ),
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("COMMAND [ARGUMENT]..."),
)
def focus() -> None:
    """The group of the commands."""


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


@focus.command(
    "serve",
    cls=FocusCommand,
    short_help=_("Let people vote with their phones."),
    help=_(
        "Serve the pages of a session on the local network: to people who vote, and, at an address"
        " with a secret, to the person who leads. Nothing is asked of the internet. End it with"
        " Ctrl+C; start it again, and everybody goes on where they were."
    ),
)
@_FOLDER
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8080,
    show_default=True,
    metavar="N",
    help=_("The port; 0 is any that is free."),
)
@click.option(
    "--host",
    metavar=_("ADDRESS"),
    help=_("The address that phones reach; the likeliest if left out."),
)
@options.workspace
def serve(root: Path, session: Path, port: int, host: str | None) -> int:
    """Find the address, open the votes, serve."""
    from infogen.focus.ballots import Ballots
    from infogen.focus.network import addresses
    from infogen.focus.serving import Addresses, lead
    from infogen.focus.session import load_session as session_in
    from infogen.workspace.cache import load_cached

    workspace = load_cached(root)
    found = addresses()
    chosen = host or found[0].address
    ballots = Ballots(session, session_in(session))

    def ready(served: Addresses) -> None:
        from infogen.artwork.qr_symbol import symbol

        click.echo(_("People enter at: {address}").format(address=served.join))
        click.echo(_drawn(symbol(served.join)))
        click.echo(_("You lead at: {address}").format(address=served.lead))
        others = [f"{one.address} ({one.interface})" for one in found if one.address != chosen]
        if others:
            message = _("Other addresses of this computer, for --host: {others}")
            click.echo(message.format(others=", ".join(others)))
        click.echo(_("Scan the code with a phone to see that it reaches this computer."))

    try:
        lead(workspace, ballots, chosen, port, ready)
    except KeyboardInterrupt:
        pass
    finally:
        ballots.close()
    return 0


def _drawn(rows: "tuple[tuple[bool, ...], ...]") -> str:
    """A QR symbol in half blocks, light on the dark of a terminal, with its quiet zone."""
    side = len(rows) + 8
    dark = [[False] * side for _n in range(4)]
    dark += [[False] * 4 + list(row) + [False] * 4 for row in rows]
    dark += [[False] * side for _n in range(5)]
    pairs = zip(dark[::2], dark[1::2], strict=False)
    blocks = {(False, False): "█", (False, True): "▀", (True, False): "▄", (True, True): " "}
    return "\n".join(
        "".join(blocks[a, b] for a, b in zip(above, below, strict=True)) for above, below in pairs
    )


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
@_FOLDER
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


@focus.command(
    "results",
    cls=FocusCommand,
    short_help=_("Say what the votes show, and what they cannot."),
    help=_(
        "Say what the votes of a session show, by the rule that was fixed beforehand, and write"
        " each ballot as CSV, the rankings as ABIF, the figures as JSON and the charts."
    ),
)
@_FOLDER
@options.output(_("Where to write; results/ in the session if left out."))
@options.json
@options.workspace
def results(root: Path, session: Path, folder: Path | None, as_json: bool) -> int:
    """Count, write, say."""
    from infogen.cli.ending import print_json
    from infogen.files.write import write_all
    from infogen.focus.exports import figures, files
    from infogen.workspace.cache import load_cached

    workspace = load_cached(root)
    frozen, made = _counted(workspace, session)
    if as_json:
        print_json(figures(frozen, made))
        return 0
    folder = folder or session / "results"
    written = {folder / name: data for name, data in files(workspace, frozen, made).items()}
    write_all(written)
    for path in written:
        click.echo(path.as_posix())
    click.echo(f"{made.verdict.title}. {made.verdict.text}")
    for text in (*made.verdict.warnings, *(text for _title, text in made.verdict.needed)):
        click.echo(text)
    return 0


def _counted(workspace: Any, folder: Path) -> Any:
    """The session in a folder and its outcome. Raises `Failure` where nobody has voted."""
    from infogen.diagnostics import fail
    from infogen.focus.ballots import Ballots
    from infogen.focus.outcome import outcome
    from infogen.focus.session import load_session

    frozen = load_session(folder)
    ballots = Ballots(folder, frozen)
    try:
        made = outcome(workspace, ballots)
    finally:
        ballots.close()
    if not made.votes:
        hint = _("let people vote: infogen focus serve; or read ballots: infogen focus read")
        raise fail("no-votes", _("nobody has voted in this session"), hint=hint)
    return frozen, made


@focus.command(
    "acta",
    cls=FocusCommand,
    short_help=_("Write the minutes, as a PDF to sign."),
    help=_(
        "Write the minutes of a session: who was there, what was compared, how, what the votes"
        " show, what was chosen and why. What is not given is a blank to fill in by hand."
    ),
)
@_FOLDER
@click.option("--place", default="", metavar=_("TEXT"), help=_("Where it was."))
@options.day("--on", help=_("The day on which it was, such as 2026-12-24."))
@click.option(
    "--chosen",
    default="",
    metavar=_("SHAPE"),
    help=_("What was chosen: circulo, triangulo, cuadrado or rombo."),
)
@click.option("--why", default="", metavar=_("TEXT"), help=_("Why it was chosen."))
@click.option("--changes", default="", metavar=_("TEXT"), help=_("What changes in it."))
@options.output(_("Where to write; results/ in the session if left out."))
@options.workspace
def acta(root: Path, session: Path, folder: Path | None, **said: Any) -> int:
    """Count, compose, write."""
    from infogen.backends import render
    from infogen.files.write import write
    from infogen.focus.acta import Decision
    from infogen.focus.acta import acta as minutes
    from infogen.workspace.cache import load_cached

    workspace = load_cached(root)
    frozen, made = _counted(workspace, session)
    if said["chosen"] and said["chosen"] not in frozen.shapes:
        message = _("one of: {names}").format(names=", ".join(frozen.shapes))
        raise click.BadParameter(message, param_hint="--chosen")
    scene = minutes(workspace, session, frozen, made, Decision(**said))
    path = (folder or session / "results") / "acta.pdf"
    write(path, render(scene, "pdf"))
    click.echo(path.as_posix())
    return 0
