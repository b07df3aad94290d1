"""Jobs made elsewhere: in processes of this machine, or wherever an executor takes them."""

import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from datetime import date
from functools import partial
from multiprocessing import get_context, parent_process
from threading import Thread

from infogen.build.jobs import Job
from infogen.build.make import Outcome, make_files
from infogen.diagnostics import Failure, fail
from infogen.files.os_errors import reason
from infogen.messages import _
from infogen.workspace import Workspace
from infogen.workspace.cache import keep
from infogen.workspace.reference import Reference, reference, resolve


def make_with(
    executor: Executor, workspace: Workspace, jobs: Sequence[Job], today: date
) -> Iterator[Outcome]:
    """The outcomes of the jobs, in their order, made by an executor's workers.

    A worker finds the workspace by a reference and keeps it for its next job.
    """
    for name in workspace.components:
        with suppress(Failure):  # the pieces that use it say so
            workspace.components[name]
    keep(workspace)
    yield from executor.map(partial(_make_there, reference(workspace), today), jobs)


@contextmanager
def processes(count: int) -> Iterator[Executor]:
    """An executor of processes. Raises `Failure` if one of them is ended from outside.

    They are spawned, not forked: a bar of progress has a thread, and a fork may copy a lock that it
    holds. An interrupt is for this process, which then ends the others.
    """
    try:
        pool = ProcessPoolExecutor(count, get_context("spawn"), _begin)
    except (OSError, ImportError, NotImplementedError) as problem:
        why = reason(problem) if isinstance(problem, OSError) else str(problem)
        raise fail(
            "no-processes",
            _("this system lets no processes work together: {reason}").format(reason=why),
            hint=_("build with one process, without -j"),
        ) from None
    try:
        yield pool
    except BrokenProcessPool:
        raise fail(
            "lost-process",
            _("one of the {count} processes was ended from outside").format(count=count),
            hint=_("build with fewer processes: they may need more memory than there is"),
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """The start of a process: an interrupt is not for it, and it ends with the one that began it,
    however that ends.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _make_there(where: Reference, today: date, job: Job) -> Outcome:
    """The work of a worker."""
    try:
        workspace = resolve(where)
    except Failure as failure:
        return Outcome(job, (), failure.diagnostics)
    return make_files(workspace, job, today)
