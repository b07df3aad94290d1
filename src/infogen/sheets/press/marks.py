"""The marks of a printer's sheet beside its pages: crop and fold marks, white edges, names.

Lengths are in mm. Marks are hairlines of 0.25 pt in black (ISO 12647-1 calls for marks that print
in all inks; these sheets have one black).
"""

from collections.abc import Iterator

from infogen.scene import Item, Path, Placed, Rect, Stroke, Text
from infogen.scene.fonts import Fonts
from infogen.scene.geometry import Box
from infogen.scene.units import MM_PER_POINT

HAIR = 0.25 * MM_PER_POINT
LENGTH = 5.0
"""Of a mark."""
BLANK = 5.0
"""The edge of the paper that office printers leave blank, at most."""
SHORT = 3.0
"""Of a mark between that and the pages."""
CLEAR = 1.0
"""Between what may be painted and a mark."""
BLACK, WHITE = "#000000", "#FFFFFF"

SMALL = 7 * MM_PER_POINT
FONT = "atkinson-text"


def crop_marks(trim: Box, away: float, length: float = LENGTH) -> Iterator[Placed[Item]]:
    """Two marks at each corner of the trim, that begin `away` from it."""
    for x in (trim.x, trim.right):
        yield _line(x, trim.y - away, x, trim.y - away - length)
        yield _line(x, trim.bottom + away, x, trim.bottom + away + length)
    for y in (trim.y, trim.bottom):
        yield _line(trim.x - away, y, trim.x - away - length, y)
        yield _line(trim.right + away, y, trim.right + away + length, y)


def fold_marks(x: float, height: float) -> Iterator[Placed[Item]]:
    """Dashed marks at the top and the bottom of a sheet, as near to its edge as can be printed,
    where it is folded from top to bottom.
    """
    for start, end in ((BLANK, BLANK + SHORT), (height - BLANK, height - BLANK - SHORT)):
        yield _line(x, start, x, end, dash=(1.0, 0.7))


def cut_line(x: float, top: float, bottom: float) -> Placed[Item]:
    """A dashed line down a sheet, to cut along."""
    return _line(x, top, x, bottom, dash=(3.0, 2.0))


def white_edges(inner: Box, width: float, height: float) -> Iterator[Placed[Item]]:
    """White over all of a sheet but the inner box: what the pages paint there is not printed."""
    edges = (
        Box(0.0, 0.0, width, inner.y),
        Box(0.0, inner.bottom, width, height - inner.bottom),
        Box(0.0, inner.y, inner.x, inner.height),
        Box(inner.right, inner.y, width - inner.right, inner.height),
    )
    for edge in edges:
        if edge.width > 0 and edge.height > 0:
            yield Placed(edge.x, edge.y, Rect(edge.width, edge.height, WHITE))


def small_text(
    text: str, x: float, y: float, fonts: Fonts, *, middle: bool = False
) -> Placed[Item]:
    """A line of small type whose baseline is at `y`; it begins at `x`, or has its middle there."""
    face = fonts.face(FONT)
    shaped = face.shape(text)
    k = SMALL / face.upem
    xs, pen = [], 0
    for advance, offset in zip(shaped.advances, shaped.x_offsets, strict=True):
        xs.append((pen + offset) * k)
        pen += advance
    width = shaped.advance * k
    run = Text(
        text=text,
        font=FONT,
        size=SMALL,
        color=BLACK,
        glyphs=shaped.glyphs,
        xs=tuple(xs),
        ys=tuple(-offset * k for offset in shaped.y_offsets),
        clusters=shaped.clusters,
        width=width,
    )
    return Placed(x - width / 2 if middle else x, y, run)


def _line(x1: float, y1: float, x2: float, y2: float, dash: tuple[float, ...] = ()) -> Placed[Item]:
    commands = (("M", 0.0, 0.0), ("L", x2 - x1, y2 - y1))
    return Placed(x1, y1, Path(commands, stroke=Stroke(BLACK, HAIR, dash=dash)))
