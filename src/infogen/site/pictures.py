"""The files of a picture that a page shows: WebP in three widths, and an image to share."""

from hashlib import blake2b
from io import BytesIO

from msgspec import Struct
from PIL import Image

NARROW = 720
"""px of the narrow width: a phone of 360 px with two pixels to each."""

SMALL = 360
"""px of the width in a gallery."""

SHARED = 300_000
"""The most bytes of a share image: WhatsApp leaves out larger ones without a word."""

SHARE_SIZE = (1200, 630)
"""px of a share image: 1.91 : 1, which Facebook and WhatsApp show whole."""


class Shown(Struct, frozen=True):
    """A picture in a page: its PNG, the same in WebP, small, narrow and whole, by name; px of the
    whole.

    `alt` says what it is; `files` are the bytes of the WebP.
    """

    png: str
    small: str
    narrow: str
    whole: str
    width: int
    height: int
    alt: str
    files: dict[str, bytes]


def shown(name: str, png: bytes, alt: str) -> Shown:
    """A finished picture in the sizes of a page; `name` is that of the PNG."""
    image = Image.open(BytesIO(png)).convert("RGB")
    stem = name.removesuffix(".png")
    small, narrow = f"{stem}-{SMALL}.webp", f"{stem}-{NARROW}.webp"
    whole = f"{stem}.webp"
    files = {
        small: _webp(_scaled(image, SMALL), quality=60),
        narrow: _webp(_scaled(image, NARROW)),
        whole: _webp(image, lossless=True),
    }
    return Shown(name, small, narrow, whole, image.width, image.height, alt, files)


def _scaled(image: Image.Image, width: int) -> Image.Image:
    """A picture of that width, or as it is where it is no wider."""
    if image.width <= width:
        return image
    height = round(image.height * width / image.width)
    return image.resize((width, height), Image.Resampling.LANCZOS)


def _webp(image: Image.Image, *, lossless: bool = False, quality: int = 74) -> bytes:
    """Flat colours are smaller without loss; scaled ones have edges of many colours."""
    file = BytesIO()
    if lossless:
        image.save(file, "WEBP", lossless=True, quality=50, method=1)
    else:
        image.save(file, "WEBP", quality=quality, method=6)
    return file.getvalue()


def share_image(png: bytes, ground: str) -> tuple[str, bytes]:
    """The name and the bytes of the JPEG that networks show of a page: the picture whole, on its
    ground, in at most `SHARED` bytes. The name changes with the bytes, as networks keep old ones.
    """
    image = Image.open(BytesIO(png)).convert("RGB")
    canvas = Image.new("RGB", SHARE_SIZE, ground)
    image.thumbnail(SHARE_SIZE, Image.Resampling.LANCZOS)
    canvas.paste(image, ((canvas.width - image.width) // 2, (canvas.height - image.height) // 2))
    for quality in range(90, 30, -10):
        file = BytesIO()
        canvas.save(file, "JPEG", quality=quality, subsampling="4:4:4", optimize=True)
        if file.tell() <= SHARED:
            break
    data = file.getvalue()
    return f"share-{blake2b(data, digest_size=6).hexdigest()}.jpg", data
