"""The look of a chart: its colours and styles, and its scale."""

from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from infogen.blocks.base import Block
from infogen.blocks.env import Env
from infogen.blocks.fragment import Fragment
from infogen.blocks.text import Text, label, part_text
from infogen.scene.geometry import Region
from infogen.typesetting.phrase import Phrase

ChartForm = Literal["rows", "bars", "dots", "line"]
LabelStyle = Literal["label_style", "value_style", "highlight_style"]

TOP, TICKS = 100, (0, 50, 100)
AIR = 0.8
"""The distance of a label, as a part of the height of a label's capitals."""


class Look(Struct, frozen=True):
    """The colours and styles that the fields of a chart name, in a theme."""

    chart: Block
    env: Env

    def paint(self, field: Literal["color", "accent", "grid"]) -> str:
        """The colour that a field names. Raises `Failure` for one that the theme lacks."""
        return self.env.color(getattr(self.chart, field), self.chart, field)

    def text(
        self, words: tuple[Phrase, ...], style: LabelStyle = "label_style", **fields: Any
    ) -> Text:
        """Words of the chart, in the style that a field names."""
        return part_text(self.chart, words, style, "accent", **fields)

    def label(self, words: tuple[Phrase, ...], style: LabelStyle = "label_style") -> Fragment:
        """A label in one line."""
        return self.quiet(label(self.text(words, style), self.env))

    def inside(self, text: Text, color: str) -> Fragment:
        """A label in one line on a mark, in a colour of the theme."""
        return self.quiet(replace(text, color=color).layout(Region(), self.env))

    def quiet(self, frame: Fragment) -> Fragment:
        """A label: part of the figure, no paragraph of its own."""
        return Fragment(
            frame.size,
            frame.items,
            facts=frame.facts,
            span=self.chart.span,
            need=frame.need,
            kind="text",
        )


class Scale(Struct, frozen=True):
    """The box of the marks, in canvas units: years from left to right, 0 to 100 from its bottom to
    its top. `cap` is the height of a label's capitals.
    """

    years: range
    cap: float
    left: float
    right: float
    top: float
    bottom: float

    @property
    def slot(self) -> float:
        """The width of a year."""
        return (self.right - self.left) / len(self.years)

    @property
    def air(self) -> float:
        """The distance of a label from what it labels."""
        return AIR * self.cap

    def x(self, year: int) -> float:
        """The middle of a year."""
        return self.left + self.slot * (year - self.years.start + 0.5)

    def y(self, value: float) -> float:
        """The height of a value."""
        return self.bottom - (self.bottom - self.top) * value / TOP
