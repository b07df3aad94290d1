"""Codes keep their quiet zone, and are large enough on paper for a phone in the hand."""

from collections.abc import Iterator
from itertools import pairwise

from infogen.checks.seen.drawn_marks import Point, outline_points
from infogen.checks.seen.effort import Effort
from infogen.checks.seen.surfaces import CAP
from infogen.diagnostics import Bounds, Diagnostic, Spot, error, warning
from infogen.messages import _
from infogen.scene import Frame, Image, Modules, Path, Rect, Scene, Text, walk

MOST_PAIRS = 300_000
"""Codes of a page, each with everything that is painted on it."""

EPSILON = 1e-3
SIDE = 25.0
"""mm: a tenth of the 25 cm at which a phone is held. A code of a short address has fewer modules,
and may be smaller as long as they are those of a usual one (version 4, 41 with the quiet zone).
"""
USUAL = 41


def code_geometry(scene: Scene) -> Iterator[Diagnostic]:
    """One finding for each code that is small, or into whose quiet zone something reaches."""
    for number, page in enumerate(scene.pages):
        codes: list[tuple[Frame, Bounds]] = []
        reached: set[int] = set()
        effort = Effort(number, MOST_PAIRS)
        for x, y, item in walk(page.frame):
            if isinstance(item, Frame):
                if item.meaning.role == "qr":
                    codes.append((item, _square(item, x, y)))
                continue
            effort.spend(len(codes), codes[-1][0].span if codes else None)
            for frame, box in codes:
                own = any(placed.item is item for placed in frame.items)
                if own or id(frame) in reached:
                    continue
                if _reaches(item, x, y, _inner(frame, box)):
                    reached.add(id(frame))
                    yield error(
                        "quiet-zone",
                        _("something reaches into the quiet zone of the code of {address}").format(
                            address=frame.meaning.href
                        ),
                        frame.span,
                        _("keep four modules around it free"),
                        spot=Spot(number, box),
                    )
        for frame, box in codes:
            wide = box[2] - box[0]
            if scene.canvas.unit == "mm" and wide < SIDE and _module(frame) < SIDE / USUAL:
                yield warning(
                    "small-code",
                    _("the code of {address} is {size} mm wide").format(
                        address=frame.meaning.href, size=f"{wide:.1f}"
                    ),
                    frame.span,
                    _("a hand-held phone needs {least} mm or more").format(least=f"{SIDE:g}"),
                    spot=Spot(number, box),
                )


def _square(frame: Frame, x: float, y: float) -> Bounds:
    """The code with its quiet zone: its frame may be wider."""
    for placed in frame.items:
        if isinstance(placed.item, Rect):
            left, top = x + placed.x, y + placed.y
            return left, top, left + placed.item.width, top + placed.item.height
    return x, y, x + frame.size.width, y + frame.size.height


def _module(frame: Frame) -> float:
    sides = [placed.item.module for placed in frame.items if isinstance(placed.item, Modules)]
    return min(sides, default=0.0)


def _inner(frame: Frame, box: Bounds) -> Bounds:
    """The box less half a module: the ink of letters is measured by rule of thumb."""
    edge = _module(frame) / 2
    return box[0] + edge, box[1] + edge, box[2] - edge, box[3] - edge


def _reaches(item: Text | Rect | Path | Image | Modules, x: float, y: float, box: Bounds) -> bool:
    """True if any of an item's ink lies in a box."""
    match item:
        case Text():
            return _meet((x, y - CAP * item.size, x + item.width, y), box)
        case Rect() | Image():
            return _meet((x, y, x + item.width, y + item.height), box)
        case Modules():
            side = item.module * len(item.rows)
            return _meet((x, y, x + side, y + side), box)
        case Path():
            half = item.stroke.width / 2 if item.stroke else 0.0
            points = [(x + a, y + b) for a, b in outline_points(item, (box[2] - box[0]) / 20)]
            return any(_meet(_band(*ends, half), box) for ends in pairwise(points))


def _band(one: Point, other: Point, half: float) -> Bounds:
    """A stretch of a line, as wide as it is drawn and no longer."""
    (x1, x2), (y1, y2) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    return (x1, y1 - half, x2, y2 + half) if x2 - x1 > y2 - y1 else (x1 - half, y1, x2 + half, y2)


def _meet(one: Bounds, other: Bounds) -> bool:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    tall = min(one[3], other[3]) - max(one[1], other[1])
    return wide > EPSILON and tall > EPSILON
