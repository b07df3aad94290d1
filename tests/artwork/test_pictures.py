"""Artwork: which files become pictures, how, and what is said of the others."""

import random
import struct
import warnings
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from infogen.artwork import pictures
from infogen.artwork.pictures import crop, load_picture
from infogen.diagnostics import Failure, Span
from infogen.scene import Picture

SPAN = Span("layouts/guia.yaml", 7, 5)


def test_pixels_in_rows_from_the_top(tmp_path: Path):
    picture = load_picture(_saved(tmp_path, _four()), "art.png")
    assert (picture.columns, picture.rows, picture.mode) == (2, 2, "RGB")
    assert picture.pixels == _four().tobytes()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_kinds(tmp_path: Path, kind: str):
    picture = load_picture(_saved(tmp_path, Image.new("RGB", (9, 5), "red"), format=kind), "art")
    assert (picture.columns, picture.rows) == (9, 5)


@pytest.mark.parametrize("mode", ["1", "L", "P", "CMYK", "I;16"])
def test_modes_become_rgb(tmp_path: Path, mode: str):
    if mode == "I;16":
        image = Image.frombytes("I;16", (2, 1), struct.pack("<2H", 0xFFFF, 0x8080))
    else:
        image = Image.new("RGB", (2, 1), "white").convert(mode)
    kind = "JPEG" if mode == "CMYK" else "PNG"
    picture = load_picture(_saved(tmp_path, image, format=kind), "art")
    assert picture.mode == "RGB"
    assert picture.pixels[:3] == b"\xff\xff\xff"
    if mode == "I;16":
        assert picture.pixels[3:] == b"\x80\x80\x80"


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_transparency_is_kept(tmp_path: Path, mode: str):
    image = Image.new("RGBA", (2, 1), (255, 255, 255, 255))
    image.putpixel((0, 0), (0, 0, 0, 0))
    picture = load_picture(_saved(tmp_path, image.convert(mode), **_clear(mode)), "art.png")
    assert picture.mode == "RGBA"
    assert picture.pixels[3] == 0
    assert picture.pixels[7] == 255


def test_transparency_without_effect_is_dropped(tmp_path: Path):
    assert load_picture(_saved(tmp_path, Image.new("RGBA", (2, 1), "red")), "art.png").mode == "RGB"


def test_orientation_of_cameras(tmp_path: Path):
    exif = Image.Exif()
    exif[0x0112] = 6
    path = _saved(tmp_path, _four(), exif=exif)
    turned = _four().transpose(Image.Transpose.ROTATE_270)
    assert load_picture(path, "art.png").pixels == turned.tobytes()


def test_srgb_profile_changes_nothing(tmp_path: Path):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    path = _saved(tmp_path, _four(), icc_profile=profile)
    assert load_picture(path, "art.png").pixels == _four().tobytes()


def test_broken_profile_changes_nothing(tmp_path: Path):
    path = _saved(tmp_path, _four(), icc_profile=b"no profile")
    assert load_picture(path, "art.png").pixels == _four().tobytes()


def test_digest_tells_pictures_apart(tmp_path: Path):
    wide = load_picture(_saved(tmp_path, Image.new("RGB", (4, 1)), "wide.png"), "wide.png")
    high = load_picture(_saved(tmp_path, Image.new("RGB", (1, 4)), "high.png"), "high.png")
    again = load_picture(_saved(tmp_path, Image.new("RGB", (1, 4)), "again.png"), "again.png")
    assert wide.digest != high.digest == again.digest


def test_changed_file_is_read_again(tmp_path: Path):
    before = load_picture(_saved(tmp_path, Image.new("RGB", (4, 1))), "art.png")
    assert load_picture(_saved(tmp_path, Image.new("RGB", (40, 1), "red")), "art.png") != before


def test_no_such_file(tmp_path: Path):
    assert _refusal(tmp_path / "art.png") == ("missing-file", 'there is no picture "art"')


def test_folder_is_no_picture(tmp_path: Path):
    code, message = _refusal(tmp_path)
    assert code == "unreadable-file"
    assert message.startswith('the picture "art" cannot be read: ')


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF"])
def test_other_kinds(tmp_path: Path, kind: str):
    refused = ("bad-picture", '"art" is no PNG, JPEG, WebP or SVG picture')
    assert _refusal(_saved(tmp_path, _four(), format=kind)) == refused


@pytest.mark.parametrize("data", [b"", b"text", b"\x89PNG\r\n\x1a\n", b"<html/>", b"RIFF0000WEBP"])
def test_no_pictures_at_all(tmp_path: Path, data: bytes):
    path = tmp_path / "art.png"
    path.write_bytes(data)
    assert _refusal(path) == ("bad-picture", '"art" is no PNG, JPEG, WebP or SVG picture')


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_cut_short(tmp_path: Path, kind: str):
    path = _saved(tmp_path, _noise(), format=kind)
    path.write_bytes(path.read_bytes()[:-900])
    assert _refusal(path) == ("bad-picture", 'the picture "art" is damaged or cut short')


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_damage_never_leads_to_a_traceback(tmp_path: Path, kind: str):
    chance = random.Random(kind)
    good = _saved(tmp_path, _noise(), format=kind).read_bytes()
    for number in range(40):
        data = bytearray(good)
        for _change in range(6):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path = tmp_path / f"{number}"
        path.write_bytes(data)
        try:
            picture = load_picture(path, "art", SPAN)
        except Failure:
            continue
        assert len(picture.pixels) == picture.columns * picture.rows * len(picture.mode)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_animated(tmp_path: Path, kind: str):
    more = [Image.new("RGB", (2, 2), color) for color in ("red", "blue")]
    path = _saved(tmp_path, _four(), format=kind, save_all=True, append_images=more)
    assert _refusal(path) == ("bad-picture", 'the picture "art" is animated')


