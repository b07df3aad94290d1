"""`infogen build`: the files of pieces, and the manifest."""

from pathlib import Path
from typing import Any

import click

from infogen.cli import _options as options
from infogen.cli._ending import end, listener, usage
from infogen.diagnostics import Failure
from infogen.messages import _


@click.command(
    "build",
    short_help=_("Make the files of pieces."),
    help=_(
        "Make the files of the pieces, of all if none is named. They are written to"
        " output/PIECE/, and output/manifest.json says which facts each of them states."
    ),
)
@options.choice
@options.output(_("Where to write; output/ in the workspace if left out."))
@options.workspace
@options.jobs
@options.json
def build(root: Path, folder: Path | None, processes: int, as_json: bool, **asked: Any) -> int:
    """Select, build, report."""
    from infogen.build import build
    from infogen.selection import Choice, Misuse, select
    from infogen.workspace import load

    try:
        workspace = load(root)
        jobs = select(workspace, Choice(**asked))
        with listener(as_json, len(jobs)) as told:
            built = build(workspace, jobs, folder or root / "output", told, processes=processes)
    except Misuse as misuse:
        raise usage(misuse) from None
    except Failure as failure:
        return end(root, as_json, failure.diagnostics)
    return end(root, as_json, built.findings, built.entries)
