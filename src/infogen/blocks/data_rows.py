"""Rows of data that keep where they are written, so that each cell made of them does too."""

import re
from collections.abc import Callable, Mapping
from typing import Annotated

from msgspec import Struct
from msgspec.structs import replace

from infogen.blocks.fields import Alternatives
from infogen.content import Link, format_value
from infogen.diagnostics import Failure, Span, fail
from infogen.messages import _
from infogen.scene import Fact, Source
from infogen.source.model import Before, Model, SkipValidation, model_fields, several
from infogen.typesetting.phrase import Phrase

Locator = Callable[[str], Span | None]

UNKNOWN = "sin_dato"
"""The state of what nobody has written down."""


_ADDRESS = re.compile(r"https?://\S+")
"""Characters that look like a mark in an address are a part of it."""


class DataRow(Struct, frozen=True, eq=False):
    """A value, its path in `data/` (None: typed in a layout), and where it is written.

    `locate` finds where the value at a path is written, `lang` is the language of its words.
    """

    value: object
    path: str | None = None
    span: Span | None = None
    locate: Locator | None = None
    lang: str = "es"

    def at(self, wanted: str, place: Span | None) -> "DataRow":
        """The value at a path inside; None inside of None. Raises `Failure` if there is no such
        part: `place` is where the path is written.
        """
        row = self
        for step in wanted.split("."):
            value = row.value
            if isinstance(value, Mapping) and step in value:
                inner = value[step]
            elif isinstance(value, Model) and step in model_fields(type(value)):
                inner = getattr(value, step)
            elif value is None:
                inner = None
            else:
                raise _lacking(wanted, place)
            if isinstance(inner, DataRow):
                row = inner if inner.span else replace(inner, span=row.span)
            else:
                path = f"{row.path}.{step}" if row.path else None
                found = row.locate(path) if row.locate and path else None
                row = DataRow(inner, path, found or row.span, row.locate, row.lang)
        return row

    def phrase(self) -> Phrase:
        """The value as it prints itself; what is not known is a dash."""
        if self.value is None:
            return Phrase("–", span=self.span)
        try:
            text = format_value(self.value, self.lang)
        except TypeError:
            raise fail(
                "bad-reference",
                _("a cell cannot hold a list or a mapping"),
                self.span,
                _("give the path of a part of it that is text or a number"),
            ) from None
        literal = tuple(found.span() for found in _ADDRESS.finditer(text))
        if isinstance(self.value, Link):
            literal = ((0, len(text)),)
        if self.path is None:
            return Phrase(text, str(self.span or ""), span=self.span, literal=literal)
        source, fact = Source(0, len(text), self.path), Fact(self.path, text, self.span)
        return Phrase(text, self.path, (source,), (fact,), self.span, literal=literal)


def _lacking(path: str, place: Span | None) -> Failure:
    message = _('a row of the data has no "{path}"').format(path=path)
    return fail("unknown-reference", message, place)


DataRows = Annotated[
    tuple[SkipValidation[DataRow], ...],
    Before(several, lambda schema: {**schema, "items": {"type": "object"}}),
]
"""Rows of a block; the assembler makes them of the fields that the block calls its `records`."""


class Gap(Model):
    """The words in place of a missing value, by the reason that the row's state gives."""

    state: str
    label: Alternatives


def gap_label(
    row: DataRow, state: str, gaps: tuple[Gap, ...], place: Span | None
) -> tuple[Phrase, ...] | None:
    """Why a row has no value; one that does not say is not known."""
    silent = isinstance(row.value, Mapping) and state not in row.value
    found = UNKNOWN if silent else row.at(state, place).value
    return next((gap.label for gap in gaps if gap.state == found), None)
