"""Scenes to make, to files and their manifest: compose, check, render, write.

A piece with an error writes none of its files, and its earlier files stay; the others are built.
"""

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, suppress
from datetime import date
from functools import cache, partial
from itertools import groupby
from pathlib import Path
from time import perf_counter
from typing import Literal, Protocol

from msgspec import Struct
from msgspec.structs import replace

from infogen import clock, manifest
from infogen.backends import BACKENDS, Backend
from infogen.checks import check, check_content, check_file, check_variant
from infogen.checks.drawn_codes import CodeOnPage, codes_on
from infogen.compose import compose
from infogen.diagnostics import Diagnostic, Failure, fail, joined
from infogen.kept import keep, load
from infogen.manifest import Entry
from infogen.messages import _
from infogen.output import remove, write, write_all
from infogen.review.answers import answered
from infogen.scene import Scene
from infogen.selection import DRAFT, Job
from infogen.workspace import Workspace


class File(Struct, frozen=True):
    """A finished file that is not written yet, and the seconds that it took."""

    entry: Entry
    data: bytes
    seconds: float


class Made(Struct, frozen=True):
    """What became of a job: its files, or none of them and why. `picture` is the name of its files
    without suffix and page, `codes` are those on its pages.
    """

    job: Job
    files: tuple[File, ...]
    findings: tuple[Diagnostic, ...]
    picture: str = ""
    codes: tuple[CodeOnPage, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether a finding is an error."""
        return any(finding.severity == "error" for finding in self.findings)


class Built(Struct, frozen=True):
    """What became of a build: the entries of the files written, and everything that was found."""

    entries: tuple[Entry, ...]
    findings: tuple[Diagnostic, ...]

    @property
    def failed(self) -> bool:
        """Whether a piece was left out."""
        return any(finding.severity == "error" for finding in self.findings)


class Listener(Protocol):
    """Is told how a build gets on."""

    def made(self, job: Job) -> None:
        """A job is done, well or not."""

    def wrote(self, path: Path, size: int, seconds: float) -> None:
        """A file is in its place."""


def build(
    workspace: Workspace,
    jobs: Sequence[Job],
    folder: Path,
    listener: Listener,
    *,
    processes: int = 1,
    today: date | None = None,
) -> Built:
    """Write the files of the jobs, which are in the order of their pieces, and the manifest. Drafts
    are written whatever is wrong with them, beside the other files, and are in no manifest.

    `processes` changes the time it takes and nothing else, `today` (else the clock's day) nothing
    but what the checks find. What is wrong is in what is returned:
    the errors of all pieces, or that a file cannot be written, which ends the build. Raises
    `Failure` if it is the manifest that cannot be written.
    """
    before = manifest.read(folder)
    entries: list[Entry] = []
    findings: list[Diagnostic] = []
    day = today or clock.today()
    with closing(all_made(workspace, jobs, processes, listener, day)) as results:
        try:
            for _piece, group in groupby(jobs, lambda job: job.piece):
                piece = [next(results) for _job in group]
                findings += (finding for made in piece for finding in made.findings)
                if all(made.job.draft or not made.failed for made in piece):
                    entries += _written([f for made in piece for f in made.files], folder, listener)
        except Failure as failure:
            findings += failure.diagnostics
        finally:
            if entries and not jobs[0].draft:
                _record(folder, before, entries)
    return Built(tuple(entries), answered(joined(findings), workspace.data, day, whole=False))


def make(workspace: Workspace, job: Job, today: date) -> Made:
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


def _make(workspace: Workspace, job: Job, today: date) -> Made:
    started = perf_counter()
    files: list[File] = []
    findings: tuple[Diagnostic, ...] = ()
    try:
        workspace = workspace.in_language(job.language)
        scene = compose(
            workspace, job.piece, format=job.format, theme=job.theme, variant=job.variant
        )
        stem = stem_of(workspace, scene, job)
        made = Made(job, (), (), Path(stem).name, tuple(codes_on(scene)))
        findings = (
            *check(scene),
            *_beside_the_piece(workspace, job, scene),
            *check_content(workspace.data, scene, today),
        )
        if job.draft:
            from infogen.draft import as_draft

            scene = as_draft(workspace, scene)
        elif any(finding.severity == "error" for finding in findings):
            return replace(made, findings=findings)
        if job.sheets is not None:
            from infogen.checks.reduced import reduced
            from infogen.press import arranged
            from infogen.press.words import Words

            scene = arranged(scene, job.sheets, Words(workspace.data))
            stem = f"{stem}-{job.sheets.name}"
            findings += tuple(reduced(scene))
        for kind in job.files:
            for file in _files(scene, stem, kind, job.files):
                page = (file.entry.page or 1) - 1
                if not job.draft:  # the word across it may lie on a code
                    findings += tuple(check_file(scene, kind, file.data, page))
                now = perf_counter()
                files.append(replace(file, seconds=now - started))
                started = now
    except Failure as failure:
        return Made(job, (), (*findings, *failure.diagnostics))
    made = replace(made, files=tuple(files), findings=findings)
    return replace(made, files=()) if made.failed and not job.draft else made


def _beside_the_piece(workspace: Workspace, job: Job, scene: Scene) -> list[Diagnostic]:
    """What is found on a variant beside the piece itself, where that has the format. The piece is
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
    count = 1 if backend.paged else len(scene.pages)
    pages = [None] if count == 1 else range(1, count + 1)
    ends = ((f"-{page}" if page else "", page) for page in pages)
    return [(f"{stem}{backend.mark}{end}.{backend.suffix}", page) for end, page in ends]


def _unit(backend: Backend, scene: Scene) -> Literal["px", "mm"] | None:
    """In what a file is measured; a text is not."""
    if backend.text:
        return None
    if backend.paged:
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


def _written(files: list[File], folder: Path, listener: Listener) -> Iterator[Entry]:
    """Put the files of a piece in their places. Raises `Failure`, and then none is."""
    write_all({folder / file.entry.path: file.data for file in files})
    for file in files:
        listener.wrote(folder / file.entry.path, file.entry.bytes, file.seconds)
        yield file.entry


def _record(folder: Path, before: list[dict[str, object]], entries: list[Entry]) -> None:
    """Bring the manifest up to date, and remove pages that the pieces no longer have."""
    gone = manifest.left_over(before, entries)
    for path in sorted(gone):
        remove(folder / path)
    kept = [file for file in before if file["path"] not in gone]
    write(folder / manifest.NAME, manifest.merged(kept, entries))


def all_made(
    workspace: Workspace, jobs: Sequence[Job], processes: int, listener: Listener, today: date
) -> Generator[Made]:
    """The results in the order of the jobs, one after another or from several processes."""
    results = (
        _spread(workspace, jobs, processes, today)
        if min(processes, len(jobs)) > 1
        else (make(workspace, job, today) for job in jobs)
    )
    for made in results:
        listener.made(made.job)
        yield made


def _spread(
    workspace: Workspace, jobs: Sequence[Job], processes: int, today: date
) -> Iterator[Made]:
    """The results from processes that each load the workspace once, of what is kept."""
    import signal
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    for name in workspace.components:
        with suppress(Failure):  # the pieces that use it say so
            workspace.components[name]
    keep(workspace)
    # Spawned, not forked: the bar has a thread, and a fork may copy a lock that it holds.
    # An interrupt is for this process, which then ends the others.
    pool = ProcessPoolExecutor(
        min(processes, len(jobs)),
        get_context("spawn"),
        signal.signal,
        (signal.SIGINT, signal.SIG_IGN),
    )
    try:
        yield from pool.map(partial(_make_there, workspace.root.absolute(), today), jobs)
    except BrokenProcessPool:
        raise fail(
            "lost-process",
            _("one of the {count} processes was ended from outside").format(count=processes),
            hint=_("build with fewer processes: they may need more memory than there is"),
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)


def _make_there(root: Path, today: date, job: Job) -> Made:
    """What such a process does."""
    try:
        workspace = _loaded(root)
    except Failure as failure:
        return Made(job, (), failure.diagnostics)
    return make(workspace, job, today)


_loaded = cache(partial(load, whole=False))
