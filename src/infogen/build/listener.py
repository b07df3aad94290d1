"""Listeners that follow the progress of a build."""

from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from infogen.build.jobs import Job


class Listener(Protocol):
    """Follows the progress of a build."""

    def job_done(self, job: Job) -> None:
        """A job is done, well or not."""

    def file_written(self, path: Path, size: int, seconds: float) -> None:
        """A file is in its place."""


class Silent:
    """Says nothing: the result is for a program."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        pass

    def job_done(self, job: Job) -> None:
        """A job is done."""

    def file_written(self, path: Path, size: int, seconds: float) -> None:
        """A file is in its place."""
