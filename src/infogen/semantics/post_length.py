"""The length of a post as its platform counts it.

X counts by weight (configuration 3 of twitter-text): most letters are one, all beyond U+10FF but a
few dashes and quotes are two, and so is an emoji of however many characters; an address is as long
as its own short link, with `https://` or without. Threads counts the bytes of emoji. Others count
units of UTF-16, as programs on phones do.
"""

import re
import unicodedata
from collections.abc import Callable

from infogen.scene.destinations import Counting

LIGHT = ((0, 0x10FF), (0x2000, 0x200D), (0x2010, 0x201F), (0x2032, 0x2037))
"""The characters that X counts as one."""

_SHORT = "app art bio biz blog com coop dev edu gov info int io jobs mil mobi museum name net news"
_SHORT += " ngo one ong online org page pro shop site social store tech today website wiki xyz"

_ENDING = rf"(?:[a-z]{{2}}|{'|'.join(_SHORT.split())})"
"""Ends of the names of sites: those of countries, and the usual ones of other kinds."""

_ADDRESS = re.compile(
    r"(?<![\w@#$/.-])(?:https?://[^\s<>\"]+"
    rf"|(?:[^\W_](?:[\w-]*[^\W_])?\.)+{_ENDING}(?![\w@-]|\.\w)(?::\d+)?(?:[/?#][^\s<>\"]*)?)",
    re.IGNORECASE,
)
_AFTER = ".,;:!?'\")]»”’…"
"""Marks that end a sentence around an address, and no address."""

_PICTURE = (
    r"[\U0001F000-\U0001FAFF\u2190-\u21FF\u2300-\u23FF\u2460-\u24FF\u25A0-\u27BF\u2900-\u297F"
    r"\u2B00-\u2BFF\u3030\u303D\u3297\u3299]"
)
_CHANGED = r"\uFE0F?[\U0001F3FB-\U0001F3FF]?[\U000E0020-\U000E007F]*"
_EMOJI = re.compile(
    r"[\U0001F1E6-\U0001F1FF]{2}|[0-9#*]\uFE0F?\u20E3|[\u00A9\u00AE\u203C\u2049\u2122\u2139]\uFE0F"
    rf"|{_PICTURE}{_CHANGED}(?:\u200D(?:{_PICTURE}|[\u2640\u2642\u2695\u2764]){_CHANGED})*"
)


def post_length(text: str, counting: Counting = "utf-16", link: int | None = None) -> int:
    """How long a post is, composed (NFC); an address counts as `link`, or as what it is."""
    text = unicodedata.normalize("NFC", text)
    links = 0
    if link is not None:
        text, links = _without_addresses(text)
    return COUNTINGS[counting](text) + links * (link or 0)


def _without_addresses(text: str) -> tuple[str, int]:
    found = 0

    def taken(match: re.Match[str]) -> str:
        nonlocal found
        found += 1
        return match[0][len(match[0].rstrip(_AFTER)) :]

    return _ADDRESS.sub(taken, text), found


def _weight(text: str) -> int:
    plain, pictures = _EMOJI.subn("", text)
    light = sum(any(a <= ord(char) <= b for a, b in LIGHT) for char in plain)
    return 2 * (pictures + len(plain)) - light


def _units(text: str) -> int:
    return len(text) + sum(char > "\uffff" for char in text)


def _emoji_bytes(text: str) -> int:
    pictures = "".join(_EMOJI.findall(text))
    return len(text) - len(pictures) + len(pictures.encode())


COUNTINGS: dict[Counting, Callable[[str], int]] = {
    "utf-16": _units,
    "weight": _weight,
    "emoji-bytes": _emoji_bytes,
}
