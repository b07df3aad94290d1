"""`infogen compare`: the sheet and the ballots for a focus group."""

from pathlib import Path
from typing import Any

import click

from infogen.cli import options as options
from infogen.cli.command import Command
from infogen.cli.printer import say
from infogen.messages import _


@click.command(
    "compare",
    cls=Command,
    short_help=_("Make the sheet that a focus group holds."),
    help=_(
        "Put variants of a piece side by side under blind shapes, in balanced orders, with a"
        " ballot to cut off: a PDF with a page for each folio, and its pages as PNG."
        " Another PDF has each variant on a sheet of its own, as large as the paper lets it be."
        " key.json says which shape is which variant."
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
    "--folios",
    metavar="N",
    type=options.count(999),
    help=_("How many sheets, one a person; one for each order if left out."),
)
@options.output(_("Where to write; output/compare/PIECE/ in the workspace if left out."))
@options.workspace
def compare(root: Path, folder: Path | None, piece: str, variants: str, **asked: Any) -> int:
    """Compose the sheets, write them with their key."""
    import json

    from infogen.backends import render
    from infogen.build.jobs import BASE, Choice, select_jobs
    from infogen.files.write import write_all
    from infogen.sheets.compare import compare
    from infogen.workspace.cache import load_cached

    names = [None if name in ("", "base") else name for name in variants.split(",")]
    folder = folder or root / "output" / "compare" / piece
    workspace = load_cached(root)
    # Names that do not exist are misuse here as everywhere.
    select_jobs(
        workspace,
        Choice((piece,), (asked["format"],), asked["theme"], tuple(name or BASE for name in names)),
    )
    made = compare(workspace, piece, names, **asked)
    key = json.dumps(made.key, ensure_ascii=False, indent=1) + "\n"
    files = {
        folder / f"{piece}-compare.pdf": render(made.scene, "pdf"),
        folder / f"{piece}-compare-full.pdf": render(made.full, "pdf"),
        folder / "key.json": key.encode(),
    }
    for page in range(min(len(made.key["orders"]), len(made.scene.pages))):
        files[folder / f"{piece}-compare-{page + 1}.png"] = render(made.scene, "png", page)
    write_all(files)
    for path in files:
        say(path.as_posix())
    return 0
