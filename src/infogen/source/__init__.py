"""Plain values of YAML that know where they were written; `loader` reads them.

A `Map` and a `Seq` are a dictionary and a list with a place for each value. Values and places
change together: every other method of a dictionary or a list that changes it raises `TypeError`.
"""

from array import array
from collections.abc import Mapping
from typing import Any, NoReturn, SupportsIndex, TypeAlias, TypeVar, Union

from infogen.diagnostics import Span
from infogen.source.scalars import Scalar

Value: TypeAlias = Union[Scalar, "Map", "Seq"]
K = TypeVar("K", "Map", "Seq")


class Map(dict[str, Value]):
    """A mapping: `span` is its start, `spans` and `keys_at` where each value and key starts.

    `put` sets a key with its places. `map[key] = value` leaves a key the places that it has, and
    gives a new one those of the mapping; `del map[key]` removes them.
    """

    __slots__ = ("_numbers", "keys_at", "span", "spans")
    _numbers: "array[int] | bytes | None"

    def __init__(self, span: Span) -> None:
        super().__init__()
        self.span = span
        self.spans: dict[str, Span] = {}
        self.keys_at: dict[str, Span] = {}
        self._numbers = None

    def __reduce__(self) -> tuple[Any, ...]:
        if self._numbers is None:
            return _placed_map, (self.span, self.spans, self.keys_at, dict(self))
        return read_map, (self.span, bytes(self._numbers), dict(self))

    def __getattr__(self, name: str) -> Any:
        if name not in ("keys_at", "spans"):
            raise AttributeError(name)
        # `_numbers` stays: another thread may be about to do the same.
        places = _places(self.span.file, self._numbers)
        self.spans = dict(zip(self, places[::2], strict=True))
        self.keys_at = dict(zip(self, places[1::2], strict=True))
        return getattr(self, name)

    def put(self, key: str, value: Value, at: Span, key_at: Span) -> None:
        """Set a key, with the places of its value and of itself."""
        self.spans[key] = at
        self.keys_at[key] = key_at
        self._numbers = None
        super().__setitem__(key, value)

    def __setitem__(self, key: str, value: Value) -> None:
        self.put(key, value, self.spans.get(key, self.span), self.keys_at.get(key, self.span))

    def __delitem__(self, key: str) -> None:
        spans, keys_at = self.spans, self.keys_at
        super().__delitem__(key)
        del spans[key], keys_at[key]
        self._numbers = None


class Seq(list[Value]):
    """A list: `span` is its start, `spans` where each item starts.

    `add` appends an item with its place. `seq[n] = value` leaves the place to the new item.
    """

    __slots__ = ("_numbers", "span", "spans")
    _numbers: "array[int] | bytes | None"

    def __init__(self, span: Span) -> None:
        super().__init__()
        self.span = span
        self.spans: list[Span] = []
        self._numbers = None

    def __reduce__(self) -> tuple[Any, ...]:
        if self._numbers is None:
            return _placed_seq, (self.span, self.spans, list(self))
        return read_seq, (self.span, bytes(self._numbers), list(self))

    def __getattr__(self, name: str) -> Any:
        if name != "spans":
            raise AttributeError(name)
        self.spans = _places(self.span.file, self._numbers)
        return self.spans

    def add(self, value: Value, at: Span) -> None:
        """Append an item, with its place."""
        self.spans.append(at)
        self._numbers = None
        super().append(value)

    def __setitem__(self, index: SupportsIndex | slice, value: Any) -> None:
        if isinstance(index, slice):
            _refuse(self)
        super().__setitem__(index, value)


def _refuse(value: "Map | Seq", *_given: object, **_named: object) -> NoReturn:
    raise TypeError(f"a {type(value).__name__} has a place for each value: set them one by one")


for _kind, _names in (
    (Map, "__ior__ clear pop popitem setdefault update"),
    (
        Seq,
        "__delitem__ __iadd__ __imul__ append clear extend insert pop remove reverse sort",
    ),
):
    for _name in _names.split():
        setattr(_kind, _name, _refuse)


def locate(value: "Map | Seq", loc: tuple[str | int, ...], *, key: bool = False) -> Span:
    """The deepest place known on a path: where the value starts or, with `key`, its last key.

    A step that is not there ends the path: a missing key is located at the mapping that lacks it.
    Never raises.
    """
    span = value.span
    inner: Value = value
    for depth, step in enumerate(loc, 1):
        if isinstance(inner, Map) and isinstance(step, str) and step in inner:
            places = inner.keys_at if key and depth == len(loc) else inner.spans
            span, inner = places[step], inner[step]
        elif isinstance(inner, Seq) and isinstance(step, int) and 0 <= step < len(inner):
            span, inner = inner.spans[step], inner[step]
        else:
            break
    return span


def read_map(span: Span, numbers: "array[int] | bytes", values: Mapping[str, Value]) -> Map:
    """A mapping as a reader has found it. `numbers` are for each key the line and column of its
    value and its own: the places are made of them when they are asked for, which most never are.
    """
    made = Map.__new__(Map)
    made.span, made._numbers = span, numbers
    _fill_map(made, values)
    return made


def read_seq(span: Span, numbers: "array[int] | bytes", values: list[Value]) -> Seq:
    """A list as a reader has found it. `numbers` are the line and column of each item."""
    made = Seq.__new__(Seq)
    made.span, made._numbers = span, numbers
    _fill_seq(made, values)
    return made


def _places(file: str, numbers: "array[int] | bytes | None") -> list[Span]:
    assert numbers is not None
    whole = array("I", numbers) if isinstance(numbers, bytes) else numbers
    return [Span(file, *place) for place in zip(whole[::2], whole[1::2], strict=True)]


_fill_map, _fill_seq = dict.update, list.extend


def _placed_map(
    span: Span, spans: Mapping[str, Span], keys_at: Mapping[str, Span], values: Mapping[str, Value]
) -> Map:
    """A mapping that was put together, out of a pickle."""
    made = Map(span)
    for key, value in values.items():
        made.put(key, value, spans[key], keys_at[key])
    return made


def _placed_seq(span: Span, spans: list[Span], values: list[Value]) -> Seq:
    """A list that was put together, out of a pickle."""
    made = Seq(span)
    for value, at in zip(values, spans, strict=True):
        made.add(value, at)
    return made
