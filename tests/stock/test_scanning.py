"""Every code of every file of the stock is read back by two programs, also from what is left of it
when it has been sent on.
"""

import io

import cv2
import numpy
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from infogen.backends import render
from infogen.scene import Frame
from kit.family import JOBS, STOCK, codes, each_job, picture_of, scene_of

WHATSAPP = 0.69
"""How much smaller a picture gets when it is sent as a photo, and sent on."""

QUALITIES = (60, 55, 50)


def read(picture: Image.Image) -> list[str]:
    kind = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    return sorted(code.text for code in zxingcpp.read_barcodes(picture, formats=kind))


def smaller(picture: Image.Image, part: float) -> Image.Image:
    size = round(picture.width * part), round(picture.height * part)
    return picture.resize(size, Image.Resampling.LANCZOS)


def sent_on(picture: Image.Image) -> Image.Image:
    """As it arrives after three chats: smaller once, recompressed each time."""
    picture = smaller(picture, WHATSAPP)
    for quality in QUALITIES:
        file = io.BytesIO()
        picture.save(file, "JPEG", quality=quality)
        picture = Image.open(file)
        picture.load()
    return picture


@each_job
def test_each_code_scans_as_posted_half_as_large_and_sent_on(piece, variant, format):
    """zxing reads the whole picture, OpenCV each code with what stands around it."""
    scene = scene_of(piece, variant, format)
    for number in range(len(scene.pages)):
        placed = codes(scene, number)
        if not placed:
            continue
        wanted = sorted(str(frame.meaning.href) for _x, _y, frame in placed)
        picture = Image.open(io.BytesIO(picture_of(scene, "png", number))).convert("RGB")
        ways = [("as posted", picture, 1.0), ("half as large", smaller(picture, 0.5), 0.5)]
        if scene.canvas.family == "screen":
            ways.append(("sent on", sent_on(picture), WHATSAPP))
        for way, seen, part in ways:
            assert read(seen) == wanted, way
            for cut, frame in zip(
                cuts(placed, scene.canvas.density), codes(scene, number), strict=True
            ):
                assert second_reading(seen, cut, part) == frame[2].meaning.href, way


Box = tuple[float, float, float, float]


def cuts(placed: list[tuple[float, float, Frame]], density: float) -> list[Box]:
    """Each code of a page with up to 60 px around it, but nothing of another code, in pixels."""
    boxes = [
        (x * density, y * density, (x + f.size.width) * density, (y + f.size.height) * density)
        for x, y, f in placed
    ]

    def cut(own: Box) -> Box:
        margin = 60.0
        for left, top, right, bottom in boxes:
            apart = max(left - own[2], own[0] - right, top - own[3], own[1] - bottom)
            if apart >= 0:
                margin = min(margin, apart)
        return own[0] - margin, own[1] - margin, own[2] + margin, own[3] + margin

    return [cut(box) for box in boxes]


def second_reading(seen: Image.Image, cut: Box, part: float) -> str:
    """OpenCV's reading of a code that was cut out, from as near as it needs."""
    grey = numpy.array(seen.crop([round(v * part) for v in cut]).convert("L"))
    for larger in (2, 1, 3):
        near = cv2.resize(grey, None, fx=larger, fy=larger, interpolation=cv2.INTER_CUBIC)
        text, _corners, _straight = cv2.QRCodeDetector().detectAndDecode(near)
        if text:
            return str(text)
    return ""


PRINTED = [job for job in JOBS if STOCK.formats[job[2]].family == "paper"]


@pytest.mark.parametrize(("piece", "variant", "format"), PRINTED)
def test_each_printed_code_scans_from_the_pdf_in_grey(piece, variant, format):
    scene = scene_of(piece, variant, format)
    document = pypdfium2.PdfDocument(render(scene, "pdf"))
    for number in range(len(scene.pages)):
        wanted = sorted(str(frame.meaning.href) for _x, _y, frame in codes(scene, number))
        grey = document[number].render(scale=150 / 72, grayscale=True).to_pil()
        assert read(grey) == wanted
