"""PNG files: chunk by chunk as the standard has it, and nothing lost."""

import struct
import zlib
from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from infogen.backends.png.encode import STRIP, encode


@st.composite
def images(draw: st.DrawFn) -> Image.Image:
    """Small pictures, in one strip or several."""
    width, height = draw(st.integers(1, 7)), draw(st.integers(1, 2 * STRIP + 1))
    some = draw(st.binary(min_size=3, max_size=64))
    length = 3 * width * height
    return Image.frombytes("RGB", (width, height), (some * (length // len(some) + 1))[:length])


@given(images())
def test_nothing_is_lost(image: Image.Image):
    file = Image.open(BytesIO(encode(image)))
    assert (file.mode, file.size) == ("RGB", image.size)
    assert file.tobytes() == image.tobytes()


@given(images())
def test_each_row_is_unfiltered_and_none_is_left_over(image: Image.Image):
    length = 3 * image.width + 1
    rows = zlib.decompress(dict(_chunks(encode(image)))[b"IDAT"])
    assert len(rows) == length * image.height
    assert set(rows[::length]) == {0}


def test_chunks():
    data = encode(Image.new("RGB", (3, 2)), dpi=150)
    chunks = dict(_chunks(data))
    assert list(chunks) == [b"IHDR", b"sRGB", b"pHYs", b"IDAT", b"IEND"]
    assert struct.unpack(">2I5B", chunks[b"IHDR"]) == (3, 2, 8, 2, 0, 0, 0)
    assert struct.unpack(">2IB", chunks[b"pHYs"]) == (5906, 5906, 1)
    Image.open(BytesIO(data)).verify()


def test_without_resolution():
    assert b"pHYs" not in dict(_chunks(encode(Image.new("RGB", (3, 2)))))


def test_flat_pictures_are_small():
    assert len(encode(Image.new("RGB", (1080, 1350), "#FFC72C"))) < 24_000


def _chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    """The chunks of a file, whose checksums are right and which ends with the last of them."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    found, at = [], 8
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + length]
        (check,) = struct.unpack(">I", data[at + 8 + length : at + 12 + length])
        assert check == zlib.crc32(kind + body)
        found.append((kind, body))
        at += 12 + length
    assert at == len(data)
    return found
