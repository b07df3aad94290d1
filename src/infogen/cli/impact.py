"""`infogen impact`: the files that a fact is in."""

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
    from infogen.reports.review.impact import Use


@click.command(
    "impact",
    cls=Command,
    short_help=_("Say which files a fact is in."),
    help=_(
        "List every file, page and printed QR code that uses a fact, such as"
        " procedures.solicitud_informacion.steps.responder.deadline or links.saimex, by the"
        " manifest of the last build."
    ),
)
@click.argument("fact", metavar=_("FACT"))
@options.output(_("Where the build is; output/ in the workspace if left out."))
@options.workspace
@options.json
def impact(root: Path, folder: Path | None, as_json: bool, fact: str) -> int:
    """Read the manifest, list the files."""
    from msgspec.structs import asdict

    from infogen.reports.review.impact import files_of, find_outdated, impact, require_fact
    from infogen.workspace.cache import load_cached

    data = load_cached(root).data
    require_fact(data, fact)
    files = files_of(folder or root / "output")
    uses = impact(files, fact)
    if as_json:
        print_json({"fact": fact, "files": [asdict(use) for use in uses]})
        return 0
    for line in _lines(uses):
        say(line)
    return end(root, False, find_outdated(files, data, fact))


def _lines(uses: "list[Use]") -> Iterator[str]:
    stating = [use for use in uses if use.states]
    resting = [use for use in uses if not use.states]
    if not uses:
        yield _("no file uses it")
    if stating:
        yield _("state it, and change with it:")
        yield from (f"  {use.path}{_codes(use)}" for use in stating)
    if resting:
        yield _("rest on it, to be looked at again:")
        yield from (f"  {use.path}" for use in resting)


def _codes(use: "Use") -> str:
    return "".join(f"  QR {address}" for address in use.codes)
