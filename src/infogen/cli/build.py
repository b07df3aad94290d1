"""`infogen build`: the files of pieces, and the manifest."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from infogen.cli import options as options
from infogen.cli.command import Command
from infogen.cli.ending import end, listener
from infogen.cli.printer import say
from infogen.messages import _

if TYPE_CHECKING:
    from infogen.build.manifest import ManifestEntry
    from infogen.workspace import Workspace


@click.command(
    "build",
    cls=Command,
    short_help=_("Make the files of pieces."),
    help=_(
        "Make the files of the pieces, of all if none is named. They are written to"
        " output/PIECE/, and output/manifest.json says which facts each of them states."
    ),
)
@options.choice
@options.output(_("Where to write; output/ in the workspace if left out."))
@click.option(
    "--contact-sheet",
    is_flag=True,
    help=_("Also show all pictures of each piece on one sheet, in output/PIECE/."),
)
@click.option(
    "--draft",
    is_flag=True,
    help=_(
        "Make files whatever is wrong with them, with BORRADOR across each page and in the name."
    ),
)
@click.option(
    "--print",
    "printed",
    is_flag=True,
    help=_(
        "For the print shop: PDF of the papers alone, on larger sheets with bleed and crop marks."
    ),
)
@options.ink
@options.workspace
@options.jobs
@options.today
@options.json
def build(
    root: Path,
    folder: Path | None,
    processes: int,
    today: date | None,
    as_json: bool,
    **asked: Any,
) -> int:
    """Select, build, report."""
    from infogen.build import build
    from infogen.build.jobs import Choice, plan_jobs
    from infogen.diagnostics import Failure
    from infogen.scene.destinations import Press
    from infogen.workspace import require_own
    from infogen.workspace.cache import keep, load_cached

    contact_sheet, ink = asked.pop("contact_sheet"), asked.pop("ink")
    sheets = None
    if asked.pop("printed"):
        from infogen.sheets.press import Sheets

        sheets = Sheets("print", ink)
    if sheets is None and ink != Press():
        raise click.UsageError(_("--grey and --profile go with --print"))
    folder = folder or root / "output"
    if not asked["pieces"]:
        require_own(root)
    workspace = load_cached(root, whole=False)
    jobs, findings = plan_jobs(workspace, Choice(**asked, sheets=sheets))
    with listener(as_json, len(jobs)) as told:
        built = build(workspace, jobs, folder, told, workers=processes, today=today)
    findings += built.findings
    if contact_sheet:
        try:
            for path in _contact_sheets(workspace, built.entries, folder, asked["theme"]):
                say(path.as_posix(), err=as_json)
        except Failure as failure:
            findings += failure.diagnostics
    keep(workspace)
    return end(root, as_json, findings, built.entries)


def _contact_sheets(
    workspace: "Workspace", entries: "tuple[ManifestEntry, ...]", folder: Path, theme: str | None
) -> Iterator[Path]:
    """Write the sheet of each piece that was built, named for the theme that was asked for; the
    paths.
    """
    from infogen.backends import render
    from infogen.files.write import write
    from infogen.reports.contact_sheet import contact_sheet, pictures_of

    for piece in sorted({entry.piece for entry in entries}):
        shown = pictures_of([entry for entry in entries if entry.piece == piece])
        if shown:
            name = f"{piece}-{theme}" if theme else piece
            path = folder / piece / f"{name}-contact-sheet.png"
            write(path, render(contact_sheet(workspace, piece, shown, folder), "png"))
            yield path
