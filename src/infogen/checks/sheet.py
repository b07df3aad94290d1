"""Type that a sheet makes smaller must stay readable."""

from collections.abc import Iterator

from infogen.diagnostics import Diagnostic, warning
from infogen.messages import _
from infogen.scene import Frame, Scene, texts_in
from infogen.scene.units import POINTS_PER_MM

TOLERANCE = 1e-6


def smallest_type(scene: Scene) -> Iterator[Diagnostic]:
    """One warning if a sheet shows type below the smallest of its pages' format."""
    sizes = [
        text.size
        for page in scene.pages
        for placed in page.frame.items
        if isinstance(placed.item, Frame)
        for text in texts_in(placed.item)
        if text.text.strip()
    ]
    least = min(sizes, default=scene.canvas.smallest)
    if least < scene.canvas.smallest - TOLERANCE:
        yield warning(
            "small-print",
            _(
                'the type of "{piece}" is down to {size} pt on these sheets, below {least} pt'
            ).format(
                piece=scene.piece,
                size=f"{least * POINTS_PER_MM:.1f}",
                least=f"{scene.canvas.smallest * POINTS_PER_MM:.2f}".rstrip("0").rstrip("."),
            ),
            scene.span,
            _("choose a larger sheet"),
        )
