"""`infogen check`: what is wrong with pieces, without writing them."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from infogen.cli import options as options
from infogen.cli.command import Command
from infogen.cli.ending import FAILED, end, listener, print_json
from infogen.cli.printer import printable, say
from infogen.messages import _

if TYPE_CHECKING:
    from infogen.diagnostics import Diagnostic
    from infogen.reports.preflight import Examination
    from infogen.reports.preflight.online import Visit
    from infogen.workspace import Workspace


@click.command(
    "check",
    cls=Command,
    short_help=_("Check pieces without writing them."),
    help=_(
        "Make the pieces, of all if none is named, look at them as a reader and a scanner would, "
        "and report what is wrong. Nothing is written but the reports that are asked for."
    ),
)
@options.choice
@click.option(
    "--report",
    "report",
    metavar=_("FILE"),
    type=options.PATH,
    help=_("Write a page with everything found, and the pictures with the places marked."),
)
@click.option(
    "--sarif",
    "log",
    metavar=_("FILE"),
    type=options.PATH,
    help=_("Write the findings for editors and CI, as SARIF."),
)
@click.option(
    "--online",
    is_flag=True,
    help=_("Also visit the links of the data: status, final site, certificate."),
)
@options.workspace
@options.jobs
@options.today
@options.json
def check(
    root: Path,
    processes: int,
    today: date | None,
    as_json: bool,
    **asked: Any,
) -> int:
    """Select, examine, report."""
    from infogen.build.jobs import Choice, select_jobs
    from infogen.reports.preflight import examine
    from infogen.workspace import require_own
    from infogen.workspace.cache import load_cached

    report, log, online = (asked.pop(name) for name in ("report", "log", "online"))
    visits: tuple[Visit, ...] = ()
    if not asked["pieces"]:
        require_own(root)
    workspace = load_cached(root)
    choice = Choice(**asked)
    jobs = select_jobs(workspace, choice)
    with listener(as_json, len(jobs)) as told:
        found = examine(
            workspace,
            jobs,
            told,
            processes=processes,
            today=today,
            whole=choice == Choice(),
        )
    findings = found.findings
    if online:
        visits, findings = _visited(workspace, findings, today)
    _write(workspace, found, findings, report, log)
    if as_json:
        from infogen.reports.listing import preflight_data

        print_json(preflight_data(findings, found, visits))
        return FAILED if any(finding.severity == "error" for finding in findings) else 0
    status = end(root, as_json, findings)
    _table(found, findings, visits)
    if not findings:
        say(_("{count} pictures and pages, nothing wrong").format(count=len(jobs)))
    return status


def _visited(
    workspace: "Workspace", findings: "tuple[Diagnostic, ...]", today: date | None
) -> "tuple[tuple[Visit, ...], tuple[Diagnostic, ...]]":
    """The answers of the data's links, and the findings with those about them."""
    from infogen.checks import clock
    from infogen.checks.answers import apply_answers
    from infogen.reports.preflight.online import addresses, link_findings, visit

    day = today or clock.today()
    data = workspace.data
    visits = tuple(visit(key, address, day) for key, address in addresses(data))
    more = apply_answers(link_findings(data, visits), data, day, whole=False)
    return visits, (*findings, *more)


def _write(
    workspace: "Workspace",
    found: "Examination",
    findings: "tuple[Diagnostic, ...]",
    report: Path | None,
    log: Path | None,
) -> None:
    """The reports that were asked for. Raises `Failure` if they cannot be written."""
    from msgspec.structs import replace

    from infogen.files.write import write

    if report:
        from infogen.reports.preflight.report import preflight_page

        write(report, preflight_page(workspace, replace(found, findings=findings)))
    if log:
        import json

        from infogen.reports.preflight.sarif import sarif

        text = json.dumps(sarif(findings), ensure_ascii=False, indent=1) + "\n"
        write(log, text.encode())


def _table(
    found: "Examination", findings: "Sequence[Diagnostic]", visits: "Sequence[Visit]"
) -> None:
    """Print the tables of pieces, codes and links."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from infogen.reports.listing import codes_table, pieces_table, visits_table

    console = Console()
    for title, heads, rows in (
        pieces_table(findings, found),
        codes_table(found),
        visits_table(visits),
    ):
        if rows:
            shown = Table(title=title, title_justify="left", box=None, pad_edge=False)
            for head in heads:
                shown.add_column(head, overflow="fold")
            for row in rows:
                shown.add_row(*(Text(printable(cell)) for cell in row))
            console.print(shown)
            console.print()
    if found.codes and not found.second_reader:
        from infogen.reports.preflight import lone_reader

        say(lone_reader())
