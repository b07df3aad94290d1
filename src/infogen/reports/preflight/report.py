"""The report of a preflight to look at: one page with everything found, and the pictures with the
places marked on them.
"""

import base64
import io
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from msgspec import Struct, field
from PIL import Image

from infogen.backends.png import draw
from infogen.build.jobs import Job
from infogen.diagnostics import Bounds, Diagnostic, Failure, Spot
from infogen.diagnostics.uses import describe_traces
from infogen.layout.compose import compose
from infogen.messages import _, language
from infogen.reports.html import fill_template
from infogen.reports.preflight import Examination, ScannedCode, bears, lone_reader
from infogen.scene import Scene
from infogen.workspace import Workspace

WIDEST = 640
"""Pixels of a picture on the page: enough to see a place, small enough to send."""

MOST = 2
"""Pictures on which a finding is marked: of one cause in many formats a few are enough."""


class _Picture(Struct):
    """A page of a picture with the numbers of what was found on it, and where."""

    name: str
    number: int
    marks: list[tuple[int, Bounds]] = field(default_factory=list)


def preflight_page(workspace: Workspace, found: Examination) -> bytes:
    """The page, with its pictures inside."""
    pictures: dict[tuple[str, int], _Picture] = {}
    items = []
    for number, finding in enumerate(found.findings, 1):
        shown = _shown(finding)
        for spot in shown:
            known = pictures.setdefault(
                (spot.picture, spot.page), _Picture(spot.picture, spot.page)
            )
            known.marks.append((number, spot.box))
        items.append(_item(number, finding, shown))
    return fill_template(
        "preflight",
        lang=language(),
        title=_("Preflight"),
        findings=items,
        count=_counted(found),
        pictures=list(_made(workspace, found.pictures, pictures.values())),
        codes=[_code(one) for one in found.codes],
        note=None if found.second_reader else lone_reader(),
        words={
            "nothing": _("Nothing wrong."),
            "findings": _("Findings"),
            "pictures": _("Where it is seen"),
            "codes": _("How much each code bears"),
            "address": _("address"),
            "module": _("module"),
            "read": _("is read down to"),
            "on": _("on"),
            "todo": _("what to do"),
            "answered": _("answered"),
            "error": _("error"),
            "warning": _("warning"),
            "note": _("note"),
        },
    )


def _counted(found: Examination) -> str:
    errors = sum(one.severity == "error" for one in found.findings)
    replied = sum(one.answer is not None for one in found.findings)
    warnings = sum(one.severity == "warning" for one in found.findings) - replied
    return _("errors: {errors}, warnings: {warnings}, answered: {answered}").format(
        errors=errors, warnings=warnings, answered=replied
    )


def _shown(finding: Diagnostic) -> list[Spot]:
    """The places that are marked: those of the first few pictures."""
    chosen: list[str] = []
    for spot in finding.spots:
        if spot.picture and spot.picture not in chosen and len(chosen) < MOST:
            chosen.append(spot.picture)
    return [spot for spot in finding.spots if spot.picture in chosen]


def _item(number: int, finding: Diagnostic, shown: list[Spot]) -> dict[str, Any]:
    reply = finding.answer
    anchors = dict.fromkeys((spot.picture, spot.page) for spot in shown)
    return {
        "number": number,
        "severity": "answered" if reply else finding.severity,
        "code": finding.code,
        "message": finding.message,
        "hint": finding.hint,
        "place": str(finding.span) if finding.span else None,
        "uses": describe_traces(finding.traces),
        "pieces": ", ".join(finding.pieces),
        "answer": f"{reply.reason} ({reply.by}, {reply.on})" if reply else None,
        "more": len({spot.picture for spot in finding.spots})
        - len({name for name, _at in anchors}),
        "links": [{"id": _id(name, at), "name": _called(name, at)} for name, at in anchors],
    }


def _id(name: str, at: int) -> str:
    return f"{name}-{at + 1}"


def _called(name: str, at: int) -> str:
    return _("{picture}, page {page}").format(picture=name, page=at + 1)


def _made(
    workspace: Workspace, jobs: Mapping[str, Job], pictures: Iterable[_Picture]
) -> Iterator[dict[str, Any]]:
    """The pictures as the page shows them, by name and page; a piece that cannot be composed has
    none.
    """
    ordered = sorted(pictures, key=lambda known: (known.name, known.number))
    for name, group in groupby(ordered, lambda known: known.name):
        job = jobs[name]
        try:
            scene = compose(
                workspace.in_language(job.language),
                job.piece,
                format=job.format,
                theme=job.theme,
                variant=job.variant,
            )
        except Failure:
            continue
        for known in group:
            yield _picture(scene, known)


def _picture(scene: Scene, known: _Picture) -> dict[str, Any]:
    """A page as the report shows it: scaled, with a box and a number for each mark."""
    width, height = scene.canvas.width, scene.canvas.height
    edge = max(width, height) / 200
    return {
        "id": _id(known.name, known.number),
        "name": _called(known.name, known.number),
        "alt": scene.alt,
        "data": _data(scene, known.number),
        "width": width,
        "height": height,
        "edge": edge,
        "size": edge * 5,
        "marks": [
            {
                "number": number,
                "x": box[0] - edge,
                "y": box[1] - edge,
                "width": max(box[2] - box[0], 0.0) + 2 * edge,
                "height": max(box[3] - box[1], 0.0) + 2 * edge,
                "label": min(max(box[0] - 4 * edge, edge * 3), width - edge * 3),
                "line": min(max(box[1] - edge, edge * 3), height - edge * 3),
            }
            for number, box in known.marks
        ],
    }


def _data(scene: Scene, number: int) -> str:
    """The picture as the address of its own bytes."""
    drawn = draw(scene, number)
    scale = min(1.0, WIDEST / drawn.width)
    small = drawn.resize(
        (round(drawn.width * scale), round(drawn.height * scale)), Image.Resampling.LANCZOS
    )
    file = io.BytesIO()
    small.save(file, "JPEG", quality=85, optimize=True)
    return "data:image/jpeg;base64," + base64.b64encode(file.getvalue()).decode()


def _code(one: ScannedCode) -> dict[str, Any]:
    return {
        "address": one.address,
        "module": one.size,
        "read": bears(one.endurance.scale),
        "pictures": ", ".join(one.pictures),
    }
