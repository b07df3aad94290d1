"""Paths that other programs or people have written, kept inside a folder."""

import errno
import os
import re
from pathlib import Path, PurePosixPath
from stat import S_ISREG

_REFUSED = re.compile(r"[\x00-\x1f\x7f-\x9f\\:\ud800-\udfff]")
"""Control characters, what Windows takes for a drive or a separator, and what is not Unicode."""


def is_plain(path: str) -> bool:
    """Tell whether a text is a relative path without `..`, in the form that a build writes."""
    parts = path.split("/")
    return (
        not _REFUSED.search(path)
        and all(part not in ("", ".", "..") for part in parts)
        and PurePosixPath(path).as_posix() == path
    )


def inside(folder: Path, path: str) -> Path | None:
    """The regular file at a path in a folder; None where there is none, and where the path leads
    out of the folder or through a link.
    """
    if not is_plain(path):
        return None
    file = folder / path
    try:
        refuse_links(file, folder)
        return file if S_ISREG(file.lstat().st_mode) else None
    except OSError:
        return None


def refuse_links(path: Path, folder: Path) -> None:
    """Raise `OSError` with `EMLINK` if the folder, or one between it and the path, is a link."""
    for here in (folder, *reversed(path.relative_to(folder).parents[:-1])):
        below = folder if here == folder else folder / here
        if below.is_symlink():
            raise OSError(errno.EMLINK, os.strerror(errno.EMLINK), str(below))
