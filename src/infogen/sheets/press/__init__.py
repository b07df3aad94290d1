"""Sheets for a printer: finished scenes in, larger scenes out, with marks to cut and fold by.

A page is placed, scaled or cut into tiles as the frame that it is; no finished file is read again.
What comes out is for machines and hands: it has no links, is no document to read aloud, and claims
neither PDF/UA nor PDF/A. To add an arrangement, write it and name it in `ARRANGEMENTS`.
"""

from collections.abc import Callable
from functools import partial

from msgspec import Struct

from infogen.scene import Scene
from infogen.scene.destinations import AS_IT_IS, Press
from infogen.scene.geometry import Size
from infogen.sheets.press.imposition import SCHEMES, impose
from infogen.sheets.press.print_shop import for_press
from infogen.sheets.press.tiling import tile_poster
from infogen.sheets.press.words import SheetTexts

LETTER = Size(215.9, 279.4)
"""The paper of an office, in mm."""
POSTER = Size(900.0, 1200.0)
"""A poster as schools and markets hang them, in mm."""


class Sheets(Struct, frozen=True):
    """An arrangement of a scene's pages on sheets: a name of `ARRANGEMENTS`, the `ink`, the `paper`
    (None: as large as the pages need), and the size of a `poster`, in mm.
    """

    name: str
    ink: Press = AS_IT_IS
    paper: Size | None = None
    poster: Size = POSTER


def arrange(scene: Scene, sheets: Sheets, words: SheetTexts) -> Scene:
    """The scene on its sheets, which say what they are in these words.

    Raises `Failure` for a format of screens, and for a number of pages that cannot be folded so.
    """
    return ARRANGEMENTS[sheets.name](scene, sheets, words)


def _print(scene: Scene, sheets: Sheets, _words: SheetTexts) -> Scene:
    return for_press(scene, sheets.ink)


def _tiles(scene: Scene, sheets: Sheets, words: SheetTexts) -> Scene:
    return tile_poster(scene, sheets.poster, sheets.paper or LETTER, words, sheets.ink)


def _imposed(name: str, scene: Scene, sheets: Sheets, words: SheetTexts) -> Scene:
    return impose(scene, name, words, sheets.paper, sheets.ink)


ARRANGEMENTS: dict[str, Callable[[Scene, Sheets, SheetTexts], Scene]] = {
    "print": _print,
    **{name: partial(_imposed, name) for name in SCHEMES},
    "tiles": _tiles,
}
