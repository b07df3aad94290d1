"""Outlines of shapes, codes and glyphs as path data (SVG 1.1, 8.3)."""

from functools import lru_cache

from infogen.backends.svg.elements import num
from infogen.scene import Command
from infogen.scene.fonts import Face


def outline(commands: tuple[Command, ...], x: float, y: float, places: int) -> str:
    """Path data of commands at `x`, `y`."""
    out = []
    for letter, *numbers in commands:
        moved = (num(n + (y if i % 2 else x), places) for i, n in enumerate(numbers))
        out.append(letter + " ".join(moved))
    return "".join(out)


@lru_cache(maxsize=64)
def squares(rows: tuple[tuple[bool, ...], ...]) -> str:
    """Path data of rectangles over the true cells of rows, one unit each."""
    out = []
    for y, cells in enumerate(rows):
        x = 0
        while x < len(cells):
            if not cells[x]:
                x += 1
                continue
            end = x
            while end < len(cells) and cells[end]:
                end += 1
            out.append(f"M{x} {y}h{end - x}v1h{x - end}z")
            x = end
    return "".join(out)


def glyph_outline(face: Face, glyph: int) -> str:
    """Path data of a glyph in font units, y down; empty if it has no ink."""
    pen = _Pen()
    face.hb_font.draw_glyph_with_pen(glyph, pen)
    return "".join(pen.data)


class _Pen:
    """Writes down what HarfBuzz draws (the pen protocol of fontTools)."""

    def __init__(self) -> None:
        self.data: list[str] = []

    def _add(self, letter: str, *points: tuple[float, float]) -> None:
        self.data.append(letter + " ".join(f"{num(x, 0)} {num(-y, 0)}" for x, y in points))

    def moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self._add("M", point)

    def lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self._add("L", point)

    def qCurveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self._add("Q", *points)

    def curveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self._add("C", *points)

    def closePath(self) -> None:  # noqa: N802
        self.data.append("Z")

    def endPath(self) -> None:  # noqa: N802
        pass
