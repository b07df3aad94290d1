"""The data that stands behind what is drawn: which entries of `data/` were used, and where."""

from collections.abc import Iterable

from msgspec import Struct

from infogen.diagnostics import Span

COUNTER = "counter"
"""The origin of figures that count what is on the page (steps, slides, days): they are not data."""


class Fact(Struct, frozen=True):
    """A piece of data that was used: its path in `data/`, the value as printed, and where it is
    written. `stated`: the value itself is printed or drawn; other facts only support a text.
    """

    path: str
    value: str
    span: Span | None = None
    stated: bool = True


class Source(Struct, frozen=True):
    """The characters `start` to `end` of a text come from the data at `path`."""

    start: int
    end: int
    path: str


def is_link(path: str) -> bool:
    """True for the path of a link itself, not of one of its fields."""
    namespace, _dot, rest = path.partition(".")
    return namespace == "links" and bool(rest) and "." not in rest


def merge_facts(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Each fact once, by path: as stated where any of them is."""
    found: dict[str, Fact] = {}
    for fact in facts:
        known = found.get(fact.path)
        if known is None or fact.stated or not known.stated:
            found[fact.path] = fact
    return tuple(found[path] for path in sorted(found))
