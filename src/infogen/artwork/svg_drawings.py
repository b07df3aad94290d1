"""Artwork in SVG to pixels: read, made plain, weighed, and drawn by resvg.

A drawing may come from anywhere: it is read without entities, what reaches out of its file is
refused, and so is what resvg and browsers do not draw alike. resvg sees the plain form alone, in a
process with limits; it has no random and no thread, so that the pixels are the same everywhere.
"""

import re
import subprocess
import sys
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from infogen.artwork import svg_process
from infogen.artwork.refusal import PictureError
from infogen.files.os_errors import reason
from infogen.messages import _

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from PIL.Image import Image

    from infogen.artwork.svg_node import SvgNode

LARGEST_FILE = 5 * 2**20
"""Bytes of a drawing that is still read."""

MOST_PIXELS = 8_000_000
"""Pixels that a drawing becomes at most; a larger one is drawn less densely."""

PER_INCH = 96.0
"""Pixels of a drawing's own measures to the inch (CSS Values and Units 3, clause 6.2)."""

LONGEST = 3 * svg_process.SECONDS
"""Seconds that one waits for a drawing, on a machine that is busy."""

_UNITS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54,
          "in": 96.0}  # fmt: skip
_LENGTH = re.compile(r"\s*\+?(\d+\.?\d*|\.\d+)(?:e([+-]?\d{1,2}))?\s*([a-z]*)\s*", re.I)


class Drawing(Struct, frozen=True):
    """A drawing in plain form without its size, and its own width and height in CSS pixels."""

    width: float
    height: float
    plain: str


def parse_drawing(data: bytes) -> Drawing:
    """The drawing in a file. Raises `PictureError` for what is no SVG or must not be drawn."""
    from infogen.artwork.svg_plain import simplify
    from infogen.artwork.svg_tree import Tree
    from infogen.artwork.svg_weight import weigh

    if len(data) > LARGEST_FILE:
        message = _('the file of the drawing "{name}" is larger than {size} MiB')
        hint = _("simplify its paths, or export it as PNG")
        raise PictureError("too-large", message, hint, size=LARGEST_FILE >> 20)
    tree = Tree(data)
    width, height = _measures(tree.root)
    root = simplify(tree)
    weigh(root)
    _fit(root, width, height)
    return Drawing(width, height, root.as_text())


def rasterize(drawing: Drawing, across: float) -> "Image":
    """The drawing as a picture of about that many pixels' width, transparent where nothing is.

    Raises `PictureError` if it takes too long, or if it cannot be drawn.
    """
    from PIL import Image

    most = (MOST_PIXELS * drawing.width / drawing.height) ** 0.5
    columns = max(1, round(min(across, most)))
    rows = max(1, round(columns * drawing.height / drawing.width))
    size = f'<svg xmlns="http://www.w3.org/2000/svg" width="{columns}" height="{rows}"'
    png = _png(drawing.plain.replace("<svg", size, 1))
    try:
        return Image.open(BytesIO(png)).convert("RGBA")
    except OSError:
        raise _undrawable() from None


def _png(text: str) -> bytes:
    """The picture that the renderer makes of a drawing. Raises `PictureError`."""
    found = find_spec("resvg_py")
    assert found is not None
    assert found.origin
    packages = str(Path(found.origin).parent.parent)
    command = [sys.executable, "-I", "-S", svg_process.__file__, packages]
    message = _('the drawing "{name}" takes too long or too much memory')
    hint = _("simplify it, or export it as PNG")
    try:
        done = subprocess.run(
            command, input=text.encode(), capture_output=True, timeout=LONGEST, check=False
        )
    except subprocess.TimeoutExpired:
        raise PictureError("unsafe-picture", message, hint) from None
    except OSError as refusal:
        message = _('there is no process to draw "{name}" in: {reason}')
        hint = _("end other programs, or export the drawing as PNG")
        raise PictureError("bad-picture", message, hint, reason=reason(refusal)) from None
    if done.returncode < 0:
        raise PictureError("unsafe-picture", message, hint)
    if done.returncode:
        raise _undrawable()
    return done.stdout


def _undrawable() -> PictureError:
    message = _('the drawing "{name}" cannot be drawn')
    return PictureError("bad-picture", message, _("export it as plain SVG"))


def _fit(root: "SvgNode", width: float, height: float) -> None:
    """Let the root fill whatever size it is given, in its own proportions."""
    given = root.attributes
    for key in ("x", "y", "width", "height"):
        given.pop(key, None)
    box = given.setdefault("viewBox", f"0 0 {width:g} {height:g}")
    across, down = (float(side) for side in re.split(r"[\s,]+", box)[2:])
    if across > 0 and down > 0 and abs(width / height * down / across - 1) < 1e-3:
        given["preserveAspectRatio"] = "none"


def _measures(root: "Element") -> tuple[float, float]:
    """Width and height in CSS pixels, the form of the `viewBox` where one is missing."""
    width, height = _length(root.get("width")), _length(root.get("height"))
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    try:
        across, down = (float(side) for side in box[2:4]) if len(box) == 4 else (0.0, 0.0)
    except ValueError:
        across = down = 0.0
    if 0 < across < 1e6 and 0 < down < 1e6:
        width = width or (height * across / down if height else across)
        height = height or width * down / across
    if not (0 < width < 1e6 and 0 < height < 1e6 and 1e-2 < width / height < 1e2):
        message = _('the drawing "{name}" does not say how large it is')
        raise PictureError("bad-picture", message, _("give its svg element a viewBox"))
    return width, height


def _length(value: str | None) -> float:
    """A length in CSS pixels, 0 if there is none or it is relative."""
    found = _LENGTH.fullmatch(value or "")
    if not found or found[3].lower() not in _UNITS:
        return 0.0
    return float(found[1]) * 10.0 ** int(found[2] or 0) * _UNITS[found[3].lower()]
