"""A file to bytes, and bytes to text, with bounds: what is no readable UTF-8 text ends here."""

import os
import re
from pathlib import Path
from stat import S_ISREG

from infogen.diagnostics import Span, fail
from infogen.files.os_errors import reason
from infogen.messages import _

MAX_BYTES = 1 << 20

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What YAML does not allow, and the line ends that editors do not count as such."""


def read_bytes(path: Path, name: str) -> bytes:
    """The bytes of a file, one more than allowed at most. Raises `Failure` if it cannot be read."""
    whole = Span(name)
    try:
        if not S_ISREG(os.stat(path).st_mode):
            raise fail("unreadable-file", _("this is not a file"), whole, _("name a YAML file"))
        with open(path, "rb") as file:
            return file.read(MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        hint = _("check its name and its folder")
        raise fail("missing-file", _("no such file"), whole, hint) from None
    except PermissionError:
        message = _("no permission to read this file")
        hint = _("give yourself permission to read it")
    except OSError as problem:
        message = _("the file cannot be read: {reason}").format(reason=reason(problem))
        hint = _("check its name and its folder")
    raise fail("unreadable-file", message, whole, hint)


def decode(data: bytes, name: str) -> str:
    """The text of a file, without byte order mark.

    Raises `Failure` for bytes that are not UTF-8, invisible characters, and more than `MAX_BYTES`.
    """
    if len(data) > MAX_BYTES:
        message = _("the file is larger than {size} KiB").format(size=MAX_BYTES // 1024)
        raise fail("too-large", message, Span(name), _("split it into several files"))
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
