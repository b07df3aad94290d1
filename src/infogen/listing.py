"""A workspace, or what became of a build, as data for programs and as lines for people."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from infogen.backends import BACKENDS
from infogen.diagnostics import Diagnostic
from infogen.manifest import Entry
from infogen.messages import _
from infogen.workspace import Workspace


def as_data(workspace: Workspace) -> dict[str, Any]:
    """What there is to build, for JSON."""
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
        "themes": sorted(workspace.themes),
        "default_theme": workspace.default_theme,
        "files": list(BACKENDS),
    }


def as_text(workspace: Workspace) -> str:
    """What there is to build, for people."""
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
    parts = [(_("pieces"), pieces), (_("formats"), formats), (_("themes"), themes)]
    lines = [line for title, rows in parts for line in _section(title, rows)]
    return "\n".join([*lines, f"{_('files')}: {', '.join(BACKENDS)}"]) + "\n"


def built(entries: Iterable[Entry], findings: Iterable[Diagnostic]) -> dict[str, Any]:
    """What became of a build, for JSON."""
    return {
        "files": [asdict(entry) for entry in entries],
        "diagnostics": [
            {
                "severity": finding.severity,
                "code": finding.code,
                "message": finding.message,
                "file": finding.span.file if finding.span else None,
                "line": finding.span.line if finding.span else None,
                "column": finding.span.column if finding.span else None,
                "hint": finding.hint,
                "about": finding.about,
                "pieces": list(finding.pieces),
                "answer": asdict(finding.answer) if finding.answer else None,
            }
            for finding in findings
        ],
    }


def _section(title: str, rows: dict[str, str]) -> Iterator[str]:
    yield f"{title}:"
    width = max(map(len, rows), default=0)
    for name in sorted(rows):
        yield f"  {name:<{width}}  {rows[name]}"
    yield ""
