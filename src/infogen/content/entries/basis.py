"""The parts of facts: ids, texts, legal bases, deadlines, and how certain each is."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal, get_args

from msgspec import Meta, Struct

from infogen.messages import _
from infogen.source.model import After, Model, Problem, Whole


class Names(Struct, frozen=True):
    """Marks a text that names an entry of a namespace: all of it, or its first word (`head`)."""

    namespace: str
    or_url: bool = False
    head: bool = False


class NamesFact(Struct, frozen=True):
    """Marks a text that is the path of a fact, such as `links.saimex`."""


def reference_markers(parts: tuple[Any, ...]) -> Iterator[Names | NamesFact]:
    """The marks of a field, found in its metadata and in its type."""
    for part in parts:
        if isinstance(part, Names | NamesFact):
            yield part
        yield from reference_markers(get_args(part))


Id = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_-]*$")]
"""The name of an item of a list, a step of a path."""

Text = Annotated[str, Meta(min_length=1)]
"""Words that people read. `${path}` in them stands for a value of the content."""

LawId = Annotated[str, Names("laws")]
LinkId = Annotated[str, Names("links")]
ProcedureId = Annotated[str, Names("procedures")]
RegimeId = Annotated[str, Names("regimes")]

SourceId = Annotated[str, Names("sources", or_url=True)]
"""Where a fact was read: an id in `sources`, or the address of a page."""

FactPath = Annotated[str, NamesFact()]

Confidence = Literal["alta", "media", "baja"]
Unit = Literal["habiles", "naturales"]


class YearNumber(int):
    """A year: printed without a comma."""


Year = Annotated[int, Meta(ge=2000, le=2100), After(YearNumber)]


class LegalBasis(Model):
    """The law and the articles that say so. `article` is null where the text was not found."""

    law: LawId
    article: Text | None

    @property
    def unread(self) -> bool:
        """True if the text was not found, so that no article can be named."""
        return self.article is None


class Rule(Model):
    """A rule of a law for a procedure or an office beside its acts: a duty, a condition, a reason
    for which a request fails.
    """

    id: Id
    text: Text
    legal_basis: LegalBasis
    source: SourceId
    confidence: Confidence
    note: Text | None = None


class Extension(Model):
    """By how much a deadline may be extended, once."""

    days: Whole
    unit: Unit


class Deadline(Model):
    """A term in days: at most (`max`), at least (`min`), or what another grows by (`extension`).

    `counted_from` is null where the law does not say from when.
    """

    days: Whole
    unit: Unit
    kind: Literal["max", "min", "extension"]
    counted_from: Text | None
    extension: Extension | None = None
    note: Text | None = None

    @property
    def most(self) -> bool:
        """True for a term within which something must be done."""
        return self.kind == "max"

    @property
    def least(self) -> bool:
        """True for a term during which something is kept."""
        return self.kind == "min"

    @property
    def more(self) -> bool:
        """True if it makes another term longer."""
        return self.kind == "extension"


class Figure(Model):
    """A number that somebody published, and when it was true."""

    value: int | float | None
    as_of: Text | None
    source: SourceId | None
    confidence: Confidence | None
    note: Text | None = None


class Unknown(Model):
    """Something that nobody could find out yet, and what is known about it: `value` is null until
    somebody has read it, and then its words.
    """

    value: Text | None = None
    note: Text


def in_order(valid_from: date | None, valid_to: date | None) -> None:
    """Refuse a validity that ends before it begins."""
    if valid_from and valid_to and valid_to < valid_from:
        raise Problem(
            _('"valid_to" is before "valid_from" ({date})').format(date=valid_from.isoformat()),
            _("write a later date, or null while it has not ended"),
        )
