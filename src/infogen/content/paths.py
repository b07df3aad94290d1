"""Paths into the content: what stands at `links.saimex.url`, and where it is written."""

from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from infogen.content.data import Data, PathValue
from infogen.content.entries.basis import Names, reference_markers
from infogen.content.entries.copydeck import Slot
from infogen.content.namespaces import NAMESPACES, Content
from infogen.content.printing import format_value
from infogen.diagnostics import Span
from infogen.diagnostics.hints import closest
from infogen.source import locate
from infogen.source.model import Model, model_fields
from infogen.source.references import DEEPEST, fill_references, whole_reference

LAYOUT_NAMES = frozenset({"loop", "page"})
"""Names that a text may use although the content does not have them: a layout gives them."""


def overlaps(one: str, other: str) -> bool:
    """True if two paths are the same, or one leads into the other."""
    return f"{one}.".startswith(f"{other}.") or f"{other}.".startswith(f"{one}.")


def ancestors(path: str) -> list[str]:
    """The path itself and those of all that it is a part of: `a`, `a.b`, `a.b.c` of `a.b.c`."""
    steps = path.split(".")
    return [".".join(steps[:count]) for count in range(1, len(steps) + 1)]


def find(data: Data, path: str) -> PathValue | None:
    """The value at a path, or None if there is none. A value may be None: it is not known, and
    neither are its parts.
    """
    if path not in data.values:
        data.values[path] = _find(data, path)
    return data.values[path]


def _find(data: Data, path: str) -> PathValue | None:
    for _depth in range(DEEPEST):
        walked = _walk(data.content, path.split("."))
        if walked.rest and walked.value is None:
            return PathValue(None, path, locate(data.raw, walked.loc))
        if walked.rest and not isinstance(walked.value, str):
            return None
        named = whole_reference(walked.value) if isinstance(walked.value, str) else None
        if named is not None:
            path = ".".join((named, *walked.rest))
        elif not walked.rest:
            return PathValue(walked.value, path, locate(data.raw, walked.loc))
        elif walked.named is not None:
            path = ".".join((walked.named, str(walked.value), *walked.rest))
        else:
            return None
    return None


def link_at(data: Data, path: str) -> PathValue | None:
    """The link that an id at a path stands for; None if it is not the id of a link."""
    walked = _walk(data.content, path.split("."))
    if walked.rest or walked.named != "links":
        return None
    return find(data, f"links.{walked.value}")


def span_at(data: Data, path: str) -> Span:
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


def closest_path(data: Data, path: str) -> str | None:
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


def resolve_references(data: Data, text: str) -> str:
    """A text with the words of what it refers to. What is unknown, or a layout gives, stays."""
    return fill_references(text, lambda path: words_at(data, path))


def words_at(data: Data, path: str) -> str | None:
    """The words of what stands at a path; None if nothing does, if it is not known, and of a whole
    entry, which has none.
    """
    found = find(data, path)
    if found is None or found.value is None:
        return None
    try:
        return format_value(found.value.long if isinstance(found.value, Slot) else found.value)
    except TypeError:
        return None


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
    own = {info.encode_name: name for name, info in model_fields(kind).items()}
    derived = (name for name in dir(kind) if isinstance(getattr(kind, name), property))
    return own | {name: name for name in derived if not name.startswith("_")}


@cache
def _named(kind: type[Model], name: str) -> str | None:
    """The namespace of which a field holds ids."""
    info = model_fields(kind).get(_attributes(kind)[name])
    if info is None:
        return None
    mark = next(reference_markers((info.type,)), None)
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
