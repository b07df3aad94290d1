"""From sRGB to the four inks of a press, by the press's own ICC profile."""

from io import BytesIO
from typing import Any

from PIL import Image, ImageCms


def separation(profile: bytes) -> Any:
    """The transform of LittleCMS: relative colorimetric with black point compensation.

    Raises `OSError` or `ImageCms.PyCMSError` for a profile that is damaged or of other inks.
    """
    return ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"),
        ImageCms.ImageCmsProfile(BytesIO(profile)),
        "RGB",
        "CMYK",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


def separate(image: Image.Image, transform: Any) -> Image.Image:
    """A picture in the inks of a transform."""
    separated = ImageCms.applyTransform(image, transform)
    assert separated is not None
    return separated
