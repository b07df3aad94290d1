"""Where one text has no room and all take their short words for it, it is said which one."""

from collections.abc import Iterator

from infogen.checks.scene.overflow import amount, named
from infogen.diagnostics import Diagnostic, note
from infogen.messages import _
from infogen.scene import Scene


def shortened(scene: Scene) -> Iterator[Diagnostic]:
    """One note for each frame that had no room for long words."""
    for found in scene.shortened:
        over = found.frame.excess
        if over is not None:
            yield note(
                "shortened",
                _('all texts of "{format}" are short: {what} was {excess} (page {page})').format(
                    format=scene.canvas.id,
                    what=named(found.frame),
                    excess=amount(over, scene.canvas.unit),
                    page=found.page + 1,
                ),
                found.frame.words_at or found.frame.span,
                _("to keep the long ones, shorten this text or give it more room"),
                spot=found.spot,
            )
