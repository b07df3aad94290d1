"""The surface of a page: its texts with their places, and the pictures behind and around them.

Contrast and overlap ask this of the picture itself, as the citizen's eye does, not of the layout.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from math import ceil, floor
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace
from PIL.Image import Image as Raster
from PIL.Image import new

from infogen.backends.png import draw
from infogen.checks.seen.effort import Effort
from infogen.diagnostics import Bounds, Span
from infogen.scene import Frame, Image, Modules, Page, Path, Placed, Rect, Scene, Text
from infogen.scene.color import rgb
from infogen.scene.per_scene import per_scene

CAP = 0.7
"""Height of a capital letter in em, by which a line's ink is measured without its accents."""

SEALS = frozenset({"seal"})
"""Kinds of frames that lie over everything on purpose: EJEMPLO, BORRADOR."""

MARGIN = 2.0
"""Raster pixels by which what is painted may be larger than its outline: rounding, soft edges."""


MOST_DRAWN = 100_000
"""Parts of a page that are drawn again to see what lies over its texts: a busy page has hundreds.
"""


class Lettering(Struct, frozen=True):
    """A run of text on a page: its pen's place, the block that it belongs to, and where that was
    written.
    """

    text: Text
    x: float
    y: float
    block: int
    span: Span | None

    @property
    def box(self) -> Bounds:
        """Left, top, right and bottom of its ink, in canvas units: from cap height to baseline."""
        return self.x, self.y - CAP * self.text.size, self.x + self.text.width, self.y


class PaintedShape(NamedTuple):
    """Anything else that is painted, and the place of its origin."""

    ink: Rect | Path | Image | Modules
    x: float
    y: float


PaintedPart = tuple[Lettering | PaintedShape, tuple[Bounds, ...]]
"""A part of a page, and boxes around all that it paints."""


class Surface:
    """One page of a scene without its seals. `page` counts from 0."""

    def __init__(self, scene: Scene, page: int, parts: tuple[PaintedPart, ...]) -> None:
        self.scene, self.page, self._parts = scene, page, parts
        self.letters = tuple(part for part, _boxes in parts if isinstance(part, Lettering))

    @cached_property
    def bare(self) -> Raster:
        """The page without any text."""
        return self._drawn([part for part, _boxes in self._parts if isinstance(part, PaintedShape)])

    def overlapping_texts(self) -> Iterator[tuple[Lettering, Raster, Raster]]:
        """The texts that something else, painted later, may reach: each with its box as it is seen,
        and as it would be with all texts above everything else. No other text is covered.
        Raises `Failure` where too much lies over each other to be looked through.
        """
        slack = MARGIN / self.scene.canvas.density
        height = self.scene.canvas.height
        bands = Bands(height, [boxes for _part, boxes in self._parts])
        shapes = Bands(
            height,
            [boxes if isinstance(part, PaintedShape) else () for part, boxes in self._parts],
        )
        effort = Effort(self.page, MOST_DRAWN)
        for number, (found, _boxes) in enumerate(self._parts):
            if not isinstance(found, Lettering):
                continue
            box = self.pixels(found.box)
            if box[0] >= box[2] or box[1] >= box[3]:
                continue
            left, top, right, low = found.box
            around = (left - slack, top - slack, right + slack, low + slack)
            if any(n > number for n in shapes.meeting(around)):
                seen = [self._parts[n][0] for n in bands.meeting(around)]
                effort.spend(len(seen), found.span)
                set_above = sorted(seen, key=lambda part: isinstance(part, Lettering))
                yield found, self._drawn(seen, box), self._drawn(set_above, box)

    def pixels(self, box: Bounds) -> tuple[int, int, int, int]:
        """A box in canvas units as whole pixels of the page, inside it."""
        canvas = self.scene.canvas
        scale, (width, height) = canvas.density, canvas.pixels
        left, top = max(0, floor(box[0] * scale)), max(0, floor(box[1] * scale))
        right, bottom = min(width, ceil(box[2] * scale)), min(height, ceil(box[3] * scale))
        return min(left, right), min(top, bottom), right, bottom

    def _drawn(
        self, parts: list[Lettering | PaintedShape], box: tuple[int, int, int, int] | None = None
    ) -> Raster:
        """These parts of the page: all of it, or a box in whole pixels."""
        page, scale = self.scene.pages[self.page], self.scene.canvas.density
        left, top, right, low = box or (0, 0, 0, 0)
        on = new("RGB", (right - left, low - top), rgb(page.ground)) if box else None
        items = tuple(
            Placed(
                part.x - left / scale,
                part.y - top / scale,
                part.text if isinstance(part, Lettering) else part.ink,
            )
            for part in parts
        )
        frame = replace(page.frame, items=items)
        return draw(replace(self.scene, pages=(Page(frame, page.ground),)), 0, on)


