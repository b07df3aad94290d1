"""Files of pixels, decoded: PNG, JPEG, WebP and GIF to upright pictures in sRGB.

Files may come from anywhere, so the work that one is gets limited before anything is decoded.
"""

import warnings
from io import BytesIO
from typing import TYPE_CHECKING

from infogen.artwork.refusal import PictureError
from infogen.messages import _

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_SCANS = 1_000_000_000
"""Pixels of a JPEG times its scans: each scan of a progressive one goes over all of it."""


def open_picture(data: bytes, kinds: tuple[str, ...], most: int) -> "Image":
    """The picture in a file before it is decoded. Raises `PictureError` for other kinds, those
    that are animated or have more pixels than `most`, and what takes too long.
    """
    from PIL import Image

    with warnings.catch_warnings():
        # What Pillow warns of is either refused here or without consequence.
        warnings.simplefilter("ignore")
        try:
            image = Image.open(BytesIO(data), formats=kinds)
        except Image.DecompressionBombError:
            raise _too_many_pixels(most) from None
        except Exception:  # parsers of damaged files raise nearly anything
            message = _('"{name}" is no PNG, JPEG, WebP or SVG picture')
            raise PictureError("bad-picture", message, _("export it as PNG")) from None
    if image.width * image.height > most:
        raise _too_many_pixels(most)
    # A photo that carries a preview of itself counts as a sequence too, of the format MPO.
    if getattr(image, "is_animated", False) and image.format != "MPO":
        message = _('the picture "{name}" is animated')
        raise PictureError("bad-picture", message, _("export one frame of it"))
    scans = data.count(b"\xff\xda") if image.format in ("JPEG", "MPO") else 1
    if scans * image.width * image.height > MOST_SCANS:
        message = _('the picture "{name}" is saved in {count} scans, too many for its size')
        hint = _("save it as a JPEG that is not progressive, or as PNG")
        raise PictureError("too-large", message, hint, count=scans)
    return image


def decode(image: "Image") -> "Image":
    """The picture decoded, as its camera held it, in sRGB, with transparency only if it has any.

    Raises `PictureError` if it is damaged.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return normalize(image)
        except Exception:  # decoders of damaged files raise nearly anything
            message = _('the picture "{name}" is damaged or cut short')
            raise PictureError("bad-picture", message, _("export or download it again")) from None


def normalize(image: "Image") -> "Image":
    """A picture in RGB, or in RGBA if a part of it is transparent."""
    from PIL import ImageOps

    turned = _in_srgb(ImageOps.exif_transpose(image))
    if turned.mode.startswith("I"):  # 16 bits of grey
        turned = turned.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if turned.has_transparency_data:
        turned = turned.convert("RGBA")
        if turned.getchannel("A").getextrema() != (255, 255):
            return turned
    return turned.convert("RGB")


def _too_many_pixels(most: int) -> PictureError:
    message = _('the picture "{name}" has more than {count} million pixels')
    hint = _("save it with fewer pixels")
    return PictureError("too-large", message, hint, count=most // 10**6)


def _in_srgb(image: "Image") -> "Image":
    """The picture with its profile applied, if that is a valid one for RGB."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "RGBA"):
        return image
    from PIL import ImageCms

    try:
        given = ImageCms.ImageCmsProfile(BytesIO(profile))
        if "sRGB" in ImageCms.getProfileDescription(given):
            return image
        target = ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(image, given, target, outputMode=image.mode)
    except (OSError, ImageCms.PyCMSError):
        return image
    return converted or image
