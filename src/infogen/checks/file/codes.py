"""Each QR code is read back from the finished file, by another program than the one that made
it.
"""

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import reduce
from operator import and_

from PIL import Image, ImageOps

from infogen.checks.scanning.printed import printed_page
from infogen.checks.scanning.readers import read_codes
from infogen.diagnostics import Diagnostic, error
from infogen.messages import _
from infogen.scene import OnPage, Scene

AROUND = 20
"""Pixels around a code that is read by itself."""

PDF_DPI = 150
"""The density at which a printed page is read, in grey: an office's copier."""


def codes(scene: Scene, kind: str, data: bytes, page: int) -> Iterator[Diagnostic]:
    """One error for each code of a file that does not read as its address.

    `kind` is the file's (a name of `BACKENDS`), `page` the page that it shows; a PDF
    has them all.
    """
    if kind in TEXTS:
        return
    pages = range(len(scene.pages)) if kind == "pdf" else (page,)
    on_scene = list(scene.codes())
    for number in pages:
        expected = [code for code in on_scene if code.page == number]
        if not expected:
            continue
        pictures = [shown(scene, data, number) for shown in PICTURES.get(kind, (_pixels,))]
        read = reduce(and_, (Counter(read_codes(picture)) for picture in pictures))
        for code in expected:
            address = code.frame.meaning.href or ""
            if not read[address] and not _alone(scene, pictures, code):
                yield error(
                    "unread-code",
                    _('the code of {address} is not read from the {kind} of "{format}"').format(
                        address=address, kind=kind, format=scene.canvas.id
                    ),
                    code.frame.span,
                    _("make its module larger, or keep its quiet zone free"),
                    spot=code.spot,
                )
            read[address] -= 1


def _alone(scene: Scene, pictures: list[Image.Image], code: OnPage) -> bool:
    """True if a code on a printer's sheet is read by itself: the pages of a sheet are cut apart,
    and several may have the same code.
    """
    if scene.press is None:
        return False
    left, top, right, bottom = code.spot.box
    for picture in pictures:
        scale = picture.width / scene.canvas.width
        around = (
            left * scale - AROUND,
            top * scale - AROUND,
            right * scale + AROUND,
            bottom * scale + AROUND,
        )
        if code.frame.meaning.href not in read_codes(picture.crop(around)):
            return False
    return True


def _pixels(_scene: Scene, data: bytes, _page: int) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("L")


def _png(_scene: Scene, data: bytes, _page: int) -> Image.Image:
    from PIL.PngImagePlugin import PngImageFile  # to ask for the kind would import four others

    return PngImageFile(io.BytesIO(data)).convert("L")


def _printed(_scene: Scene, data: bytes, page: int) -> Image.Image:
    return printed_page(data, page, PDF_DPI)


def _drawn(scene: Scene, _data: bytes, page: int) -> Image.Image:
    """The scene drawn in pixels, which shows anything that lies over a code."""
    from infogen.backends.png import draw

    return draw(scene, page).convert("L")


def _crisp(_scene: Scene, data: bytes, _page: int) -> Image.Image:
    """The codes of a drawing as its file has them: each crisp path on white, one below another."""
    from xml.etree import ElementTree

    shown = []
    for path in ElementTree.fromstring(data).iterfind(f".//{_SVG}path[@shape-rendering]"):
        cells = [tuple(map(int, cell)) for cell in _CELLS.findall(path.get("d", ""))]
        side = max((max(x + width, y + 1) for x, y, width in cells), default=0)
        picture = Image.new("L", (side, side), 255)
        for x, y, width in cells:
            picture.paste(0, (x, y, x + width, y + 1))
        shown.append(ImageOps.expand(picture, 4, 255).resize((_SIDE, _SIDE), _NEAREST))
    whole = Image.new("L", (_SIDE, _SIDE * max(1, len(shown))), 255)
    for number, picture in enumerate(shown):
        whole.paste(picture, (0, _SIDE * number))
    return whole


_SVG = "{http://www.w3.org/2000/svg}"
_CELLS = re.compile(r"M(\d+) (\d+)h(\d+)v1h")
_SIDE = 500
"""Pixels of a code with its quiet zone, where it is read from a drawing."""
_NEAREST = Image.Resampling.NEAREST

TEXTS = frozenset({"html", "txt"})
"""Files that show no codes: what these lead to is a link there."""

PICTURES: dict[str, tuple[Callable[[Scene, bytes, int], Image.Image], ...]] = {
    "pdf": (_printed,),
    "png": (_png,),
    "svg": (_crisp, _drawn),
    "svg-outlines": (_crisp, _drawn),
}
"""How the files that are not pixels are seen; a code must be read from each picture."""
