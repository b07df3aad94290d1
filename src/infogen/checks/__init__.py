"""The checks: to add one, write its file and name it here.

There are five kinds: of a scene before it is drawn, of a variant's scene beside that of the piece
itself, of a finished file, of the content, which looks at the state of a scene's facts on a given
day, and of a workspace as a whole.
"""

from collections.abc import Callable, Iterable
from datetime import date
from itertools import islice

from msgspec.structs import replace

from infogen.checks import clock
from infogen.checks.content.acronyms import acronyms
from infogen.checks.content.actors import actors
from infogen.checks.content.addresses import addresses
from infogen.checks.content.authority import authority
from infogen.checks.content.citations import citations
from infogen.checks.content.conditions import conditions
from infogen.checks.content.dated import dated
from infogen.checks.content.day_units import day_units
from infogen.checks.content.future import future
from infogen.checks.content.in_force import in_force
from infogen.checks.content.jargon import jargon
from infogen.checks.content.legal_basis import legal_basis
from infogen.checks.content.one_date import one_date
from infogen.checks.content.regime import regime
from infogen.checks.content.review import review
from infogen.checks.content.signed import signed
from infogen.checks.content.support import support
from infogen.checks.content.unknowns import unknowns
from infogen.checks.file.codes import codes
from infogen.checks.file.limits import limits
from infogen.checks.follow_ons import without_follow_ons
from infogen.checks.scene.alignment import alignment
from infogen.checks.scene.alternatives import alternatives
from infogen.checks.scene.bands import bands
from infogen.checks.scene.captions import captions
from infogen.checks.scene.code_geometry import code_geometry
from infogen.checks.scene.color_vision import color_vision
from infogen.checks.scene.contrast import contrast
from infogen.checks.scene.empty_texts import empty_texts
from infogen.checks.scene.figures import figures
from infogen.checks.scene.floors import floors
from infogen.checks.scene.gutters import gutters
from infogen.checks.scene.language import language
from infogen.checks.scene.line_gaps import line_gaps
from infogen.checks.scene.margins import margins
from infogen.checks.scene.marks import marks
from infogen.checks.scene.orphans import orphans
from infogen.checks.scene.overflow import overflow
from infogen.checks.scene.overlap import overlap
from infogen.checks.scene.page_fill import page_fill
from infogen.checks.scene.posts import posts
from infogen.checks.scene.readability import readability
from infogen.checks.scene.resolution import resolution
from infogen.checks.scene.ribbons import ribbons
from infogen.checks.scene.safe_area import safe_area
from infogen.checks.scene.sample import sample
from infogen.checks.scene.shortened import shortened
from infogen.checks.seen.facts import Usage, spots
from infogen.checks.variant import variants
from infogen.checks.workspace.unused_copy import unused_copy
from infogen.content import Data
from infogen.diagnostics import Diagnostic
from infogen.diagnostics.findings import MOST_FINDINGS
from infogen.scene import Scene
from infogen.workspace import Workspace

SCENE: dict[str, Callable[[Scene], Iterable[Diagnostic]]] = {
    "overflow": overflow,
    "overlap": overlap,
    "floors": floors,
    "contrast": contrast,
    "marks": marks,
    "color_vision": color_vision,
    "safe_area": safe_area,
    "code_geometry": code_geometry,
    "figures": figures,
    "alternatives": alternatives,
    "empty_texts": empty_texts,
    "margins": margins,
    "gutters": gutters,
    "line_gaps": line_gaps,
    "bands": bands,
    "captions": captions,
    "ribbons": ribbons,
    "alignment": alignment,
    "page_fill": page_fill,
    "orphans": orphans,
    "readability": readability,
    "language": language,
    "sample": sample,
    "shortened": shortened,
    "resolution": resolution,
    "posts": posts,
}

VARIANT: dict[str, Callable[[Scene, Scene], Iterable[Diagnostic]]] = {
    "variants": variants,
}

FILE: dict[str, Callable[[Scene, str, bytes, int], Iterable[Diagnostic]]] = {
    "codes": codes,
    "limits": limits,
}

CONTENT: dict[str, Callable[[Usage], Iterable[Diagnostic]]] = {
    "review": review,
    "unknowns": unknowns,
    "support": support,
    "regime": regime,
    "authority": authority,
    "signed": signed,
    "dated": dated,
    "one_date": one_date,
    "future": future,
    "in_force": in_force,
    "legal_basis": legal_basis,
    "day_units": day_units,
    "addresses": addresses,
    "acronyms": acronyms,
    "jargon": jargon,
    "actors": actors,
    "conditions": conditions,
    "citations": citations,
}

WORKSPACE: dict[str, Callable[[Workspace], Iterable[Diagnostic]]] = {
    "unused_copy": unused_copy,
}


def check(
    scene: Scene, workspace: Workspace | None = None, *, today: date | None = None
) -> list[Diagnostic]:
    """All findings on a scene, in the order of the checks.

    With the workspace that it was composed of, also how the facts stand that it uses, on `today`
    (else the day of SOURCE_DATE_EPOCH, else today). It does not cover what only a finished file
    shows (`check_file`: codes read back, limits of platforms), a variant beside its piece
    (`check_variant`), the workspace as a whole (`check_workspace`), and the worn codes and visited
    links of `infogen check`.
    """
    findings = check_scene(scene)
    if workspace is not None:
        findings += check_content(workspace.data, scene, today or clock.today())
    return findings


def check_scene(scene: Scene) -> list[Diagnostic]:
    """All findings on a scene alone, before anything is drawn of it: of each check at most
    `MOST_FINDINGS`, and none that only follows from another.
    """
    found = [finding for run in SCENE.values() for finding in islice(run(scene), MOST_FINDINGS)]
    return without_follow_ons(found, scene)


def check_variant(scene: Scene, base: Scene) -> list[Diagnostic]:
    """All findings on a variant beside another one, or the piece itself, in the same format."""
    return [finding for run in VARIANT.values() for finding in run(scene, base)]


def check_file(scene: Scene, kind: str, data: bytes, page: int = 0) -> list[Diagnostic]:
    """All findings on a finished file of a scene: its kind, its bytes and the page it shows."""
    return [finding for run in FILE.values() for finding in run(scene, kind, data, page)]


def check_workspace(workspace: Workspace) -> list[Diagnostic]:
    """All findings on a workspace as a whole, whatever is built of it."""
    return [finding for run in WORKSPACE.values() for finding in run(workspace)]


def check_content(data: Data, scene: Scene, today: date) -> list[Diagnostic]:
    """All findings on how the facts that a scene uses stand on a day, each with its places."""
    usage = Usage(data, scene, today)
    found = [finding for run in CONTENT.values() for finding in run(usage)]
    return [
        replace(one, spots=spots(scene, one.about)) if one.about and not one.spots else one
        for one in found
    ]
