"""How a chart looks: its colours and styles, and its scale."""

from typing import Literal

from msgspec import Struct

from infogen.blocks.base import Env
from infogen.blocks.text import label
from infogen.diagnostics import Span
from infogen.phrase import Phrase
from infogen.scene import Frame

Form = Literal["bars", "dots", "line"]

TOP, TICKS = 100, (0, 50, 100)
AIR = 0.8
"""The distance of a label, as a part of the height of a label's capitals."""


class Look(Struct, frozen=True):
    """Roles of colours, and styles of labels, values and what is highlighted."""

    env: Env
    span: Span | None
    color: str
    accent: str
    grid: str
    label: str
    value: str
    highlight: str

    def paint(self, role: str) -> str:
        """The colour of a role. Raises `Failure` for one that the theme lacks."""
        return self.env.color(role, self.span)

    def words(self, words: tuple[Phrase, ...], style: str | None = None) -> Frame:
        """A label in one line, in the labels' style unless another is given."""
        return self.quiet(label(words, style or self.label, self.accent, self.env))

    def quiet(self, frame: Frame) -> Frame:
        """A label: part of the figure, no paragraph of its own."""
        return Frame(
            frame.size,
            frame.items,
            facts=frame.facts,
            span=self.span,
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
