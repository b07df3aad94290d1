"""Paths into the content: what stands at `links.saimex.url`, and where it is written.

A value that is `$path` alone stands for what is there; `${path}` in a text stands for its words.
"""

import re
from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from infogen.content.data import Data, Found
from infogen.content.entries.basis import Names, marks
from infogen.content.entries.copydeck import Slot
from infogen.content.namespaces import NAMESPACES, Content
from infogen.content.printing import printed
from infogen.diagnostics import Span
from infogen.diagnostics.hints import closest
from infogen.source import locate
from infogen.source.model import Model, written

GIVEN = frozenset({"loop", "page"})
"""Names that a text may use although the content does not have them: a layout gives them."""

_ALONE = re.compile(r"\$([A-Za-z_][\w-]*(?:\.[\w-]+)*)")
_INSIDE = re.compile(r"\$\$|\$\{([^{}]*)\}")
_DEEPEST = 8
"""References to references to references: deeper than this is a circle."""


def related(one: str, other: str) -> bool:
    """Whether two paths are the same, or one leads to a part of what the other leads to."""
    return f"{one}.".startswith(f"{other}.") or f"{other}.".startswith(f"{one}.")


def references(text: str) -> list[str]:
    """The paths in a text: `$path` alone, or each `${path}` in it (`$$` is a dollar)."""
    alone = _ALONE.fullmatch(text)
    if alone:
        return [alone[1]]
    return [match[1] for match in _INSIDE.finditer(text) if match[1] is not None]


def find(data: Data, path: str) -> Found | None:
    """What stands at a path, or None if nothing does. A value may be None: it is not known, and
    neither are its parts.
    """
    if path not in data.found:
        data.found[path] = _find(data, path)
    return data.found[path]


def _find(data: Data, path: str) -> Found | None:
    for _depth in range(_DEEPEST):
        walked = _walk(data.content, path.split("."))
        if walked.rest and walked.value is None:
            return Found(None, path, locate(data.raw, walked.loc))
        if walked.rest and not isinstance(walked.value, str):
            return None
        alone = _ALONE.fullmatch(walked.value) if isinstance(walked.value, str) else None
        if alone is not None:
            path = ".".join((alone[1], *walked.rest))
        elif not walked.rest:
            return Found(walked.value, path, locate(data.raw, walked.loc))
        elif walked.named is not None:
            path = ".".join((walked.named, str(walked.value), *walked.rest))
        else:
            return None
    return None


def link_at(data: Data, path: str) -> Found | None:
    """The link that an id at a path stands for; None if it is not the id of a link."""
    walked = _walk(data.content, path.split("."))
    if walked.rest or walked.named != "links":
        return None
    return find(data, f"links.{walked.value}")


def place(data: Data, path: str) -> Span:
    """Where a path leads, or the last step of it that exists. References are not followed."""
    return locate(data.raw, _walk(data.content, path.split(".")).loc)


def along(data: Data, path: str) -> list[tuple[str, object]]:
    """The values on the way to a path that leads somewhere, each with its own path."""
    value: object = data.content
    steps: list[str] = []
    passed: list[tuple[str, object]] = []
    for name in path.split("."):
        inner = _step(value, name)
        if inner is None:
            break
        value = inner[1]
        steps.append(name)
        passed.append((".".join(steps), value))
    return passed


def nearest(data: Data, path: str) -> str | None:
    """The path that was probably meant, or None: the closest name for the first wrong step."""
    steps = path.split(".")
    walked = _walk(data.content, steps)
    if not walked.rest:
        return None
    near = closest(walked.rest[0], _names(walked.value))
    if near is None:
        return None
    right = [*steps[: len(steps) - len(walked.rest)], near]
    whole = ".".join((*right, *walked.rest[1:]))
    return whole if find(data, whole) else ".".join(right)


def resolved(data: Data, text: str) -> str:
    """A text with the words of what it refers to. What is unknown, or a layout gives, stays."""
    return _resolved(data, text, 0)


def _resolved(data: Data, text: str, depth: int) -> str:
    def words(match: re.Match[str]) -> str:
        found = find(data, match[1]) if match[1] and depth < _DEEPEST else None
        if found is None or found.value is None:
            return match[0].replace("$$", "$")
        value = found.value.long if isinstance(found.value, Slot) else found.value
        return _resolved(data, printed(value), depth + 1)

    return _INSIDE.sub(words, text)


class _Walked(Struct, frozen=True):
    """How far a path leads: the value there, its place in the tree, and the steps that are left.

    `named` is the namespace of which the value is an id.
    """

    value: object
    loc: tuple[str | int, ...]
    rest: tuple[str, ...]
    named: str | None = None


def _walk(content: Content, steps: list[str]) -> _Walked:
    value: object = content
    loc: list[str | int] = []
    named: str | None = None
    for i, name in enumerate(steps):
        inner = _step(value, name)
        if inner is None:
            return _Walked(value, tuple(loc), tuple(steps[i:]), named)
        if isinstance(value, Model):
            named = _named(type(value), name)
        place, value = inner
        loc.append(place)
    return _Walked(value, tuple(loc), (), named if isinstance(value, str) else None)


def _step(value: object, name: str) -> tuple[str | int, object] | None:
    """One step into a value: where it leads in the tree, and to what."""
    if isinstance(value, Mapping):
        return (name, value[name]) if name in value else None
    if isinstance(value, Content):
        return (name, getattr(value, name)) if name in NAMESPACES else None
    if isinstance(value, Model):
        attributes = _attributes(type(value))
        return (name, getattr(value, attributes[name])) if name in attributes else None
    if isinstance(value, tuple):
        for i, item in enumerate(value):
            if getattr(item, "id", None) == name or str(i) == name:
                return i, item
    return None


@cache
def _attributes(kind: type[Model]) -> dict[str, str]:
    """The attributes of a model by the names they have in files, and what follows from them."""
    own = {info.encode_name: name for name, info in written(kind).items()}
    derived = (name for name in dir(kind) if isinstance(getattr(kind, name), property))
    return own | {name: name for name in derived if not name.startswith("_")}


@cache
def _named(kind: type[Model], name: str) -> str | None:
    """The namespace of which a field holds ids."""
    info = written(kind).get(_attributes(kind)[name])
    if info is None:
        return None
    mark = next(marks((info.type,)), None)
    return mark.namespace if isinstance(mark, Names) and not mark.head else None


def _names(value: object) -> list[str]:
    """The steps that a value allows."""
    if isinstance(value, Mapping):
        return list(value)
    if isinstance(value, Content):
        return list(NAMESPACES)
    if isinstance(value, Model):
        return list(_attributes(type(value)))
    if isinstance(value, tuple):
        return [getattr(item, "id", None) or str(i) for i, item in enumerate(value)]
    return []
