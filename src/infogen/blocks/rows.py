"""Rows of data that keep where they are written, so that each cell made of them does too."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, InstanceOf

from infogen.blocks.text import several
from infogen.content import printed
from infogen.diagnostics import Failure, Span, fail
from infogen.messages import _
from infogen.model import Model
from infogen.phrase import Phrase
from infogen.scene import Fact, Source


@dataclass(frozen=True, slots=True)
class Row:
    """A value, its path in `data/` (None: typed in a layout), and where it is written."""

    value: object
    path: str | None = None
    span: Span | None = None

    def at(self, path: str, place: Span | None) -> "Row":
        """What stands at a path inside; of nothing, nothing. Raises `Failure` if it has no such
        part: `place` is where the path was asked for.
        """
        row = self
        for step in path.split("."):
            value = row.value
            if isinstance(value, Mapping) and step in value:
                inner = value[step]
            elif isinstance(value, BaseModel) and step in type(value).model_fields:
                inner = getattr(value, step)
            elif value is None:
                inner = None
            else:
                raise _lacking(path, place)
            if isinstance(inner, Row):
                row = inner
            else:
                row = Row(inner, f"{row.path}.{step}" if row.path else None, row.span)
        return row

    def phrase(self) -> Phrase:
        """The value as it prints itself; what is not known is a dash."""
        if self.value is None:
            return Phrase("–", span=self.span)
        text = printed(self.value)
        if self.path is None:
            return Phrase(text, str(self.span or ""), span=self.span)
        source, fact = Source(0, len(text), self.path), Fact(self.path, text, self.span)
        return Phrase(text, self.path, (source,), (fact,), self.span)


def _lacking(path: str, place: Span | None) -> Failure:
    message = _('a row of the data has no "{path}"').format(path=path)
    return fail("unknown-reference", message, place)


Rows = Annotated[tuple[InstanceOf[Row], ...], BeforeValidator(several)]
"""Rows of a block; the assembler makes them of the fields that the block calls its `records`."""

Words = Annotated[tuple[InstanceOf[Phrase], ...], BeforeValidator(several)]


class Gap(Model):
    """What is said where a row has no value, for each reason that its state gives."""

    state: str
    label: Words


def reason(
    row: Row, state: str, gaps: tuple[Gap, ...], place: Span | None
) -> tuple[Phrase, ...] | None:
    """Why a row has no value."""
    found = row.at(state, place).value
    return next((gap.label for gap in gaps if gap.state == found), None)
