"""Values of SVG attributes and properties: those that are drawn right, in one spelling.

A `Rule` takes a value as a drawing gives it. It returns what the renderer gets: the value in a
spelling that SVG 1.1 and 2 agree on; "" if the value has no effect; None if it is not drawn.
"""

import math
import re
from collections.abc import Callable
from functools import lru_cache

from tinycss2 import color4

Rule = Callable[[str], str | None]

NUMBER = r"[+-]?(?:\d++\.?+\d*+|\.\d++)(?:[eE][+-]?\d++)?+"
_UNIT = r"(?:px|pt|pc|mm|cm|in|%)?+"
_SPACE = r"[ \t\r\n\f]*+"
_APART = rf"{_SPACE},?+{_SPACE}"
_NUMBERS = re.compile(NUMBER)
_ADDRESS = re.compile(r"""url\(\s*["']?\s*#([^"')]+?)["']?\s*\)\s*(.*)""", re.I | re.S)

_SETS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2}
_LIST = re.compile(rf"{_SPACE}{NUMBER}(?:{_APART}{NUMBER})*+{_SPACE}")
_ARC = _APART.join([NUMBER, NUMBER, NUMBER, "[01]", "[01]", NUMBER, NUMBER])
_ARCS = re.compile(rf"{_SPACE}{_ARC}(?:{_APART}{_ARC})*+{_SPACE}")
_SEGMENT = re.compile(r"([MmZzLlHhVvCcSsQqTtAa])([^MmZzLlHhVvCcSsQqTtAa]*+)")

_ANGLES = {"deg": 1.0, "grad": 0.9, "rad": 180 / math.pi, "turn": 360.0}
_PARTS = re.compile(rf"{_APART}([A-Za-z]+){_SPACE}\(([^()]*)\)")
_COUNTS = {
    "matrix": (6,),
    "translate": (1, 2),
    "scale": (1, 2),
    "rotate": (1, 3),
    "skewX": (1,),
    "skewY": (1,),
}
"""The functions of transforms, and how many numbers they take (SVG 1.1, 7.6)."""


def one_of(*names: str, silent: tuple[str, ...] = ()) -> Rule:
    """One of some keywords; those of `silent` have no effect."""
    known = {name.lower(): name for name in names} | dict.fromkeys(silent, "")

    def rule(text: str) -> str | None:
        return known.get(text.strip().lower())

    return rule


def like(form: str) -> Rule:
    """A value of some form, a regular expression."""
    whole = re.compile(form, re.I)

    def rule(text: str) -> str | None:
        return text.strip() if whole.fullmatch(text.strip()) else None

    return rule


def either(*rules: Rule) -> Rule:
    """The value after the first rule that knows it."""

    def rule(text: str) -> str | None:
        return next((found for each in rules if (found := each(text)) is not None), None)

    return rule


number = like(NUMBER)
length = like(NUMBER + _UNIT)


def at_least_one(text: str) -> str | None:
    """A number from 1 on."""
    found = number(text)
    return found if found and float(found) >= 1 else None


positive = like(rf"(?!-){NUMBER}{_UNIT}")
numbers = like(rf"{NUMBER}(?:{_APART}{NUMBER})*")
factors = like(rf"(?!-){NUMBER}(?:{_APART}(?!-){NUMBER})?+")
box = like(rf"{NUMBER}(?:{_APART}{NUMBER}){{3}}")
aspect = like(r"none|xM(?:in|id|ax)YM(?:in|id|ax)(?:\s+(?:meet|slice))?")


def points(text: str) -> str | None:
    """An even number of coordinates."""
    found = numbers(text) if text.strip() else ""
    return found if found is not None and len(_NUMBERS.findall(found)) % 2 == 0 else None


def path(text: str) -> str | None:
    """Path data without a fault (SVG 2, 9.3.9); that which has one is drawn up to it, by some."""
    end = 0
    for found in _SEGMENT.finditer(text):
        if text[end : found.start()].strip() or (not end and found[1] not in "Mm"):
            return None
        if not _is_segment(found[1].upper(), found[2]):
            return None
        end = found.end()
    return text.strip() if not text[end:].strip() else None


def _is_segment(letter: str, given: str) -> bool:
    if letter == "Z":
        return not given.strip()
    if letter == "A":
        return bool(_ARCS.fullmatch(given))
    return bool(_LIST.fullmatch(given)) and len(_NUMBERS.findall(given)) % _SETS[letter] == 0


def segments(data: str) -> list[str]:
    """The command letters of path data, one for each segment, in capitals."""
    found = []
    for letter, given in _SEGMENT.findall(data):
        kind = letter.upper()
        each = _SETS.get(kind, 1)
        count = len(re.findall(_ARC, given)) if kind == "A" else len(_NUMBERS.findall(given)) / each
        found += [kind] * max(1, int(count))
    return found


