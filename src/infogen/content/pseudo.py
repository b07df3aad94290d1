"""The pseudo-language `qps`: words a quarter longer, with the letters of mazahua and otomí.

It translates nothing. It shows where a layout has no room for another language, and whether every
letter is there. References, marks and placeholders stay as they are.
"""

import re

from infogen.source.references import INSIDE

LONGER = 0.25

_KEPT = re.compile(rf"({INSIDE}" + r"|\{[^{}]*\}|\*\*|==|~|#\w+|https?://\S+)")
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = str.maketrans(
    {
        "a": "a\u0331",
        "e": "ë",
        "i": "i\u0331",
        "o": "o\u0331",
        "u": "u\u0331",
        "A": "A\u0331",
        "E": "Ë",
        "O": "O\u0331",
    }
)
_GLOTTAL = "\ua78c"


def pseudo(text: str) -> str:
    """A text in the pseudo-language."""
    owed = 0.0
    parts = []
    for part in _KEPT.split(text):
        if _KEPT.fullmatch(part):
            parts.append(part)
            continue
        made = ""
        end = 0
        for word in _WORD.finditer(part):
            made += part[end : word.start()]
            end = word.end()
            owed += len(word[0]) * LONGER
            longer, added = _longer(word[0], int(owed))
            owed -= added
            made += longer
        parts.append(made + part[end:])
    return "".join(parts)


def _longer(word: str, count: int) -> tuple[str, int]:
    """A word with so many letters more, if it has that many places for them, and how many."""
    if word.isupper() and len(word) > 1:
        return word, 0
    letters = []
    added = 0
    for at, letter in enumerate(word):
        letters.append(letter.translate(_LETTERS))
        if added < count and letter in "aeiou":
            letters.append(_GLOTTAL if at % 2 else letter)
            added += 1
    return "".join(letters), added
