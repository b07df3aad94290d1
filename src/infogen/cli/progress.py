"""How a build gets on, for who waits: a bar on a terminal, one line per file in a pipe."""

from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from infogen.build.listener import Silent
from infogen.cli.printer import printable, say
from infogen.messages import _

if TYPE_CHECKING:
    from infogen.build.jobs import Job


class Lines(Silent):
    """One line per file: path, size, milliseconds (composing counts in a scene's first file)."""

    def file_written(self, path: Path, size: int, seconds: float) -> None:
        """Print the file's line."""
        say(line(path, size, seconds))


class Bar(Silent):
    """A bar that counts scenes, with the lines of the files above it."""

    def __init__(self, total: int) -> None:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        self._progress = Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), transient=True
        )
        self._task = self._progress.add_task(_("building"), total=total)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._progress.stop()

    def job_done(self, job: "Job") -> None:
        """Move the bar on."""
        self._progress.update(self._task, advance=1, description=job.piece)

    def file_written(self, path: Path, size: int, seconds: float) -> None:
        """Print the file's line above the bar."""
        text = line(path, size, seconds)
        self._progress.console.print(text, markup=False, highlight=False, soft_wrap=True)


def line(path: Path, size: int, seconds: float) -> str:
    """`output/guia/guia-letter.pdf  48 KiB  210 ms`."""
    return f"{printable(path.as_posix())}  {-(-size // 1024)} KiB  {round(seconds * 1000)} ms"
