"""`infogen sign`: the record that a person has signed facts."""

from datetime import date
from pathlib import Path

import click

from infogen.cli import options as options
from infogen.cli.command import Command
from infogen.cli.printer import say
from infogen.messages import _

LONGEST_NAME = 200
"""Characters of the name of who signs."""


@click.command(
    "sign",
    cls=Command,
    short_help=_("Record that a person has signed facts."),
    help=_(
        "Record that a person has read and signed the table of infogen sources, or the facts that"
        " are named, in data/signatures.yaml. A fact that changes later is no longer signed."
    ),
)
@click.argument("facts", nargs=-1, metavar=_("[FACT]..."))
@click.option("--by", metavar=_("NAME"), required=True, help=_("Who has signed."))
@click.option(
    "--table",
    "hashed",
    metavar=_("HASH"),
    help=_("The hash that stands on the table that was signed: refused if the data have changed."),
)
@options.day("--on", help=_("The day of the signature, such as 2026-12-24; today if left out."))
@options.workspace
def sign(root: Path, facts: tuple[str, ...], by: str, hashed: str | None, on: date | None) -> int:
    """Find the facts, record them."""
    from infogen.checks import clock
    from infogen.reports.review.sign import facts_to_sign, record
    from infogen.reports.review.sources import table
    from infogen.source.characters import compose, find_fault
    from infogen.workspace.cache import load_cached

    by = compose(by.strip())
    if not by:
        raise click.UsageError(_("--by needs a name"), click.get_current_context())
    if len(by) > LONGEST_NAME:
        message = _("--by takes a name of up to {count} characters").format(count=LONGEST_NAME)
        raise click.UsageError(message, click.get_current_context())
    fault = find_fault(by)
    if fault is not None:
        raise click.UsageError(f"--by: {fault.message}", click.get_current_context())
    workspace = load_cached(root)
    signed = facts_to_sign(table(workspace), facts, hashed)
    path = record(root, workspace.data, signed, by, on or clock.today())
    message = _("facts signed by {name}: {count}, in {path}")
    say(message.format(count=len(signed), name=by, path=path.as_posix()))
    return 0
