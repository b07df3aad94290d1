"""Font files to bytes that can be used: whole, of a kind that is read, and by their own checksums
undamaged (ISO/IEC 14496-22, 4.3).
"""

import struct
from array import array
from collections.abc import Iterator
from pathlib import Path
from sys import byteorder

from infogen.diagnostics import Failure, Span, fail
from infogen.files.os_errors import reason
from infogen.files.read import FONT_BYTES, read_bounded
from infogen.messages import _

_KINDS = (b"\0\1\0\0", b"true", b"OTTO")
_COLLECTION = b"ttcf"
_NEEDED = (b"cmap", b"head", b"hhea", b"hmtx", b"maxp")
_PICTURES = (b"EBDT", b"bdat", b"CBDT")
_OTHERS = {
    b"wOFF": "WOFF",
    b"wOF2": "WOFF2",
    b"%!": "Type 1",
    b"\x80\x01": "Type 1",
    b"STARTFONT": "BDF",
    b"\x01fcp": "PCF",
}
"""The first bytes of files of other kinds."""

_SHAPES = ((b"glyf", b"loca"), (b"CFF ",), (b"CFF2",))


def read_font(path: Path) -> bytes:
    """The bytes of a font file. Raises `Failure` if it is damaged, is no font or cannot be read."""
    try:
        data = read_bounded(path, FONT_BYTES)
    except OSError as problem:
        message = _('the font "{path}" cannot be read: {reason}')
        raise fail(
            "unreadable-file",
            message.format(path=f"fonts/{path.name}", reason=reason(problem)),
            Span(f"fonts/{path.name}"),
            _("check its permissions, or replace it with a TrueType font (.ttf)"),
        ) from None
    try:
        tables = dict(_tables(data))
    except (struct.error, IndexError):
        raise damaged(path) from None
    whole = all(_is_sound(tag, *table) for tag, table in tables.items())
    shaped = any(all(tag in tables for tag in tags) for tags in _SHAPES)
    pictures = b"sbix" in tables or (not shaped and any(tag in tables for tag in _PICTURES))
    if not tables or (whole and pictures):
        raise _of_another_kind(path, data, pictures=pictures)
    if not whole or not shaped or not all(tag in tables for tag in _NEEDED):
        raise damaged(path)
    return data


def _of_another_kind(path: Path, data: bytes, *, pictures: bool) -> Failure:
    kind = next((kind for start, kind in _OTHERS.items() if data.startswith(start)), None)
    if pictures:
        message = _('"{path}" is a font of pictures (bitmaps), without outlines')
    elif kind:
        message = _('"{path}" is a font of the kind {kind}, which is not read')
    else:
        message = _('"{path}" is not a font')
    return fail(
        "bad-font",
        message.format(path=f"fonts/{path.name}", kind=kind),
        Span(f"fonts/{path.name}"),
        _("replace it with a TrueType font (.ttf), or remove it"),
    )


def damaged(path: Path) -> Failure:
    """The failure for a font that is damaged or cut short."""
    return fail(
        "bad-font",
        _('the font "{path}" is damaged or cut short').format(path=f"fonts/{path.name}"),
        Span(f"fonts/{path.name}"),
        _("download it again, or replace it with another TrueType font (.ttf)"),
    )


def _tables(data: bytes) -> Iterator[tuple[bytes, tuple[bytes, int, int]]]:
    """The tables of a font, of a collection those of its first one: bytes, length, checksum."""
    start = struct.unpack_from(">I", data, 12)[0] if data[:4] == _COLLECTION else 0
    if data[start : start + 4] not in _KINDS:
        return
    (count,) = struct.unpack_from(">H", data, start + 4)
    for number in range(count):
        tag, checksum, offset, length = struct.unpack_from(">4s3I", data, start + 12 + 16 * number)
        yield tag, (data[offset : offset + length], length, checksum)


def _is_sound(tag: bytes, table: bytes, length: int, checksum: int) -> bool:
    """True if a table is complete and its checksum is that of the file."""
    if tag == b"head":  # its own part of the sum of the whole file counts as nothing
        table = table[:8] + bytes(4) + table[12:]
    numbers = array("I", table + bytes(-len(table) % 4))
    if byteorder == "little":
        numbers.byteswap()
    return len(table) == length and sum(numbers) & 0xFFFFFFFF == checksum
