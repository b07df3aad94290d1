"""What lies where on a page: its texts with their places, and the picture with and without them.

Contrast and overlap ask this of the picture itself, as the citizen's eye does, not of the layout.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil, floor

from PIL.Image import Image as Raster

from infogen.backends.png import draw
from infogen.diagnostics import Span
from infogen.scene import Frame, Page, Placed, Scene, Text

CAP = 0.7
"""Height of a capital letter in em, by which a line's ink is measured without its accents."""

SEALS = frozenset({"seal"})
"""Kinds of frames that lie over everything on purpose: EJEMPLO, BORRADOR."""


@dataclass(frozen=True, slots=True)
class Lettering:
    """A run of text on a page: its pen's place, the block that it belongs to, and where that was
    written.
    """

    text: Text
    x: float
    y: float
    block: int
    span: Span | None

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of its ink, in canvas units: from cap height to baseline."""
        return self.x, self.y - CAP * self.text.size, self.x + self.text.width, self.y


class Surface:
    """One page of a scene. `page` counts from 0."""

    def __init__(self, scene: Scene, page: int) -> None:
        self.scene, self.page = scene, page
        self.letters = tuple(_letters(scene.pages[page].frame, 0.0, 0.0, 0, None))

    @cached_property
    def whole(self) -> Raster:
        """The page as it is drawn, without its seals."""
        return self._drawn(_without(self.scene.pages[self.page].frame, letters=True))

    @cached_property
    def bare(self) -> Raster:
        """The page without any text."""
        return self._drawn(_without(self.scene.pages[self.page].frame, letters=False))

    @cached_property
    def lettered(self) -> Raster:
        """The page with all its texts above everything else."""
        items = tuple(Placed(found.x, found.y, found.text) for found in self.letters)
        above = replace(self.scene.pages[self.page].frame, items=items)
        return self._drawn(above, self.bare.copy())

    def pixels(self, box: tuple[float, float, float, float]) -> tuple[int, int, int, int]:
        """A box in canvas units as whole pixels of the page, inside it."""
        scale, width, height = self.scene.canvas.density, self.bare.width, self.bare.height
        left, top = max(0, floor(box[0] * scale)), max(0, floor(box[1] * scale))
        right, bottom = min(width, ceil(box[2] * scale)), min(height, ceil(box[3] * scale))
        return min(left, right), min(top, bottom), right, bottom

    def _drawn(self, frame: Frame, on: Raster | None = None) -> Raster:
        page = self.scene.pages[self.page]
        return draw(replace(self.scene, pages=(Page(frame, page.ground),)), 0, on)


def surfaces(scene: Scene) -> tuple[Surface, ...]:
    """The pages of a scene. They are kept until they are forgotten: several checks look at them."""
    if not _last or _last[0].scene is not scene:
        _last[:] = [Surface(scene, page) for page in range(len(scene.pages))]
    return tuple(_last)


def forget() -> None:
    """Give back the memory of the pictures: three a page."""
    _last.clear()


_last: list[Surface] = []


def _letters(
    frame: Frame, x: float, y: float, block: int, span: Span | None
) -> Iterator[Lettering]:
    """The texts of a page in paint order; those of one block share its number."""
    if frame.kind in SEALS:
        return
    if frame.kind not in ("line", ""):
        block = id(frame)
    span = frame.span or span
    for placed in frame.items:
        left, top, item = x + placed.x, y + placed.y, placed.item
        if isinstance(item, Frame):
            yield from _letters(item, left, top, block, span)
        elif isinstance(item, Text) and item.text.strip():
            yield Lettering(item, left, top, block, span)


def _without(frame: Frame, *, letters: bool) -> Frame:
    """The frame without seals and, unless `letters`, without texts."""
    items = []
    for placed in frame.items:
        item = placed.item
        if isinstance(item, Frame):
            if item.kind in SEALS:
                continue
            items.append(Placed(placed.x, placed.y, _without(item, letters=letters)))
        elif letters or not isinstance(item, Text):
            items.append(placed)
    return replace(frame, items=tuple(items))
