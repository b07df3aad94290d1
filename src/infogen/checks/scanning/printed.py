"""A printed page as a scanner sees it."""

from PIL.Image import Image as Raster


def printed_page(data: bytes, page: int, dpi: float) -> Raster:
    """A page (from 0) of a finished PDF file, in grey."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        shown: Raster = document[page].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
        return shown
    finally:
        document.close()
