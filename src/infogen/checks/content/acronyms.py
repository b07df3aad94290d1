"""An acronym is spelled out once in its piece, on a page or in the alternative text, and once in
each post, which is read without the picture.
"""

import re
import unicodedata
from collections.abc import Iterator

from infogen.checks.seen.facts import Usage
from infogen.checks.seen.passages import Passage, beginning, is_spanish, passages, searchable, whole
from infogen.checks.seen.surfaces import SEALS
from infogen.content import Data, Slot, find, resolve_references
from infogen.diagnostics import Diagnostic, warning
from infogen.messages import _
from infogen.scene import Scene
from infogen.source.references import references

ACRONYM = re.compile(r"\b[A-ZÁÉÍÓÚÑ]{3,7}\b")
"""Longer words in capitals are words."""
COMMON = ("PDF", "USB")
"""Acronyms that have become words."""

ROMAN = re.compile(r"[IVXLC]+")
SMALL = frozenset(
    ("a", "al", "de", "del", "e", "el", "en", "la", "las", "lo", "los", "o", "u", "y")
)
"""Words that give an acronym no letter."""


AFTER = r"(?: ?[:(=-]+ ?| (?:es|significa|quiere decir) )([^.;:()]+)"
"""The signs between an acronym and its name after it, and the name."""


def acronyms(usage: Usage) -> Iterator[Diagnostic]:
    """One warning for each acronym that the piece, or a text of its post, spells out nowhere."""
    data, scene = usage.data, usage.scene
    if not is_spanish(scene):
        return
    words = whole(scene)
    seen = set(COMMON) | {word for seal in _seals(scene) for word in ACRONYM.findall(seal)}
    for passage in passages(scene):
        if passage.text.isupper():
            continue  # capitals all over, not an acronym
        for match in ACRONYM.finditer(passage.text):
            acronym = match[0]
            if acronym in seen or ROMAN.fullmatch(acronym) or _is_cited(passage, match.start()):
                continue
            seen.add(acronym)
            names = dict(_names(data, acronym))
            if any(searchable(name) in words for name in names.values()) or _spelled(
                acronym, words
            ):
                continue
            about = next(iter(names), None)
            yield warning(
                "unexpanded-acronym",
                _('"{acronym}" is spelled out nowhere in the piece').format(acronym=acronym),
                passage.span,
                _("write it once, such as ${path} in alt:").replace("{path}", f"{{{about}}}")
                if about
                else _("write its full name once, for instance in alt:"),
                about,
                passage.spot,
            )
    yield from _in_posts(data, scene)


def _in_posts(data: Data, scene: Scene) -> Iterator[Diagnostic]:
    """The findings on the texts that are posted, each by itself."""
    labels = " ".join(label for label, _address in scene.twin.post.links)
    for text in scene.twin.post.texts:
        words = searchable(text)
        for acronym in dict.fromkeys(ACRONYM.findall(f"{text} {labels}")):
            if acronym in COMMON or ROMAN.fullmatch(acronym):
                continue
            names = dict(_names(data, acronym))
            if any(searchable(name) in words for name in names.values()) or _spelled(
                acronym, words
            ):
                continue
            about = next(iter(names), None)
            yield warning(
                "unexpanded-acronym",
                _('"{acronym}" is spelled out nowhere in the post "{text}"').format(
                    acronym=acronym, text=beginning(text, 40)
                ),
                scene.span,
                _(
                    "write its full name there too, such as ${path}, or say it without the acronym"
                ).replace("{path}", f"{{{about}}}")
                if about
                else _("write its full name there too, or say it without the acronym"),
                about,
            )


def _is_cited(passage: Passage, at: int) -> bool:
    """True if a character is part of the name of a source."""
    return any(
        source.start <= at < source.end and source.path.startswith("sources.")
        for source in passage.sources
    )


def _seals(scene: Scene) -> Iterator[str]:
    """The words of seals, which are in capitals because they warn."""
    for found in scene.frames():
        if found.frame.kind in SEALS:
            yield found.frame.meaning.alt or ""


def _names(data: Data, acronym: str) -> Iterator[tuple[str, str]]:
    """The meanings of an acronym in the data, by path: a full name, or the glossary's text."""
    content = data.content
    link = content.links.get(acronym.lower())
    if link is not None and link.name:
        yield f"links.{acronym.lower()}.name", link.name
    for key, who in content.authorities.items():
        if who.name == acronym and who.full_name:
            yield f"authorities.{key}.full_name", who.full_name
    for key, entry in content.glossary.items():
        if resolve_references(data, entry.term).upper() == acronym:
            for path in references(entry.text):
                found = find(data, path)
                if found is not None and isinstance(found.value, Slot):
                    yield f"glossary.{key}.text", resolve_references(data, found.value.long)
                    yield f"glossary.{key}.text.short", resolve_references(data, found.value.short)


def _spelled(acronym: str, words: str) -> bool:
    """True if it stands in parentheses after a name, or before a name whose words begin with some
    of its letters in their order, or consecutive words begin with its letters; small words and
    accents aside.
    """
    wanted = acronym.casefold()
    letters = re.escape(wanted)
    if re.search(rf"(?:\w+,? ){{3,}}\({letters}\)", words):
        return True
    plain = unicodedata.normalize("NFD", words).encode("ascii", "ignore").decode()
    if any(_names_it(wanted, found[1]) for found in re.finditer(rf"\b{letters}\b{AFTER}", plain)):
        return True
    initials = "".join(
        "." if re.match(r"\W", word) else "" if word in SMALL else word[0]
        for word in re.findall(r"[^\W\d_]+|[.;:!?\n]", plain)
    )
    return wanted in initials


def _names_it(acronym: str, name: str) -> bool:
    """True if three words or more of a name begin with letters of an acronym, its first one first,
    in their order.
    """
    begin, at = 0, 0
    for word in re.findall(r"[a-z]+", name):
        if word in SMALL:
            continue
        found = acronym.find(word[0], at)
        if found < 0 or (begin == 0 and found > 0):
            break
        begin, at = begin + 1, found + 1
    return begin >= 3
