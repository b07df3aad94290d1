"""Sentences of Spanish text."""

import re

from infogen.semantics.abbreviations import belongs_to_next

LONGEST = 40
"""Characters that may be an abbreviation with what stands before it."""

_END = re.compile(r"(?<=[.!?…])[»”\")\]]*\s+(?=[¿¡«“\"(\[]*(?:\w))")
_NO_END = re.compile(r"(?:^\d+|\bej)\.$", re.I)
"""Text after which a full stop does not end a sentence: the number of an item, `p. ej.`"""


def split_sentences(text: str) -> list[str]:
    """The sentences of a text: one ends with a stop before a capital, a figure, an opening mark."""
    found: list[str] = []
    start = 0
    for match in _END.finditer(text):
        before, first = text[start : match.start()], text[match.end() :].lstrip('¿¡«“"([')[:1]
        whole = _NO_END.search(before) or belongs_to_next(before[-LONGEST:], text[match.end() :])
        if (first.islower() and text[match.end()] not in "¿¡") or whole:
            continue
        found.append(text[start : match.end()].strip())
        start = match.end()
    rest = text[start:].strip()
    return [*found, rest] if rest else found
