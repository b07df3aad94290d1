"""Names that a layout may refer to, and what stands behind them.

Looked for in this order: names of `as`, `$loop` and `$page`, the component's parameters, `$format`,
and the data. A value keeps its path in the data and the place where it was written, wherever it is
handed on to.
"""

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from infogen.binding.budget import Budget
from infogen.content import Data, closest_path, find, link_at
from infogen.diagnostics import Diagnostic, Span
from infogen.diagnostics.hints import closest
from infogen.source import Map
from infogen.source.references import unknown_reference


class Ref(Struct, frozen=True):
    """A value, its path in `data/` (None: typed in a layout or computed), and where it is
    written. `typed`: it stands there itself, and no reference to it.
    """

    value: object
    path: str | None = None
    span: Span | None = None
    typed: bool = False


BoundValue = Ref | tuple["BoundValue", ...] | Mapping[str, "BoundValue"]
"""A field with its references replaced: values at the leaves of lists and mappings."""


class Fields(dict[str, BoundValue]):
    """A mapping of a layout with its references replaced; `raw` knows where it was written."""

    __slots__ = ("raw",)

    def __init__(self, raw: Map) -> None:
        super().__init__()
        self.raw = raw


ScopeNames = Mapping[str, BoundValue]


class Scope(Struct, frozen=True):
    """The names known at one place of a layout, how much may still be made of it, and the language
    in which dates are printed.
    """

    data: Data
    names: ScopeNames
    budget: Budget = field(default_factory=Budget)
    lang: str = "es"

    def having(self, names: ScopeNames) -> "Scope":
        """This scope with more names, which hide older ones."""
        return replace(self, names={**self.names, **names})

    def look_up(self, path: str, span: Span | None) -> BoundValue | Diagnostic:
        """The value of `$path`, or the diagnostic for a path that leads nowhere."""
        first, _dot, rest = path.partition(".")
        bound = self.names.get(first)
        if bound is None:
            return self._in_data(path, path, span)
        if not rest:
            return replace(bound, typed=False) if isinstance(bound, Ref) and bound.typed else bound
        if isinstance(bound, Ref) and bound.path is not None:
            return self._in_data(f"{bound.path}.{rest}", path, span)
        return _inside(bound, rest, path, span)

    def _in_data(self, full: str, written: str, span: Span | None) -> Ref | Diagnostic:
        found = link_at(self.data, full) or find(self.data, full)
        if found is not None:
            return Ref(found.value, found.path, found.span)
        near = closest_path(self.data, full)
        if near is None and "." not in full:
            near = closest(full, self.names)
        return unknown_reference(written, span, near)


def item_of(value: object, index: int, parent: Ref) -> Ref:
    """An item of a list: one of the data has a path of its own, by its id or its number."""
    name = getattr(value, "id", None)
    path = f"{parent.path}.{name if name is not None else index}" if parent.path else None
    return Ref(value, path, getattr(value, "_span", None) or parent.span)


def follow_link(ref: Ref, data: Data) -> Ref:
    """The value, or the link that it stands for if it is the id of one."""
    found = link_at(data, ref.path) if ref.path and isinstance(ref.value, str) else None
    return ref if found is None else Ref(found.value, found.path, found.span)


def _inside(
    bound: BoundValue, rest: str, written: str, span: Span | None
) -> BoundValue | Diagnostic:
    """Walk down a value that was typed in a layout."""
    for step in rest.split("."):
        value = bound.value if isinstance(bound, Ref) else bound
        if isinstance(value, Mapping) and step in value:
            inner = value[step]
            where = value.spans.get(step) if isinstance(value, Map) else span
            bound = inner if isinstance(inner, Ref | tuple) else Ref(inner, None, where)
            continue
        names = list(value) if isinstance(value, Mapping) else []
        return unknown_reference(written, span, closest(step, names))
    return bound
