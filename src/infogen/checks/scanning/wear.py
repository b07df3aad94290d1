"""The wear of a code on its way to a phone: forwarded, printed, copied, photographed at an angle.

Everything that is random comes from fixed seeds: the same code gives the same pictures.
"""

import io
from random import Random

from PIL import Image, ImageChops, ImageFilter, ImageOps
from PIL.Image import Image as Raster

from infogen.artwork.byte_cache import MEBIBYTE, ByteCache, raster_bytes

SEEDS = range(8)
GRID = 8
"""Pixels of a block of JPEG: a code may begin anywhere in it."""

NOISE = 6.0
"""Standard deviation of a camera's noise, of 255."""

BLUR = 0.8
"""Radius of a camera's blur, px."""

COPY_ASKEW = 0.3
"""Degrees by which a page lies askew on the glass of a copier, at most."""
COPY_SHRUNK = 0.995
"""The size of a copy of 1: copiers shrink a little, so that no edge is lost."""
COPY_BLUR = 1.1
"""Of one copy, in px of its scan."""
COPY_GRAIN = 10
"""Of one copy, in levels of 255, at most."""
COPY_CONTRAST, COPY_MIDDLE = 1.7, 150
"""A copier makes light greys white and dark ones black: levels spread from this one."""

TILE = 256
"""Noise is made in squares of multiples of so many pixels."""

TILT = 0.04
"""The displacement of each corner in a photo taken at an angle, at most, as a part of its side."""


def smaller(picture: Raster, scale: float) -> Raster:
    """The picture at a part of its size, as platforms make it."""
    side = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
    return picture if scale == 1 else picture.resize(side, Image.Resampling.LANCZOS)


def shift_grid(picture: Raster, seed: int) -> Raster:
    """The picture moved inside the grid of JPEG's blocks."""
    random = Random(seed)
    left, top = random.randrange(GRID), random.randrange(GRID)
    return ImageOps.expand(picture, (left, top, 0, 0), 128)


def sent(picture: Raster, qualities: tuple[int, ...]) -> Raster:
    """The picture after so many generations of JPEG."""
    for quality in qualities:
        file = io.BytesIO()
        picture.save(file, "JPEG", quality=quality)
        picture = Image.open(file)
        picture.load()
    return picture


def bilevel(picture: Raster, blur: float = 0.0) -> Raster:
    """The picture in black or white alone, as a fax or a cheap copier leaves it, once it is
    blurred.
    """
    soft = picture.filter(ImageFilter.GaussianBlur(blur)) if blur else picture
    return soft.point([0] * 128 + [255] * 128)


def photocopy(page: Raster, seed: int) -> Raster:
    """One generation of a page of 300 dpi in an office's copier: askew, a little smaller and
    blurred, with grain and more contrast. The same for the same seed.
    """
    random = Random(seed)
    small = (round(page.width * COPY_SHRUNK), round(page.height * COPY_SHRUNK))
    laid = Image.new("L", page.size, 255)
    laid.paste(
        page.resize(small, Image.Resampling.BILINEAR),
        ((page.width - small[0]) // 2, (page.height - small[1]) // 2),
    )
    angle = random.uniform(COPY_ASKEW / 2, COPY_ASKEW) * random.choice((-1, 1))
    turned = laid.rotate(angle, Image.Resampling.BILINEAR, fillcolor=255)
    soft = turned.filter(ImageFilter.GaussianBlur(COPY_BLUR))
    grain = Image.frombytes("L", page.size, random.randbytes(page.width * page.height))
    grain = grain.point([128 + round((level - 127.5) / 127.5 * COPY_GRAIN) for level in range(256)])
    noisy = ImageChops.add(soft, grain, 1, -128)
    spread = (round((level - COPY_MIDDLE) * COPY_CONTRAST + COPY_MIDDLE) for level in range(256))
    return noisy.point([min(255, max(0, level)) for level in spread])


def photograph(picture: Raster, seed: int) -> Raster:
    """The picture as a hand-held camera sees it: askew, out of focus, with noise."""
    random = Random(seed)
    width, height = picture.size
    corners = [
        (
            (x + random.uniform(-TILT, TILT)) * width,
            (y + random.uniform(-TILT, TILT)) * height,
        )
        for x, y in ((0, 0), (1, 0), (1, 1), (0, 1))
    ]
    askew = picture.transform(
        picture.size,
        Image.Transform.PERSPECTIVE,
        _perspective(corners, width, height),
        Image.Resampling.BILINEAR,
        fillcolor=128,
    )
    soft = askew.filter(ImageFilter.GaussianBlur(BLUR))
    side = -(-max(picture.size) // TILE) * TILE
    return ImageChops.add(
        soft,
        _NOISE.get((side, seed), lambda: _noise(side, seed)).crop((0, 0, *picture.size)),
        1,
        -128,
    )


def _perspective(corners: list[tuple[float, float]], width: int, height: int) -> tuple[float, ...]:
    """The coefficients that move the corners of a picture to these places (Heckbert, 1989, 2.2.3:
    the unit square to a quadrilateral).
    """
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = corners
    dx1, dx2, sx = x1 - x2, x3 - x2, x0 - x1 + x2 - x3
    dy1, dy2, sy = y1 - y2, y3 - y2, y0 - y1 + y2 - y3
    whole = dx1 * dy2 - dx2 * dy1
    g, h = (sx * dy2 - dx2 * sy) / whole, (dx1 * sy - sx * dy1) / whole
    return (
        (x1 - x0 + g * x1) / width,
        (x3 - x0 + h * x3) / height,
        x0,
        (y1 - y0 + g * y1) / width,
        (y3 - y0 + h * y3) / height,
        y0,
        g / width,
        h / height,
    )


_NOISE: ByteCache[Raster] = ByteCache(32 * MEBIBYTE, raster_bytes)


def _noise(side: int, seed: int) -> Raster:
    """Grey noise around 128: of four uniform values the mean is nearly normal."""
    random = Random(seed)
    size, count = (side, side), side * side
    a, b, c, d = (Image.frombytes("L", size, random.randbytes(count)) for _i in range(4))
    mean = Image.blend(Image.blend(a, b, 0.5), Image.blend(c, d, 0.5), 0.5)
    spread = 255 / 12**0.5 / 2  # the standard deviation of that mean
    return mean.point([round(128 + (level - 127.5) * NOISE / spread) for level in range(256)])
