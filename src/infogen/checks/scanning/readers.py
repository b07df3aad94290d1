"""The two programs that read codes from pictures, because phones differ: zxing and, if it is
installed, OpenCV, the weaker one.
"""

from functools import cache

from PIL.Image import Image as Raster


def read_codes(picture: Raster) -> list[str]:
    """The texts of all QR codes that zxing finds in a picture. One in light on dark is not read, as
    many phones do not.
    """
    import zxingcpp

    # Made anew each time: one that is still there when Python ends is reported as a leak.
    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    found = zxingcpp.read_barcodes(picture, formats=formats, try_invert=False)
    return [code.text for code in found]


def opencv_reads(picture: Raster, address: str) -> bool:
    """True if OpenCV reads an address from a picture of one code. It must be installed."""
    import cv2
    import numpy

    # It finds modules of few pixels only when they are made larger.
    large = cv2.resize(numpy.asarray(picture), None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    try:
        text, _corners, _straight = cv2.QRCodeDetector().detectAndDecode(large)
    except cv2.error:  # it gives up on some pictures so
        return False
    return str(text) == address


@cache
def has_opencv() -> bool:
    """True if OpenCV is installed. Call this before threads use it: it is imported here, and during
    an import another thread would find an incomplete module.
    """
    try:
        import cv2  # noqa: F401
    except ImportError:
        return False
    return True
