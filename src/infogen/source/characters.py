"""The one gate for characters: every text and key that is read passes it, after its escapes.

Letters are composed (NFC, Unicode Standard Annex 15), so that "días" is one word however it was
typed. What cannot be seen or drawn as it was meant is refused, with its number.
"""

import re
from typing import NamedTuple
from unicodedata import bidirectional, category, is_normalized, normalize

from infogen.messages import _

SOFT_HYPHEN = "\u00ad"
_JOINER = "\u200d"
_BREAK = "\u200b"

_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f\ud800-\udfff]"
)
"""Control characters, invisible format characters, noncharacters, halves of characters; not the
soft hyphen, which is a place to break.
"""

_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_FIRST_FROM_RIGHT = "\u0590"
"""The first of the characters that may be read from right to left: Hebrew begins here."""
_SPACE_AFTER_COLON = re.compile("[A-Za-z_]:[\u00a0\u2007\u202f\u3000]")


class CharacterFault(NamedTuple):
    """A character that a text may not have: the code of the diagnostic, its words and its hint."""

    code: str
    message: str
    hint: str


def compose(text: str) -> str:
    """The text with its letters composed."""
    return text if text.isascii() or is_normalized("NFC", text) else normalize("NFC", text)


def find_fault(text: str, *, plain: bool = False) -> CharacterFault | None:
    """The first character that a text may not have. A `plain` text has no quotes around it."""
    if text.isascii() and text.isprintable():  # nearly all are
        return None
    for found in _UNSEEN.finditer(text):
        if not _joins_emoji(text, found.start()):
            return _unseen(found[0])
    if text.isascii():
        return None
    wrong = None
    if max(text) >= _FIRST_FROM_RIGHT:
        wrong = next((letter for letter in text if bidirectional(letter) in _RIGHT_TO_LEFT), None)
    if wrong is not None:
        return CharacterFault(
            "right-to-left",
            _('"{letter}" ({number}) is read from right to left').format(
                letter=wrong, number=_number(wrong)
            ),
            _("leave it out: text from right to left cannot be set yet, and would be backwards"),
        )
    return _typed(text) if plain else None


def find_fault_in_key(key: str) -> CharacterFault | None:
    """The first character that a key may not have: no space but the usual one, either."""
    fault = find_fault(key)
    if fault is None and not key.isascii():
        space = next((c for c in key if category(c) == "Zs" and c != " "), None)
        if space is not None:
            return CharacterFault(
                "odd-space",
                _("the key has a space of another kind ({number})").format(number=_number(space)),
                _("type it again, with usual spaces before and after it"),
            )
    return fault


def _typed(text: str) -> CharacterFault | None:
    """The first change of a word processor in a value without quotes."""
    if _SPACE_AFTER_COLON.search(text):
        return CharacterFault(
            "odd-space",
            _("the space after the colon is one of another kind"),
            _("type the space again"),
        )
    if text[0] in "“”„«" and text[-1] in "“”»" and not any(c in "“”«»" for c in text[1:-1]):
        return CharacterFault(
            "curly-quotes",
            _("the quotes around the value are part of it"),
            _('write straight ones (") in their place, or put straight ones around them'),
        )
    return None


def _joins_emoji(text: str, at: int) -> bool:
    around = text[max(0, at - 2) : at] + text[at + 1 : at + 2]
    return text[at] == _JOINER and any(category(letter) == "So" for letter in around)


def _unseen(letter: str) -> CharacterFault:
    if letter == _BREAK:
        hint = _("delete it; to let a word break there, type a soft hyphen")
    else:
        hint = _("delete it: delete the characters around it and type them again")
    return CharacterFault(
        "invisible-character",
        _("the text has a character that cannot be seen ({number})").format(number=_number(letter)),
        hint,
    )


def _number(letter: str) -> str:
    return f"U+{ord(letter):04X}"
