"""Pictures at the size that they have on a page, remembered."""

from PIL.Image import Image as Raster
from PIL.Image import Resampling, frombytes

from infogen.artwork.byte_cache import MEBIBYTE, ByteCache, raster_bytes
from infogen.scene import Picture

_RESIZED: ByteCache[Raster] = ByteCache(64 * MEBIBYTE, raster_bytes)


def resized(picture: Picture, size: tuple[int, int]) -> Raster:
    """The picture in so many pixels across and down."""
    key = picture.digest, picture.columns, picture.rows, size
    return _RESIZED.get(key, lambda: _resize(picture, size))


def _resize(picture: Picture, size: tuple[int, int]) -> Raster:
    whole = frombytes(picture.mode, (picture.columns, picture.rows), picture.pixels)
    return whole.resize(size, Resampling.LANCZOS)
