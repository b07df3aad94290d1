"""`infogen impose`: pages on sheets, to be folded, stapled, cut or glued."""

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from infogen.cli import options as options
from infogen.cli.command import Command
from infogen.cli.ending import end, listener
from infogen.messages import _

if TYPE_CHECKING:
    from infogen.scene.geometry import Size
    from infogen.workspace import Workspace

SCHEMES = ("two-up", "booklet", "tri-fold", "tiles")


@click.command(
    "impose",
    cls=Command,
    short_help=_("Put pages on sheets to fold, staple, cut or glue."),
    help=_(
        "Put the pages of pieces on sheets: two-up, two copies on each sheet; booklet, folded and"
        " stapled in the middle; tri-fold, a leaflet of six panels; tiles, a poster of many sheets"
        " that are glued. A PDF for each is written to output/PIECE/; it has no links and claims"
        " neither PDF/UA nor PDF/A."
    ),
)
@click.argument("scheme", metavar=_("SCHEME"), type=click.Choice(SCHEMES))
@click.argument("pieces", metavar=_("PIECE..."), nargs=-1, required=True)
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
    "--sheet",
    metavar=_("FORMAT"),
    help=_(
        "The paper in the printer, a format such as letter; if left out, as large as the pages"
        " side by side (of tiles: letter)."
    ),
)
@click.option(
    "--poster",
    metavar=_("WIDTHxHEIGHT"),
    help=_("The size of a poster of tiles in mm; 900x1200 if left out."),
)
@options.ink
@options.output(_("Where to write; output/ in the workspace if left out."))
@options.workspace
@options.jobs
@options.today
@options.json
def impose(
    root: Path,
    folder: Path | None,
    processes: int,
    today: date | None,
    as_json: bool,
    **asked: Any,
) -> int:
    """Select, impose, report."""
    from infogen.build import build
    from infogen.build.jobs import Choice, select_jobs
    from infogen.sheets.press import POSTER, Sheets
    from infogen.workspace.cache import load_cached

    scheme, sheet, poster = asked.pop("scheme"), asked.pop("sheet"), asked.pop("poster")
    if poster and scheme != "tiles":
        raise click.UsageError(_("--poster goes with tiles"))
    workspace = load_cached(root)
    sheets = Sheets(
        scheme,
        asked.pop("ink"),
        _paper(workspace, sheet) if sheet else None,
        _size(poster) if poster else POSTER,
    )
    jobs = select_jobs(workspace, Choice(**asked, sheets=sheets))
    with listener(as_json, len(jobs)) as told:
        built = build(
            workspace, jobs, folder or root / "output", told, workers=processes, today=today
        )
    return end(root, as_json, built.findings, built.entries)


def _paper(workspace: "Workspace", name: str) -> "Size":
    """The size of a format of paper. Raises `Misuse` for any other name."""
    from infogen.diagnostics import error
    from infogen.diagnostics.hints import name_hint
    from infogen.diagnostics.misuse import Misuse
    from infogen.scene.geometry import Size

    papers = {key: form for key, form in workspace.formats.items() if form.family == "paper"}
    if name not in papers:
        message = _('there is no paper "{name}"').format(name=name)
        hint = name_hint(name, papers)
        raise Misuse([error("unknown-format", message, hint=hint)])
    return Size(papers[name].width, papers[name].height)


def _size(text: str) -> "Size":
    """A size in mm such as 900x1200, each side from 100 mm to 10 m."""
    from infogen.scene.geometry import Size

    sides = re.fullmatch(r"(\d{3,5})x(\d{3,5})", text)
    if sides is None or not all(100 <= int(side) <= 10_000 for side in sides.groups()):
        raise click.BadParameter(
            _("write width x height in mm, such as 900x1200"), param_hint="--poster"
        )
    return Size(float(sides[1]), float(sides[2]))
