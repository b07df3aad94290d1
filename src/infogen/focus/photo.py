"""A photograph or a scan of a sheet to the dark share of each box: OpenCV finds the four marks,
straightens the sheet, and finds each box again by its outline.
"""

import io
from collections.abc import Iterator, Mapping
from typing import Any

import cv2
import numpy as np
import pypdfium2
import zxingcpp
from msgspec import Struct

from infogen.focus.paper import DICTIONARY, KINDS, BoxPlace, Places, SheetMap

Image = np.ndarray[Any, np.dtype[Any]]

FINE = 8.0
"""Pixels to the mm of a straightened sheet."""
REACH = 2.0
"""How far from its place a box is looked for, in mm: paper bends."""
INSIDE = 1.3
"""How much of a box's edge is left out, in mm: its outline, and what blur makes of it."""
DARK = 0.12
"""How much darker than the paper around it ink is: pencil, and thin strokes of small pictures."""
SOFT = 2.5
"""Pixels over which the noise of a camera is evened out before that is asked."""
EDGE = 0.05
"""The share of a box that is not in the picture: in doubt."""
SCAN_DPI = 200
PAGES = 400
"""The most pages that are read of one file."""
PIXELS = 60_000_000


class Sheet(Struct, frozen=True):
    """A sheet that was found in a picture: its kind, its folio ("" if the code was not read), the
    dark shares of its rows, and a picture of each row for a person.
    """

    kind: str
    folio: str
    rows: Mapping[str, tuple[float, ...]]
    crops: Mapping[str, bytes]


class UnreadableSheet(Exception):
    """Not a picture, or no sheet of the session in it: it has to be taken again."""


def pictures(data: bytes) -> Iterator[Image]:
    """The pages of a file, in grey: a PDF has several, a photograph is one.

    Raises `UnreadableSheet` for what is neither.
    """
    if data.startswith(b"%PDF"):
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError:
            raise UnreadableSheet from None
        for number in range(min(len(document), PAGES)):
            shown = document[number].render(scale=SCAN_DPI / 72, grayscale=True)
            yield np.ascontiguousarray(shown.to_numpy().reshape(shown.height, -1)[:, : shown.width])
        document.close()
        return
    # Pillow reads the size first: OpenCV would decode a picture of any size.
    from PIL import Image as Pillow
    from PIL import ImageOps

    try:
        with Pillow.open(io.BytesIO(data)) as raster:
            if raster.width * raster.height > PIXELS:
                raise UnreadableSheet
            upright = ImageOps.exif_transpose(raster).convert("L")
    except (OSError, ValueError, SyntaxError, Pillow.DecompressionBombError):
        raise UnreadableSheet from None
    yield np.asarray(upright, dtype=np.uint8)


def read_sheet(image: Image, printed: SheetMap) -> Sheet:
    """The sheet in a picture. Raises `UnreadableSheet` unless its four marks are in view."""
    corners = _marks(image)
    for kind in KINDS:
        places = printed.kinds.get(kind.name)
        mine = [corners.get(kind.first + n) for n in range(4)]
        found = [corner for corner in mine if corner is not None]
        if places is not None and len(found) == 4:
            flat = _straightened(image, places, found)
            folio = _folio(flat, places) or _any_code(image)
            return _measured(kind.name, folio, flat, places)
    raise UnreadableSheet


def _marks(image: Image) -> dict[int, Image]:
    """The corners of the marks in a picture, by number."""
    parameters = cv2.aruco.DetectorParameters()
    parameters.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
    dictionary = cv2.aruco.getPredefinedDictionary(DICTIONARY)
    corners, numbers, _rejected = cv2.aruco.ArucoDetector(dictionary, parameters).detectMarkers(
        image
    )
    if numbers is None:
        return {}
    return {int(n): corner[0] for n, corner in zip(numbers.flatten(), corners, strict=True)}


def _straightened(image: Image, places: Places, corners: list[Image]) -> Image:
    source = np.concatenate(corners).astype(np.float32)
    target = [
        (x * FINE, y * FINE)
        for left, top, side in places.marks
        for x, y in (
            (left, top),
            (left + side, top),
            (left + side, top + side),
            (left, top + side),
        )
    ]
    turned, _inliers = cv2.findHomography(source, np.array(target, np.float32), 0)
    size = (round(places.width * FINE), round(places.height * FINE))
    flat: Image = cv2.warpPerspective(image, turned, size)
    return flat


def _folio(flat: Image, places: Places) -> str:
    """The folio, from the straightened code: it is read more often there than in the picture."""
    left, top, side = places.code
    pad = 3.0
    crop = _cut(flat, left - pad, top - pad, side + 2 * pad, side + 2 * pad)
    soft = cv2.GaussianBlur(crop, (0, 0), 2.0)
    sharp = cv2.addWeighted(crop, 1.8, soft, -0.8, 0)
    for one in (crop, sharp):
        for code in zxingcpp.read_barcodes(one):
            return str(code.text)
    return ""


def _any_code(image: Image) -> str:
    """A code anywhere in the picture; those in the variant shown on the sheet are addresses."""
    texts = [code.text for code in zxingcpp.read_barcodes(image)]
    return next((text for text in texts if len(text) == 9 and "://" not in text), "")


def _cut(flat: Image, left: float, top: float, wide: float, high: float) -> Image:
    x, y = max(0, round(left * FINE)), max(0, round(top * FINE))
    part: Image = flat[y : round((top + high) * FINE), x : round((left + wide) * FINE)]
    return part


def _measured(kind: str, folio: str, flat: Image, places: Places) -> Sheet:
    even = cv2.GaussianBlur(flat, (0, 0), SOFT)
    paper = cv2.dilate(even, np.ones((25, 25), np.uint8))
    light = cv2.GaussianBlur(paper, (0, 0), 12).astype(np.float32)
    dark = 1 - np.clip(even.astype(np.float32) / np.maximum(light, 1), 0, 1)
    return Sheet(
        kind,
        folio,
        {name: tuple(_share(dark, box) for box in row) for name, row in places.rows.items()},
        {name: _crop(flat, row) for name, row in places.rows.items()},
    )


def _share(dark: Image, box: BoxPlace) -> float:
    """The dark share inside a box, which is first found again by its outline."""
    left, top, side = box
    across = round(side * FINE) + 3
    outline = np.zeros((across, across), np.float32)
    cv2.rectangle(outline, (1, 1), (across - 2, across - 2), 1, 3)
    around = _cut(dark, left - REACH, top - REACH, side + 2 * REACH, side + 2 * REACH)
    if min(around.shape) < across:
        return EDGE
    _least, _most, _at, (x, y) = cv2.minMaxLoc(cv2.matchTemplate(around, outline, cv2.TM_CCORR))
    edge = round(INSIDE * FINE)
    inside = around[y + edge : y + across - edge, x + edge : x + across - edge]
    return float((inside > DARK).mean())


def _crop(flat: Image, row: tuple[BoxPlace, ...]) -> bytes:
    """A picture of a row, with what stands around it."""
    left, right = min(box[0] for box in row), max(box[0] + box[2] for box in row)
    top, bottom = min(box[1] for box in row), max(box[1] + box[2] for box in row)
    if len({round(box[0]) for box in row}) == 1:
        right = left + 90.0
    part = _cut(flat, max(left - 12, 0), max(top - 7, 0), right - left + 24, bottom - top + 12)
    done, data = cv2.imencode(".png", part)
    return bytes(data) if done else b""
