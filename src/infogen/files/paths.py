"""Paths that other programs or people have written, kept inside a folder."""

import errno
import os
import re
from contextlib import suppress
from pathlib import Path, PurePosixPath
from shlex import quote
from stat import S_ISREG
from unicodedata import normalize

_REFUSED = re.compile(r"[\x00-\x1f\x7f-\x9f\\:\ud800-\udfff]")
"""Control characters, what Windows takes for a drive or a separator, and what is not Unicode."""


YAML = (".yaml", ".yml")
"""Endings of the files that are read from `data/` and `layouts/`."""

_MISNAMED = tuple(ending + more for ending in YAML for more in ("", ".txt", ".rtf", ".docx"))


def is_left_alone(name: str) -> bool:
    """True for a file or folder that systems and programs leave beside those of a person: hidden
    ones (`.DS_Store`, `._x`, `.x.swp`), copies of what is open (`~$x`, `x~`), folders of archives.
    """
    return name.startswith((".", "~$")) or name.endswith("~") or name in ("__MACOSX", "Thumbs.db")


def is_misnamed_yaml(name: str) -> bool:
    """True for a file that is meant to be YAML and not read, since its name ends otherwise:
    `x.YAML`, `x.yaml.txt`.
    """
    return name.lower().endswith(_MISNAMED) and not name.endswith(YAML) and not is_left_alone(name)


def shell_word(path: Path) -> str:
    """A path as one word of a command to copy: for the shells of POSIX, or for that of Windows."""
    text = str(path)
    if os.name == "nt":
        return f'"{text}"' if re.search(r"[\s&()^;,=%!+'`{}\[\]]", text) else text
    return quote(text)


def composed_path(folder: Path, path: str) -> Path:
    """A path in a folder; where there is nothing, that of the same letters in other characters:
    some systems write the accents of names apart (NFD), and texts are composed (NFC).
    """
    here = folder / path
    if here.exists():
        return here
    with suppress(OSError, ValueError):
        for other in os.listdir(here.parent):
            if normalize("NFC", other) == normalize("NFC", here.name):
                return here.with_name(other)
    return here


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
