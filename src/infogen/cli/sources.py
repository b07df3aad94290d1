"""`infogen sources`: the table that a legal reviewer signs."""

from pathlib import Path

import click

from infogen.cli import options as options
from infogen.cli.command import Command
from infogen.cli.ending import print_json
from infogen.cli.printer import say
from infogen.messages import _


@click.command(
    "sources",
    cls=Command,
    short_help=_("Make the table that a legal reviewer signs."),
    help=_(
        "List each fact that the pieces use, what it rests on, when it was checked, where it is"
        " used and who has signed it: as a page, as CSV and as a PDF to print."
    ),
)
@options.output(_("Where to write; output/sources/ in the workspace if left out."))
@options.workspace
@options.json
def sources(root: Path, folder: Path | None, as_json: bool) -> int:
    """Make the table, write it, name the files."""
    from msgspec.structs import asdict

    from infogen.backends import render
    from infogen.files.write import write_all
    from infogen.reports.review.sheet import review_sheet
    from infogen.reports.review.sources import as_csv, as_html, table
    from infogen.workspace.cache import load_cached

    folder = folder or root / "output" / "sources"
    workspace = load_cached(root)
    made = table(workspace)
    if as_json:
        print_json({"sha256": made.sha256, "facts": [asdict(row) for row in made.rows]})
        return 0
    files = {
        folder / "sources.html": as_html(workspace, made),
        folder / "sources.csv": as_csv(made),
        folder / "sources.pdf": render(review_sheet(workspace, made), "pdf"),
    }
    write_all(files)
    for path in files:
        say(path.as_posix())
    return 0
