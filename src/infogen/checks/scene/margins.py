"""Nothing but ribbons and what bleeds reaches into the margins at the sides of a format.

Above and below, bands, headers and footers set their own distances; and what reaches the edge of
the sheet bleeds on purpose.
"""

from collections.abc import Iterator, Sequence
from typing import Literal

from infogen.checks.seen.ink_places import InkPlace, ground_under, ink_places
from infogen.checks.seen.passages import beginning
from infogen.diagnostics import Diagnostic, Span, Spot, warning
from infogen.messages import _
from infogen.scene import Canvas, Image, Path, Rect, Scene, Text
from infogen.scene.color import contrast

SLACK, ROUND, HANGING = 2.0, 1 / 30, 1 / 10
"""Raster pixels by which soft edges may pass a margin, the part of their size by which round shapes
do to look aligned, and that by which large type may hang out.
"""

PANEL = 1 / 3
"""The part of the sheet's width up to which a ground that runs to its edge is a panel."""

VISIBLE = 1.2
"""The contrast from which the white of a code is seen as a card on its ground."""

Side = Literal["left", "right"]


def margins(scene: Scene) -> Iterator[Diagnostic]:
    """One warning for each block, side and page, at the ink that reaches farthest."""
    canvas = scene.canvas
    for number, page in enumerate(ink_places(scene)):
        farthest: dict[tuple[Side, Span | None], tuple[float, InkPlace]] = {}
        for place in page:
            side, beyond = _beyond(place, page, canvas)
            if beyond > farthest.get((side, place.span), (0.0,))[0]:
                farthest[side, place.span] = beyond, place
        for (side, span), (beyond, place) in farthest.items():
            message = (
                _('{what} reaches {length} into the left margin of "{format}"')
                if side == "left"
                else _('{what} reaches {length} into the right margin of "{format}"')
            )
            yield warning(
                "beyond-margin",
                message.format(
                    what=_named(place), length=_length(beyond, canvas), format=canvas.id
                ),
                span,
                _("move it inwards, or let a ground bleed to the edge of the sheet"),
                spot=Spot(number, place.box),
            )


def _beyond(place: InkPlace, page: Sequence[InkPlace], canvas: Canvas) -> tuple[Side, float]:
    """The side whose margin an ink reaches into, and how far; ribbons, what bleeds or is in a panel
    that does, and a quiet zone that nobody sees reach nowhere.
    """
    left, top, right, low = place.box
    bleeds = isinstance(place.ink, (Rect, Path, Image)) and (left <= 0 or right >= canvas.width)
    slack = SLACK / canvas.density
    if isinstance(place.ink, Text):
        slack = max(slack, HANGING * place.ink.size)
    elif isinstance(place.ink, Path) and any(command[0] == "C" for command in place.ink.commands):
        slack = max(slack, ROUND * max(right - left, low - top))
    over: dict[Side, float] = {
        "left": canvas.margin - left,
        "right": right - (canvas.width - canvas.margin),
    }
    side = max(over, key=lambda name: over[name])
    underline = isinstance(place.ink, Rect) and place.within(
        "text"
    )  # it goes as far as its letters
    if over[side] <= slack or bleeds or underline or place.within("ribbon"):
        return side, 0.0
    if _is_quiet_zone(place, page) or _in_panel(place, side, page, canvas):
        return side, 0.0
    return side, over[side]


def _in_panel(place: InkPlace, side: Side, page: Sequence[InkPlace], canvas: Canvas) -> bool:
    """True in a narrow panel whose own ground runs to the edge: it keeps distances of its own."""
    for other in page:
        left, _top, right, _low = other.box
        reaches = left <= 0 if side == "left" else right >= canvas.width
        if (
            isinstance(other.ink, Rect)
            and reaches
            and right - left <= PANEL * canvas.width
            and other.owners[-1] in place.owners
        ):
            return True
    return False


def _is_quiet_zone(place: InkPlace, page: Sequence[InkPlace]) -> bool:
    """True for the white around a code on a ground as light: its modules stand on the margin."""
    if place.block.kind != "qr" or not isinstance(place.ink, Rect) or place.ink.fill is None:
        return False
    return contrast(place.ink.fill, ground_under(place, page)) < VISIBLE


def _named(place: InkPlace) -> str:
    if isinstance(place.ink, Text):
        return f'"{beginning(place.ink.text, 40)}"'
    return _('a block "{kind}"').format(kind=place.block.kind)


def _length(value: float, canvas: Canvas) -> str:
    return f"{value:.0f} px" if canvas.unit == "px" else f"{value:.1f} mm"
