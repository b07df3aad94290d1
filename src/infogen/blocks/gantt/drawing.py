"""The inks of a line scaled in days: slices, the line that joins them, rings, dots, leaders."""

from collections.abc import Iterator
from math import floor

from msgspec import Struct

from infogen.blocks.fragment import Laid
from infogen.blocks.gantt.scale import Span
from infogen.scene import Command, Path, Placed, Rect, Stroke
from infogen.scene.shapes import circle, polygon, polyline

SLICE = 9 / 11
"""The part of a day's height that is filled; the rest parts it from the next."""

RING, RING_DOT = 17 / 6, 6.5 / 6
"""Radii of a ring and of the dot in it, as parts of the line's width."""

DOTS = 2.0
"""From one dot of a dotted line to the next, as a part of its width."""

BEND = 2.0
"""The radius of a bend, as a part of the line's width."""

LEADER = 1 / 3
"""The width of a line from a bar to its row, as a part of the width of the line of the bars."""


class Drawn(Struct, frozen=True):
    """A step on its lane: the middle of the lane, what is drawn of it, and in which colour."""

    x: float
    span: Span
    color: str


class Look(Struct, frozen=True):
    """The measures of a drawing. `top` is where the first day begins, `day` the height of one;
    `bar` and `line` are widths, `whole`: edges lie between pixels.
    """

    top: float
    day: float
    bar: float
    line: float
    ink: str
    dot: str
    white: str
    whole: bool

    def y(self, day: float) -> float:
        """The end of a day, from the top of the block."""
        return self.top + day * self.day

    def slices(self, drawn: Drawn) -> Iterator[Laid]:
        """A bar a day; one outline where the days are not said."""
        height = self.day * SLICE
        if self.whole and self.day >= 2:
            height = min(floor(self.day) - 1.0, round(height))
        left, span = drawn.x - self.bar / 2, drawn.span
        if span.open:
            high = (span.end - span.begin) * self.day
            line = Stroke(drawn.color, self.line)
            yield Placed(left, self.y(span.begin), Rect(self.bar, high, border=line))
            return
        right, lift = left + self.bar, (self.day - height) / 2
        outline: list[Command] = []
        for day in range(span.begin, span.end):
            top = self.y(day) + lift
            low = top + height
            outline += polygon([(left, top), (right, top), (right, low), (left, low)])
        yield _at(Path(tuple(outline), drawn.color))

    def join(self, one: Drawn, other: Drawn) -> Iterator[Laid]:
        """The line from the last slice of a bar to the first of the next, in another lane."""
        if one.x == other.x:
            return
        y = self.y(one.span.end - 0.5)
        side = self.bar / 2 if other.x > one.x else -self.bar / 2
        yield self._line(
            (one.x + side, y), (other.x, y), (other.x, self.y(other.span.begin) + self.day / 2)
        )

    def enter(self, x: float, y: float, first: Drawn) -> Iterator[Laid]:
        """The line from a ring before the first day into a bar of it."""
        above = max(y, self.top - self.day * 0.75)
        yield self._line((x, y), (x, above), (first.x, above), (first.x, self.top + self.day / 2))

    def ring(self, x: float, y: float) -> Iterator[Laid]:
        """The station of one who begins something, or is told."""
        radius = self.line * RING
        yield _at(Path(circle(x, y, radius), self.white, Stroke(self.ink, self.line)))
        yield _at(Path(circle(x, y, self.line * RING_DOT), self.dot))

    def dotted(self, x: float, y: float, to_x: float, to_y: float) -> Iterator[Laid]:
        """A line of dots, across or down: what takes no days, or may not happen."""
        length = abs(to_x - x) + abs(to_y - y)
        count = max(1, round(length / (self.line * DOTS)))
        for n in range(count + 1):
            part = n / count
            yield _at(
                Path(circle(x + (to_x - x) * part, y + (to_y - y) * part, self.line / 2), self.ink)
            )

    def leader(self, drawn: Drawn, y: float, right: float) -> Iterator[Laid]:
        """A thin line from a bar to its row, where that could not stand beside it."""
        middle = self.y((drawn.span.begin + drawn.span.end) / 2)
        points = ((drawn.x + self.bar / 2, middle), (right - self.line * 3, middle), (right, y))
        yield self._line(*points, width=self.line * LEADER)

    def _line(self, *points: tuple[float, float], width: float | None = None) -> Laid:
        thick = width or self.line
        radii = [thick * BEND] * len(points)
        return _at(Path(polyline(points, radii), stroke=Stroke(self.ink, thick)))


def _at(ink: Path) -> Laid:
    return Placed(0.0, 0.0, ink)
