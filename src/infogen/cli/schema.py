"""`infogen schema`: the JSON Schemas for editors."""

from pathlib import Path

import click

from infogen.cli import options as options
from infogen.cli.command import Command
from infogen.cli.printer import say
from infogen.messages import _


@click.command(
    "schema",
    cls=Command,
    short_help=_("Write the schemas for editors."),
    help=_("Write the JSON Schemas with which editors complete and check while one types."),
)
@options.output(_("Where to write; schemas/ in the workspace if left out."))
@options.workspace
def schema(root: Path, folder: Path | None) -> int:
    """Write the schemas, name them."""
    from infogen.files.write import write_all
    from infogen.workspace import existing, stock
    from infogen.workspace.editor_schemas import schema_files

    existing(root)
    made = schema_files(folder or root / "schemas", stock.stock_names(root, "formats"))
    write_all(made)
    for path in made:
        say(path.as_posix())
    return 0
