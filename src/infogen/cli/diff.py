"""`infogen diff`: what changed between two states of a workspace."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from infogen.cli import options as options
from infogen.cli.command import Command
from infogen.cli.ending import end, print_json
from infogen.cli.printer import say
from infogen.messages import _

if TYPE_CHECKING:
    from infogen.reports.changes.differences import Change, PictureChange


@click.command(
    "diff",
    cls=Command,
    short_help=_("Say what changed for a reader."),
    help=_(
        "Say in words which facts and texts changed between OLD and NEW, and show the pictures that"
        " did side by side. Each is a manifest.json, its folder, or a git revision; NEW is the"
        " workspace as it is if left out."
    ),
)
@click.argument("old", metavar=_("OLD"))
@click.argument("new", required=False, metavar=_("[NEW]"))
@options.output(_("Where to write; output/diff/ in the workspace if left out."))
@options.workspace
@options.json
def diff(root: Path, folder: Path | None, as_json: bool, old: str, new: str | None) -> int:
    """Make both states, compare them, write the page."""
    from tempfile import TemporaryDirectory

    from msgspec.structs import asdict

    from infogen.reports.changes.differences import changes, picture_changes
    from infogen.reports.changes.report import write_diff
    from infogen.reports.changes.revisions import states
    from infogen.workspace import load

    folder = folder or root / "output" / "diff"
    with TemporaryDirectory(prefix="infogen-") as scratch:
        before, after = states(root, old, new, Path(scratch))
        found = changes(before, after, after.data or load(root).data)
        shown = picture_changes(before, after)
        page = write_diff(folder, before, after, found, shown)
    failed = (*before.errors, *after.errors)
    if as_json:
        print_json(
            {
                "changes": [asdict(change) | {"kind": change.kind} for change in found],
                "files": [asdict(picture) for picture in shown],
                "failed": [str(finding) for finding in failed],
                "page": page.as_posix(),
            }
        )
        return 0
    for line in _lines(found, shown):
        say(line)
    for found_in in (before, after):
        if found_in.left_out:
            message = _("only in {build}, and not compared: {pieces}")
            pieces = ", ".join(found_in.left_out)
            say(message.format(build=found_in.name, pieces=pieces), err=True)
    say(page.as_posix())
    return end(root, False, failed)


def _lines(found: "list[Change]", shown: "list[PictureChange]") -> Iterator[str]:
    kinds = {"changed": _("changed"), "added": _("new"), "removed": _("no longer there")}
    yield from (str(change) for change in found)
    yield from (f"{picture.path}: {kinds[picture.kind]}" for picture in shown)
    if not found and not shown:
        yield _("Nothing changed.")
