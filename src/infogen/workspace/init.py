"""A folder to begin a campaign in: what people edit is copied there, the rest stays in stock."""

from collections.abc import Iterator
from pathlib import Path

from infogen.diagnostics import fail
from infogen.files.write import write_all
from infogen.messages import _
from infogen.workspace import editor_schemas, stock

IGNORED = "output/\n"


def init(folder: Path) -> None:
    """Make a workspace of pieces, content and schemas.

    Raises `Failure` if the folder is neither new nor empty.
    """
    if folder.exists() and not (folder.is_dir() and next(folder.iterdir(), None) is None):
        raise fail(
            "not-empty",
            _('"{path}" is not an empty folder').format(path=folder.as_posix()),
            hint=_("choose a new name, or empty it first"),
        )
    own = {folder / name: data for name, data in _files()}
    write_all(
        own | editor_schemas.schema_files(folder / "schemas", stock.stock_names(folder, "formats"))
    )


def _files() -> Iterator[tuple[str, bytes]]:
    behind = stock.folder()
    for path in sorted([*behind.glob("layouts/*.yaml"), *behind.glob("data/**/*")]):
        if path.is_file() and not path.name.startswith("."):
            yield path.relative_to(behind).as_posix(), path.read_bytes()
    yield "README.md", (Path(__file__).parent / "campaign.md").read_bytes()
    yield ".gitignore", IGNORED.encode()
