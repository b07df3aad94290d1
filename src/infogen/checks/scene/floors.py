"""No text is smaller than a phone, or a reader's eyes, can bear: the format's `smallest`."""

from collections.abc import Iterator

from infogen.checks.seen.passages import beginning
from infogen.diagnostics import Diagnostic, Spot, error
from infogen.messages import _
from infogen.scene import Frame, Scene, Text, walk
from infogen.scene.units import POINTS_PER_MM

ROUNDING = 1e-6


def floors(scene: Scene) -> Iterator[Diagnostic]:
    """One error for each text below the format's smallest size."""
    canvas = scene.canvas
    points = POINTS_PER_MM if canvas.unit == "mm" else 1.0
    least = canvas.smallest - ROUNDING
    unit = "pt" if canvas.unit == "mm" else "px"
    for number, page in enumerate(scene.pages):
        span = scene.span
        for x, y, item in walk(page.frame):
            if isinstance(item, Frame):
                span = item.span or span
            elif isinstance(item, Text) and item.text.strip() and item.size < least:
                yield error(
                    "small-text",
                    _('"{text}" is set at {size} {unit} in "{format}"').format(
                        text=beginning(item.text),
                        size=f"{item.size * points:.3g}",
                        unit=unit,
                        format=canvas.id,
                    ),
                    span,
                    _("the smallest size there is {size} {unit}").format(
                        size=f"{canvas.smallest * points:.4g}", unit=unit
                    ),
                    spot=Spot(number, (x, y - item.size, x + item.width, y)),
                )
