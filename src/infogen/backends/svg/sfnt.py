"""A font file from its tables, and a character map of one's own (ISO/IEC 14496-22)."""

import struct
from collections.abc import Mapping


def font_file(tables: Mapping[str, bytes]) -> bytes:
    """The file of these tables, with their checksums and that of the whole (5, 4.3)."""
    tags = sorted(tables)
    power = 1 << (len(tags).bit_length() - 1)
    kind = 0x4F54544F if "CFF " in tables else 0x00010000
    head = struct.pack(
        ">I4H", kind, len(tags), 16 * power, power.bit_length() - 1, 16 * (len(tags) - power)
    )
    body, directory, at = b"", b"", len(head) + 16 * len(tags)
    for tag in tags:
        data = tables[tag]
        if tag == "head":  # the checksum of the whole is counted as zero
            data = data[:8] + bytes(4) + data[12:]
        directory += tag.encode("ascii") + struct.pack(">3I", _sum(data), at, len(data))
        padded = data + bytes(-len(data) % 4)
        body, at = body + padded, at + len(padded)
    whole = head + directory + body
    place = struct.unpack(">I", whole[whole.index(b"head") + 8 :][:4])[0] + 8
    adjusted = struct.pack(">I", (0xB1B0AFBA - _sum(whole)) & 0xFFFFFFFF)
    return whole[:place] + adjusted + whole[place + 4 :]


def character_map(glyphs: Mapping[str, int]) -> bytes:
    """A `cmap` table that leads from each character to its glyph: format 4 for those of two bytes,
    format 12 for all (5.2.1).
    """
    pairs = sorted((ord(char), glyph) for char, glyph in glyphs.items())
    short = [(code, glyph) for code, glyph in pairs if code < 0xFFFF] + [(0xFFFF, 0)]
    count = len(short)
    power = 1 << (count.bit_length() - 1)
    codes = struct.pack(f">{count}H", *(code for code, _glyph in short))
    deltas = struct.pack(f">{count}H", *((glyph - code) & 0xFFFF for code, glyph in short))
    segments = codes + bytes(2) + codes + deltas + bytes(2 * count)
    four = struct.pack(
        ">7H", 4, 14 + len(segments), 0, 2 * count, 2 * power, power.bit_length() - 1,
        2 * (count - power),
    )  # fmt: skip
    groups = b"".join(struct.pack(">3I", code, code, glyph) for code, glyph in pairs)
    twelve = struct.pack(">2H3I", 12, 0, 16 + len(groups), 0, len(pairs)) + groups
    start = 4 + 8 * 2
    records = struct.pack(">2HI", 3, 1, start)
    records += struct.pack(">2HI", 3, 10, start + len(four) + len(segments))
    return struct.pack(">2H", 0, 2) + records + four + segments + twelve


def _sum(data: bytes) -> int:
    """The sum of the 32-bit words of some data, as if it were padded with zeros."""
    padded = data + bytes(-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF
