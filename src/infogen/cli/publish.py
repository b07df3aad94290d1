"""`infogen publish`: the public site, in a folder."""

from datetime import date
from pathlib import Path

import click

from infogen.cli import options as options
from infogen.cli.ending import end, print_json
from infogen.cli.extra import ExtraCommand
from infogen.cli.printer import say
from infogen.messages import _


class SiteCommand(ExtraCommand):
    """A command that needs the extra `site`."""

    extra = "site"
    needed = ("starlette", "fontTools", "brotli")


@click.command(
    "publish",
    cls=SiteCommand,
    short_help=_("Make the public site of all pieces."),
    help=_(
        "Make the public site: a gallery, a page for each piece with its pictures, its words, its"
        " sources and the mailbox, the results as open data. Any server can give the folder out."
    ),
)
@options.output(_("Where to write; output/site/ in the workspace if left out."))
@options.workspace
@options.jobs
@options.today
@options.json
def publish(
    root: Path, folder: Path | None, processes: int, today: date | None, as_json: bool
) -> int:
    """Make the pages, write what changed, say so."""
    from infogen.build.listener import Silent
    from infogen.site import publish
    from infogen.workspace.cache import load_cached

    folder = folder or root / "output" / "site"
    workspace = load_cached(root)
    made = publish(workspace, folder, Silent(), workers=processes, today=today)
    if as_json:
        print_json(
            {
                "written": list(made.written),
                "same": made.same,
                "removed": list(made.removed),
                "withdrawn": list(made.withdrawn),
            }
        )
        return end(root, False, made.findings)
    for path in made.written:
        say((folder / path).as_posix())
    said = _("{new} files written, {same} unchanged, {gone} removed")
    say(said.format(new=len(made.written), same=made.same, gone=len(made.removed)))
    return end(root, False, made.findings)
