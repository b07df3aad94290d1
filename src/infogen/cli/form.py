"""`infogen form`: the official form of a practice, filled in."""

from datetime import date
from pathlib import Path

import click

from infogen.cli import options as options
from infogen.cli.ending import end, print_json
from infogen.cli.extra import ExtraCommand
from infogen.cli.printer import say
from infogen.messages import _


class FormCommand(ExtraCommand):
    """A command that needs the extra `forms`."""

    extra = "forms"
    needed = ("docx", "scipy", "cv2")


PRACTICE = click.argument("practice", metavar=_("PRACTICE"))


@click.command(
    "form",
    cls=FormCommand,
    short_help=_("Fill in the official form of a practice."),
    help=_(
        "Fill in the form with which a practice is presented, from what is recorded in data/ and"
        " in the stores of focus groups and mailbox: for Word, and as a PDF. Yes and no are never"
        " guessed; what a person has to say is listed."
    ),
)
@PRACTICE
@click.option(
    "--pending",
    "listed",
    is_flag=True,
    help=_("List what a person still has to say, and who could know it; write nothing."),
)
@options.output(_("Where to write; output/form/ in the workspace if left out."))
@options.workspace
@options.today
@options.json
def form(
    root: Path, practice: str, folder: Path | None, listed: bool, today: date | None, as_json: bool
) -> int:
    """Fill in, check, write, list."""
    from msgspec import to_builtins

    from infogen.checks import clock
    from infogen.files.write import write_all
    from infogen.forms.checking import check_form
    from infogen.forms.files import form_files
    from infogen.forms.filling import fill
    from infogen.forms.pending import pending
    from infogen.workspace.cache import load_cached

    workspace, day = load_cached(root), today or clock.today()
    filled = fill(workspace, practice, day)
    found, missing = check_form(workspace, filled), pending(filled)
    written: list[Path] = []
    if not listed and not any(one.severity == "error" for one in found):
        folder = folder or root / "output" / "form"
        files = {folder / name: data for name, data in form_files(workspace, filled, day).items()}
        write_all(files)
        written = [*files]
    if as_json:
        print_json(
            {
                "practice": practice,
                "boxes": len(filled.boxes),
                "filled": sum(box.state in ("person", "data") for box in filled.boxes.values()),
                "pending": to_builtins(missing),
                "files": [path.as_posix() for path in written],
                "findings": [str(one) for one in found],
            }
        )
        return 1 if any(one.severity == "error" for one in found) else 0
    for path in written:
        say(path.as_posix())
    shown = missing if listed or written else []
    if shown:
        said = _("{open} of {boxes} boxes wait for a person:")
        say(said.format(open=len(shown), boxes=len(filled.boxes)))
    for box in shown:
        say(f"{box.id}  {box.label}\n      {box.who}; {box.why}")
    return end(root, False, found)
