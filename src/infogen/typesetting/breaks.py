"""Where a line of Spanish text may break: plain text in, the stops in order out.

The rules are the part of UAX #14 (Unicode line breaking) that Spanish needs, and what its
typography adds to them:

1. A line may break after a space; never at U+00A0. 2. It may break after a hyphen, a slash or a
dash that stands between two letters on each side: not in `y/o`, `e-mail`, `10/11/2026`, `113-I`,
`2018–2020`, nor between a dash that opens or closes a parenthesis and its word. 3. No break after a
lone `¿ ¡ ( [ « “ ‘`, nor before a lone `, . ; : ! ? ) ] » ” ’ … %`, nor before a lone `·`, `–`, `=`
or the like, which would begin a line. 4. A number and what follows it, and an abbreviation and what
it belongs to (`n.º 5`, `Lic. Ana`, `D. O. F.`), come apart where there is no other way; `días
hábiles` where it does not fit on a line. 5. An address breaks after `/` where it does not fit on a
line, before `. ? & @ _ -` where what is between the slashes does not fit either, and between any
two characters where there is no other way. 6. Where hyphens are asked for, a word of five letters
or more breaks by its syllables, at least two letters before and three after; the last word only
where it does not fit on a line. A word with soft hyphens (U+00AD) breaks at these and nowhere else.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from infogen.semantics.abbreviations import belongs_to_next, is_figure
from infogen.source.language_tags import PSEUDO

BreakKind = Literal["space", "solid", "soft", "end"]
"""The end of a line: a space, a character that stays, an added hyphen, or the end of the text."""

HANGING = frozenset(
    re.findall(
        r"\w+",
        """
        a al ante bajo cada con contra cuando de del desde e el en entre es esta este hacia hasta la
        las le les lo los me mi mis ni no nos o para pero por que se según si sin sobre su sus te
        tras tu tus u un una unas unos y
        """,
    )
)
"""Articles, prepositions, conjunctions and such, which ought not to end a line."""

LAST = 3
"""The last resort."""

LONGEST = 40
"""Characters beside a space that say what belongs together there."""

SHORTEST_HYPHENATED = 5
LONGEST_ADDRESS = 4_000
"""Characters of an address: no code holds as many."""

LETTERS_BEFORE, LETTERS_AFTER = 2, 3

_ENDING = frozenset(".?!…")
_OPENING = "¿¡([{«“‘"
_LETTER = r"[^\W\d_]"
_SOLID = re.compile(rf"(?<={_LETTER}{{2}})[-‐/–—](?={_LETTER}{{2}})")
_NEVER_FIRST = re.compile(r"[,.;:!?)\]}»”’…%‰°]+(?:\s|$)|[·•|/–—=+×→](?:\s|$)")
_DAYS, _OF_DAYS = ("día", "días"), ("hábil", "inhábil", "natural")
_ADDRESS = re.compile(
    r"(?:https?://|[\w.+-]+@)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:[/?#][^\s,;)»”]*)?"
)
_BETWEEN_SPACES = re.compile(r"\S+")
_ADDRESS_STOP = re.compile(r"(?<=[^/:])/(?=[^/])|(?<=[^/])(?=[.?&@_-]\w)")
_ADDRESS_PART = re.compile(r"https?://|%[0-9A-Fa-f]{2}|.")
"""The parts of an address that stay whole, even where nothing else fits."""
_WORD = re.compile(rf"(?<![\w\u0300-\u036f]){_LETTER}+(?![\w\u0300-\u036f])")


class Stop(NamedTuple):
    """A line may end before character `at`; it is `hanging` if its last word ought not to end one,
    and a `sentence` if one ends there.

    A `resort` of 1 is used only where the piece around it does not fit on a line, one of 2 only
    where the piece between those of 1 does not either, and `LAST` after both.
    """

    at: int
    kind: BreakKind
    resort: int = 0
    hanging: bool = False
    sentence: bool = False


def stops(
    text: str, hyphens: bool = False, lang: str = "es", typed: Sequence[int] = ()
) -> tuple[Stop, ...]:
    """The stops of a text without forced breaks, in order; the last one is its end. `typed` are
    the places where it has a soft hyphen, which is not one of its characters.
    """
    found: dict[int, Stop] = {}
    addresses = list(_addresses(text)) if "." in text else []
    if hyphens:
        found.update((stop.at, stop) for stop in _soft(text, lang, typed))
    found.update((at, Stop(at, "soft")) for at in typed if 0 < at < len(text))
    found.update((m.end(), Stop(m.end(), "solid")) for m in _SOLID.finditer(text))
    for start, end in addresses:
        for at in range(start + 1, end):
            found.pop(at, None)
        for m in _ADDRESS_STOP.finditer(text, start, end):
            found[m.end()] = Stop(m.end(), "solid", resort=1 if m.group() else 2)
        for m in _ADDRESS_PART.finditer(text, start, end):
            if m.end() < end:
                found.setdefault(m.end(), Stop(m.end(), "solid", resort=LAST))
    found.update((stop.at, stop) for stop in _spaces(text))
    found.pop(0, None)
    found[len(text)] = Stop(len(text), "end")
    return tuple(found[at] for at in sorted(found))


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where addresses begin and end: in each word, unless it is longer than any address."""
    for word in _BETWEEN_SPACES.finditer(text):
        if "." in word[0] and len(word[0]) <= LONGEST_ADDRESS:
            yield from (m.span() for m in _ADDRESS.finditer(text, *word.span()))


