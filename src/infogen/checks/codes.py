"""Each QR code is read back from the finished file, by another program than the one that made
it.
"""

import io
from collections import Counter
from collections.abc import Callable, Iterator

from PIL import Image

from infogen.diagnostics import Diagnostic, Span, error
from infogen.messages import _
from infogen.scene import Frame, Scene, walk

PDF_DPI = 150
"""The density at which a printed page is read, in grey: an office's copier."""


def codes(scene: Scene, kind: str, data: bytes, page: int) -> Iterator[Diagnostic]:
    """One error for each code of a file that does not read as its address.

    `kind` is the file's (`png`, `jpg`, `webp`, `pdf`, `svg`), `page` the page that it shows; a PDF
    has them all.
    """
    pages = range(len(scene.pages)) if kind == "pdf" else (page,)
    for number in pages:
        expected = list(_expected(scene, number))
        if not expected:
            continue
        read = Counter(_read(PICTURES.get(kind, _pixels)(scene, data, number)))
        for address, span in expected:
            if not read[address]:
                yield error(
                    "unread-code",
                    _('the code of {address} is not read from the {kind} of "{format}"').format(
                        address=address, kind=kind, format=scene.canvas.id
                    ),
                    span,
                    _("make its module larger, or keep its quiet zone free"),
                )
            read[address] -= 1


def _expected(scene: Scene, page: int) -> Iterator[tuple[str, Span | None]]:
    for _x, _y, item in walk(scene.pages[page].frame):
        if isinstance(item, Frame) and item.role == "qr" and item.href:
            yield item.href, item.span


def _read(picture: Image.Image) -> list[str]:
    """The texts of all codes in a whole picture."""
    import zxingcpp

    found = zxingcpp.read_barcodes(
        picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    )
    return [code.text for code in found]


def _pixels(_scene: Scene, data: bytes, _page: int) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("L")


def _printed(_scene: Scene, data: bytes, page: int) -> Image.Image:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        shown: Image.Image = document[page].render(scale=PDF_DPI / 72, grayscale=True).to_pil()
        return shown
    finally:
        document.close()


def _drawn(scene: Scene, _data: bytes, page: int) -> Image.Image:
    """A vector file shows what the raster shows: the same scene, drawn."""
    from infogen.backends.png import draw

    return draw(scene, page).convert("L")


PICTURES: dict[str, Callable[[Scene, bytes, int], Image.Image]] = {"pdf": _printed, "svg": _drawn}
