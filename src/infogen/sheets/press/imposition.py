"""Imposition: pages side by side on sheets, in the order in which folding and stapling put them
right.

A sheet is as wide as its pages together, or a given paper, on which the pages are made smaller. The
edge of each side says what it is and how the paper is turned over for the other one.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from math import ceil

from msgspec import Struct
from msgspec.structs import replace

from infogen.diagnostics import fail
from infogen.messages import _
from infogen.scene import Item, Page, Placed, Scene
from infogen.scene.destinations import AS_IT_IS, Press
from infogen.scene.geometry import Size
from infogen.sheets.press.frames import paint_ground, scale_frame, sheet_page
from infogen.sheets.press.marks import BLANK, cut_line, fold_marks, small_text
from infogen.sheets.press.print_shop import paper
from infogen.sheets.press.words import SheetTexts

SheetSide = tuple[int | None, ...]
"""The pages on one side of a sheet from left to right, from 1; None is a blank one."""

EDGE = BLANK + 1.74
"""Of the baseline of the words that name a side, from the upper edge of the sheet, in mm: where
pages have most room.
"""
FLAP = 1.0
"""By how much the panel that is folded in is narrower, in mm, or it would buckle."""


class Scheme(Struct, frozen=True):
    """A way to impose: how many pages lie side by side, the sides of all sheets for a number of
    pages, and the marks of a side (front or not) on a sheet of a size.
    """

    across: int
    sides: Callable[[int], Sequence[SheetSide]]
    draw_marks: Callable[[Size, bool], Iterable[Placed[Item]]]
    pages: int | None = None


def two_up(count: int) -> list[SheetSide]:
    """Each page twice: two copies of the whole on each sheet, cut apart in the middle."""
    return [(number, number) for number in range(1, count + 1)]


def booklet(count: int) -> list[SheetSide]:
    """Saddle stitch: the sheets lie one in another and are folded and stapled in the middle.

    The number of pages is filled up with blank ones to a multiple of four.
    """
    total = 4 * ceil(count / 4)

    def page(number: int) -> int | None:
        return number if number <= count else None

    sides: list[SheetSide] = []
    for sheet in range(total // 4):
        first, last = 2 * sheet + 1, total - 2 * sheet
        sides += [(page(last), page(first)), (page(first + 1), page(last - 1))]
    return sides


def tri_fold(_count: int) -> list[SheetSide]:
    """A leaflet of three panels, folded like a letter: 1 is the cover, 2 to 4 are inside, 5 is
    folded in, 6 is the back.
    """
    return [(5, 6, 1), (2, 3, 4)]


def _cut(size: Size, _front: bool) -> Iterator[Placed[Item]]:
    yield cut_line(size.width / 2, EDGE + 1.2, size.height - BLANK)


def _fold(size: Size, _front: bool) -> Iterator[Placed[Item]]:
    yield from fold_marks(size.width / 2, size.height)


def _folds(size: Size, front: bool) -> Iterator[Placed[Item]]:
    panel = (size.width + FLAP) / 3
    edges = (panel - FLAP, 2 * panel - FLAP) if front else (panel, 2 * panel)
    for x in edges:
        yield from fold_marks(x, size.height)


SCHEMES = {
    "two-up": Scheme(2, two_up, _cut),
    "booklet": Scheme(2, booklet, _fold),
    "tri-fold": Scheme(3, tri_fold, _folds, pages=6),
}


def impose(
    scene: Scene, name: str, words: SheetTexts, sheet: Size | None = None, ink: Press = AS_IT_IS
) -> Scene:
    """The sides of the sheets, front and back in turn, each as a page.

    `sheet` is the paper in mm, upright or not: it is turned as the pages need it. Without it the
    sheet is as wide as the pages side by side. Raises `Failure` for a format of screens, and for a
    number of pages that the scheme cannot fold.
    """
    scheme, canvas = SCHEMES[name], paper(scene)
    if scheme.pages is not None and len(scene.pages) != scheme.pages:
        raise fail(
            "wrong-pages",
            _('"{scheme}" needs {count} pages, and "{piece}" has {found}').format(
                scheme=name, count=scheme.pages, piece=scene.piece, found=len(scene.pages)
            ),
            hint=_("choose a piece whose pages are its panels"),
        )
    size = _turned(sheet) if sheet else Size(canvas.width * scheme.across, canvas.height)
    sides = scheme.sides(len(scene.pages))
    pages = tuple(
        _side(scene, scheme, side, number % 2 == 0, size, _name(side, number, len(sides), words))
        for number, side in enumerate(sides)
    )
    wide = replace(canvas, width=size.width, height=size.height, bleed=0.0)
    return replace(scene, canvas=wide, pages=pages, press=ink)


def _turned(sheet: Size) -> Size:
    """The paper, lying on its long side."""
    return Size(max(sheet.width, sheet.height), min(sheet.width, sheet.height))


def _side(
    scene: Scene, scheme: Scheme, side: SheetSide, front: bool, size: Size, name: str
) -> Page:
    canvas = scene.canvas
    k = min(size.width / scheme.across / canvas.width, size.height / canvas.height)
    width, height = canvas.width * k, canvas.height * k
    left = (size.width - scheme.across * width) / 2
    top = (size.height - height) / 2
    items = tuple(
        Placed(left + index * width, top, scale_frame(paint_ground(scene.pages[page - 1], 0.0), k))
        for index, page in enumerate(side)
        if page is not None
    )
    line = small_text(name, size.width / 2, EDGE, scene.fonts, middle=True)
    return sheet_page(size.width, size.height, (*items, *scheme.draw_marks(size, front), line))


def _name(side: SheetSide, number: int, count: int, words: SheetTexts) -> str:
    """Which side of which sheet it is, what is on it, and, of several, how the paper is turned
    over.
    """
    return words.text(
        "cara",
        short=count == 1,
        sheet=number // 2 + 1,
        count=ceil(count / 2),
        side=words.text("vuelta" if number % 2 else "frente"),
        pages=", ".join("–" if page is None else str(page) for page in side),
    )
