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
_ODD = "[\u00a0\u1680\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff]"
ODD_INDENT = re.compile(f"^[ -]*({_ODD})|[A-Za-z_]:({_ODD})|^ *-({_ODD})")
"""A space of another kind, or something that is not seen, where the structure of YAML needs a usual
space.
"""

_SPACE_AFTER_COLON = re.compile("[A-Za-z_]:[\u00a0\u2007\u202f\u3000]")
_OPENING, _CLOSING = "“”„«‘", "“”»’"


class CharacterFault(NamedTuple):
    """A character that a text may not have: the code of the diagnostic, its words and its hint, and
    the character itself, if one is at fault.
    """

    code: str
    message: str
    hint: str
    letter: str = ""


def compose(text: str) -> str:
    """The text with its letters composed."""
    return text if text.isascii() or is_normalized("NFC", text) else normalize("NFC", text)


def find_fault(text: str, *, plain: bool = False) -> CharacterFault | None:
    """The first character that a text may not have. A `plain` text has no quotes around it."""
    if text.isascii() and text.isprintable() and not (plain and text[-1:] == '"'):
        return None  # nearly all are
    for found in _UNSEEN.finditer(text):
        if not _joins_emoji(text, found.start()):
            return _unseen(found[0])
    if text.isascii():
        return _typed(text) if plain and text else None
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
            wrong,
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
                space,
            )
        if SOFT_HYPHEN in key:
            return _unseen(SOFT_HYPHEN)
    return fault


def _typed(text: str) -> CharacterFault | None:
    """The first change of a word processor in a value without quotes."""
    odd = _SPACE_AFTER_COLON.search(text)
    if odd:
        return odd_space(odd[0][-1])
    if category(text[0]) == "Zs" or category(text[-1]) == "Zs":
        return odd_space(text[0] if category(text[0]) == "Zs" else text[-1])
    if (
        text[-1] == '"'
        and text.count('"') % 2
        and not text[-2:-1].isdigit()
        and text[0] not in _OPENING
    ):
        return CharacterFault(
            "stray-quote",
            _('the text ends with a quote (") and does not begin with one'),
            _("put one before the first word, or the whole text in single quotes"),
        )
    if (
        text[0] in _OPENING
        and (text[-1] in _CLOSING or text[-1] in "\"'")
        and not any(c in _OPENING + _CLOSING for c in text[1:-1])
    ):
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
        letter,
    )


def odd_space(letter: str) -> CharacterFault:
    """The fault of a space of another kind where YAML needs a usual one: in an indent, or after a
    colon or a dash.
    """
    return CharacterFault(
        "odd-space",
        _("this space is one of another kind ({number})").format(number=_number(letter)),
        _("type the space again"),
        letter,
    )


def _number(letter: str) -> str:
    return f"U+{ord(letter):04X}"
