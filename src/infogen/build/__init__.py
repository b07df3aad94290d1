"""Jobs to files in their places and the manifest, one after another or in several processes.

A piece with an error writes none of its files, and its earlier files stay; the others are built.
"""

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, suppress
from datetime import date
from functools import cache, partial
from itertools import groupby
from pathlib import Path

from msgspec import Struct

from infogen.build import clock, manifest
from infogen.build.jobs import Job
from infogen.build.listener import Listener
from infogen.build.make import File, Outcome, make_files
from infogen.build.manifest import Entry
from infogen.checks.answers import answered
from infogen.diagnostics import Diagnostic, Failure, fail, join_findings
from infogen.files.write import remove, write, write_all
from infogen.messages import _
from infogen.workspace import Workspace
from infogen.workspace.cache import keep, load


class Built(Struct, frozen=True):
    """What became of a build: the entries of the files written, and everything that was found."""

    entries: tuple[Entry, ...]
    findings: tuple[Diagnostic, ...]

    @property
    def failed(self) -> bool:
        """Whether a piece was left out."""
        return any(finding.severity == "error" for finding in self.findings)


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
    return Built(
        tuple(entries), answered(join_findings(findings), workspace.data, day, whole=False)
    )


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
) -> Generator[Outcome]:
    """The results in the order of the jobs, one after another or from several processes."""
    results = (
        _spread(workspace, jobs, processes, today)
        if min(processes, len(jobs)) > 1
        else (make_files(workspace, job, today) for job in jobs)
    )
    for made in results:
        listener.made(made.job)
        yield made


def _spread(
    workspace: Workspace, jobs: Sequence[Job], processes: int, today: date
) -> Iterator[Outcome]:
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


def _make_there(root: Path, today: date, job: Job) -> Outcome:
    """What such a process does."""
    try:
        workspace = _loaded(root)
    except Failure as failure:
        return Outcome(job, (), failure.diagnostics)
    return make_files(workspace, job, today)


_loaded = cache(partial(load, whole=False))
