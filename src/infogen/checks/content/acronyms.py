"""An acronym is spelled out once in its piece: on a page, or in the alternative text."""

import re
from collections.abc import Iterator
from datetime import date

from infogen.checks.seen.passages import Passage, is_spanish, passages, plain, whole
from infogen.checks.seen.surfaces import SEALS
from infogen.content import Data, Slot, find, references, resolved
from infogen.diagnostics import Diagnostic, warning
from infogen.messages import _
from infogen.scene import Frame, Scene, walk

ACRONYM = re.compile(r"\b[A-ZÁÉÍÓÚÑ]{3,7}\b")
"""Longer words in capitals are words."""
COMMON = ("PDF", "USB")
"""What is a word by now."""

ROMAN = re.compile(r"[IVXLC]+")
SMALL = frozenset(
    ("a", "al", "de", "del", "e", "el", "en", "la", "las", "lo", "los", "o", "u", "y")
)
"""Words that give an acronym no letter."""


def acronyms(data: Data, scene: Scene, _today: date) -> Iterator[Diagnostic]:
    """One warning for each acronym that the piece spells out nowhere."""
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
            if any(plain(name) in words for name in names.values()) or _spelled(acronym, words):
                continue
            about = next(iter(names), None)
            yield warning(
                "unexpanded-acronym",
                _('"{acronym}" is spelled out nowhere in the piece').format(acronym=acronym),
                passage.span,
                _("write it once, such as ${path} in alt:").replace("{path}", about)
                if about
                else _("write its full name once, for instance in alt:"),
                about,
                passage.spot,
            )


def _is_cited(passage: Passage, at: int) -> bool:
    """Whether a character is part of the name of a document that was read."""
    return any(
        source.start <= at < source.end and source.path.startswith("sources.")
        for source in passage.sources
    )


def _seals(scene: Scene) -> Iterator[str]:
    """What seals say, in capitals because it is a warning."""
    for page in scene.pages:
        for _x, _y, item in walk(page.frame):
            if isinstance(item, Frame) and item.kind in SEALS:
                yield item.alt or ""


def _names(data: Data, acronym: str) -> Iterator[tuple[str, str]]:
    """What the data know an acronym to mean, by path: a full name, or what the glossary says."""
    content = data.content
    link = content.links.get(acronym.lower())
    if link is not None and link.name:
        yield f"links.{acronym.lower()}.name", link.name
    for key, who in content.authorities.items():
        if who.name == acronym and who.full_name:
            yield f"authorities.{key}.full_name", who.full_name
    for key, entry in content.glossary.items():
        if resolved(data, entry.term).upper() == acronym:
            for path in references(entry.text):
                found = find(data, path)
                if found is not None and isinstance(found.value, Slot):
                    yield f"glossary.{key}.text", resolved(data, found.value.long)
                    yield f"glossary.{key}.text.short", resolved(data, found.value.short)


def _spelled(acronym: str, words: str) -> bool:
    """Whether words in a row begin with its letters, small ones aside, or it stands in parentheses
    behind a name.
    """
    if re.search(rf"(?:\w+,? ){{3,}}\({re.escape(acronym.casefold())}\)", words):
        return True
    initials = "".join(
        "." if re.match(r"\W", word) else "" if word in SMALL else word[0]
        for word in re.findall(r"[^\W\d_]+|[.;:!?\n]", words)
    )
    return acronym.casefold() in initials
