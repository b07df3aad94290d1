"""`infogen proof`: printed pages as a printer and a copier leave them."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from infogen.cli import options as options
from infogen.cli.command import Command
from infogen.cli.ending import end
from infogen.cli.printer import say
from infogen.messages import _

if TYPE_CHECKING:
    from infogen.diagnostics import Diagnostic


@click.command(
    "proof",
    cls=Command,
    short_help=_("Show printed pages in black or white, and copied twice."),
    help=_(
        "Show the pages of pieces on paper as an office's machines leave them: in grey, in black or"
        " white alone, and after two generations of copying. Each QR code is read from each. A PDF"
        " and PNG pages are written to output/PIECE/."
    ),
)
@options.selection
@options.output(_("Where to write; output/ in the workspace if left out."))
@options.workspace
def proof(root: Path, folder: Path | None, **asked: Any) -> int:
    """Select, look at each page, write the sheets, report."""
    from infogen.backends import render
    from infogen.build.jobs import Choice, select_jobs
    from infogen.build.make import stem_of
    from infogen.files.write import write_all
    from infogen.layout.compose import compose
    from infogen.sheets.press import Sheets
    from infogen.sheets.proof import findings, proof_sheet, proofs
    from infogen.workspace.cache import load_cached

    folder = folder or root / "output"
    found: list[Diagnostic] = []
    workspace = load_cached(root)
    for job in select_jobs(workspace, Choice(**asked, sheets=Sheets("print"))):
        here = workspace.in_language(job.language)
        scene = compose(here, job.piece, format=job.format, theme=job.theme, variant=job.variant)
        made = proofs(scene)
        found += findings(scene, made)
        sheet = proof_sheet(here, scene, made)
        name = f"{stem_of(here, scene, job)}-proof"
        files = {folder / f"{name}.pdf": render(sheet, "pdf")}
        for page in range(len(sheet.pages)):
            files[folder / f"{name}-{page + 1}.png"] = render(sheet, "png", page)
        write_all(files)
        for path in files:
            say(path.as_posix())
    return end(root, False, found)
