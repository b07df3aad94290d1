"""How a fact stands: by which law, read where, checked when, under which regime, how sure.

A fact is an entry of the content, or a part of one that has a legal basis, an article or a source
of its own. What it does not say holds as its procedure says it, and else as `meta` does.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from msgspec.structs import replace

from infogen.content.data import Data, Standing
from infogen.content.entries.basis import LegalBasis
from infogen.content.entries.law import Law
from infogen.content.namespaces import NAMESPACES
from infogen.content.paths import along, find, span_at
from infogen.source.model import Model, model_fields

WORDS = frozenset(
    [
        "actors",
        "answers",
        "copy",
        "glossary",
        "jargon",
        "lanes",
        "series",
        "signatures",
        "site",
        "sources",
    ]
)
"""Namespaces of words and of records about facts: they state nothing of their own."""

NUMBERS = frozenset({"scale", "languages"})
"""Namespaces of figures that somebody counted: no law says them."""

OWN = ("legal_basis", "article", "source")
"""A part of an entry that has one of these is a fact of its own."""

_SAID = ("source", "confidence", "regime", "checked_on", "review_by")


def standing(data: Data, path: str) -> Standing | None:
    """How the fact stands that a path belongs to; None where the path is of no fact."""
    if path not in data.standings:
        data.standings[path] = _standing(data, path)
    return data.standings[path]


def last_check(data: Data, path: str) -> tuple[date, str] | None:
    """When the fact that a path belongs to was checked, and the path where that is said.

    The same as `standing` has, at a small part of its cost; None where the path is of no fact.
    """
    if _stateless(data, path):
        return None
    said = (data.content.meta.checked_on, "meta.checked_on")
    for at, value in along(data, path):
        day = getattr(value, "checked_on", None) if isinstance(value, Model) else None
        if day is not None:
            said = (day, f"{at}.checked_on")
    return said


def facts(data: Data) -> tuple[str, ...]:
    """The paths of all facts, in the order of the namespaces and of the files."""
    return _under(data, "")


def _under(data: Data, prefix: str) -> tuple[str, ...]:
    """The facts whose paths begin with `prefix`: all are looked for in the content once."""
    known = data.facts_under
    if prefix not in known:
        paths = facts(data) if prefix else _all(data)
        known[prefix] = tuple(path for path in paths if path.startswith(prefix))
    return known[prefix]


def _all(data: Data) -> Iterator[str]:
    for name, namespace in NAMESPACES.items():
        if _stateless(data, name):
            continue
        value = getattr(data.content, name)
        entries = value.items() if isinstance(value, Mapping) else ()
        if namespace.shape == "one":
            yield from _within(value, name, entry=True)
        for key, entry in entries:
            yield from _within(entry, f"{name}.{key}", entry=True)


def _stateless(data: Data, path: str) -> bool:
    """True for a path of words or of a sample: made-up data state nothing."""
    namespace = path.partition(".")[0]
    if namespace in WORDS or namespace not in NAMESPACES:
        return True
    return getattr(getattr(data.content, namespace), "sample", False)


def entries_under(data: Data, path: str) -> list[str]:
    """The facts that a path stands for: its own, and those of the items of a list."""
    own = standing(data, path)
    found = find(data, path)
    paths = [] if own is None else [own.path]
    if found is not None and isinstance(found.value, Mapping | tuple):
        paths += _under(data, f"{found.path}.")
    return paths


def _within(value: object, path: str, *, entry: bool = False) -> Iterator[str]:
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _within(item, f"{path}.{getattr(item, 'id', None) or index}")
    elif isinstance(value, Model):
        if entry or is_own(value):
            yield path
        for name, info in model_fields(type(value)).items():
            yield from _within(getattr(value, name), f"{path}.{info.encode_name}")


def own_parts(
    value: object, path: str, note: str | None = None
) -> Iterator[tuple[str, Model, str | None]]:
    """A fact and the parts of it that are no facts of their own, each with its path and the note
    that stands nearest to it.
    """
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            if isinstance(item, Model) and not is_own(item):
                yield from own_parts(item, f"{path}.{getattr(item, 'id', None) or index}", note)
    elif isinstance(value, Model):
        note = getattr(value, "note", None) or note
        yield path, value, note
        for name, info in model_fields(type(value)).items():
            part = getattr(value, name)
            if isinstance(part, tuple) or (isinstance(part, Model) and not is_own(part)):
                yield from own_parts(part, f"{path}.{info.encode_name}", note)


def is_own(value: object) -> bool:
    """True if a part of an entry is a fact of its own."""
    if not isinstance(value, Model) or isinstance(value, LegalBasis):
        return False
    return any(name in model_fields(type(value)) for name in OWN)


def _standing(data: Data, path: str) -> Standing | None:
    found = find(data, path)
    if found is None or _stateless(data, found.path):
        return None
    levels = [(at, value) for at, value in along(data, found.path) if isinstance(value, Model)]
    if not levels:
        return None
    meta = data.content.meta
    made = Standing(
        levels[0][0],
        checked_on=meta.checked_on,
        review_by=meta.review_by,
        origins={"checked_on": "meta.checked_on", "review_by": "meta.review_by"},
    )
    for level, (at, model) in enumerate(levels):
        made = _over(data, made, at, model, own=level == 0 or is_own(model))
    return _in_regime(data, made, levels[0][1])


def _over(data: Data, made: Standing, at: str, model: Model, *, own: bool) -> Standing:
    """The fields of one level, over those of the levels above it."""
    changed: dict[str, Any] = {
        name: value for name in _SAID if (value := getattr(model, name, None)) is not None
    }
    said = dict(made.origins)
    for name in changed:
        # What a step takes from its procedure is said there.
        if name not in said or span_at(data, said[name]) != span_at(data, f"{at}.{name}"):
            said[name] = f"{at}.{name}"
    basis = getattr(model, "legal_basis", None)
    article = getattr(model, "article", None)
    if basis is not None:
        changed["legal"] = basis if isinstance(basis, tuple) else (basis,)
        said["legal"] = f"{at}.legal_basis"
    elif article is not None and made.legal and not isinstance(model, LegalBasis):
        changed["legal"] = (LegalBasis(law=made.legal[0].law, article=article),)
        said["legal"] = f"{at}.article"
    return replace(made, path=at if own else made.path, origins=said, **changed)


def _in_regime(data: Data, made: Standing, entry: object) -> Standing:
    """With the regime that follows from what the fact is: a law's, or that of the whole."""
    namespace, _dot, name = made.path.partition(".")
    said = made.origins
    if namespace == "regimes":
        return replace(made, regime=name, origins={**said, "regime": made.path})
    if isinstance(entry, Law):
        made = replace(
            made,
            legal=(LegalBasis(law=name, article=None),),
            source=entry.version_read,
            origins={**said, "legal": made.path, "source": f"{made.path}.version_read"},
        )
        said = made.origins
        for key, regime in data.content.regimes.items():
            if name in regime.laws:
                return replace(made, regime=key, origins={**said, "regime": f"regimes.{key}.laws"})
    if made.regime is None and namespace not in NUMBERS:
        meta = data.content.meta
        return replace(made, regime=meta.regime, origins={**said, "regime": "meta.regime"})
    return made