def test_photo_with_a_preview_is_one_picture(tmp_path: Path):
    path = _saved(tmp_path, _four(), format="MPO", save_all=True, append_images=[_four()])
    assert load_picture(path, "art").columns == 2


@pytest.mark.parametrize("side", [8001, 10_000, 60_000])
def test_bombs_are_not_decoded(tmp_path: Path, side: int):
    path = tmp_path / "bomb.png"
    path.write_bytes(_huge(side))
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        refusal = _refusal(path)
    assert refusal == ("too-large", 'the picture "art" has more than 64 million pixels')
    assert seen == []


def test_large_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pictures, "LARGEST_FILE", 1 << 20)
    path = tmp_path / "art.png"
    path.write_bytes(bytes((1 << 20) + 1))
    refused = ("too-large", 'the file of the picture "art" is larger than 1 MiB')
    assert _refusal(path) == refused


def test_crop_keeps_the_middle():
    pixels = bytes(value for x in range(6) for value in (x, x, x))
    picture = Picture(6, 1, "RGB", pixels, "ramp")
    middle = crop(picture, 2.0)
    assert (middle.columns, middle.rows) == (2, 1)
    assert middle.pixels == pixels[6:12]
    assert middle.digest != picture.digest


def test_crop_of_the_same_form():
    picture = Picture(4, 2, "RGB", bytes(24), "flat")
    assert crop(picture, 2.0) is picture
    assert (crop(picture, 0.5).columns, crop(picture, 0.5).rows) == (1, 2)


def _refusal(path: Path) -> tuple[str, str]:
    """The code and message of the one error about a file, which has a place and a hint."""
    with pytest.raises(Failure) as caught:
        load_picture(path, "art", SPAN)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.span == SPAN
    assert diagnostic.hint
    return diagnostic.code, diagnostic.message


def _saved(
    folder: Path, image: Image.Image, name: str = "art.png", format: str = "PNG", **more: object
) -> Path:
    path = folder / name
    image.save(path, format, **more)
    return path


def _clear(mode: str) -> dict[str, object]:
    """How a palette says that its first colour, black, is transparent."""
    return {"transparency": 0} if mode == "P" else {}


def _four() -> Image.Image:
    return Image.frombytes("RGB", (2, 2), bytes(range(0, 240, 20)))


def _noise() -> Image.Image:
    return Image.frombytes("RGB", (40, 40), random.Random(1).randbytes(4800))


def _huge(side: int) -> bytes:
    """The beginning of a PNG file of that many rows and columns."""
    file = BytesIO(b"\x89PNG\r\n\x1a\n")
    file.seek(8)
    header = struct.pack(">2I5B", side, side, 8, 2, 0, 0, 0)
    for kind, body in ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(99))), (b"IEND", b"")):
        check = struct.pack(">I", zlib.crc32(kind + body))
        file.write(struct.pack(">I", len(body)) + kind + body + check)
    return file.getvalue()


def test_scans_have_a_budget(tmp_path: Path):
    """A JPEG may go over all of its pixels thousands of times in a small file."""
    path = _saved(tmp_path, Image.new("L", (4000, 4000)), "art.jpg", "JPEG", progressive=True)
    data = path.read_bytes()
    start = data.rindex(b"\xff\xda")
    path.write_bytes(data[:start] + data[start:-2] * 100 + b"\xff\xd9")
    code, message = _refusal(path)
    assert code == "too-large"
    assert message.startswith('the picture "art" is saved in 1')
    path.write_bytes(data)
    assert load_picture(path, "art").columns == 4000


def test_the_pictures_of_a_piece_have_a_budget(tiny, tmp_path: Path, monkeypatch):
    from msgspec.structs import replace

    from infogen.blocks import picture

    monkeypatch.setattr(tiny, "_base", replace(tiny._base, folders=(tmp_path,)))
    monkeypatch.setattr(picture, "MOST_PIXELS", 250)
    for number in range(3):
        _saved(tmp_path, Image.new("RGB", (10, 10), (number, 0, 0)), f"{number}.png")

    def body(*names: int) -> str:
        shown = [f"{{kind: picture, file: {name}.png, alt: a, width: 20}}" for name in names]
        return f"kind: column\nchildren: [{', '.join(shown)}]"

    assert tiny.scene(body(0, 1, 0, 1, 0))
    said = tiny.said(body(0, 1, 2))
    assert "error: the pictures of this piece have more than" in said[0]
