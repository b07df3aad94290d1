"""`infogen gallery`: the catalogue of components."""

from pathlib import Path

import click

from infogen.cli import options as options
from infogen.cli.command import Command
from infogen.cli.printer import say
from infogen.messages import _


@click.command(
    "gallery",
    cls=Command,
    short_help=_("Make the catalogue of components."),
    help=_(
        "Show every component and example as it looks, with its YAML beside it: a PDF, and a PNG"
        " of each."
    ),
)
@options.output(_("Where to write; output/gallery/ in the workspace if left out."))
@options.workspace
def gallery(root: Path, folder: Path | None) -> int:
    """Compose the catalogue, write it, name the files."""
    from infogen.backends import render
    from infogen.files.write import write_all
    from infogen.sheets.gallery import gallery, page_names
    from infogen.workspace.cache import load_cached

    folder = folder or root / "output" / "gallery"
    workspace = load_cached(root)
    scene = gallery(workspace)
    files = {folder / "gallery.pdf": render(scene, "pdf")}
    for page, names in enumerate(page_names(workspace)):
        picture = render(scene, "png", page)
        for name in names:  # of an entry on several pages the first one
            files.setdefault(folder / f"{name}.png", picture)
    write_all(files)
    for path in files:
        say(path.as_posix())
    return 0
