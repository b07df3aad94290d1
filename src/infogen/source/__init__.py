"""Plain values of YAML that know where they were written; `loader` reads them."""

from array import array
from collections.abc import Iterable
from typing import Any, TypeAlias, Union

from infogen.diagnostics import Span
from infogen.source.scalars import Scalar

Value: TypeAlias = Union[Scalar, "Map", "Seq"]


class Map(dict[str, Value]):
    """A mapping: `span` is its start, `spans` and `keys_at` where each value and key starts."""

    __slots__ = ("_packed", "keys_at", "span", "spans")
    _packed: tuple[Any, ...]

    def __init__(self, span: Span) -> None:
        super().__init__()
        self.span = span
        self.spans: dict[str, Span] = {}
        self.keys_at: dict[str, Span] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        places = _packed([*self.spans.values(), *self.keys_at.values()])
        keys = tuple(self.spans), tuple(self.keys_at)
        return _unpickled, (Map, self.span, (*keys, *places)), None, None, iter(self.items())

    def __getattr__(self, name: str) -> Any:
        """Unpack the places of a pickled mapping when they are first asked for."""
        if name not in ("keys_at", "spans"):
            raise AttributeError(name)
        keys, keys_at, *places = self._packed
        found = _places(*places)
        self.spans = dict(zip(keys, found, strict=False))
        self.keys_at = dict(zip(keys_at, found[len(keys) :], strict=True))
        return getattr(self, name)

    def put(self, key: str, value: Value, at: Span, key_at: Span) -> None:
        """Set a key, with the places of its value and of itself."""
        self[key] = value
        self.spans[key] = at
        self.keys_at[key] = key_at


class Seq(list[Value]):
    """A list: `span` is its start, `spans` where each item starts."""

    __slots__ = ("_packed", "span", "spans")
    _packed: tuple[Any, ...]

    def __init__(self, span: Span) -> None:
        super().__init__()
        self.span = span
        self.spans: list[Span] = []

    def __reduce__(self) -> tuple[Any, ...]:
        return _unpickled, (Seq, self.span, _packed(self.spans)), None, iter(self)

    def __getattr__(self, name: str) -> Any:
        """Unpack the places of a pickled list when they are first asked for."""
        if name != "spans":
            raise AttributeError(name)
        self.spans = _places(*self._packed)
        return self.spans

    def add(self, value: Value, at: Span) -> None:
        """Append an item, with its place."""
        self.append(value)
        self.spans.append(at)


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


def _packed(spans: Iterable[Span]) -> tuple[tuple[str, ...], bytes]:
    """Places as their files, and numbers: of the file, the line and the column."""
    files: dict[str, int] = {}
    numbers = array("I")
    for file, line, column in spans:
        numbers.extend((files.setdefault(file, len(files)), line, column))
    return tuple(files), numbers.tobytes()


def _places(files: tuple[str, ...], packed: bytes) -> list[Span]:
    numbers = array("I", packed)
    rows = zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True)
    return [Span(files[file], line, column) for file, line, column in rows]


def _unpickled(cls: Any, span: Span, packed: tuple[Any, ...]) -> Any:
    """An empty mapping or list, whose places are not unpacked yet."""
    made = cls.__new__(cls)
    made.span, made._packed = span, packed
    return made
