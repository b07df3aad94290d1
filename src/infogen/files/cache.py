"""The person's cache folder: data that can be made again, kept between runs.

Nothing that could be somebody else's is read or written: the folder and its files belong to the
person, nobody else may write them, and none is a link. Each file begins with a code of its data,
made with a key that is kept beside them: one that is damaged, or was made elsewhere, counts as
none.
"""

import os
import secrets
import sys
import time
from contextlib import suppress
from hashlib import blake2b
from hmac import compare_digest
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Any

MOST_BYTES = 256 << 20
"""Bytes of all files together; a workspace takes up to 1 MB, so that hundreds have room."""

UNUSED = 60 * 86400.0
"""Seconds after which a file that nobody has asked for is removed."""

_PART = ".part"
_PART_AGE = 3600.0
_CODE = 32
_OTHERS_WRITE = 0o022
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL
_NEW |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def folder() -> Path:
    """The folder, made if there is none: in `XDG_CACHE_HOME`, which counts only where it is
    absolute (XDG Base Directory Specification 0.8), in `LOCALAPPDATA`, or in `~/.cache`. Raises
    `OSError` if it is not the person's alone, `RuntimeError` if they have no home.
    """
    named = (os.environ.get(name, "") for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"))
    caches = next((Path(path) for path in named if os.path.isabs(path)), None)
    own = (caches or Path.home() / ".cache") / "infogen"
    own.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not _own(own, S_ISDIR):
        raise PermissionError(own)
    return own


def get(place: Path) -> bytes | None:
    """The data in a file, or None if it is not whole, or could be somebody else's. Raises
    `OSError`.
    """
    if not place.is_file() or not _own(place, S_ISREG) or place.stat().st_size > MOST_BYTES:
        return None
    data = place.read_bytes()
    kept = data[_CODE:]
    if not compare_digest(_code(place.parent, kept), data[:_CODE]):
        return None
    with suppress(OSError):
        os.utime(place)  # what is used stays
    return kept


def put(place: Path, data: bytes) -> None:
    """Write a file whole, with its digest, for the person alone, and make room. Raises
    `OSError`.
    """
    temporary = place.with_name(f"{place.name}.{secrets.token_hex(8)}{_PART}")
    try:
        with open(os.open(temporary, _NEW, 0o600), "wb") as file:
            file.write(_code(place.parent, data))
            file.write(data)
        os.replace(temporary, place)
    finally:
        temporary.unlink(missing_ok=True)
    _make_room(place.parent)


def _code(own: Path, data: bytes) -> bytes:
    """The code of some data (BLAKE2b with a key, RFC 7693). Raises `OSError`."""
    return blake2b(data, digest_size=_CODE, key=_key(own / "key")).digest()


def _key(place: Path) -> bytes:
    """The key of the folder, made where there is none. Raises `OSError`."""
    with suppress(FileExistsError), open(os.open(place, _NEW, 0o600), "wb") as file:
        file.write(secrets.token_bytes(_CODE))
    if not _own(place, S_ISREG):
        raise PermissionError(place)
    key = place.read_bytes()
    if len(key) != _CODE:  # a process was killed while it made it
        place.unlink()
        raise FileNotFoundError(place)
    return key


def _make_room(own: Path) -> None:
    """Remove what is left of processes that were killed, what nobody uses, and of the rest the
    oldest files if all are too large together.
    """
    now, files = time.time(), []
    for entry in os.scandir(own):
        with suppress(OSError):  # another process has removed it
            state = entry.stat(follow_symlinks=False)
            age = now - state.st_mtime
            if entry.name == "key":
                continue
            if S_ISREG(state.st_mode) and age > (
                _PART_AGE if entry.name.endswith(_PART) else UNUSED
            ):
                os.unlink(entry.path)
            elif S_ISREG(state.st_mode):
                files.append((age, state.st_size, entry.path))
    room = MOST_BYTES
    for _age, size, path in sorted(files):
        room -= size
        if room < 0:
            with suppress(OSError):
                os.unlink(path)


def _own(path: Path, kind: Any) -> bool:
    """Tell whether a file or folder is the person's, no link, and nobody else may write it."""
    state = path.lstat()
    if not kind(state.st_mode):
        return False
    if sys.platform == "win32":
        return True  # the folder is in the person's profile, which has its own rights
    return state.st_uid == os.getuid() and not state.st_mode & _OTHERS_WRITE
