"""A header and the rules below it end at the same place, or clearly not."""

from collections.abc import Iterator, Sequence

from infogen.checks.seen.ink_places import InkPlace, around, ink_places
from infogen.diagnostics import Bounds, Diagnostic, Spot, warning
from infogen.messages import _
from infogen.scene import Rect, Scene, Text

NEARLY = (4.0, 16.0)
"""Raster pixels between two ends: less is round letters, more is meant."""

WIDE = 0.35
"""The part of the sheet's width from which a header or a rule is one that goes across it."""


def alignment(scene: Scene) -> Iterator[Diagnostic]:
    """One warning for each page on which the header nearly ends where the rules do."""
    least, most = (pixels / scene.canvas.density for pixels in NEARLY)
    for number, page in enumerate(ink_places(scene)):
        head = _header(page, scene)
        if head is None:
            continue
        for place in page:
            apart = abs(place.box[2] - head[2])
            if _is_rule(place, scene) and least < apart < most:
                yield warning(
                    "nearly-aligned",
                    _('the header and a rule nearly end at the same place in "{format}"').format(
                        format=scene.canvas.id
                    ),
                    place.span,
                    _("end both at the same place"),
                    spot=Spot(number, place.box),
                )
                break


def _header(page: Sequence[InkPlace], scene: Scene) -> Bounds | None:
    """The box of the running words in the upper half of a page, if they go across it."""
    boxes = [
        place.box
        for place in page
        if isinstance(place.ink, Text)
        and place.box[3] < scene.canvas.height / 2
        and any(frame.meaning.role == "running" for frame in place.owners)
    ]
    box = around(boxes) if boxes else None
    return box if box and box[2] - box[0] > WIDE * scene.canvas.width else None


def _is_rule(place: InkPlace, scene: Scene) -> bool:
    wide = place.box[2] - place.box[0] > WIDE * scene.canvas.width
    return wide and place.block.kind in ("rule", "table") and isinstance(place.ink, Rect)
