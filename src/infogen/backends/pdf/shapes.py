"""Outlines as PDF path operators, in points with y up."""

from functools import lru_cache

from infogen.backends.pdf.document import num
from infogen.scene import Command
from infogen.scene.geometry import Box

_CORNER = 1 - 0.5522847498
"""From a corner of radius 1 to the handles of the Bézier curve that rounds it."""


def rectangle(box: Box, radius: float) -> str:
    """A rectangle whose `x`, `y` is its lower left corner, with corners of some radius."""
    if radius <= 0:
        return f"{num(box.x)} {num(box.y)} {num(box.width)} {num(box.height)} re"
    r = min(radius, box.width / 2, box.height / 2)
    h = r * _CORNER
    left, low, right, high = box.x, box.y, box.right, box.y + box.height
    return " ".join(
        (
            _points("m", left + r, low),
            _points("l", right - r, low),
            _points("c", right - h, low, right, low + h, right, low + r),
            _points("l", right, high - r),
            _points("c", right, high - h, right - h, high, right - r, high),
            _points("l", left + r, high),
            _points("c", left + h, high, left, high - h, left, high - r),
            _points("l", left, low + r),
            _points("c", left, low + h, left + h, low, left + r, low),
            "h",
        )
    )


def outline(commands: tuple[Command, ...], scale: float, left: float, top: float) -> str:
    """Commands of the scene at `left`, `top` (in points), `scale` points to the unit."""
    out = []
    for kind, *numbers in commands:
        if kind == "Z":
            out.append("h")
            continue
        points = iter(numbers)
        for x, y in zip(points, points, strict=True):
            out.append(f"{num(left + x * scale)} {num(top - y * scale)}")
        out.append(kind.lower())
    return " ".join(out)


@lru_cache(maxsize=64)
def squares(rows: tuple[tuple[bool, ...], ...]) -> str:
    """Rectangles of whole numbers over the true cells, row by row from the origin upwards."""
    return "\n".join(
        f"{start} {y} {end - start} 1 re"
        for y, cells in enumerate(rows)
        for start, end in _stretches(cells)
    )


def _points(operator: str, *numbers: float) -> str:
    return f"{' '.join(map(num, numbers))} {operator}"


def _stretches(cells: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Start and end of each stretch of true cells."""
    pairs = zip((False, *cells), (*cells, False), strict=True)
    edges = [i for i, (before, after) in enumerate(pairs) if before != after]
    return list(zip(edges[::2], edges[1::2], strict=True))
