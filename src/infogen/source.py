"""Plain values of YAML that know where they were written; `loader` reads them."""

from typing import TypeAlias, Union

from infogen.diagnostics import Span
from infogen.scalars import Scalar

Value: TypeAlias = Union[Scalar, "Map", "Seq"]


class Map(dict[str, Value]):
    """A mapping: `span` is its start, `spans` and `keys_at` where each value and key starts."""

    __slots__ = ("keys_at", "span", "spans")

    def __init__(self, span: Span) -> None:
        super().__init__()
        self.span = span
        self.spans: dict[str, Span] = {}
        self.keys_at: dict[str, Span] = {}

    def put(self, key: str, value: Value, at: Span, key_at: Span) -> None:
        """Set a key, with the places of its value and of itself."""
        self[key] = value
        self.spans[key] = at
        self.keys_at[key] = key_at


class Seq(list[Value]):
    """A list: `span` is its start, `spans` where each item starts."""

    __slots__ = ("span", "spans")

    def __init__(self, span: Span) -> None:
        super().__init__()
        self.span = span
        self.spans: list[Span] = []

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
