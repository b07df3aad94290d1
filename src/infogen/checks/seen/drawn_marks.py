"""The marks of a page: drawn things that mean something by their form or their colour, each with
the ground that it lies on.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil, hypot

from msgspec import Struct

from infogen.checks.seen.effort import Effort
from infogen.checks.seen.surfaces import SEALS
from infogen.diagnostics import Span, Spot
from infogen.scene import Frame, Image, Ink, Modules, Path, Rect, Scene
from infogen.scene.color import difference
from infogen.scene.per_scene import per_scene

KINDS = frozenset({"dots", "icon", "ribbon", "timeline", "chart"})
"""Kinds of blocks whose drawing means something."""

STEP = 1 / 40
"""The distance between the sampled points of a long line, as a part of the sheet."""

SCALES = frozenset({"scale"})
"""Kinds of frames whose lines help to read marks: they mean nothing alone, and are light on
purpose.
"""

NEAR = 8.0
"""The part of that distance about a point that counts as its ground, inverse."""

CELLS = 5
"""Pixels of a picture across what counts as the ground of a point."""

SEEN = 2.3
"""The difference (CIE L*a*b*) that is just seen: a fill that differs less from all that it lies on
is none.
"""

MOST_POINTS = 200
"""Sampled points of one outline, beside its corners."""

Point = tuple[float, float]


class DrawnMark(Struct, frozen=True):
    """A drawn part of a block: its form, the colours of its fill and of its outline, those that
    differ from what it lies on, and the grounds at points of its outline.

    `form` is the same for parts of one form, whatever their size, place and colour.
    """

    kind: str
    form: str
    colors: tuple[str, ...]
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
    effort = Effort(number)
    step = STEP * max(scene.canvas.width, scene.canvas.height)
    seen: set[tuple[int, str, tuple[str, ...], frozenset[str]]] = set()
    for owners, x, y, item in _inks(page.frame, 0.0, 0.0, ()):
        depth = next((i for i, one in enumerate(reversed(owners)) if one.kind in KINDS), None)
        if depth is None:
            painted.add(item, x, y)
            continue
        block, paints = owners[-1 - depth], _paints(item)
        if not paints:
            continue
        points = tuple(
            (round(x + dx, 3), round(y + dy, 3)) for dx, dy in outline_points(item, step)
        )
        effort.spend(len(points) * (painted.count + 1), block.span)
        grounds = tuple(painted.at(point, step / NEAR) for point in points)
        colors = tuple(p for p in paints if any(difference(p, g) >= SEEN for g in grounds))
        colors = colors or paints[-1:]
        form = f"{depth} {_form(item)}"
        key = (id(block), form, colors, frozenset(grounds))
        if block.kind == "ribbon":
            form, key = "line", (id(block), "line", (), frozenset())
        if key in seen:
            continue
        seen.add(key)
        yield DrawnMark(
            kind=block.kind,
            form=form,
            colors=colors,
            points=points,
            grounds=grounds,
            span=block.span,
            spot=Spot(number, _around(points)),
        )


def _inks(
    frame: Frame, x: float, y: float, around: tuple[Frame, ...]
) -> Iterator[tuple[tuple[Frame, ...], float, float, Ink]]:
    """Each ink in paint order, with its place and the frames that hold it, outermost first; those
    of seals and scales are left out.
    """
    if frame.kind in SEALS | SCALES:
        return
    owners = (*around, frame)
    for placed in frame.items:
        left, top, item = x + placed.x, y + placed.y, placed.item
        if isinstance(item, Frame):
            yield from _inks(item, left, top, owners)
        else:
            yield owners, left, top, item


def _form(item: Ink) -> str:
    """Filled, stroked, dashed, and with how many corners."""
    if isinstance(item, Path):
        stroke = item.stroke
        line = "" if stroke is None else "dashed" if stroke.dash else "line"
        return f"{'filled' if item.fill else ''} {line} {len(item.commands)}"
    if isinstance(item, Rect):
        return f"{'filled' if item.fill else ''} rect {item.width > item.height}"
    return type(item).__name__


def _paints(item: Ink) -> tuple[str, ...]:
    """The colours of its fill and of its outline, as far as it has them."""
    if isinstance(item, Path):
        line = item.stroke
    elif isinstance(item, Rect):
        line = item.border
    else:
        return ()
    return tuple(color for color in (item.fill, line.color if line else None) if color)


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
    whole = sum(hypot(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(corners))
    step = max(step, whole / MOST_POINTS)  # what is longer is not on the sheet
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

    @property
    def count(self) -> int:
        """The areas painted so far."""
        return len(self._areas)

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

    def at(self, point: Point, near: float) -> str:
        """The colour at a point; of a picture the mean of what is as near to it as that."""
        x, y = point
        for left, top, right, bottom, color in reversed(self._areas):
            if left <= x <= right and top <= y <= bottom:
                if isinstance(color, str):
                    return color
                pixel = _mean(color, x - left, y - top, near)
                if pixel:
                    return pixel
        return self._ground


def _mean(image: Image, x: float, y: float, near: float) -> str | None:
    """The colour of artwork about a point of it; None where it is see-through there."""
    shown = image.picture
    size = len(shown.mode)
    columns = _cells(x, near, image.width, shown.columns)
    rows = _cells(y, near, image.height, shown.rows)
    totals, count = [0, 0, 0], 0
    for row in rows:
        for column in columns:
            start = (row * shown.columns + column) * size
            pixel = shown.pixels[start : start + size]
            if size == 4 and pixel[3] < 128:
                continue
            count += 1
            for i in range(3):
                totals[i] += pixel[i]
    if 2 * count < len(rows) * len(columns):
        return None
    return "#{:02X}{:02X}{:02X}".format(*(round(total / count) for total in totals))


def _cells(at: float, near: float, length: float, count: int) -> range:
    """At most a few of the rows or columns of a picture that lie about a point of it."""
    first = min(count - 1, max(0, int((at - near) / length * count)))
    last = min(count - 1, max(0, int((at + near) / length * count)))
    return range(first, last + 1, 1 + (last - first) // CELLS)
