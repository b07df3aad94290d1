"""The marks of a page: drawn things that mean something by their form or their colour, each with
the ground that it lies on.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil, hypot

from msgspec import Struct

from infogen.checks.seen.surfaces import SEALS
from infogen.diagnostics import Span, Spot
from infogen.scene import Frame, Image, Ink, Modules, Path, Rect, Scene
from infogen.scene.per_scene import per_scene

KINDS = frozenset({"dots", "icon", "ribbon", "timeline", "chart"})
"""Kinds of blocks whose drawing means something."""

STEP = 1 / 40
"""The distance between the sampled points of a long line, as a part of the sheet."""

HAIR = 1 / 500
"""Rectangles thinner than this part of the sheet are lines of a scale."""

Point = tuple[float, float]


class DrawnMark(Struct, frozen=True):
    """A drawn part of a block: its form and colour, and the grounds at points of its outline.

    `form` is the same for parts of one form, whatever their size, place and colour.
    """

    kind: str
    form: str
    color: str
    points: tuple[Point, ...]
    grounds: tuple[str, ...]
    span: Span | None
    spot: Spot


@per_scene
def drawn_marks(scene: Scene) -> tuple[DrawnMark, ...]:
    """The marks of all pages. Of equal parts of a block, such as the dots of a term, one stands for
    all; the stations of a ribbon are not looked at, they repeat a text.
    """
    return tuple(mark for number in range(len(scene.pages)) for mark in _on_page(scene, number))


def _on_page(scene: Scene, number: int) -> Iterator[DrawnMark]:
    found = list(_all_on_page(scene, number))
    ribbons = [mark for mark in found if mark.kind == "ribbon"]
    edges = {
        id(mark)
        for i, mark in enumerate(ribbons)
        if any(_along(mark, later) for later in ribbons[i + 1 :])
    }
    yield from (mark for mark in found if id(mark) not in edges)


def _along(mark: DrawnMark, later: DrawnMark) -> bool:
    """True if a ribbon is only the edge that shows on both sides of one painted over it."""
    shared = len({*mark.points} & {*later.points})
    return 2 * shared >= len({*mark.points})


def _all_on_page(scene: Scene, number: int) -> Iterator[DrawnMark]:
    page = scene.pages[number]
    painted = _Painted(page.ground)
    step = STEP * max(scene.canvas.width, scene.canvas.height)
    seen: set[tuple[int, str, str]] = set()
    for owners, x, y, item in _inks(page.frame, 0.0, 0.0, ()):
        depth = next((i for i, one in enumerate(reversed(owners)) if one.kind in KINDS), None)
        if depth is None:
            painted.add(item, x, y)
            continue
        block, color = owners[-1 - depth], _color(item)
        form = "line" if block.kind == "ribbon" else f"{depth} {_form(item)}"
        key = (id(block), form, "" if block.kind == "ribbon" else color or "")
        if color is None or key in seen or _is_hair(item, step):
            continue
        seen.add(key)
        points = tuple(
            (round(x + dx, 3), round(y + dy, 3)) for dx, dy in outline_points(item, step)
        )
        grounds = tuple(painted.at(point) for point in points)
        spot = Spot(number, _around(points))
        yield DrawnMark(
            kind=block.kind,
            form=form,
            color=color,
            points=points,
            grounds=grounds,
            span=block.span,
            spot=spot,
        )


def _inks(
    frame: Frame, x: float, y: float, around: tuple[Frame, ...]
) -> Iterator[tuple[tuple[Frame, ...], float, float, Ink]]:
    """Each ink in paint order, with its place and the frames that hold it, outermost first; those
    of seals are left out.
    """
    if frame.kind in SEALS:
        return
    owners = (*around, frame)
    for placed in frame.items:
        left, top, item = x + placed.x, y + placed.y, placed.item
        if isinstance(item, Frame):
            yield from _inks(item, left, top, owners)
        else:
            yield owners, left, top, item


def _is_hair(item: Ink, step: float) -> bool:
    """Lines of a scale: they mean nothing, and are light on purpose."""
    return isinstance(item, Rect) and min(item.width, item.height) < HAIR * step / STEP


def _form(item: Ink) -> str:
    """Filled, stroked, dashed, and with how many corners."""
    if isinstance(item, Path):
        stroke = item.stroke
        line = "" if stroke is None else "dashed" if stroke.dash else "line"
        return f"{'filled' if item.fill else ''} {line} {len(item.commands)}"
    if isinstance(item, Rect):
        return f"{'filled' if item.fill else ''} rect {item.width > item.height}"
    return type(item).__name__


def _color(item: Ink) -> str | None:
    if isinstance(item, Path):
        return item.fill or (item.stroke.color if item.stroke else None)
    if isinstance(item, Rect):
        return item.fill or (item.border.color if item.border else None)
    return None


def outline_points(item: Ink, step: float) -> list[Point]:
    """Points of an outline: its corners, and more along its long sides."""
    if isinstance(item, Rect):
        w, h = item.width, item.height
        return _along_sides([(0.0, 0.0), (w, 0.0), (w, h), (0.0, h), (0.0, 0.0)], step)
    corners = [
        (command[-2], command[-1])
        for command in (item.commands if isinstance(item, Path) else ())
        if len(command) > 1
    ]
    return _along_sides([(float(x), float(y)) for x, y in corners], step)


def _along_sides(corners: list[Point], step: float) -> list[Point]:
    points = list(corners[:1])
    for (x1, y1), (x2, y2) in pairwise(corners):
        count = max(1, ceil(hypot(x2 - x1, y2 - y1) / step))
        points += [
            (x1 + (x2 - x1) * i / count, y1 + (y2 - y1) * i / count) for i in range(1, count + 1)
        ]
    return points


def _around(points: Sequence[Point]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _y in points] or [0.0], [y for _x, y in points] or [0.0]
    return min(xs), min(ys), max(xs), max(ys)


class _Painted:
    """The ink painted so far, and the colour that is seen at a point of it."""

    def __init__(self, ground: str) -> None:
        self._ground = ground
        self._areas: list[tuple[float, float, float, float, str | Image]] = []

    def add(self, item: Ink, x: float, y: float) -> None:
        """Paint one more thing; text and lines are not a ground."""
        match item:
            case Rect() if item.fill:
                self._areas.append((x, y, x + item.width, y + item.height, item.fill))
            case Path() if item.fill:
                left, top, right, bottom = _around(
                    [(x + a, y + b) for a, b in outline_points(item, 1e9)]
                )
                self._areas.append((left, top, right, bottom, item.fill))
            case Image():
                self._areas.append((x, y, x + item.width, y + item.height, item))
            case Modules() | Rect() | Path() | _:
                pass

    def at(self, point: Point) -> str:
        """The colour at a point."""
        x, y = point
        for left, top, right, bottom, color in reversed(self._areas):
            if left <= x <= right and top <= y <= bottom:
                if isinstance(color, str):
                    return color
                pixel = _pixel(color, x - left, y - top)
                if pixel:
                    return pixel
        return self._ground


def _pixel(image: Image, x: float, y: float) -> str | None:
    """The colour of artwork at a point of it; None where it is see-through."""
    shown = image.picture
    column = min(shown.columns - 1, int(x / image.width * shown.columns))
    row = min(shown.rows - 1, int(y / image.height * shown.rows))
    size = len(shown.mode)
    start = (row * shown.columns + column) * size
    pixel = shown.pixels[start : start + size]
    if size == 4 and pixel[3] < 128:
        return None
    return "#{:02X}{:02X}{:02X}".format(*pixel[:3])