class Bands:
    """The boxes of a page's parts by the bands of its height that they reach into, so that what
    meets a box is looked for near it alone. What lies beyond the sheet is in the outermost bands.
    """

    MOST = 512

    def __init__(self, height: float, boxes: Sequence[Sequence[Bounds]]) -> None:
        count = min(self.MOST, len(boxes) + 1)
        self._step = height / count
        self._bands: list[list[tuple[int, Bounds]]] = [[] for _band in range(count)]
        for number, some in enumerate(boxes):
            for box in some:
                for band in self._reached(box):
                    self._bands[band].append((number, box))

    def meeting(self, box: Bounds) -> list[int]:
        """The numbers of the parts that meet a box, in their order."""
        found = {
            number
            for band in self._reached(box)
            for number, other in self._bands[band]
            if _meet(other, box)
        }
        return sorted(found)

    def _reached(self, box: Bounds) -> range:
        outermost = len(self._bands) - 1
        first, last = (
            min(outermost, max(0, floor(side / self._step))) for side in (box[1], box[3])
        )
        return range(first, last + 1)


def surfaces(scene: Scene) -> Iterator[Surface]:
    """The pages of a scene, one after another: a picture of a page is large."""
    for page, parts in enumerate(_reached(scene)):
        yield Surface(scene, page, parts)


@per_scene
def _reached(scene: Scene) -> tuple[tuple[PaintedPart, ...], ...]:
    """The parts of each page with what they reach."""
    return tuple(
        tuple((part, tuple(_reach(part))) for part in _parts(page.frame, 0.0, 0.0, 0, None))
        for page in scene.pages
    )


def _parts(
    frame: Frame, x: float, y: float, block: int, span: Span | None
) -> Iterator[Lettering | PaintedShape]:
    """Everything that is painted, in paint order; texts of one block share its number."""
    if frame.kind in SEALS:
        return
    if frame.kind not in ("line", ""):
        block = id(frame)
    span = frame.span or span
    for placed in frame.items:
        left, top, item = x + placed.x, y + placed.y, placed.item
        if isinstance(item, Frame):
            yield from _parts(item, left, top, block, span)
        elif not isinstance(item, Text):
            yield PaintedShape(item, left, top)
        elif item.text.strip():
            yield Lettering(item, left, top, block, span)


def _reach(part: Lettering | PaintedShape) -> Iterator[Bounds]:
    """Boxes around all that a part paints: one, or of a line one for each piece of it."""
    x, y = part.x, part.y
    if isinstance(part, Lettering):
        em = part.text.size
        yield x - em, y - 2 * em, x + part.text.width + em, y + em
        return
    match part.ink:
        case Path(commands=commands, fill=fill, stroke=stroke):
            line = stroke.width / 2 if stroke else 0.0
            ends = [[*zip(at[::2], at[1::2], strict=True)] for _letter, *at in commands if at]
            if fill or len(ends) < len(commands):  # filled or closed
                pieces = [[point for points in ends for point in points]]
            else:
                pieces = [[before[-1], *points] for before, points in pairwise(ends)]
            for xs, ys in (zip(*piece, strict=True) for piece in pieces if piece):
                left, top = min(xs) - line, min(ys) - line
                yield x + left, y + top, x + max(xs) + line, y + max(ys) + line
        case Modules(rows=rows, module=module):
            yield x, y, x + len(rows) * module, y + len(rows) * module
        case ink:
            yield x, y, x + ink.width, y + ink.height


def _meet(one: Bounds, other: Bounds) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
