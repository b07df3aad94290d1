"""Nothing may be larger than its room, and no text may leave the sheet: overflow is never clipped,
always reported.
"""

from collections.abc import Iterator

from infogen.checks.seen.passages import beginning
from infogen.diagnostics import Diagnostic, Span, Spot, error
from infogen.layout.fit import TOLERANCE
from infogen.messages import _
from infogen.scene import Frame, Scene, Text, walk
from infogen.scene.geometry import Size


def overflow(scene: Scene) -> Iterator[Diagnostic]:
    """One error for each innermost frame that needs more than it has."""
    for number, page in enumerate(scene.pages, 1):
        yield from _in_frame(page.frame, 0.0, 0.0, scene, number)
        yield from _off_sheet(page.frame, scene, number)


def _in_frame(frame: Frame, x: float, y: float, scene: Scene, page: int) -> Iterator[Diagnostic]:
    inner = [
        finding
        for placed in frame.items
        if isinstance(placed.item, Frame)
        for finding in _in_frame(placed.item, x + placed.x, y + placed.y, scene, page)
    ]
    over = frame.excess
    if inner or over is None:
        yield from inner
        return
    yield error(
        "overflow",
        _('{what} does not fit in "{format}": {excess} (page {page})').format(
            what=_named(frame),
            format=scene.canvas.id,
            excess=_amount(over, scene.canvas.unit),
            page=page,
        ),
        frame.span,
        _("shorten the text, give it more room, or let something give way with concede"),
        spot=Spot(page - 1, (x, y, x + frame.size.width, y + frame.size.height)),
    )


def _off_sheet(frame: Frame, scene: Scene, page: int) -> Iterator[Diagnostic]:
    """Text whose pen leaves the sheet (ribbons and grounds may), of each block what is farthest."""
    canvas, span = scene.canvas, scene.span
    farthest: dict[Span | None, tuple[float, float, float, Text]] = {}
    for x, y, item in walk(frame):
        if isinstance(item, Frame):
            span = item.span or span
        if not isinstance(item, Text) or not item.text.strip():
            continue
        out = max(-x - item.size / 10, x + item.width - canvas.width, y - canvas.height, -y)
        if out > max(TOLERANCE / canvas.density, farthest.get(span, (0.0,))[0]):
            farthest[span] = out, x, y, item
    for span, (out, x, y, item) in farthest.items():
        yield error(
            "off-sheet",
            _('"{text}" leaves the sheet in "{format}" by {excess} (page {page})').format(
                text=beginning(item.text),
                format=canvas.id,
                excess=_length(out, canvas.unit),
                page=page,
            ),
            span,
            _("move it inwards, or shorten it"),
            spot=Spot(page - 1, (x, y - item.size, x + item.width, y)),
        )


def _named(frame: Frame) -> str:
    kind = frame.kind or "frame"
    return f'{kind} "{frame.id}"' if frame.id else kind


def _amount(over: Size, unit: str) -> str:
    parts = []
    if over.height > 0:
        parts.append(_("{length} too tall").format(length=_length(over.height, unit)))
    if over.width > 0:
        parts.append(_("{length} too wide").format(length=_length(over.width, unit)))
    return ", ".join(parts)


def _length(value: float, unit: str) -> str:
    return f"{value:.0f} px" if unit == "px" else f"{value:.1f} mm"