def dashes(text: str) -> str | None:
    """Lengths of dashes and gaps; lines whose gaps are all 0 are left to others."""
    if text.strip().lower() == "none":
        return "none"
    parts = [part for part in re.split(r"[\s,]+", text.strip()) if part]
    if not parts or not all(positive(part) for part in parts):
        return None
    gaps = parts[1::2] if len(parts) % 2 == 0 else parts
    return " ".join(parts) if any(_amount(gap) for gap in gaps) else None


def opacity(text: str) -> str | None:
    """A number or a percentage, as a number from 0 to 1."""
    found = re.fullmatch(rf"({NUMBER})(%?)", text.strip())
    if not found:
        return None
    return f"{min(1.0, max(0.0, float(found[1]) / (100 if found[2] else 1))):g}"


@lru_cache(maxsize=4096)
def color(text: str) -> str | None:
    """A colour that sRGB has (CSS Color 4, 5 to 8), as `#rrggbb` or `#rrggbbaa`."""
    found = color4.parse_color(text)
    if found == "currentcolor":
        return "currentColor"
    if found is None or found.space not in ("srgb", "hsl", "hwb"):
        return None
    if text.lower().lstrip().startswith("color(") or None in (*found.coordinates, found.alpha):
        return None
    if found.space != "srgb" and not all(0 <= part <= 100 for part in found.coordinates[1:]):
        return None
    parts = [*found.to("srgb").coordinates, found.alpha]
    whole = [int(min(1.0, max(0.0, part)) * 255 + 0.5) for part in parts]
    if whole[3] == 255:
        del whole[3]
    return "#" + "".join(f"{part:02x}" for part in whole)


def paint(text: str) -> str | None:
    """A colour, none, what a marker takes from its line, or a gradient or pattern by its address
    and what stands in for it.
    """
    found = _ADDRESS.fullmatch(text.strip())
    if found:
        instead = paint(found[2]) if found[2] else ""
        if instead is None or "url" in instead:
            return None
        return f"url(#{found[1]}) {instead}".strip()
    return either(one_of("none", "inherit", "context-fill", "context-stroke"), color)(text)


def address(text: str) -> str | None:
    """Another part of the drawing by its address."""
    if text.strip().lower() == "none":
        return "none"
    found = _ADDRESS.fullmatch(text.strip())
    return f"url(#{found[1]})" if found and not found[2] else None


def transform(text: str) -> str | None:
    """A list of transforms as attributes have it."""
    return _transform(text, css=False)


def server_transform(text: str) -> str | None:
    """A list of transforms of a gradient or pattern, none of which makes it vanish."""
    found = transform(text)
    for name, given in _PARTS.findall(found or ""):
        parts = [float(part) for part in _NUMBERS.findall(given)]
        if name == "scale" and 0 in parts:
            return None
        if name == "matrix" and not parts[0] * parts[3] - parts[1] * parts[2]:
            return None
    return found


def style_transform(text: str) -> str | None:
    """A list of transforms as style sheets have it (CSS Transforms 1, 9), as attributes have it."""
    return "" if text.strip().lower() == "none" else _transform(text, css=True)


def turns(transform: str) -> bool:
    """True if a transform turns or slants."""
    for name, given in _PARTS.findall(transform):
        parts = [float(part) for part in _NUMBERS.findall(given)]
        if name == "matrix" and (parts[1] or parts[2]):
            return True
        if name not in ("matrix", "translate", "scale") and parts[0] % 180:
            return True
    return False


def _transform(text: str, *, css: bool) -> str | None:
    parts, end = [], 0
    for found in _PARTS.finditer(text):
        counts = _COUNTS.get(found[1])
        given = _parameters(found[1], found[2], css=css)
        if text[end : found.start()].strip() or counts is None or given is None:
            return None
        if len(given) not in counts:
            return None
        parts.append(f"{found[1]}({' '.join(given)})")
        end = found.end()
    return " ".join(parts) if not text[end:].strip() else None


def _parameters(name: str, text: str, *, css: bool) -> list[str] | None:
    """The numbers of a function, in degrees and pixels."""
    if not css:
        return _NUMBERS.findall(text) if _LIST.fullmatch(text) else None
    given = [part.strip() for part in text.split(",")]
    if name in ("rotate", "skewX", "skewY"):
        angle = re.fullmatch(rf"({NUMBER})(deg|grad|rad|turn)|0", given[0])
        if not angle or len(given) > 1:
            return None
        return [f"{float(angle[1] or 0) * _ANGLES[angle[2] or 'deg']:.10g}"]
    unit = "px" if name == "translate" else ""
    plain = [re.fullmatch(rf"({NUMBER}){unit}|0", part) for part in given]
    return [part[1] or "0" for part in plain if part] if all(plain) else None


def _amount(text: str) -> float:
    found = _NUMBERS.match(text)
    return float(found[0]) if found else 0.0
