"""Font files: which are used, and that damaged ones are told of by name and end nowhere else."""

import os
import random
import struct
from array import array
from pathlib import Path

import pytest
from msgspec.structs import replace

from infogen.backends import render
from infogen.diagnostics import Failure
from infogen.layout.compose import compose
from infogen.scene.font_files import read_font
from infogen.scene.fonts import Fonts
from infogen.workspace import Workspace
from kit.places import ROOT

GOOD = ROOT / "fonts" / "atkinson-text.ttf"
KINDS = ("png", "pdf", "svg")


def damaged(data: bytes, chance: random.Random) -> bytes:
    """A font cut short, or with some bytes that are others."""
    if chance.random() < 0.2:
        return data[: chance.randrange(len(data))]
    changed = bytearray(data)
    for _change in range(chance.choice((1, 3, 20, 200))):
        end = len(data) if chance.random() < 0.5 else 4000
        place = chance.randrange(end)
        changed[place] ^= chance.randrange(1, 256)
    return bytes(changed)


def summed(data: bytes) -> bytes:
    """The font with the checksums that its tables have now."""
    changed = bytearray(data)
    for at in range(12, min(12 + 16 * data[5], len(data) - 15), 16):
        tag, _checksum, offset, length = struct.unpack_from(">4s3I", changed, at)
        table = bytes(changed[offset : offset + length])
        if tag == b"head":
            table = table[:8] + bytes(4) + table[12:]
        numbers = array("I", table + bytes(-len(table) % 4))
        numbers.byteswap()
        struct.pack_into(">I", changed, at + 4, sum(numbers) & 0xFFFFFFFF)
    return bytes(changed)


def with_font(folder: Path, data: bytes, name: str = GOOD.name) -> Fonts:
    """The fonts of the stock with one in place of another."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(data)
    return Fonts(folder, GOOD.parent)


def test_every_byte_of_a_font_counts(tmp_path: Path) -> None:
    chance, good = random.Random(1), GOOD.read_bytes()
    assert read_font(GOOD) == good
    told = 0
    for number in range(80):
        path = tmp_path / f"{number}.ttf"
        path.write_bytes(damaged(good, chance))
        try:
            read_font(path)
        except Failure as failure:
            (diagnostic,) = failure.diagnostics
            assert diagnostic.code == "bad-font"
            assert diagnostic.span is not None
            assert diagnostic.span.file == f"fonts/{number}.ttf"
            assert diagnostic.hint
            told += 1
    assert told >= 78  # what is between tables, and the sum of the whole, is not used


def test_a_font_that_lies_about_itself_ends_in_words(tmp_path: Path, stock: Workspace) -> None:
    """Damaged, though each of its tables has the checksum that it says."""
    chance, good, codes = random.Random(2), GOOD.read_bytes(), set[str]()
    for number in range(24):
        data = summed(damaged(good, chance))
        here = replace(stock, fonts=with_font(tmp_path / str(number), data))
        try:
            scene = compose(here, "verificacion", format="square")
            for kind in KINDS:
                assert render(scene, kind)
        except Failure as failure:
            codes |= {found.code for found in failure.diagnostics}
    assert "bad-font" in codes
    assert codes <= {"bad-font", "missing-glyph"}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", '"fonts/mia.ttf" is not a font'),
        (b"text", '"fonts/mia.ttf" is not a font'),
        (b"\0\1\0\0", 'the font "fonts/mia.ttf" is damaged or cut short'),
        (b"\0\1\0\0\xff\xff", 'the font "fonts/mia.ttf" is damaged or cut short'),
        (b"ttcf\0\0", 'the font "fonts/mia.ttf" is damaged or cut short'),
        (b"wOF2" + bytes(99), '"fonts/mia.ttf" is a font of the kind WOFF2, which is not read'),
        (b"wOFF" + bytes(99), '"fonts/mia.ttf" is a font of the kind WOFF, which is not read'),
        (b"%!PS-AdobeFont", '"fonts/mia.ttf" is a font of the kind Type 1, which is not read'),
        (b"\x80\x01" + bytes(9), '"fonts/mia.ttf" is a font of the kind Type 1, which is not read'),
        (b"STARTFONT 2.1", '"fonts/mia.ttf" is a font of the kind BDF, which is not read'),
    ],
)
def test_what_is_no_font(tmp_path: Path, data: bytes, message: str) -> None:
    with pytest.raises(Failure) as caught:
        with_font(tmp_path, data, "mia.ttf").face("mia")
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.message == message


def test_a_pipe_is_no_font(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "mia.ttf")
    with pytest.raises(Failure) as caught:
        Fonts(tmp_path).face("mia")
    assert caught.value.diagnostics[0].code == "unreadable-file"


@pytest.mark.parametrize("ending", ["woff", "woff2", "ttc", "pfb", "WOFF2", "fon"])
def test_a_font_of_another_kind_is_named(tmp_path: Path, ending: str) -> None:
    with pytest.raises(Failure) as caught:
        with_font(tmp_path, b"", f"mia.{ending}").face("mia")
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "bad-font"
    assert f'"fonts/mia.{ending}" is not read' in diagnostic.message
    assert diagnostic.hint == "convert it to a TrueType font, and save it as mia.ttf"


def test_endings_in_capitals_are_read(tmp_path: Path) -> None:
    assert with_font(tmp_path, GOOD.read_bytes(), "MIA.TTF").face("MIA").upem
