"""Pictures in a PDF: 8 bits a channel, filtered and deflated as in PNG (ISO 32000-1, 7.4.4.4);
those in four inks, which PNG does not have, deflated alone. What is translucent has a soft mask
(11.6.5.3), which PDF/A-2 allows.
"""

from io import BytesIO
from typing import Any

from PIL import Image

from infogen.backends.pdf.document import Document, Stream, dictionary
from infogen.backends.pdf.paint import Colors
from infogen.scene import Picture

_SPREAD = 16
"""Pixels over which the colour at an edge is spread into what is transparent."""


def embed(picture: Picture, colors: Colors, document: Document) -> Stream:
    """The picture as an image object, its soft mask added to the document."""
    image = Image.frombytes(picture.mode, (picture.columns, picture.rows), picture.pixels)
    if picture.mode == "RGB":
        return _object(colors.picture(image), colors.space)
    mask = document.add(_object(image.getchannel("A"), "DeviceGray"))
    return _object(colors.picture(_opaque(image)), colors.space, SMask=mask)


def _opaque(image: Image.Image) -> Image.Image:
    """The colours of a translucent picture, those beside it where it is transparent.

    Viewers scale colours and mask each by itself: whatever colour stands in the transparent parts
    would show as a fringe.
    """
    small = max(1, image.width // _SPREAD), max(1, image.height // _SPREAD)
    around = image.convert("RGBa").resize(small, Image.Resampling.BOX).convert("RGBA")
    spread = around.convert("RGB").resize(image.size, Image.Resampling.NEAREST)
    shown = image.getchannel("A").point(lambda alpha: 255 if alpha else 0)
    spread.paste(image.convert("RGB"), mask=shown)
    return spread


def _object(image: Image.Image, space: str, **more: Any) -> Stream:
    entries: dict[str, Any] = {
        "Type": "/XObject",
        "Subtype": "/Image",
        "Width": image.width,
        "Height": image.height,
        "ColorSpace": f"/{space}",
        "BitsPerComponent": 8,
        **more,
    }
    if image.mode == "CMYK":
        return Stream(image.tobytes(), **entries)
    file = BytesIO()
    image.save(file, "PNG", compress_level=9)
    channels = len(image.getbands())
    return Stream(
        _data(file.getvalue()),
        packed=True,
        **entries,
        Filter="/FlateDecode",
        DecodeParms=dictionary(Predictor=15, Colors=channels, Columns=image.width),
    )


def _data(png: bytes) -> bytes:
    """The contents of the IDAT chunks, which follow the 8 bytes of signature with the others."""
    parts, at = [], 8
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        if png[at + 4 : at + 8] == b"IDAT":
            parts.append(png[at + 8 : at + 8 + length])
        at += length + 12
    return b"".join(parts)
