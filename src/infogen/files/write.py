"""Bytes to files, each written whole or not at all.

A reader sees the old file or the new one, never a part. The new one waits beside the old under a
name that nobody can guess, so that no file or link that was put there before is written through.
"""

import errno
import os
import re
import secrets
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from infogen.diagnostics import fail
from infogen.files.os_errors import reason
from infogen.files.paths import refuse_links
from infogen.messages import _

_WAITING = re.compile(r"\.infogen-(\d+)-[0-9a-f]{16}\.part")
"""The name of a file that waits for its place: the process that wrote it, and a random number."""

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL
_NEW |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def write(path: Path, data: bytes, folder: Path | None = None) -> None:
    """Write one file, making its folder; see `write_all`."""
    write_all({path: data}, folder)


def write_all(files: Mapping[Path, bytes], folder: Path | None = None) -> None:
    """Write files that belong together: none is replaced before all new ones are on the disk.

    `folder` holds them all: neither it nor a folder in it may be a link. Raises `Failure` if a file
    cannot be written, or if its place is taken by a folder, a link or a device; what was half done
    is removed, new folders included.
    """
    with staged(files, folder) as place:
        place()


@contextmanager
def staged(files: Mapping[Path, bytes], folder: Path | None = None) -> "Iterator[_Waiting]":
    """As `write_all`, in two steps: inside, the files are on the disk beside their places, and a
    call of what is given puts them there.
    """
    new = [above for path in files for above in (path.parent, *path.parent.parents)]
    new = [above for above in dict.fromkeys(new) if not os.path.lexists(above)]
    waiting = _Waiting()
    try:
        for path, data in files.items():
            with _explained(path):
                _check(path, folder)
                waiting.files[path] = _beside(path, data)
        yield waiting
    except BaseException:
        for temporary in waiting.files.values():
            temporary.unlink(missing_ok=True)
        for above in sorted(new, key=lambda path: len(path.parts), reverse=True):
            with suppress(OSError):  # it is not empty, or was never made
                above.rmdir()
        raise


class _Waiting:
    """Files on the disk that are not in their places yet."""

    def __init__(self) -> None:
        self.files: dict[Path, Path] = {}

    def __call__(self) -> None:
        """Put all of them in their places."""
        folders = dict.fromkeys(path.parent for path in self.files)
        for path in list(self.files):
            with _explained(path):
                os.replace(self.files[path], path)
                del self.files[path]
        for folder in folders:
            _settle(folder)


def remove(path: Path, folder: Path | None = None) -> None:
    """Remove a file that an earlier build made, in a folder as of `write_all`; one that is gone
    already is no error. Raises `Failure`.
    """
    with _explained(path):
        if os.path.lexists(path):
            _check(path, folder)
        path.unlink(missing_ok=True)


def sweep(folders: Iterable[Path]) -> None:
    """Remove the files of processes that have ended, which never came to their places."""
    for folder in folders:
        with suppress(OSError):
            for name in os.listdir(folder):
                found = _WAITING.fullmatch(name)
                if found and not _alive(int(found[1])):
                    with suppress(OSError):
                        (folder / name).unlink()


def _alive(process: int) -> bool:
    if sys.platform == "win32":
        return True  # to ask for a process there is to end it
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _check(path: Path, folder: Path | None) -> None:
    """Raise `OSError` for a place that no file of ours can have."""
    if folder is not None:
        refuse_links(path, folder)
    try:
        kind = path.lstat().st_mode
    except FileNotFoundError:
        return
    if S_ISDIR(kind):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not S_ISREG(kind):
        number = errno.EMLINK if path.is_symlink() else errno.ENXIO
        raise OSError(number, os.strerror(number), str(path))


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turns the system's refusal into a diagnostic about `path`."""
    try:
        yield
    except OSError as problem:
        at = problem.filename if problem.errno == errno.EMLINK else path.as_posix()
        raise fail(
            "unwritable",
            _('cannot write "{path}": {reason}').format(path=at, reason=reason(problem)),
            hint=_("make room or get permission there, or choose another place"),
        ) from None


def _beside(path: Path, data: bytes) -> Path:
    """A temporary file with the data, in the folder of `path`, where a rename is atomic."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".infogen-{os.getpid()}-{secrets.token_hex(8)}.part")
    try:
        with open(os.open(temporary, _NEW, 0o666), "wb") as file:
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