def _spaces(text: str) -> Iterator[Stop]:
    space = text.find(" ")
    while space >= 0:
        at = space + 1
        if not _holds(text, space):
            last = _last_word(text, space)
            resort = int(last in _DAYS and text.startswith(_OF_DAYS, at))
            if is_figure(text[space - 1 : space] or " ") or belongs_to_next(
                text[max(0, space - LONGEST) : space], text[at : at + LONGEST]
            ):
                resort = LAST
            sentence = resort < LAST and text[space - 1 : space] in _ENDING
            yield Stop(at, "space", resort, last in HANGING, sentence)
        space = text.find(" ", at)


def _holds(text: str, space: int) -> bool:
    before = text[space - 1 : space]
    return (before != "" and before in _OPENING) or (
        _NEVER_FIRST.match(text, space + 1) is not None
    )


def _last_word(text: str, end: int) -> str:
    start = max(text.rfind(" ", 0, end), text.rfind("\u00a0", 0, end)) + 1
    return text[start:end].lstrip(_OPENING).lower()


_JOINTS = "./@"


def _soft(text: str, lang: str, typed: Sequence[int]) -> Iterator[Stop]:
    words = [
        m
        for m in _WORD.finditer(text)
        if len(m.group()) >= SHORTEST_HYPHENATED
        and not any(m.start() < at < m.end() for at in typed)
    ]
    last = max(text.rfind(" "), text.rfind("\u00a0"))
    for m in words:
        if not m.group().isupper() and not _of_address(text, m.start(), m.end()):
            for position in _syllables(m.group(), lang):
                yield Stop(m.start() + position, "soft", resort=int(m.start() > last))


def _of_address(text: str, start: int, end: int) -> bool:
    """True if a word is part of an address, which a hyphen would falsify."""
    before, after, next_one = text[start - 1 : start], text[end : end + 1], text[end + 1 : end + 2]
    if start and before in _JOINTS:
        return True
    return after in ("/", "@") or (after == "." and next_one.isalnum())


@lru_cache(maxsize=4096)
def _syllables(word: str, lang: str) -> tuple[int, ...]:
    return tuple(_hyphenator(lang).positions(word))


class _Unbroken:
    """The hyphens of a language whose rules are not known."""

    def positions(self, _word: str) -> tuple[int, ...]:
        """None."""
        return ()


@lru_cache(maxsize=4)
def _hyphenator(lang: str) -> Any:
    # The dictionaries are read only where a text asks for hyphens.
    import pyphen

    known = "es" if lang == PSEUDO else pyphen.language_fallback(lang)
    if known is None:  # a word of Mazahua does not break as a Spanish one does
        return _Unbroken()
    return pyphen.Pyphen(lang=known, left=LETTERS_BEFORE, right=LETTERS_AFTER)
