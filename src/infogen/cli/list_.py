"""`infogen list`: what there is to build."""

from pathlib import Path

import click

from infogen.cli import options as options
from infogen.cli.command import Command
from infogen.cli.ending import print_json
from infogen.cli.printer import say
from infogen.messages import _


@click.command(
    "list",
    cls=Command,
    short_help=_("Say what there is to build."),
    help=_("Say which pieces, formats, themes and kinds of files there are."),
)
@options.workspace
@options.json
def list_(root: Path, as_json: bool) -> int:
    """List the workspace."""
    from infogen.reports.listing import as_data, as_text
    from infogen.workspace.cache import load_cached

    workspace = load_cached(root)
    if as_json:
        print_json(as_data(workspace))
    else:
        say(as_text(workspace), nl=False)
    return 0
