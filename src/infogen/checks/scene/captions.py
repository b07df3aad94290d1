"""A caption stands by its own code, clearly nearer than by any other.

A code is its white square: the quiet zone belongs to it.
"""

from collections.abc import Iterator
from math import hypot

from infogen.checks.seen.ink_places import InkPlace, ink_places
from infogen.checks.seen.lines import Line, lines
from infogen.checks.seen.passages import beginning
from infogen.diagnostics import Bounds, Diagnostic, Spot, warning
from infogen.messages import _
from infogen.scene import Rect, Scene

TIMES = 3.0
"""How many times nearer a caption is to its own code than to the next."""

FAR = 1.0
"""Sides of a code beyond which what stands there is no caption of it."""


def captions(scene: Scene) -> Iterator[Diagnostic]:
    """One warning for each code whose caption is not three times nearer to it than to another."""
    for number, page in enumerate(ink_places(scene)):
        codes = [
            place for place in page if isinstance(place.ink, Rect) and place.block.kind == "qr"
        ]
        if len(codes) < 2:
            continue
        for code, caption in _captions(codes, lines(scene)[number]):
            own = _distance(caption.box, code.box)
            next_ = min(_distance(caption.box, other.box) for other in codes if other is not code)
            if next_ >= TIMES * own:
                continue
            yield warning(
                "caption-between-codes",
                _('"{caption}" is {own} from its code and {next} from another one').format(
                    caption=beginning(caption.text, 40),
                    own=_length(own, scene),
                    next=_length(next_, scene),
                ),
                caption.span,
                _("bring it nearer to its own code, or move the codes apart"),
                spot=Spot(number, caption.box),
            )


def _captions(codes: list[InkPlace], page: tuple[Line, ...]) -> Iterator[tuple[InkPlace, Line]]:
    """The nearest line to each code among the words that share the smallest box with it; no line
    is the caption of two.
    """
    inside: dict[int, list[Line]] = {}
    for line in page:
        for frame in line.runs[0].owners:
            inside.setdefault(id(frame), []).append(line)
    taken: set[int] = set()
    for code in codes:
        around = next((f for f in reversed(code.owners) if id(f) in inside), None)
        near = [
            (_distance(line.box, code.box), line)
            for line in (inside[id(around)] if around else ())
            if id(line.paragraph) not in taken
        ]
        own = min(near, key=lambda pair: pair[0], default=None)
        if own is not None and own[0] <= FAR * (code.box[2] - code.box[0]):
            taken.add(id(own[1].paragraph))
            yield code, own[1]


def _distance(one: Bounds, other: Bounds) -> float:
    across = max(one[0] - other[2], other[0] - one[2], 0.0)
    down = max(one[1] - other[3], other[1] - one[3], 0.0)
    return hypot(across, down)


def _length(value: float, scene: Scene) -> str:
    return f"{value:.0f} px" if scene.canvas.unit == "px" else f"{value:.1f} mm"
