"""A page as a poster of any size, from an office's printer: cut into tiles that overlap."""

from collections.abc import Iterator
from dataclasses import replace
from math import ceil

from infogen.geometry import Box, Size
from infogen.messages import _
from infogen.press.frames import painted, scaled, sheet_page, within
from infogen.press.marks import CLEAR, LENGTH, crop_marks, said, white_edges
from infogen.press.shop import paper
from infogen.scene import AS_IT_IS, Frame, Page, Placed, Press, Scene

EDGE = CLEAR + LENGTH + 2.0
"""Of each sheet, in mm: no office printer prints nearer to its paper's edge than about 6."""
OVERLAP = 10.0
"""Of neighbouring tiles, in mm: what glue or tape needs."""


def tiled(scene: Scene, poster: Size, sheet: Size, ink: Press = AS_IT_IS) -> Scene:
    """The pages of a scene, as large as fits the poster, on sheets row by row from the top.

    Sizes are in mm. The sheets lie the way that takes fewer of them. Raises `Failure` for a format
    of screens.
    """
    canvas = paper(scene)
    k = min(poster.width / canvas.width, poster.height / canvas.height)
    whole = Size(canvas.width * k, canvas.height * k)
    lying = Size(sheet.height, sheet.width)
    size = min((sheet, lying), key=lambda one: _count(whole, one)[0] * _count(whole, one)[1])
    pages = tuple(
        tile
        for page in scene.pages
        for tile in _tiles(scene, scaled(painted(page, 0.0), k), whole, size)
    )
    cut = replace(canvas, width=size.width, height=size.height, bleed=0.0)
    return replace(scene, canvas=cut, pages=pages, press=ink)


def _count(whole: Size, sheet: Size) -> tuple[int, int]:
    """Columns and rows of tiles."""

    def needed(length: float, side: float) -> int:
        step = side - 2 * EDGE - OVERLAP
        return max(1, ceil((length - OVERLAP) / step - 1e-9))

    return needed(whole.width, sheet.width), needed(whole.height, sheet.height)


def _tiles(scene: Scene, frame: Frame, whole: Size, sheet: Size) -> Iterator[Page]:
    columns, rows = _count(whole, sheet)
    # Equal tiles, so that the last ones are no strips.
    inner = Box(
        EDGE,
        EDGE,
        (whole.width + (columns - 1) * OVERLAP) / columns,
        (whole.height + (rows - 1) * OVERLAP) / rows,
    )
    for row in range(rows):
        for column in range(columns):
            x, y = column * (inner.width - OVERLAP), row * (inner.height - OVERLAP)
            items = (
                *within(frame, EDGE - x, EDGE - y, inner),
                *white_edges(inner, sheet.width, sheet.height),
                *crop_marks(inner, CLEAR),
                *_names(scene, row, column, rows, columns, sheet),
            )
            yield sheet_page(sheet.width, sheet.height, items)


def _names(
    scene: Scene, row: int, column: int, rows: int, columns: int, sheet: Size
) -> Iterator[Placed]:
    """Which tile it is, and where its neighbours are glued."""
    text = _("Row {row} of {rows}, column {column} of {columns}").format(
        row=row + 1, rows=rows, column=column + 1, columns=columns
    )
    glued = [
        side
        for side, there in ((_("right"), column + 1 < columns), (_("bottom"), row + 1 < rows))
        if there
    ]
    if glued:
        text += " · " + _("the next tile covers {length} mm at the {sides}").format(
            length=f"{OVERLAP:.0f}", sides=", ".join(glued)
        )
    yield said(text, EDGE + LENGTH, sheet.height - 2.5, scene.fonts)
