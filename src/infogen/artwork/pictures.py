"""Artwork files to pictures: PNG, JPEG, WebP or SVG in, 8-bit RGB or RGBA pixels out, or an error.

Files may come from anywhere, so their size is limited before anything is decoded.
"""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from infogen.artwork.byte_cache import MEBIBYTE, ByteCache
from infogen.artwork.rasters import decode, normalize, open_picture
from infogen.artwork.refusal import PictureError
from infogen.artwork.svg_drawings import PER_INCH, Drawing, parse_drawing, rasterize
from infogen.diagnostics import Span, fail
from infogen.files.os_errors import reason
from infogen.messages import _
from infogen.scene import Picture

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST_FILE = 20 * 2**20
"""Bytes of a file that is still read."""

MOST_PIXELS = 64_000_000
"""Pixels of a picture that is still decoded."""

KINDS = ("PNG", "JPEG", "WEBP")

_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<|\xff\xfe<\0|\xfe\xff\0<")
"""The beginning of an XML file, in UTF-8 or UTF-16."""


def _bytes(art: Picture | Drawing) -> int:
    return len(art.plain) if isinstance(art, Drawing) else len(art.pixels)


_FILES: ByteCache[Picture | Drawing] = ByteCache(512 * MEBIBYTE, _bytes)
"""The contents of files, by path, date and size: the largest picture is 256 MB."""

_PICTURES: ByteCache[Picture] = ByteCache(256 * MEBIBYTE, _bytes)
"""Drawings at some width, and parts of pictures."""


class Extent(Struct, frozen=True):
    """The natural size of artwork: pixels, and their number per inch, if the file gives one."""

    width: float
    height: float
    per_inch: float | None = None


def measure(path: Path, name: str, span: Span | None = None) -> Extent:
    """The natural size of the artwork in a file. Raises as `load_picture` does."""
    with _told(name, span):
        art = _loaded(path)
        if isinstance(art, Drawing):
            return Extent(art.width, art.height, PER_INCH)
        return Extent(art.columns, art.rows)


def load_picture(
    path: Path, name: str, span: Span | None = None, across: float | None = None
) -> Picture:
    """The picture in a file, upright and in sRGB; `name` is the file as people wrote it.

    The orientation that a camera noted is applied, and so is an embedded colour profile of an RGB
    picture. A drawing in SVG is drawn `across` pixels wide, if its own width is not meant. Files
    are remembered until they change. Raises `Failure` if the file cannot be read, is of another
    kind, animated, damaged or too large; if a drawing reaches out of its file, has what is not
    drawn, or takes too long.
    """
    with _told(name, span):
        art = _loaded(path)
        return _drawn(art, across or art.width) if isinstance(art, Drawing) else art


@contextmanager
def _told(name: str, span: Span | None) -> Iterator[None]:
    """Problems with a file become diagnostics."""
    try:
        yield
        return
    except FileNotFoundError:
        message, hint = _('there is no picture "{name}"'), _("check its name and its folder")
        problem = PictureError("missing-file", message, hint)
    except OSError as refusal:
        message = _('the picture "{name}" cannot be read: {reason}')
        hint = _("check its name, its folder and its permissions")
        why = reason(refusal) if refusal.errno else type(refusal).__name__
        problem = PictureError("unreadable-file", message, hint, reason=why)
    except PictureError as refusal:
        problem = refusal
    message = problem.message.format(name=name, **problem.values)
    raise fail(problem.code, message, span, problem.hint)


def _loaded(path: Path) -> Picture | Drawing:
    state = path.stat()
    key = path, state.st_mtime_ns, state.st_size
    return _FILES.get(key, lambda: _load(path, state.st_size))


def _drawn(drawing: Drawing, across: float) -> Picture:
    key = drawing.plain, across
    return _PICTURES.get(key, lambda: _picture(normalize(rasterize(drawing, across))))


def crop(picture: Picture, ratio: float) -> Picture:
    """The largest part around the middle whose width is `ratio` times its height."""
    key = picture.digest, picture.columns, picture.rows, ratio
    return _PICTURES.get(key, lambda: _cropped(picture, ratio))


def _cropped(picture: Picture, ratio: float) -> Picture:
    columns = min(picture.columns, max(1, round(picture.rows * ratio)))
    rows = min(picture.rows, max(1, round(picture.columns / ratio)))
    if (columns, rows) == (picture.columns, picture.rows):
        return picture
    from PIL.Image import frombytes

    whole = frombytes(picture.mode, (picture.columns, picture.rows), picture.pixels)
    left, top = (picture.columns - columns) // 2, (picture.rows - rows) // 2
    return _picture(whole.crop((left, top, left + columns, top + rows)))


def _load(path: Path, size: int) -> Picture | Drawing:
    """The artwork in a file of some size. Raises `PictureError`, and `OSError` if it cannot be
    read.
    """
    if size > LARGEST_FILE:
        message = _('the file of the picture "{name}" is larger than {size} MiB')
        hint = _("save it with fewer pixels")
        raise PictureError("too-large", message, hint, size=LARGEST_FILE >> 20)
    data = path.read_bytes()
    if _MARKUP.match(data):
        return parse_drawing(data)
    return _picture(decode(open_picture(data, KINDS, MOST_PIXELS)))


def _picture(image: "Image") -> Picture:
    pixels = image.tobytes()
    digest = hashlib.sha256(f"{image.mode} {image.width} {image.height} ".encode() + pixels)
    mode: Literal["RGB", "RGBA"] = "RGBA" if image.mode == "RGBA" else "RGB"
    return Picture(image.width, image.height, mode, pixels, digest.hexdigest())
