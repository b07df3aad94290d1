"""Plain values of YAML that know where they were written; `loader` reads them."""

from array import array
from typing import Any, TypeAlias, TypeVar, Union

from infogen.diagnostics import Span
from infogen.source.scalars import Scalar

Value: TypeAlias = Union[Scalar, "Map", "Seq"]
K = TypeVar("K", "Map", "Seq")


class Map(dict[str, Value]):
    """A mapping: `span` is its start, `spans` and `keys_at` where each value and key starts."""

    __slots__ = ("_numbers", "keys_at", "span", "spans")
    _numbers: "array[int]"

    def __init__(self, span: Span) -> None:
        super().__init__()
        self.span = span
        self.spans: dict[str, Span] = {}
        self.keys_at: dict[str, Span] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        numbers = getattr(self, "_numbers", None)
        if numbers is None:
            return _made, (Map, self.span, self.spans, self.keys_at), None, None, iter(self.items())
        return _unpacked, (Map, *self.span, numbers.tobytes()), None, None, iter(self.items())

    def __getattr__(self, name: str) -> Any:
        if name not in ("keys_at", "spans"):
            raise AttributeError(name)
        places = _places(self.span.file, self._numbers)
        self.spans = dict(zip(self, places[::2], strict=True))
        self.keys_at = dict(zip(self, places[1::2], strict=True))
        del self._numbers
        return getattr(self, name)

    def put(self, key: str, value: Value, at: Span, key_at: Span) -> None:
        """Set a key, with the places of its value and of itself."""
        self.spans[key] = at
        self.keys_at[key] = key_at
        self[key] = value


class Seq(list[Value]):
    """A list: `span` is its start, `spans` where each item starts, as in a `Map`."""

    __slots__ = ("_numbers", "span", "spans")
    _numbers: "array[int]"

    def __init__(self, span: Span) -> None:
        super().__init__()
        self.span = span
        self.spans: list[Span] = []

    def __reduce__(self) -> tuple[Any, ...]:
        numbers = getattr(self, "_numbers", None)
        if numbers is None:
            return _made, (Seq, self.span, self.spans), None, iter(self)
        return _unpacked, (Seq, *self.span, numbers.tobytes()), None, iter(self)

    def __getattr__(self, name: str) -> Any:
        if name != "spans":
            raise AttributeError(name)
        self.spans = _places(self.span.file, self._numbers)
        del self._numbers
        return self.spans

    def add(self, value: Value, at: Span) -> None:
        """Append an item, with its place."""
        self.spans.append(at)
        self.append(value)


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
            span, inner = places.get(step, span), inner[step]
        elif isinstance(inner, Seq) and isinstance(step, int) and 0 <= step < len(inner.spans):
            span, inner = inner.spans[step], inner[step]
        else:
            break
    return span


def empty_collection(kind: type[K], span: Span, numbers: "array[int]") -> K:
    """An empty mapping or list for a reader to fill. For each value that it sets it appends to
    `numbers` the line and column, and in a mapping then those of the key: the places are made of
    them when they are asked for, which most never are.
    """
    made = kind.__new__(kind)
    made.span, made._numbers = span, numbers
    return made


def _places(file: str, numbers: "array[int]") -> list[Span]:
    return [Span(file, *place) for place in zip(numbers[::2], numbers[1::2], strict=True)]


def _unpacked(kind: Any, file: str, line: int, column: int, numbers: bytes) -> Any:
    """An empty mapping or list, for what was kept."""
    return empty_collection(kind, Span(file, line, column), array("I", numbers))


def _made(kind: Any, span: Span, spans: Any, keys_at: Any = None) -> Any:
    """An empty mapping or list, for what was put together of several files."""
    made = kind(span)
    made.spans = spans
    if keys_at is not None:
        made.keys_at = keys_at
    return made
