"""The command line: arguments in; files, reports and exit statuses out.

0 is success, 1 something wrong with what was read or written, 2 wrong usage, 130 an interrupt.
What a command needs is imported when it runs, so that `--help` is quick.
"""

import gettext
import io
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from infogen import __version__
from infogen.diagnostics import Diagnostic, Failure, error
from infogen.messages import LOCALES, _, language

if TYPE_CHECKING:
    from infogen.manifest import Entry
    from infogen.progress import Silent

FAILED = 1
INTERRUPTED = 130

_FOLDER = click.Path(path_type=Path)

_workspace = click.option(
    "-w",
    "--workspace",
    "root",
    metavar=_("FOLDER"),
    default=".",
    type=_FOLDER,
    help=_("The workspace, a folder with layouts and data; this folder if left out."),
)
_json = click.option(
    "--json", "as_json", is_flag=True, help=_("Print one JSON document, for programs.")
)


def main() -> None:
    """Run a command and leave with its exit status."""
    # The words of click itself come from the same catalogue, through gettext's global domain.
    os.environ["LANGUAGE"] = language()
    gettext.bindtextdomain("infogen", str(LOCALES))
    gettext.textdomain("infogen")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """The exit status of a command; everything that goes wrong is printed."""
    try:
        status = infogen.main(list(arguments), prog_name="infogen", standalone_mode=False)
    except click.ClickException as problem:
        problem.show()
        return problem.exit_code
    except click.Abort:
        return INTERRUPTED
    except Failure as failure:
        return _end(Path(), False, failure.diagnostics)
    except OSError as problem:
        return _end(Path(), False, [_refused(problem)])
    return status if isinstance(status, int) else 0


@click.group(
    help=_("Makes infographics and printable guides of layouts and sourced content."),
    epilog=_("The messages are in Spanish with INFOGEN_LANG=es."),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, message="infogen %(version)s")
def infogen() -> None:
    """The group of the commands."""


@infogen.command(
    short_help=_("Make the files of pieces."),
    help=_(
        "Make the files of the pieces, of all if none is named. They are written to"
        " output/PIECE/, and output/manifest.json says which facts each of them states."
    ),
)
@click.argument("pieces", nargs=-1, metavar=_("[PIECE]..."))
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar=_("FORMAT"),
    help=_("Only this format; may be repeated."),
)
@click.option("--theme", metavar=_("THEME"), help=_("A theme in place of the piece's own."))
@click.option(
    "--variant",
    "variants",
    multiple=True,
    metavar=_("VARIANT"),
    help=_("Only this variant; may be repeated."),
)
@click.option(
    "--as",
    "files",
    multiple=True,
    metavar="png|jpg|webp|pdf",
    help=_("The kind of file in place of the format's own; may be repeated."),
)
@click.option(
    "-o",
    "--output",
    "folder",
    metavar=_("FOLDER"),
    type=_FOLDER,
    help=_("Where to write; output/ in the workspace if left out."),
)
@_workspace
@click.option(
    "-j",
    "--jobs",
    "processes",
    metavar="N",
    type=click.IntRange(1),
    default=1,
    help=_("Build in N processes."),
)
@_json
def build(root: Path, folder: Path | None, processes: int, as_json: bool, **asked: Any) -> int:
    """Select, build, report."""
    from infogen.build import build
    from infogen.selection import Choice, Misuse, select
    from infogen.workspace import load

    try:
        workspace = load(root)
        jobs = select(workspace, Choice(**asked))
        with _listener(as_json, len(jobs)) as listener:
            built = build(workspace, jobs, folder or root / "output", listener, processes=processes)
    except Misuse as misuse:
        raise _usage(misuse) from None
    except Failure as failure:
        return _end(root, as_json, failure.diagnostics)
    return _end(root, as_json, built.findings, built.entries)


@infogen.command(
    short_help=_("Begin a campaign in a new folder."),
    help=_("Make a folder with the pieces and the content, ready to be edited and built."),
)
@click.argument("folder", type=_FOLDER, metavar=_("FOLDER"))
def init(folder: Path) -> int:
    """Make the workspace, say what is next."""
    from infogen.init import init

    init(folder)
    click.echo(_("made {folder}; next: cd {folder} && infogen build").format(folder=folder))
    return 0


@infogen.command(
    short_help=_("Write the schemas for editors."),
    help=_("Write the JSON Schemas with which editors complete and check while one types."),
)
@click.option(
    "-o",
    "--output",
    "folder",
    metavar=_("FOLDER"),
    type=_FOLDER,
    help=_("Where to write; schemas/ in the workspace if left out."),
)
@_workspace
def schema(root: Path, folder: Path | None) -> int:
    """Write the schemas, name them."""
    from infogen import stock
    from infogen.schema import write

    for path in write(folder or root / "schemas", stock.names(root, "formats")):
        click.echo(path.as_posix())
    return 0


@infogen.command(
    "list",
    short_help=_("Say what there is to build."),
    help=_("Say which pieces, formats, themes and kinds of files there are."),
)
@_workspace
@_json
def list_(root: Path, as_json: bool) -> int:
    """List the workspace."""
    from infogen.listing import as_data, as_text
    from infogen.workspace import load

    try:
        workspace = load(root)
    except Failure as failure:
        return _end(root, as_json, failure.diagnostics)
    if as_json:
        _print_json(as_data(workspace))
    else:
        click.echo(as_text(workspace), nl=False)
    return 0


def _listener(as_json: bool, total: int) -> "Silent":
    from infogen.progress import Bar, Lines, Silent

    if as_json:
        return Silent()
    return Bar(total) if sys.stdout.isatty() else Lines()


def _end(
    root: Path,
    as_json: bool,
    findings: Iterable[Diagnostic],
    entries: "Iterable[Entry] | None" = None,
) -> int:
    """Report, and the exit status."""
    findings = list(findings)
    if as_json:
        from infogen.listing import built

        _print_json(built(entries or (), findings))
    elif findings:
        from infogen.report import report

        color = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
        text = report(findings, lambda file, line: _line(root, file, line), color)
        click.echo(text, nl=False, err=True, color=color)
    return FAILED if any(finding.severity == "error" for finding in findings) else 0


def _line(root: Path, file: str, number: int) -> str | None:
    """A line of a file that a diagnostic names, the workspace's or the stock's."""
    from infogen import stock

    inner = file.removeprefix("stock/")
    path = root / file if inner == file else stock.folder() / inner
    try:
        lines = path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
        return lines[number - 1]
    except (OSError, IndexError):
        return None


def _usage(misuse: Failure) -> click.UsageError:
    """What was asked for and does not exist, as click reports wrong usage."""
    context = click.get_current_context()
    lines = []
    for finding in misuse.diagnostics:
        lines.append(finding.message)
        if finding.hint:
            lines.append(f"  {_('hint')}: {finding.hint}")
    return click.UsageError("\n".join(lines), context)


def _refused(problem: OSError) -> Diagnostic:
    """What the system refused, where nothing closer to it has said so."""
    reason = problem.strerror or str(problem)
    where = f"{problem.filename}: " if problem.filename else ""
    return error("system", f"{where}{reason}", hint=_("check the folder and its permissions"))


def _print_json(data: object) -> None:
    import json

    click.echo(json.dumps(data, ensure_ascii=False, indent=1))
