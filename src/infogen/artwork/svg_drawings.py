"""Artwork in SVG to pixels, by CairoSVG, which is imported only when there is some.

A drawing may come from anywhere: before it is drawn, it is read without entities, and what reaches
out of the file, never ends, or would be left out by CairoSVG is refused.
"""

import re
import warnings
from base64 import b64decode
from binascii import Error as Base64Error
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from msgspec import Struct

from infogen.messages import _

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from PIL.Image import Image

LARGEST_FILE = 5 * 2**20
"""Bytes of a drawing that is still read."""

MOST_ELEMENTS = 100_000
"""Elements that are still drawn, those that are used several times counted each time."""

SLOW = 50
"""As how many elements one counts that is drawn by way of a layer, for a mask or for opacity."""

DEEPEST = 100
"""Levels of elements in each other."""

MOST_PIXELS = 8_000_000
"""Pixels that a drawing becomes at most; a larger one is drawn less densely."""

PER_INCH = 96.0
"""Pixels of a drawing's own measures to the inch (CSS Values and Units 3, clause 6.2)."""

_UNITS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54,
          "in": 96.0}  # fmt: skip
_LENGTH = re.compile(r"\s*\+?(\d+\.?\d*|\.\d+)(?:e([+-]?\d{1,2}))?\s*([a-z]*)\s*", re.I)
_ADDRESS = re.compile(r"""url\(\s*["']?\s*([^"')]*)""", re.I)
_LAYER = re.compile(r"(?<![\w-])(?:opacity|mask|filter)(?![\w-])")
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_SIMPLE = re.compile(r"[.#]?[\w-]+")
_EMBEDDED = re.compile(r"\s*data:image/(?:png|jpe?g|webp|gif);base64,", re.I)
_EFFECTS = frozenset({"feOffset", "feBlend", "feFlood"})
_UNDRAWN = frozenset(
    ("text", "foreignObject", "script", "animate", "animateMotion", "animateTransform", "set")
)
"""What CairoSVG leaves out, or sets in the system's fonts."""


class PictureError(Exception):
    """The code, message and hint of a diagnostic about artwork, and what the message names."""

    def __init__(self, code: str, message: str, hint: str, **values: object) -> None:
        super().__init__(message)
        self.code, self.message, self.hint, self.values = code, message, hint, values


class Drawing(Struct, frozen=True):
    """A drawing that may be drawn, and its own width and height in CSS pixels."""

    width: float
    height: float
    data: bytes


def parse_drawing(data: bytes) -> Drawing:
    """The drawing in a file. Raises `PictureError` for what is no SVG or must not be drawn."""
    if len(data) > LARGEST_FILE:
        message = _('the file of the drawing "{name}" is larger than {size} MiB')
        hint = _("simplify its paths, or export it as PNG")
        raise PictureError("too-large", message, hint, size=LARGEST_FILE >> 20)
    root = _parsed(data)
    styles: dict[str, set[str]] = {}
    for element in root.iter():
        _examine(element)
        if _name(element) == "style":
            _note(element.text or "", styles)
    _Weights(root, styles).of(root, 0)
    width, height = _measures(root)
    return Drawing(width, height, data)


@lru_cache(maxsize=16)
def rasterize(drawing: Drawing, across: float) -> "Image":
    """The drawing as a picture of about that many pixels' width, transparent where nothing is.

    Raises `PictureError` if there is no cairo, or if it cannot draw it.
    """
    from PIL import Image

    most = (MOST_PIXELS * drawing.width / drawing.height) ** 0.5
    columns = max(1, round(min(across, most)))
    rows = max(1, round(columns * drawing.height / drawing.width))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            from cairosvg import svg2png
        except OSError:
            message = _('to draw "{name}", the library cairo is needed, which is not here')
            hint = _(
                "Debian, Ubuntu: apt install libcairo2; macOS: brew install cairo; Windows: install"
                " the GTK runtime; or export the drawing as PNG"
            )
            raise PictureError("no-cairo", message, hint) from None
        try:
            png = svg2png(bytestring=drawing.data, output_width=columns, output_height=rows)
            return Image.open(BytesIO(png)).convert("RGBA")
        except Exception:  # of what is not valid in a drawing, nearly anything is raised
            message = _('the drawing "{name}" cannot be drawn')
            raise PictureError("bad-picture", message, _("export it as plain SVG")) from None


def _parsed(data: bytes) -> "Element":
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException, ElementTree

    try:
        root: Element = ElementTree.fromstring(data)
    except DefusedXmlException:
        message = _('the drawing "{name}" defines entities')
        raise PictureError("unsafe-picture", message, _("export it as plain SVG")) from None
    except (ParseError, ValueError, LookupError):
        message = _('the drawing "{name}" is damaged or cut short')
        raise PictureError("bad-picture", message, _("export or download it again")) from None
    if _name(root) != "svg":
        message = _('"{name}" is no PNG, JPEG, WebP or SVG picture')
        raise PictureError("bad-picture", message, _("export it as PNG"))
    return root


