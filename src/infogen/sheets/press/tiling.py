"""A page as a poster of any size, from an office's printer: cut into tiles that overlap."""

from collections.abc import Iterator
from math import ceil

from msgspec.structs import replace

from infogen.scene import Frame, Page, Scene
from infogen.scene.destinations import AS_IT_IS, Press
from infogen.scene.geometry import Box, Size
from infogen.sheets.press.frames import paint_ground, scale_frame, sheet_page, within
from infogen.sheets.press.marks import BLANK, CLEAR, SHORT, crop_marks, small_text, white_edges
from infogen.sheets.press.print_shop import paper
from infogen.sheets.press.words import SheetTexts

EDGE = BLANK + SHORT + CLEAR
"""Of each sheet, in mm: what printers leave blank, and the marks."""
OVERLAP = 10.0
"""Of neighbouring tiles, in mm: what glue or tape needs."""
NAME = BLANK + 0.8
"""Of the line that names a tile, from the lower edge of the sheet, in mm."""


def tile_poster(
    scene: Scene, poster: Size, sheet: Size, words: SheetTexts, ink: Press = AS_IT_IS
) -> Scene:
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
        for tile in _tiles(scene, scale_frame(paint_ground(page, 0.0), k), whole, size, words)
    )
    cut = replace(canvas, width=size.width, height=size.height, bleed=0.0)
    return replace(scene, canvas=cut, pages=pages, press=ink)


def _count(whole: Size, sheet: Size) -> tuple[int, int]:
    """Columns and rows of tiles."""

    def needed(length: float, side: float) -> int:
        step = side - 2 * EDGE - OVERLAP
        return max(1, ceil((length - OVERLAP) / step - 1e-9))

    return needed(whole.width, sheet.width), needed(whole.height, sheet.height)


def _tiles(
    scene: Scene, frame: Frame, whole: Size, sheet: Size, words: SheetTexts
) -> Iterator[Page]:
    columns, rows = _count(whole, sheet)
    below = sheet.height - NAME
    # Equal tiles, so that the last ones are not narrow strips.
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
                *crop_marks(inner, CLEAR, SHORT),
                small_text(
                    _name(row, column, rows, columns, words), EDGE + SHORT, below, scene.fonts
                ),
            )
            yield sheet_page(sheet.width, sheet.height, items)


def _name(row: int, column: int, rows: int, columns: int, words: SheetTexts) -> str:
    """Which tile it is, and where its neighbours are glued."""
    parts = [words.text("pieza", row=row + 1, rows=rows, column=column + 1, columns=columns)]
    if column + 1 < columns:
        parts.append(words.text("pega_derecha", length=f"{OVERLAP:.0f}"))
    if row + 1 < rows:
        parts.append(words.text("pega_abajo", length=f"{OVERLAP:.0f}"))
    return " · ".join(parts)
