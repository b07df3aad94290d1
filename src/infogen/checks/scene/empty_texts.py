"""No text is empty: it would leave a gap that nobody asked for, and say nothing."""

from collections.abc import Iterator

from infogen.diagnostics import Diagnostic, warning
from infogen.messages import _
from infogen.scene import Scene


def empty_texts(scene: Scene) -> Iterator[Diagnostic]:
    """One warning for each block of text without a line."""
    for found in scene.frames():
        if found.frame.kind == "text" and not found.frame.items:
            yield warning(
                "empty-text",
                _("this text is empty"),
                found.frame.span,
                _("write one, or leave the block out with when:"),
                spot=found.spot,
            )
