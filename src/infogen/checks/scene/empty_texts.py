"""No text is empty: it would leave a gap that nobody asked for, and say nothing."""

from collections.abc import Iterator

from infogen.diagnostics import Diagnostic, Spot, warning
from infogen.messages import _
from infogen.scene import Frame, Scene, walk


def empty_texts(scene: Scene) -> Iterator[Diagnostic]:
    """One warning for each block of text without a line."""
    for number, page in enumerate(scene.pages):
        for x, y, item in walk(page.frame):
            if isinstance(item, Frame) and item.kind == "text" and not item.items:
                yield warning(
                    "empty-text",
                    _("this text is empty"),
                    item.span,
                    _("write one, or leave the block out with when:"),
                    spot=Spot(number, (x, y, x + item.size.width, y + item.size.height)),
                )
