"""Texts and codes stay where a platform covers nothing, and where a printer does not cut."""

from collections.abc import Iterator

from infogen.checks.seen.passages import beginning, passages
from infogen.diagnostics import Bounds, Diagnostic, Span, Spot, error, warning
from infogen.messages import _
from infogen.scene import Canvas, Scene
from infogen.scene.geometry import Insets

TRIM = 3.0
"""mm from the edge of a printed sheet that the trimmer may take."""


def safe_area(scene: Scene) -> Iterator[Diagnostic]:
    """An error for what leaves the format's safe area; a warning for what a platform crops."""
    canvas = scene.canvas
    own = _trimmed(canvas) if canvas.family == "paper" else canvas.safe
    for what, span, spot in _parts(scene):
        if _outside(spot.box, own, canvas):
            yield error(
                "outside-safe-area",
                _('{what} leaves the safe area of "{format}"').format(what=what, format=canvas.id),
                span,
                _("move it inwards: the platform or the trimmer takes what is outside"),
                spot=spot,
            )
            continue
        for outlet in scene.outlets:
            if _outside(spot.box, outlet.safe, canvas):
                yield warning(
                    "cropped-by-platform",
                    _("{platform} crops or covers {what}").format(
                        platform=outlet.platform, what=what
                    ),
                    span,
                    _("move it inwards, or do not post this format there"),
                    spot=spot,
                )


def _parts(scene: Scene) -> Iterator[tuple[str, Span | None, Spot]]:
    for passage in passages(scene):
        yield f'"{beginning(passage.text)}"', passage.span, passage.spot
    for code in scene.codes():
        what = _("the code of {address}").format(address=code.frame.meaning.href)
        yield what, code.frame.span, code.spot


def _trimmed(canvas: Canvas) -> Insets:
    across, down = TRIM / canvas.width, TRIM / canvas.height
    return Insets(down, across, down, across)


def _outside(box: Bounds, edges: Insets, canvas: Canvas) -> bool:
    top, right, bottom, left = edges.top, edges.right, edges.bottom, edges.left
    slack = 1.0 / canvas.density
    return (
        box[0] < left * canvas.width - slack
        or box[1] < top * canvas.height - slack
        or box[2] > (1 - right) * canvas.width + slack
        or box[3] > (1 - bottom) * canvas.height + slack
    )
