"""`infogen focus results` and `acta`: what the votes show, and the minutes."""

from pathlib import Path
from typing import Any

import click

from infogen.cli import options as options
from infogen.cli.focus.group import FOLDER, FocusCommand, focus
from infogen.messages import _


@focus.command(
    "results",
    cls=FocusCommand,
    short_help=_("Say what the votes show, and what they cannot."),
    help=_(
        "Say what the votes of a session show, by the rule that was fixed beforehand, and write"
        " each ballot as CSV, the rankings as ABIF, the figures as JSON and the charts."
    ),
)
@FOLDER
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
@FOLDER
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
