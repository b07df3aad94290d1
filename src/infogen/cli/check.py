"""`infogen check`: what is wrong with pieces, without writing them."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from infogen.cli import _options as options
from infogen.cli._ending import end, listener, usage
from infogen.diagnostics import Failure
from infogen.messages import _


@click.command(
    "check",
    short_help=_("Check pieces without writing them."),
    help=_(
        "Make the pieces, of all if none is named, look at them as a reader and a scanner would, "
        "and report what is wrong. Nothing is written."
    ),
)
@options.choice
@options.workspace
@options.jobs
@options.today
@options.json
def check(root: Path, processes: int, today: date | None, as_json: bool, **asked: Any) -> int:
    """Select, examine, report."""
    from infogen.build import examine
    from infogen.selection import Choice, Misuse, select
    from infogen.workspace import load

    try:
        workspace = load(root)
        choice = Choice(**asked)
        jobs = select(workspace, choice)
        with listener(as_json, len(jobs)) as told:
            findings = examine(
                workspace,
                jobs,
                told,
                processes=processes,
                today=today,
                whole=choice == Choice(),
            )
    except Misuse as misuse:
        raise usage(misuse) from None
    except Failure as failure:
        return end(root, as_json, failure.diagnostics)
    if not findings and not as_json:
        click.echo(_("{count} pictures and pages, nothing wrong").format(count=len(jobs)))
    return end(root, as_json, findings)
