"""Each figure on a picture comes from data: a digit that somebody typed goes out of date unseen."""

from collections.abc import Iterator

from infogen.checks.seen.passages import beginning
from infogen.diagnostics import Diagnostic, Spot, error
from infogen.messages import _
from infogen.scene import COUNTER, Frame, Scene, Text, walk
from infogen.semantics.abbreviations import is_figure

WORDS = "copy."
"""Texts are not facts: a digit in one must come from other data."""


def figures(scene: Scene) -> Iterator[Diagnostic]:
    """One error for each text with a digit that neither data nor a counter stands behind."""
    for number, page in enumerate(scene.pages):
        span = scene.span
        for x, y, item in walk(page.frame):
            if isinstance(item, Frame):
                span = item.span or span
            elif isinstance(item, Text) and _typed(item):
                yield error(
                    "typed-figure",
                    _('the figure "{text}" does not come from data').format(
                        text=beginning(item.text)
                    ),
                    span,
                    _("refer to the fact that it states, such as ${path}").replace(
                        "{path}", "procedures.….deadline.days"
                    ),
                    spot=Spot(number, (x, y - item.size, x + item.width, y)),
                )


def _typed(text: Text) -> bool:
    if text.origin == COUNTER:
        return False
    known = [source for source in text.sources if not source.path.startswith(WORDS)]
    return any(
        is_figure(char) and not any(source.start <= at < source.end for source in known)
        for at, char in enumerate(text.text)
    )
