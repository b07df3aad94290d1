"""`infogen evidence`: what shows that a practice did what its form says."""

from datetime import date
from pathlib import Path

import click

from infogen.cli import options as options
from infogen.cli.ending import end
from infogen.cli.form import PRACTICE, FormCommand
from infogen.cli.printer import say
from infogen.messages import _


@click.command(
    "evidence",
    cls=FormCommand,
    short_help=_("Gather the evidence of a practice under the boxes of its form."),
    help=_(
        "Gather what shows that a practice did what its form says, in a folder and a ZIP with an"
        " index: the filled form, minutes and ballots, reports, sources, published files, links,"
        " visits, and what the mailbox changed. Data of persons never go out."
    ),
)
@PRACTICE
@click.option(
    "--captures",
    "captured",
    is_flag=True,
    help=_("Also capture the published pages with Chromium, as they are today."),
)
@options.output(_("Where to write; output/evidence/ in the workspace if left out."))
@options.workspace
@options.today
def evidence(
    root: Path, practice: str, folder: Path | None, captured: bool, today: date | None
) -> int:
    """Fill in, gather, write."""
    from infogen.checks import clock
    from infogen.files.write import write_all
    from infogen.forms.bundle import bundle
    from infogen.forms.captures import captures
    from infogen.forms.checking import check_form
    from infogen.forms.filling import fill
    from infogen.workspace.cache import load_cached

    workspace, day = load_cached(root), today or clock.today()
    filled = fill(workspace, practice, day)
    found = check_form(workspace, filled)
    if any(one.severity == "error" for one in found):
        return end(root, False, found)
    taken, more = captures(workspace, filled, day) if captured else ([], [])
    folder = folder or root / "output" / "evidence"
    files = {folder / name: data for name, data in bundle(workspace, filled, day, taken).items()}
    write_all(files)
    for path in files:
        say(path.as_posix())
    return end(root, False, [*found, *more])
