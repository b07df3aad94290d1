"""One job to its files: compose, check, render. Nothing is written here."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from infogen.backends import BACKENDS, Backend
from infogen.build import manifest
from infogen.build.jobs import DRAFT, Job
from infogen.build.manifest import ManifestEntry
from infogen.checks import check_content, check_file, check_scene, check_variant
from infogen.checks.scanning.drawn import DrawnCode, drawn_codes
from infogen.diagnostics import Diagnostic, Failure
from infogen.layout.compose import compose
from infogen.scene import Scene
from infogen.workspace import Workspace


class File(Struct, frozen=True):
    """A finished file that is not written yet, and the seconds that it took."""

    entry: ManifestEntry
    data: bytes
    seconds: float


class Outcome(Struct, frozen=True):
    """The outcome of a job: its files, or none and why. `picture` is the name of its files
    without suffix and page, `codes` are those on its pages.
    """

    job: Job
    files: tuple[File, ...]
    findings: tuple[Diagnostic, ...]
    picture: str = ""
    codes: tuple[DrawnCode, ...] = ()

    @property
    def has_errors(self) -> bool:
        """True if a finding is an error."""
        return any(finding.severity == "error" for finding in self.findings)


def make_files(workspace: Workspace, job: Job, today: date) -> Outcome:
    """Compose, check and render one job. What is wrong is in the result, not raised."""
    made = _make(workspace, job, today)
    return replace(
        made,
        findings=tuple(
            replace(
                found,
                pieces=(job.piece,),
                spots=tuple(replace(spot, picture=made.picture) for spot in found.spots),
            )
            for found in made.findings
        ),
    )


def _make(workspace: Workspace, job: Job, today: date) -> Outcome:
    started = perf_counter()
    files: list[File] = []
    findings: tuple[Diagnostic, ...] = ()
    try:
        workspace = workspace.in_language(job.language)
        scene = compose(
            workspace, job.piece, format=job.format, theme=job.theme, variant=job.variant
        )
        stem = stem_of(workspace, scene, job)
        made = Outcome(job, (), (), Path(stem).name, tuple(drawn_codes(scene)))
        findings = (
            *check_scene(scene),
            *_beside_the_piece(workspace, job, scene),
            *check_content(workspace.data, scene, today),
        )
        if job.draft:
            from infogen.sheets.draft import as_draft

            scene = as_draft(workspace, scene)
        elif any(finding.severity == "error" for finding in findings):
            return replace(made, findings=findings)
        if job.sheets is not None:
            from infogen.checks.sheet import smallest_type
            from infogen.sheets.press import arrange
            from infogen.sheets.press.words import SheetTexts

            scene = arrange(scene, job.sheets, SheetTexts(workspace.data))
            stem = f"{stem}-{job.sheets.name}"
            findings += tuple(smallest_type(scene))
        for kind in job.files:
            for file in _files(scene, stem, kind, job.files):
                page = (file.entry.page or 1) - 1
                if not job.draft:  # the word across it may lie on a code
                    findings += tuple(check_file(scene, kind, file.data, page))
                now = perf_counter()
                files.append(replace(file, seconds=now - started))
                started = now
    except Failure as failure:
        return Outcome(job, (), (*findings, *failure.diagnostics))
    made = replace(made, files=tuple(files), findings=findings)
    return replace(made, files=()) if made.has_errors and not job.draft else made


def _beside_the_piece(workspace: Workspace, job: Job, scene: Scene) -> list[Diagnostic]:
    """The findings on a variant beside the piece itself, where that has the format. The piece is
    composed for it: any part of a build may be asked for alone, or made by another process.
    """
    if job.variant is None or job.format not in workspace.pieces[job.piece].formats:
        return []
    base = compose(workspace, job.piece, format=job.format, theme=job.theme)
    return check_variant(scene, base)


def _files(scene: Scene, stem: str, kind: str, kinds: Sequence[str]) -> Iterator[File]:
    """The files of one kind: one for all pages, or one a page. `kinds` are all that are made."""
    backend = BACKENDS[kind]
    if backend.text:
        shown = [BACKENDS[other] for other in kinds if not BACKENDS[other].text]
        names = (Path(path).name for other in shown for path, _page in _paths(other, stem, scene))
        scene = replace(scene, twin=replace(scene.twin, beside=tuple(names)))
    twin = f"{stem}.html" if "html" in kinds and not backend.text else None
    for path, page in _paths(backend, stem, scene):
        data = backend.render(scene, (page or 1) - 1)
        unit = _unit(backend, scene)
        yield File(manifest.entry(scene, path, data, page=page, unit=unit, twin=twin), data, 0.0)


def _paths(backend: Backend, stem: str, scene: Scene) -> list[tuple[str, int | None]]:
    """The paths of the files of a kind, and the page of each, from 1; None: it has them all."""
    count = 1 if backend.multipage else len(scene.pages)
    pages = [None] if count == 1 else range(1, count + 1)
    ends = ((f"-{page}" if page else "", page) for page in pages)
    return [(f"{stem}{backend.mark}{end}.{backend.suffix}", page) for end, page in ends]


def _unit(backend: Backend, scene: Scene) -> Literal["px", "mm"] | None:
    """In what a file is measured; a text is not."""
    if backend.text:
        return None
    if backend.multipage:
        return "mm"
    return scene.canvas.unit if backend.vector else "px"


def stem_of(workspace: Workspace, scene: Scene, job: Job) -> str:
    """`<piece>/<piece>[-<variant>][-<theme>][-<language>]-<format>[-borrador]`, theme and language
    only where they are other ones.
    """
    spec = workspace.axes.variant(workspace.pieces[scene.piece], scene.variant)
    usual = (spec and spec.file.theme) or workspace.default_theme
    theme = scene.theme if scene.theme != usual else None
    draft = DRAFT if job.draft else None
    parts = (scene.piece, scene.variant, theme, job.language, scene.canvas.id, draft)
    return f"{scene.piece}/{'-'.join(part for part in parts if part)}"
