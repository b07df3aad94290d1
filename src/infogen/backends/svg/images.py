"""Pictures in an SVG: the file itself holds them, as PNG."""

from base64 import b64encode
from io import BytesIO

from PIL.Image import frombytes

from infogen.scene import Picture


def data_address(picture: Picture) -> str:
    """The address that is the picture (RFC 2397)."""
    file = BytesIO()
    pixels = frombytes(picture.mode, (picture.columns, picture.rows), picture.pixels)
    pixels.save(file, "PNG", compress_level=9)
    return f"data:image/png;base64,{b64encode(file.getvalue()).decode('ascii')}"
