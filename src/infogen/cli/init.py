"""`infogen init`: a new workspace."""

from pathlib import Path

import click

from infogen.cli import options as options
from infogen.cli.command import Command
from infogen.cli.printer import say
from infogen.files.paths import shell_word
from infogen.messages import _


@click.command(
    "init",
    cls=Command,
    short_help=_("Begin a campaign in a new folder."),
    help=_("Make a folder with the pieces and the content, ready to be edited and built."),
)
@click.argument("folder", type=options.PATH, metavar=_("FOLDER"))
def init(folder: Path) -> int:
    """Make the workspace, say what is next."""
    from infogen.workspace.init import init

    init(folder)
    made = _("made {folder}; next: cd {quoted} && infogen build")
    say(made.format(folder=folder, quoted=shell_word(folder)))
    return 0
