"""Bytes to files, each written whole or not at all.

A reader sees the old file or the new one, never a part.
"""

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from infogen.diagnostics import fail
from infogen.files.os_errors import reason
from infogen.messages import _


def write(path: Path, data: bytes) -> None:
    """Write one file, making its folder. Raises `Failure` if that cannot be done."""
    write_all({path: data})


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write files that belong together: none is replaced before all new ones are on the disk.

    Raises `Failure` if one of them cannot be written; what was half done is removed, new folders
    included.
    """
    waiting: dict[Path, Path] = {}
    new = [folder for path in files for folder in (path.parent, *path.parent.parents)]
    new = [folder for folder in dict.fromkeys(new) if not os.path.exists(folder)]
    try:
        for path, data in files.items():
            with _explained(path):
                if path.is_dir():  # it would be found out when others are replaced already
                    raise IsADirectoryError(errno.EISDIR, "", str(path))
                waiting[path] = _beside(path, data)
        for path in list(waiting):
            with _explained(path):
                os.replace(waiting[path], path)
                del waiting[path]
        for parent in dict.fromkeys(path.parent for path in files):
            _settle(parent)
    except BaseException:
        for temporary in waiting.values():
            temporary.unlink(missing_ok=True)
        for folder in sorted(new, key=lambda path: len(path.parts), reverse=True):
            with suppress(OSError):  # it is not empty, or was never made
                folder.rmdir()
        raise


def remove(path: Path) -> None:
    """Remove a file that an earlier build made; one that is gone already is no error."""
    with _explained(path):
        path.unlink(missing_ok=True)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turns the system's refusal into a diagnostic about `path`."""
    try:
        yield
    except OSError as problem:
        raise fail(
            "unwritable",
            _('cannot write "{path}": {reason}').format(
                path=path.as_posix(), reason=reason(problem)
            ),
            hint=_("make room or get permission there, or choose another place"),
        ) from None


def _beside(path: Path, data: bytes) -> Path:
    """A temporary file with the data, in the folder of `path`, where a rename is atomic."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    return temporary


def _settle(folder: Path) -> None:
    """Have the renames in a folder survive a power cut, where the system can say so of folders."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
