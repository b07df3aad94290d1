"""A workspace, or what became of a build, as data for programs and as lines for people."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from msgspec import to_builtins

from infogen.backends import BACKENDS
from infogen.build.manifest import ManifestEntry
from infogen.diagnostics import Diagnostic, Span
from infogen.messages import _
from infogen.workspace import Workspace

if TYPE_CHECKING:
    from infogen.reports.preflight import Examination
    from infogen.reports.preflight.online import Visit


def as_data(workspace: Workspace) -> dict[str, Any]:
    """The pieces, formats and themes, for JSON."""
    return {
        "pieces": [
            {"name": name, "formats": list(piece.formats), "variants": list(piece.variants)}
            for name, piece in sorted(workspace.pieces.items())
        ],
        "formats": [
            {
                "name": name,
                "family": sheet.family,
                "width": sheet.width,
                "height": sheet.height,
                "unit": sheet.unit,
                "files": list(sheet.files),
            }
            for name, sheet in sorted(workspace.formats.items())
        ],
        "axes": [
            {"name": name, "values": list(axis.values)}
            for name, axis in sorted(workspace.axes.axes.items())
        ],
        "themes": sorted(workspace.themes),
        "default_theme": workspace.default_theme,
        "files": list(BACKENDS),
    }


def as_text(workspace: Workspace) -> str:
    """The pieces, formats and themes, for people."""
    pieces = {
        name: ", ".join(piece.formats)
        + (f" · {_('variants')}: {', '.join(piece.variants)}" if piece.variants else "")
        for name, piece in workspace.pieces.items()
    }
    formats = {
        name: f"{sheet.width:g} × {sheet.height:g} {sheet.unit} · {', '.join(sheet.files)}"
        for name, sheet in workspace.formats.items()
    }
    themes = {name: theme.name for name, theme in workspace.themes.items()}
    themes[workspace.default_theme] += f" ({_('default')})"
    axes = {
        axis.name: ", ".join(axis.values) for _name, axis in sorted(workspace.axes.axes.items())
    }
    parts = [
        (_("pieces"), pieces),
        (_("formats"), formats),
        (_("themes"), themes),
        (
            _("axes, whose values go with any piece: --variant {example}").format(
                example="lineas+noche"
            ),
            axes,
        ),
    ]
    lines = [line for title, rows in parts for line in _section(title, rows)]
    return "\n".join([*lines, f"{_('files')}: {', '.join(BACKENDS)}"]) + "\n"


def built(entries: Iterable[ManifestEntry], findings: Iterable[Diagnostic]) -> dict[str, Any]:
    """The result of a build, for JSON."""
    return {
        "files": [to_builtins(entry) for entry in entries],
        "diagnostics": [
            {
                "severity": finding.severity,
                "code": finding.code,
                "message": finding.message,
                **_place(finding.span),
                "hint": finding.hint,
                "about": finding.about,
                "pieces": list(finding.pieces),
                "answer": to_builtins(finding.answer),
                "spots": [
                    {"picture": spot.picture, "page": spot.page + 1, "box": list(spot.box)}
                    for spot in finding.spots
                ],
                "uses": [
                    [{"component": use.component, **_place(use.at)} for use in trace]
                    for trace in finding.traces
                ],
            }
            for finding in findings
        ],
    }


def _place(span: Span | None) -> dict[str, Any]:
    if span is None:
        return {"file": None, "line": None, "column": None}
    return {"file": span.file, "line": span.line, "column": span.column}


def preflight_data(
    findings: Iterable[Diagnostic], found: "Examination", visits: "Iterable[Visit]"
) -> dict[str, Any]:
    """The findings of a preflight, for JSON."""
    return {
        **built((), findings),
        "codes": [
            {
                "address": one.address,
                "module": one.size,
                "printed": one.on_paper,
                "pictures": list(one.pictures),
                "scale": one.endurance.scale,
                "weak_at": None if one.endurance.weak is None else list(one.endurance.weak),
            }
            for one in found.codes
        ],
        "second_reader": found.second_reader,
        "visits": [to_builtins(one) for one in visits],
    }


def _section(title: str, rows: dict[str, str]) -> Iterator[str]:
    yield f"{title}:"
    width = max(map(len, rows), default=0)
    for name in sorted(rows):
        yield f"  {name:<{width}}  {rows[name]}"
    yield ""


ListingTable = tuple[str, tuple[str, ...], list[tuple[str, ...]]]
"""A title, the heads of columns, and rows."""


def pieces_table(findings: Iterable[Diagnostic], found: "Examination") -> ListingTable:
    """Each piece with its pictures and its findings, an answered one apart."""
    all_found = list(findings)
    rows = []
    for piece in sorted({job.piece for job in found.pictures.values()}):
        own = [finding for finding in all_found if piece in finding.pieces]
        errors = sum(finding.severity == "error" for finding in own)
        replied = sum(finding.answer is not None for finding in own)
        pictures = sum(job.piece == piece for job in found.pictures.values())
        warnings = sum(finding.severity == "warning" for finding in own) - replied
        counts = (pictures, errors, warnings, replied)
        rows.append((piece, *map(str, counts)))
    heads = (_("piece"), _("pictures"), _("errors"), _("warnings"), _("answered"))
    return _("Pieces"), heads, rows


def codes_table(found: "Examination") -> ListingTable:
    """Each code as it is drawn, and down to which scale it is read."""
    from infogen.reports.preflight import bears

    rows: list[tuple[str, ...]] = [
        (one.address, one.size, bears(one.endurance.scale), str(len(one.pictures)))
        for one in found.codes
    ]
    return _("Codes"), (_("address"), _("module"), _("bears"), _("pictures")), rows


def visits_table(visits: "Iterable[Visit]") -> ListingTable:
    """Each link that was visited, and what it answered."""
    rows: list[tuple[str, ...]] = [
        (
            one.link,
            one.problem or str(one.status),
            one.final or one.url,
            one.issuer or "–",
            one.until.isoformat() if one.until else "–",
            one.on.isoformat(),
        )
        for one in visits
    ]
    heads = (_("link"), _("status"), _("leads to"), _("certificate of"), _("until"), _("visited"))
    return _("Links"), heads, rows
