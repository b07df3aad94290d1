"""Pictures inside of SVG drawings: decoded here, and handed on as plain PNG."""

import re
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from io import BytesIO

from infogen.artwork.rasters import decode, open_picture
from infogen.artwork.refusal import PictureError
from infogen.artwork.svg_styles import outside_of_file
from infogen.messages import _

MOST_PIXELS = 8_000_000
"""Pixels of all pictures in a drawing together."""

_ADDRESS = re.compile(r"\s*data:image/(?:png|jpe?g|webp|gif);base64,", re.I)
_KINDS = ("PNG", "JPEG", "WEBP", "GIF")


class EmbeddedPictures:
    """The pictures of one drawing."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}
        self._pixels = 0

    def picture(self, address: str) -> str:
        """The address of a picture in PNG. Raises `PictureError` if it is not in the file, too
        large or damaged.
        """
        found = self._known.get(address)
        if found is None:
            found = self._known[address] = self._read(address)
        return found

    def _read(self, address: str) -> str:
        found = _ADDRESS.match(address)
        if not found:
            raise outside_of_file(address)
        try:
            image = open_picture(
                b64decode(address[found.end() :]), _KINDS, MOST_PIXELS - self._pixels
            )
            self._pixels += image.width * image.height
            file = BytesIO()
            decode(image).save(file, "PNG", compress_level=1)
        except PictureError as refusal:
            if refusal.code == "too-large":
                message = _(
                    'the pictures inside the drawing "{name}" have more than {count} million pixels'
                )
                hint = _("save it with fewer pixels")
                raise PictureError("too-large", message, hint, count=MOST_PIXELS // 10**6) from None
            raise _damaged() from None
        except (Base64Error, ValueError):
            raise _damaged() from None
        return "data:image/png;base64," + b64encode(file.getvalue()).decode("ascii")


def _damaged() -> PictureError:
    message = _('a picture inside the drawing "{name}" is damaged')
    return PictureError("bad-picture", message, _("export or download it again"))
