"""The content with the tree it was made from, and what has been found out about its facts so far.

`paths` finds what stands at a path, `standing` how a fact stands; both remember it here.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct, field

from infogen.content.entries.basis import LegalBasis
from infogen.content.entries.copydeck import Slot
from infogen.content.namespaces import Content
from infogen.diagnostics import Span
from infogen.source import Map


class PathValue(Struct, frozen=True):
    """A value, its own path (not that of a reference to it), and where it is written."""

    value: object
    path: str
    span: Span


class Standing(Struct, frozen=True):
    """How the fact at `path` stands; None is not known. `origins` are the paths that say so."""

    path: str
    legal: tuple[LegalBasis, ...] = ()
    source: str | None = None
    confidence: str | None = None
    regime: str | None = None
    checked_on: date | None = None
    review_by: date | None = None
    origins: Mapping[str, str] = field(default_factory=dict)

    @property
    def law(self) -> str:
        """`LTAIPEMyM 163, 177`, several laws apart by semicolons; empty without a legal basis."""
        return "; ".join(f"{b.law} {b.article}" if b.article else b.law for b in self.legal)


def slots(copy: Mapping[str, object]) -> Iterator[tuple[str, Slot]]:
    """The text slots in the copy of a content, or in a part of it, by their paths in it."""
    for name, value in copy.items():
        if isinstance(value, Slot):
            yield name, value
        elif isinstance(value, Mapping):
            yield from ((f"{name}.{path}", slot) for path, slot in slots(value))


class Data(Struct, frozen=True, eq=False):
    """The content, and the tree it was made from, which knows where each value was written.

    In another language than the content's own, `translated_paths` lead to the texts that are in
    that `language`.

    The other fields are what is remembered, each entry a pure function of its key and of this
    content: values, standings, texts and digests by path, the facts under a path (`facts_under`),
    and translations by language and folders.
    """

    raw: Map
    content: Content
    language: str | None = None
    translated_paths: frozenset[str] = frozenset()
    values: dict[str, PathValue | None] = field(default_factory=dict)
    standings: dict[str, Standing | None] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    facts_under: dict[str, tuple[str, ...]] = field(default_factory=dict)
    translations: "dict[tuple[str, tuple[Path, ...]], Data]" = field(default_factory=dict)
