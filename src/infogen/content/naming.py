"""Facts in words: what each is called, and what it says, as a reader or a lawyer would put it.

The words are those of `copy.fuentes`; a fact that has a name, a title or a label brings its own.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from infogen.content.data import Data
from infogen.content.entries.basis import Deadline, Extension, LegalBasis
from infogen.content.entries.copydeck import Link, Slot
from infogen.content.entries.law import Law
from infogen.content.paths import find, resolve_references
from infogen.content.printing import format_value
from infogen.content.standing import is_own, standing
from infogen.source.model import Model, model_fields

NAMES = ("label", "name", "title")
"""Fields that are a fact's name, the best first."""

TECHNICAL = frozenset(
    {
        *(
            "id",
            "n",
            "actor",
            "action",
            "lane",
            "branch",
            "extends",
            "follows",
            "after_term",
            "within",
        ),
        *("restarts", "start", "year", "inferred", "calendar", "link", "links", "appeals", "code"),
        *(
            "who",
            "type",
            "el",
            "El",
            "al",
            "del_",
            "un",
            "los",
            "short",
            "step",
            "note",
            "label",
            "act",
        ),
        *("conflict", "name_source", "jurisdiction", "latest_dated_evidence", "breakdown"),
        *("unknowns",),
    }
)
"""Fields that are no words for people."""

_ELSEWHERE = frozenset(
    {
        *("source", "confidence", "regime", "checked_on", "review_by", "legal_basis", "article"),
        *("laws", "as_of", "shown", "alternative", "account_note"),
    }
)
"""Fields that stand in a column of their own, or say the same again."""


def fact_group(data: Data, fact: str) -> str:
    """The subject of the facts of an entry or namespace: a procedure's title, else its kind."""
    namespace, *rest = fact.split(".")
    if namespace == "procedures":
        return resolve_references(data, data.content.procedures[rest[0]].title)
    return _word(data, "grupo", namespace) or namespace


def fact_name(data: Data, fact: str) -> str:
    """The name of a fact: its label or name, else the word for its kind, else its id."""
    found = find(data, fact)
    value = None if found is None else found.value
    last = fact.rpartition(".")[2]
    if value is data.content.procedures.get(last) and value is not None:
        return _word(data, "tipo", "procedimiento") or last
    for key in NAMES:
        written = getattr(value, key, None)
        if isinstance(written, str) and not (isinstance(value, Link) and key == "name"):
            return resolve_references(data, written)
    return _word(data, "tipo", last) or last.replace("_", " ")


def fact_label(data: Data, path: str) -> str:
    """The name of the fact that a path belongs to, with what it is about."""
    known = standing(data, path)
    if known is None:
        return path
    return f"{fact_group(data, known.path)} · {fact_name(data, known.path)}"


def field_name(data: Data, path: str) -> str:
    """Which field of a fact a path leads to: empty where the fact's name says it."""
    known = standing(data, path)
    if known is None or path == known.path:
        return ""
    last = path.rpartition(".")[2]
    if last == "deadline":
        return "" if isinstance(_at(data, known.path, "label"), str) else _field(data, last)
    return _field(data, last)


def _field(data: Data, key: str) -> str:
    return _word(data, "campo", key) or key.replace("_", " ")


def _at(data: Data, fact: str, key: str) -> object:
    found = find(data, f"{fact}.{key}")
    return found.value if found else None


def describe_fact(data: Data, fact: str) -> str:
    """The words of a fact, in one line."""
    found = find(data, fact)
    value = None if found is None else found.value
    named = next((key for key in NAMES if isinstance(getattr(value, key, None), str)), None)
    kept = [part for part in _parts(data, value, named) if part]
    return " · ".join(kept) or _word(data, "valor", "desconocido") or "–"


def _parts(data: Data, value: object, named: str | None) -> Iterator[str]:
    if not isinstance(value, Model):
        return
    for key in model_fields(type(value)):
        part = getattr(value, key)
        if key in TECHNICAL | _ELSEWHERE or is_own(part) or isinstance(part, LegalBasis):
            continue
        if key == named and key != "name":
            continue
        if isinstance(value, Law) and key in ("url", "version_read"):
            continue
        yield from _part(data, key, part)


def _part(data: Data, key: str, part: object) -> Iterator[str]:
    if isinstance(part, Deadline):
        yield _deadline(data, part, key)
    elif isinstance(part, bool):
        yield _word(data, key, str(part).lower()) or ""
    elif isinstance(part, tuple):
        texts = [
            resolve_references(data, item) if isinstance(item, str) else _plain(item)
            for item in part
        ]
        yield ", ".join(text for text in texts if text)
    elif isinstance(part, str):
        yield _word(data, key, part) or resolve_references(data, part)
    elif isinstance(part, Model):
        yield from _parts(data, part, None)
    elif part is not None:
        after = _word(data, "valor", key)
        yield f"{_plain(part)} {after}" if after else _plain(part)


def _deadline(data: Data, term: Deadline, key: str) -> str:
    """`15 días hábiles como máximo, desde el día siguiente…`."""
    said = [_filled(data, key, term.kind, format_value(term))]
    if term.counted_from:
        said.append(_filled(data, "valor", "desde", resolve_references(data, term.counted_from)))
    if term.extension:
        said.append(_filled(data, "valor", "ampliable", format_value(term.extension)))
    return ", ".join(said)


def _filled(data: Data, group: str, key: str, text: str) -> str:
    """A word of `copy.fuentes` with `{valor}` in it, which the program gives."""
    return (_word(data, group, key) or "{valor}").replace("{valor}", text)


def _plain(value: object) -> str:
    if isinstance(value, Extension | Mapping | Model):
        return ""
    try:
        return format_value(value)
    except TypeError:
        return ""


def _word(data: Data, group: str, key: str) -> str | None:
    """A word of `copy.fuentes`, or None where it has none."""
    node: Any = data.content.copy.get("fuentes", {})
    for step in (group, key):
        node = node.get(step) if isinstance(node, Mapping) else None
    return resolve_references(data, node.long) if isinstance(node, Slot) else None