def _examine(element: "Element") -> None:
    """Raises `PictureError` for an element that is not drawn or reaches out of the file."""
    name = _name(element)
    if name in _UNDRAWN or (name.startswith("fe") and name not in _EFFECTS):
        message = _('"{name}" has the element {element}, which is not drawn')
        hint = _("remove it, or export the drawing as PNG")
        if name == "text":
            message = _('"{name}" has text, and its fonts are not here')
            hint = _("turn its text into paths in the program that made it")
        raise PictureError("undrawn-picture", message, hint, element=name)
    for key, value in element.attrib.items():
        local = key.rpartition("}")[2]
        if local in ("href", "src") and name != "a":
            _embedded(value, picture=name in ("image", "feImage"))
        for address in _ADDRESS.findall(value):
            _embedded(address, picture=False)
    if name == "style":
        sheet = element.text or ""
        if "@import" in sheet.lower():
            raise _outside("@import")
        for address in _ADDRESS.findall(sheet):
            if not address.strip().lower().startswith("data:"):
                _embedded(address, picture=False)


def _embedded(address: str, *, picture: bool) -> None:
    """Raises `PictureError` unless an address is in the file: a part of it, or pixels."""
    if address.strip().startswith("#"):
        return
    found = _EMBEDDED.match(address) if picture else None
    if not found:
        raise _outside(address)
    from PIL import Image

    try:
        with Image.open(BytesIO(b64decode(address[found.end() :]))) as image:
            large = image.width * image.height > MOST_PIXELS
    except Image.DecompressionBombError:
        large = True
    except (OSError, Base64Error, ValueError):
        message = _('a picture inside the drawing "{name}" is damaged')
        hint = _("export or download it again")
        raise PictureError("bad-picture", message, hint) from None
    if large:
        message = _('a picture inside the drawing "{name}" has more than {count} million pixels')
        hint = _("save it with fewer pixels")
        raise PictureError("too-large", message, hint, count=MOST_PIXELS // 10**6)


def _outside(address: str) -> PictureError:
    message = _('the drawing "{name}" reaches for "{address}", which is outside of its file')
    hint = _("embed it in the drawing, or remove it")
    short = address if len(address) <= 60 else address[:59] + "…"
    return PictureError("unsafe-picture", message, hint, address=short)


def _note(sheet: str, styles: dict[str, set[str]]) -> None:
    """Note by selector which parts of the file a style sheet uses, and whether it takes a layer;
    `*` is for any element.
    """
    for selectors, body in _RULE.findall(sheet):
        parts = {address.strip()[1:] for address in _ADDRESS.findall(body)}
        if _LAYER.search(body):
            parts.add(_LAYERED)
        for selector in selectors.split(",") if parts else ():
            known = _SIMPLE.fullmatch(selector.strip())
            styles.setdefault(known[0] if known else "*", set()).update(parts)


_LAYERED = " "
"""Stands among the names of parts for a layer; no part can be called so."""


class _Weights:
    """How many elements are drawn for an element, and how deep they are in each other."""

    def __init__(self, root: "Element", styles: dict[str, set[str]]) -> None:
        self._styles = styles
        self._named = {element.get("id", ""): element for element in root.iter()}
        self._known: dict[int, tuple[int, int]] = {}

    def of(self, element: "Element", depth: int) -> tuple[int, int]:
        """Number and depth. Raises `PictureError` if there are too many, or they never end."""
        found = self._known.get(id(element))
        if found is None:
            if depth > DEEPEST:
                raise _endless()
            names = self._names(element)
            used = [self._named[name] for name in sorted(names) if name in self._named]
            inner = [self.of(child, depth + 1) for child in (*element, *used)]
            own = SLOW if _LAYERED in names else 1
            found = own + sum(n for n, _d in inner), 1 + max((d for _n, d in inner), default=0)
            self._known[id(element)] = found
        if found[0] > MOST_ELEMENTS or depth + found[1] > DEEPEST + 1:
            raise _endless()
        return found

    def _names(self, element: "Element") -> set[str]:
        """The ids of other elements that one refers to, and whether it takes a layer."""
        names: set[str] = set(self._styles.get("*", ()))
        keys = [_name(element), *(f".{part}" for part in element.get("class", "").split())]
        for key in (*keys, f"#{element.get('id')}"):
            names |= self._styles.get(key, set())
        for key, value in element.attrib.items():
            if key.rpartition("}")[2] == "href" and value.strip().startswith("#"):
                names.add(value.strip()[1:])
            names |= {address.strip()[1:] for address in _ADDRESS.findall(value)}
            if _LAYER.fullmatch(key) or (key == "style" and _LAYER.search(value)):
                names.add(_LAYERED)
        return names


def _endless() -> PictureError:
    message = _('the drawing "{name}" has too many elements, or they use each other without end')
    return PictureError("unsafe-picture", message, _("simplify it, or export it as PNG"))


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


def _name(element: "Element") -> str:
    """The name of an element without its namespace; comments and instructions have none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
