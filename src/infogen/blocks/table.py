"""A table: rows of data under the heads of its columns, read as a table."""

from itertools import accumulate
from math import inf
from typing import Annotated, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from infogen.blocks.base import EPSILON, Block
from infogen.blocks.data_rows import DataRow, DataRows, Gap, gap_label
from infogen.blocks.env import Env
from infogen.blocks.fields import Alternatives, Keep, Length
from infogen.blocks.fragment import Fragment, Laid
from infogen.blocks.text import Text, label, part_text
from infogen.blocks.tracks import track_sizes
from infogen.scene import ARTIFACT, COUNTER, Meaning, Placed, Rect
from infogen.scene.geometry import Region, Room, Size
from infogen.source.model import LocatedModel, NotNegative, Positive
from infogen.typesetting.phrase import Phrase

FEWEST = 2
"""Rows that stand alone neither before a page break nor after it."""


LINE, GAP, ROW_GAP = 0.1, 1.6, 0.8
"""Thickness of a rule, distance of columns, and air above and below a row's letters, in heights of
their capitals.
"""


class TableColumn(LocatedModel):
    """A column: its head, the path of its value inside a row, its width and where its text
    stands.
    """

    head: Alternatives
    value: str
    width: Length = "auto"
    halign: Literal["start", "center", "end"] = "start"


class Table(Block):
    """Rows (mappings or items of the data) with a rule under each; a value that is not known is
    a dash.

    In the column whose value is `missing`, the row's `state` says why: the label of that gap.
    `thickness`, `gap` and `row-gap` are in proportion to the letters of its cells where they are
    not given; columns that all have a width of their own need no `gap`.
    """

    kind: Literal["table"]
    words = frozenset({"columns.head", "gaps.label"})
    records = frozenset({"rows"})

    rows: Annotated[DataRows, Meta(min_length=1)]
    columns: Annotated[tuple[TableColumn, ...], Meta(min_length=1)]
    missing: str | None = None
    state: str = "state"
    gaps: tuple[Gap, ...] = ()
    head: Literal["repeat", "once"] = "repeat"
    head_style: str = "label"
    cell_style: str = "body"
    color: str = "ink"
    line: str = "ink"
    thickness: Positive | None = None
    gap: NotNegative | None = None
    row_gap: NotNegative | None = None

    _widths: list[float] | None = None

    @property
    def keep_rule(self) -> Keep | None:
        """A table that fits on a page is not split."""
        return self.keep or "together"

    def layout(self, region: Region, env: Env) -> Fragment:
        """Widths from all cells of a column, heights from all cells of a row."""
        spaced = self._spaced(env)
        widths, rows = self._lines(region.width, spaced, env)
        return _stacked(rows, widths, spaced.gap)

    def split(self, room: Room, env: Env) -> tuple[Fragment, Block] | None:
        """The rows that fit under the head, two or more on each side of the break."""
        spaced = self._spaced(env)
        widths, rows = self._lines(room.width, spaced, env)
        ends = list(accumulate(row.size.height for row in rows))
        fitting = sum(end <= room.height + EPSILON for end in ends) - 1
        kept = min(fitting, len(self.rows) - FEWEST)
        if kept < FEWEST:
            return None
        rest = replace(self, rows=self.rows[kept:], _widths=widths)
        return _stacked(rows[: kept + 1], widths, spaced.gap), rest

    def _spaced(self, env: Env) -> "_Spacing":
        """The distances that are given, else those that fit the letters of the cells."""
        cap = label(self._text((Phrase("0", COUNTER),), self.columns[0], "cell_style"), env)
        own = all(isinstance(column.width, float | int) for column in self.columns)
        return _Spacing(
            thickness=_given(self.thickness, LINE * cap.size.height),
            gap=_given(self.gap, 0.0 if own else GAP * cap.size.height),
            row_gap=_given(self.row_gap, ROW_GAP * cap.size.height),
        )

    def _lines(
        self, room: float, spaced: "_Spacing", env: Env
    ) -> tuple[list[float], list[Fragment]]:
        """The widths of the columns, and the rows. The head of what goes on is repeated, but not
        read again.
        """
        heads = [self._text(column.head, column, "head_style") for column in self.columns]
        body = [
            [self._text(self._phrase(row, c), c, "cell_style") for c in self.columns]
            for row in self.rows
        ]

        def natural(i: int) -> float:
            return max(line[i].layout(Region(), env).size.width for line in [heads, *body])

        going_on = self._widths is not None
        widths = self._widths or track_sizes(
            [c.width for c in self.columns], room, spaced.gap, natural
        )
        rows = [self._row(line, widths, "cell", spaced, env) for line in body]
        if not going_on:
            rows.insert(0, self._row(heads, widths, "head", spaced, env))
        elif self.head == "repeat":
            rows.insert(0, replace(self._row(heads, widths, "head", spaced, env), meaning=ARTIFACT))
        else:
            rows.insert(0, Fragment(Size(0.0, 0.0), meaning=ARTIFACT))
        return widths, rows

    def _row(
        self,
        line: list[Text],
        widths: list[float],
        role: Literal["head", "cell"],
        spaced: "_Spacing",
        env: Env,
    ) -> Fragment:
        frames = [
            cell.layout(Region(w, inf, True), env) for cell, w in zip(line, widths, strict=True)
        ]
        high = max(frame.size.height for frame in frames)
        x = 0.0
        items: list[Laid] = []
        for frame, width in zip(frames, widths, strict=True):
            cell = Fragment(
                Size(width, high), (Placed(0.0, 0.0, frame),), meaning=Meaning(role=role)
            )
            items.append(Placed(x, spaced.row_gap, cell))
            x += width + spaced.gap
        under = 2 * spaced.row_gap + high
        rule = Rect(x - spaced.gap, spaced.thickness, env.color(self.line, self, "line"))
        items.append(Placed(0.0, under, rule))
        return Fragment(
            Size(x - spaced.gap, under + spaced.thickness),
            tuple(items),
            meaning=Meaning(role="row"),
        )

    def _text(self, words: tuple[Phrase, ...], column: TableColumn, style: str) -> Text:
        return part_text(self, words, style, "color", halign=column.halign)

    def _phrase(self, row: DataRow, column: TableColumn) -> tuple[Phrase, ...]:
        """The words of a cell: its value, or why the row has none."""
        found = row.at(column.value, column.place_of("value"))
        if found.value is None and column.value == self.missing and self.gaps:
            return gap_label(row, self.state, self.gaps, self.place_of("state")) or (
                found.phrase(),
            )
        return (found.phrase(),)


class _Spacing(Struct, frozen=True):
    """The distances inside of a table, in canvas units."""

    thickness: float
    gap: float
    row_gap: float


def _given(value: float | None, natural: float) -> float:
    return natural if value is None else value


def _stacked(rows: list[Fragment], widths: list[float], gap: float) -> Fragment:
    """The rows of a table, one under another."""
    items: list[Laid] = []
    y = 0.0
    for row in rows:
        items.append(Placed(0.0, y, row))
        y += row.size.height
    width = sum(widths) + gap * (len(widths) - 1)
    return Fragment(Size(width, y), tuple(items), meaning=Meaning(role="table"))
