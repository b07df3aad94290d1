"""A table: rows of data under the heads of its columns, read as a table."""

from collections.abc import Mapping
from math import inf
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, Field, InstanceOf

from infogen.blocks.base import Block, Env, Length
from infogen.blocks.text import Text, several
from infogen.content import printed
from infogen.diagnostics import fail
from infogen.geometry import Region, Size
from infogen.messages import _
from infogen.model import Model
from infogen.phrase import Phrase
from infogen.scene import Frame, Placed, Rect
from infogen.tracks import resolve

Words = Annotated[tuple[InstanceOf[Phrase], ...], BeforeValidator(several)]


class TableColumn(Model):
    """A column: its head, the path of its value inside a row, its width and where its text
    stands.
    """

    head: Words
    value: str
    width: Length = "auto"
    halign: Literal["start", "center", "end"] = "start"


class Table(Block):
    """Rows (mappings or items of the data) with a rule under each; a value that is not known is
    a dash.
    """

    kind: Literal["table"]
    words = frozenset({"columns.head"})

    rows: tuple[Any, ...] = Field(min_length=1)
    columns: tuple[TableColumn, ...] = Field(min_length=1)
    head: Literal["repeat", "once"] = "repeat"
    head_style: str = "label"
    cell_style: str = "body"
    color: str = "ink"
    line: str = "ink"
    thickness: float = Field(default=1.0, gt=0)
    gap: float = Field(default=0.0, ge=0)
    row_gap: float = Field(default=0.0, ge=0)

    def layout(self, region: Region, env: Env) -> Frame:
        """Widths from all cells of a column, heights from all cells of a row."""
        heads = [self._text(column.head, column, self.head_style) for column in self.columns]
        body = [
            [self._text((self._phrase(row, c),), c, self.cell_style) for c in self.columns]
            for row in self.rows
        ]

        def natural(i: int) -> float:
            return max(line[i].layout(Region(), env).size.width for line in [heads, *body])

        widths = resolve([c.width for c in self.columns], region.width, self.gap, natural)
        items: list[Placed] = []
        y = 0.0
        for n, line in enumerate([heads, *body]):
            row = self._row(line, widths, "head" if n == 0 else "cell", env)
            items.append(Placed(0.0, y, row))
            y += row.size.height
        width = sum(widths) + self.gap * (len(widths) - 1)
        return Frame(Size(width, y), tuple(items), role="table")

    def _row(
        self, line: list[Text], widths: list[float], role: Literal["head", "cell"], env: Env
    ) -> Frame:
        frames = [
            cell.layout(Region(w, inf, True), env) for cell, w in zip(line, widths, strict=True)
        ]
        high = max(frame.size.height for frame in frames)
        x = 0.0
        items = []
        for frame, width in zip(frames, widths, strict=True):
            cell = Frame(Size(width, high), (Placed(0.0, 0.0, frame),), role=role)
            items.append(Placed(x, self.row_gap, cell))
            x += width + self.gap
        under = 2 * self.row_gap + high
        rule = Rect(x - self.gap, self.thickness, env.color(self.line, self.span))
        items.append(Placed(0.0, under, rule))
        return Frame(Size(x - self.gap, under + self.thickness), tuple(items), role="row")

    def _text(self, words: tuple[Phrase, ...], column: TableColumn, style: str) -> Text:
        return Text.model_construct(
            kind="text", text=words, style=style, color=self.color, halign=column.halign
        )

    def _phrase(self, row: object, column: TableColumn) -> Phrase:
        value = row
        for step in column.value.split("."):
            if isinstance(value, Mapping) and step in value:
                value = value[step]
            elif isinstance(value, BaseModel) and step in type(value).model_fields:
                value = getattr(value, step)
            elif value is not None:
                raise fail(
                    "unknown-reference",
                    _('a row of the table has no "{path}"').format(path=column.value),
                    self.span,
                )
        return Phrase("–" if value is None else printed(value), span=self.span)
