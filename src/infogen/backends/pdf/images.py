"""Pictures in a PDF: opaque, 8 bits a channel, filtered and deflated as in PNG (ISO 32000-1,
7.4.4.4); those in four inks, which PNG does not have, deflated alone.
"""

from io import BytesIO
from typing import Any

from PIL import Image

from infogen.backends.pdf.colors import Colors
from infogen.backends.pdf.document import Stream, dictionary
from infogen.scene import Picture


def embed(picture: Picture, ground: str, colors: Colors) -> Stream:
    """The picture as an image object; what is translucent is blended with the ground, `#RRGGBB`."""
    image = Image.frombytes(picture.mode, (picture.columns, picture.rows), picture.pixels)
    if picture.mode == "RGBA":
        blended = Image.new("RGBA", image.size, ground)
        blended.alpha_composite(image)
        image = blended.convert("RGB")
    image = colors.picture(image)
    entries: dict[str, Any] = {
        "Type": "/XObject",
        "Subtype": "/Image",
        "Width": picture.columns,
        "Height": picture.rows,
        "ColorSpace": f"/{colors.space}",
        "BitsPerComponent": 8,
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
        DecodeParms=dictionary(Predictor=15, Colors=channels, Columns=picture.columns),
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
