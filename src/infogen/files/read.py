"""Files to bytes, and bytes to text, within bounds.

A file may be a pipe that nobody writes to, a device without an end, or larger than the memory:
each is refused before it is opened. What is not readable UTF-8 text ends here too.
"""

import errno
import os
import re
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from infogen.diagnostics import Span, fail
from infogen.files.os_errors import reason
from infogen.messages import _

MAX_BYTES = 1 << 20
"""Bytes of a YAML file."""

MANIFEST_BYTES = 64 << 20
"""Bytes of a manifest, or of a page that an earlier run wrote: a thousand times the usual ones."""

PICTURE_BYTES = 128 << 20
"""Bytes of a finished file."""

FONT_BYTES = 32 << 20
"""Bytes of a font: the largest of the world's writing systems take 20 MB."""

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""Characters that YAML does not allow, and line ends that editors do not count as such."""


def read_bounded(path: Path, most: int) -> bytes:
    """All bytes of a regular file that has `most` of them or fewer.

    Raises `OSError` if it cannot be read: with `ENXIO` for a pipe or a device, `EISDIR` for a
    folder, `EFBIG` for a larger file.
    """
    _check(os.stat(path), path, most)
    # It may be another file by now: a pipe must not block, and the size counts of what is open.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(handle, "rb") as file:
        _check(os.fstat(handle), path, most)
        data = file.read(most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    return data


def _check(state: os.stat_result, path: Path, most: int) -> None:
    if S_ISDIR(state.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not S_ISREG(state.st_mode):
        raise OSError(errno.ENXIO, os.strerror(errno.ENXIO), str(path))
    if state.st_size > most:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))


def read_bytes(path: Path, name: str) -> bytes:
    """The bytes of a YAML file. Raises `Failure` if it cannot be read or has over `MAX_BYTES`."""
    whole = Span(name)
    try:
        return read_bounded(path, MAX_BYTES)
    except (FileNotFoundError, NotADirectoryError):
        hint = _("check its name and its folder")
        raise fail("missing-file", _("no such file"), whole, hint) from None
    except PermissionError:
        message = _("no permission to read this file")
        hint = _("give yourself permission to read it")
    except OSError as problem:
        if problem.errno == errno.EFBIG:
            raise _too_large(name) from None
        if problem.errno in (errno.ENXIO, errno.EISDIR):
            message, hint = _("this is not a file"), _("name a YAML file")
        else:
            message = _("the file cannot be read: {reason}").format(reason=reason(problem))
            hint = _("check its name and its folder")
    raise fail("unreadable-file", message, whole, hint)


def _too_large(name: str) -> Exception:
    message = _("the file is larger than {size} KiB").format(size=MAX_BYTES // 1024)
    return fail("too-large", message, Span(name), _("split it into several files"))


def decode_text(data: bytes, name: str) -> str:
    """The text of a file, without byte order mark.

    Raises `Failure` for bytes that are not UTF-8, invisible characters, and more than `MAX_BYTES`.
    """
    if len(data) > MAX_BYTES:
        raise _too_large(name)
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as problem:
        before = data[: problem.start].decode("utf-8").removeprefix("\ufeff")
        message = _("the byte 0x{byte:02X} is not UTF-8").format(byte=data[problem.start])
        hint = _("save the file with the encoding UTF-8")
        raise fail("not-utf8", message, _end_of(before, name), hint) from None
    unseen = _UNSEEN.search(text)
    if unseen:
        message = _("the invisible character U+{code:04X} is not allowed")
        at = _end_of(text[: unseen.start()], name)
        raise fail("bad-character", message.format(code=ord(unseen[0])), at, _("remove it"))
    return text


def _end_of(text: str, name: str) -> Span:
    """The place just after a text that begins its file."""
    lines = re.split("\r\n|\r|\n", text)
    return Span(name, len(lines), len(lines[-1]) + 1)
