"""How a command ends: its report on standard error, its JSON, its exit status."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from infogen.messages import _

if TYPE_CHECKING:
    from infogen.build.listener import Silent
    from infogen.build.manifest import ManifestEntry
    from infogen.diagnostics import Diagnostic, Failure

FAILED = 1
INTERRUPTED = 130


def listener(as_json: bool, total: int) -> "Silent":
    """The listener that shows the progress of a build: a bar, lines or nothing."""
    from infogen.build.listener import Silent
    from infogen.cli.progress import Bar, Lines

    if as_json:
        return Silent()
    return Bar(total) if sys.stdout.isatty() else Lines()


def end(
    root: Path,
    as_json: bool,
    findings: "Iterable[Diagnostic]",
    entries: "Iterable[ManifestEntry] | None" = None,
) -> int:
    """Report, and the exit status."""
    findings = list(findings)
    if as_json:
        from infogen.reports.listing import built

        print_json(built(entries or (), findings))
    elif findings:
        from infogen.diagnostics.terminal import report

        color = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
        text = report(findings, lambda file, line: _line(root, file, line), color)
        click.echo(text, nl=False, err=True, color=color)
    return FAILED if any(finding.severity == "error" for finding in findings) else 0


def _line(root: Path, file: str, number: int) -> str | None:
    """A line of a file that a diagnostic names, the workspace's or the stock's."""
    from infogen.workspace import stock

    inner = file.removeprefix("stock/")
    path = root / file if inner == file else stock.folder() / inner
    try:
        lines = path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
        return lines[number - 1]
    except (OSError, IndexError):
        return None


def describe_refusal(problem: OSError) -> "Diagnostic":
    """The diagnostic for a refusal of the system that nothing closer to it has reported."""
    from infogen.diagnostics import error
    from infogen.files.os_errors import reason

    where = f"{problem.filename}: " if problem.filename else ""
    hint = _("check the folder and its permissions")
    return error("system", f"{where}{reason(problem)}", hint=hint)


def usage_problem(misuse: "Failure") -> click.UsageError:
    """A request for something that does not exist, as click reports wrong usage."""
    context = click.get_current_context()
    lines = []
    for finding in misuse.diagnostics:
        lines.append(finding.message)
        if finding.hint:
            lines.append(f"  {_('hint')}: {finding.hint}")
    return click.UsageError("\n".join(lines), context)


def print_json(data: object) -> None:
    """Print a document for programs."""
    import json

    click.echo(json.dumps(data, ensure_ascii=False, indent=1))
