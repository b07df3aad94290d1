"""Jobs to files in their places and the manifest, one after another or in several processes.

A piece with an error writes none of its files, and its earlier files stay; the others are built.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, nullcontext
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from infogen.build import manifest
from infogen.build.jobs import Job
from infogen.build.listener import Listener
from infogen.build.make import File, Outcome, make_files
from infogen.build.manifest import ManifestEntry
from infogen.checks import clock
from infogen.checks.answers import apply_answers
from infogen.diagnostics import Diagnostic, Failure, join_findings
from infogen.files.lock import locked
from infogen.files.write import remove, staged, sweep, write
from infogen.workspace import Workspace

if TYPE_CHECKING:
    from concurrent.futures import Executor


class BuildResult(Struct, frozen=True):
    """The result of a build: the entries of the files written, and all findings."""

    entries: tuple[ManifestEntry, ...]
    findings: tuple[Diagnostic, ...]

    @property
    def has_errors(self) -> bool:
        """True if a piece was left out because of an error."""
        return any(finding.severity == "error" for finding in self.findings)


def build(
    workspace: Workspace,
    jobs: Sequence[Job],
    folder: Path,
    listener: Listener,
    *,
    workers: "int | Executor" = 1,
    today: date | None = None,
) -> BuildResult:
    """Write the files of the jobs, which are in the order of their pieces, and the manifest. Drafts
    are written whatever is wrong with them, beside the other files, and are in no manifest.

    `workers`, a number of processes or an executor that brings its own, changes the time it takes
    and nothing else; `today` (else the clock's day) nothing but the findings. All that is wrong is
    in the result: the errors of all pieces, or that a file cannot be written, which ends the build.
    The manifest is brought up to date after each piece.
    """
    entries: list[ManifestEntry] = []
    findings: list[Diagnostic] = []
    day = today or clock.today()
    sweep([folder, *(folder / name for name in sorted({job.piece for job in jobs}))])
    with closing(make_all(workspace, jobs, listener, day, workers=workers)) as results:
        try:
            for _piece, group in groupby(jobs, lambda job: job.piece):
                piece = [next(results) for _job in group]
                findings += (finding for made in piece for finding in made.findings)
                files = [file for made in piece for file in made.files]
                if files and all(made.job.draft or not made.has_errors for made in piece):
                    entries += _written(files, folder, listener, piece[0].job.draft)
        except Failure as failure:
            findings += failure.diagnostics
    return BuildResult(
        tuple(entries), apply_answers(join_findings(findings), workspace.data, day, whole=False)
    )


def _written(
    files: list[File], folder: Path, listener: Listener, draft: bool
) -> Iterator[ManifestEntry]:
    """Put the files of a piece in their places, and say so in the manifest. Raises `Failure`, and
    then none is.

    At no moment does the manifest say of a file what it is not: what is about to change is taken
    out of it first. Whoever else builds into the folder waits meanwhile.
    """
    new = [file.entry for file in files]
    with staged({folder / file.entry.path: file.data for file in files}, folder) as place:
        if draft:
            place()
        else:
            with locked(folder):
                _record(folder, new, place)
    for file in files:
        listener.file_written(folder / file.entry.path, file.entry.bytes, file.seconds)
        yield file.entry


def _record(folder: Path, new: list[ManifestEntry], place: Callable[[], None]) -> None:
    """Put files in their places with the manifest up to date before and after, and remove pages
    that the piece no longer has.
    """
    before = manifest.read_manifest(folder)
    gone = manifest.left_over(folder, before, new)
    kept = [file for file in before if file["path"] not in gone]
    hashes = {entry.path: entry.sha256 for entry in new}
    same = [file for file in kept if hashes.get(file["path"]) in (None, file.get("sha256"))]
    if len(same) < len(before):
        write(folder / manifest.NAME, manifest.merge_manifest(same, ()), folder)
    place()
    for path in sorted(gone):
        remove(folder / path, folder)
    write(folder / manifest.NAME, manifest.merge_manifest(kept, new), folder)


def make_all(
    workspace: Workspace,
    jobs: Sequence[Job],
    listener: Listener,
    today: date,
    *,
    workers: "int | Executor" = 1,
) -> Generator[Outcome]:
    """The outcomes in the order of the jobs, made here or by workers."""
    for outcome in _outcomes(workspace, jobs, today, workers):
        listener.job_done(outcome.job)
        yield outcome


def _outcomes(
    workspace: Workspace, jobs: Sequence[Job], today: date, workers: "int | Executor"
) -> Iterator[Outcome]:
    if isinstance(workers, int) and min(workers, len(jobs)) < 2:
        yield from (make_files(workspace, job, today) for job in jobs)
        return
    from infogen.build.workers import make_with, processes  # one process needs nothing of it

    own = processes(min(workers, len(jobs))) if isinstance(workers, int) else nullcontext(workers)
    with own as executor:
        yield from make_with(executor, workspace, jobs, today)
