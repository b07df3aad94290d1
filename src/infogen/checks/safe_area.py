"""No text and no code lies where a platform covers or crops the picture."""

from collections.abc import Iterator

from infogen.diagnostics import Diagnostic, Span, error
from infogen.messages import _
from infogen.scene import Frame, Outlet, Scene, Text, walk

CAP = 0.7
"""Height of a capital letter in em: a line's ink is measured without its accents."""

TOLERANCE = 1.0
"""Canvas units that optical alignment may take."""

Box = tuple[float, float, float, float]


def safe_area(scene: Scene) -> Iterator[Diagnostic]:
    """One error for each run of text and each code that a platform hides, named by the first that
    does.
    """
    for number, page in enumerate(scene.pages, 1):
        span = scene.span
        for x, y, item in walk(page.frame):
            if isinstance(item, Frame):
                span = item.span or span
            found = _marked(item, x, y)
            hiding = found and next((o for o in scene.outlets if _hides(o, found[1], scene)), None)
            if found and hiding:
                yield _hidden(found[0], hiding, scene, number, span)


def _marked(item: object, x: float, y: float) -> tuple[str, Box] | None:
    """What must be seen of an item: its name and its box (left, top, right, bottom)."""
    if isinstance(item, Text) and item.text.strip():
        return item.text.strip(), (x, y - CAP * item.size, x + item.width, y)
    if isinstance(item, Frame) and item.role == "qr":
        return item.alt or item.kind, (x, y, x + item.size.width, y + item.size.height)
    return None


def _hides(outlet: Outlet, box: Box, scene: Scene) -> bool:
    safe, width, height = outlet.safe, scene.canvas.width, scene.canvas.height
    left, top, right, bottom = box
    return (
        left < safe.left * width - TOLERANCE
        or top < safe.top * height - TOLERANCE
        or right > (1 - safe.right) * width + TOLERANCE
        or bottom > (1 - safe.bottom) * height + TOLERANCE
    )


def _hidden(name: str, outlet: Outlet, scene: Scene, page: int, span: Span | None) -> Diagnostic:
    return error(
        "hidden",
        _('"{text}" lies where {platform} covers or crops "{format}" (page {page})').format(
            text=name, platform=outlet.platform, format=scene.canvas.id, page=page
        ),
        span,
        _("move it inwards: only grounds, ribbons and drawings may be there"),
    )
