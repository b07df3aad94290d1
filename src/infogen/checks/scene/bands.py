"""A card or a ribbon keeps off the edge of a band, or touches it: nothing in between."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from infogen.checks.seen.ink_places import InkPlace, flattened, ground_under, ink_places
from infogen.checks.seen.lines import crossing
from infogen.diagnostics import Bounds, Diagnostic, Spot, warning
from infogen.messages import _
from infogen.scene import Path, Rect, Scene

LEAST, TOUCHING = 12.0, 0.5
"""Raster pixels between a card and a band, and those that count as none."""

CARD, BAND = 0.4, 0.45
"""The widest card and the narrowest band, as parts of the sheet."""

LONG = 4.0
"""Widths of a ribbon from which a straight stretch of it runs along something."""

CONTAINERS = frozenset({"column", "row", "grid", "overlay", "flow", "qr", "picture"})


class _Area(Struct, frozen=True):
    """A card, a stretch of a ribbon or a band: its ink, and the box that counts."""

    place: InkPlace
    box: Bounds
    kind: str


def bands(scene: Scene) -> Iterator[Diagnostic]:
    """One warning for each card, or ribbon, that is nearer to a band than it may be."""
    least, touching = LEAST / scene.canvas.density, TOUCHING / scene.canvas.density
    for number, page in enumerate(ink_places(scene)):
        areas = list(_areas(page, scene.canvas.width))
        known: set[int] = set()
        for i, j in crossing([area.box for area in areas], least):
            one, band = areas[i], areas[j]
            if one.kind == "band":
                one, band = band, one
            if band.kind != "band" or one.kind == "band" or id(one.place) in known:
                continue
            gap = _gap(one.box, band.box)
            if not touching < gap < least or not _is_seen(band, one, page):
                continue
            if any(_fills(other, one, band, touching) for other in areas):
                continue
            known.add(id(one.place))
            yield warning(
                "near-band",
                _('{what} is {gap} px from the edge of a band in "{format}"').format(
                    what=_("a ribbon") if one.kind == "ribbon" else _("a card"),
                    gap=f"{gap * scene.canvas.density:.0f}",
                    format=scene.canvas.id,
                ),
                one.place.span,
                _("leave {least} px or more, or let them touch").format(least=f"{LEAST:g}"),
                spot=Spot(number, one.box),
            )


def _areas(page: Sequence[InkPlace], width: float) -> Iterator[_Area]:
    for place in page:
        left, _top, right, _low = place.box
        if isinstance(place.ink, Rect) and place.ink.fill and place.block.kind in CONTAINERS:
            if right - left >= BAND * width:
                yield _Area(place, place.box, "band")
            elif right - left <= CARD * width:
                yield _Area(place, place.box, "card")
        elif isinstance(place.ink, Path) and place.ink.stroke and place.block.kind == "ribbon":
            half = place.ink.stroke.width / 2
            for (a, b), (c, d) in pairwise(flattened(place.ink.commands)):
                if b == d and abs(c - a) >= LONG * 2 * half:
                    box = (
                        place.x + min(a, c),
                        place.y + b - half,
                        place.x + max(a, c),
                        place.y + b + half,
                    )
                    yield _Area(place, box, "ribbon")


def _gap(one: Bounds, band: Bounds) -> float:
    """How far a card is above or below a band; 0 if it does not lie over half of its width."""
    shared = min(one[2], band[2]) - max(one[0], band[0])
    if shared < (one[2] - one[0]) / 2:
        return 0.0
    return max(one[1] - band[3], band[1] - one[3], 0.0)


def _fills(other: _Area, one: _Area, band: _Area, touching: float) -> bool:
    """True if another ribbon lies all over the room between the two."""
    if other.kind != "ribbon" or other.place is one.place:
        return False
    upper, lower = sorted((one.box, band.box), key=lambda box: box[1])
    left, right = max(one.box[0], band.box[0]), min(one.box[2], band.box[2])
    return (
        other.box[0] <= left + touching
        and other.box[2] >= right - touching
        and other.box[1] <= upper[3] + touching
        and other.box[3] >= lower[1] - touching
    )


def _is_seen(band: _Area, one: _Area, page: Sequence[InkPlace]) -> bool:
    """True if the band has another colour than the ground beside it."""
    assert isinstance(band.place.ink, Rect)
    return band.place.ink.fill != ground_under(one.place, page)
