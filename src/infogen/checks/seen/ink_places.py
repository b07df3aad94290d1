"""All ink of a page with the place that it really covers, and the blocks that hold it.

Boxes of letters are those of their glyphs: a line without descenders ends at its baseline.
"""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from infogen.checks.seen.surfaces import SEALS
from infogen.diagnostics import Bounds, Span
from infogen.scene import Frame, Image, Ink, Modules, Path, Rect, Scene, Text
from infogen.scene.fonts import Fonts
from infogen.scene.per_scene import per_scene

CURVE = 16
"""Stretches that a curve is taken for."""

Point = tuple[float, float]


class InkPlace(Struct, frozen=True):
    """An ink, the origin it is drawn from, the box that it covers, in canvas units, and the frames
    that hold it, outermost first.
    """

    ink: Ink
    x: float
    y: float
    box: Bounds
    owners: tuple[Frame, ...]

    @property
    def span(self) -> Span | None:
        """Where the innermost block that holds it is written."""
        return next((frame.span for frame in reversed(self.owners) if frame.span), None)

    @property
    def block(self) -> Frame:
        """The innermost block that holds it: a paragraph for its letters, else what drew it."""
        return next(
            (frame for frame in reversed(self.owners) if frame.kind not in ("line", "")),
            self.owners[0],
        )

    def within(self, *kinds: str) -> bool:
        """True if a block of one of these kinds holds it."""
        return any(frame.kind in kinds for frame in self.owners)


@per_scene
def ink_places(scene: Scene) -> tuple[tuple[InkPlace, ...], ...]:
    """The ink of each page in paint order, without that of seals and without blank texts."""
    return tuple(tuple(_in(page.frame, 0.0, 0.0, (), scene.fonts)) for page in scene.pages)


def _in(
    frame: Frame, x: float, y: float, around: tuple[Frame, ...], fonts: Fonts
) -> Iterator[InkPlace]:
    if frame.kind in SEALS:
        return
    owners = (*around, frame)
    for placed in frame.items:
        left, top, item = x + placed.x, y + placed.y, placed.item
        if isinstance(item, Frame):
            yield from _in(item, left, top, owners, fonts)
        elif (box := _covered(item, left, top, fonts)) is not None:
            yield InkPlace(item, left, top, box, owners)


def _covered(ink: Ink, x: float, y: float, fonts: Fonts) -> Bounds | None:
    match ink:
        case Text():
            boxes = [box for _glyph, box in glyph_boxes(ink, x, y, fonts)]
            return around(boxes) if boxes else None
        case Path(commands=commands, stroke=stroke):
            half = stroke.width / 2 if stroke else 0.0
            points = flattened(commands)
            if not points:
                return None
            left, top, right, low = around([(a, b, a, b) for a, b in points])
            return x + left - half, y + top - half, x + right + half, y + low + half
        case Modules(rows=rows, module=module):
            side = module * len(rows)
            return x, y, x + side, y + side
        case Rect() | Image():
            return x, y, x + ink.width, y + ink.height


def flattened(commands: Iterable[tuple[str, *tuple[float, ...]]]) -> list[Point]:
    """Points along an outline: the ends of its stretches, and some on each curve. A closed part
    ends where it began.
    """
    out: list[Point] = []
    start: Point = (0.0, 0.0)
    for letter, *at in commands:
        if letter == "C":
            before = out[-1]
            out += [curve_point(before, at, step / CURVE) for step in range(1, CURVE + 1)]
        elif letter == "Z":
            out.append(start)
        else:
            out.append((at[0], at[1]))
            start = out[-1] if letter == "M" else start
    return out


def curve_point(start: Point, at: Sequence[float], t: float) -> Point:
    """A point of a cubic curve from `start`; `at` has its two controls and its end."""
    a, b, c, d = (1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3
    return (
        a * start[0] + b * at[0] + c * at[2] + d * at[4],
        a * start[1] + b * at[1] + c * at[3] + d * at[5],
    )


def glyph_boxes(text: Text, x: float, y: float, fonts: Fonts) -> Iterator[tuple[int, Bounds]]:
    """The number of each glyph of a text that has ink, and the box around that."""
    face = fonts.face(text.font)
    scale = text.size / face.upem
    for number, glyph in enumerate(text.glyphs):
        if (found := face.ink_box(glyph)) is not None:
            left, top, right, low = (side * scale for side in found)
            pen, base = x + text.xs[number], y + text.ys[number]
            yield number, (pen + left, base - top, pen + right, base - low)


def around(boxes: list[Bounds]) -> Bounds:
    """The smallest box that holds all of these, one or more."""
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def ground_under(place: InkPlace, page: Sequence[InkPlace], sheet: str = "#FFFFFF") -> str:
    """The colour of the last rectangle painted before an ink that holds its middle, else that of
    the sheet.
    """
    left, top, right, low = place.box
    x, y, color = (left + right) / 2, (top + low) / 2, sheet
    for other in page:
        if other is place:
            break
        if isinstance(other.ink, Rect) and other.ink.fill and _holds(other.box, x, y):
            color = other.ink.fill
    return color


def _holds(box: Bounds, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
