"""No paragraph ends in a line of one short word."""

from collections.abc import Iterator

from infogen.checks._texts import passages
from infogen.diagnostics import Diagnostic, warning
from infogen.messages import _
from infogen.scene import Scene

SHARE = 1 / 4
"""A last line of one word that is shorter than this part of the longest is an orphan."""


def orphans(scene: Scene) -> Iterator[Diagnostic]:
    """One warning for each paragraph whose last word stands alone."""
    for passage in passages(scene):
        if len(passage.lines) < 2:
            continue
        last, width = passage.lines[-1]
        longest = max(wide for _words, wide in passage.lines)
        if len(last.split()) == 1 and width < SHARE * longest:
            yield warning(
                "orphan-word",
                _('"{word}" stands alone in the last line of "{text}"').format(
                    word=last, text=_beginning(passage.text)
                ),
                passage.span,
                _("shorten the text, change its width, or balance: true"),
                spot=passage.spot,
            )


def _beginning(text: str) -> str:
    return text if len(text) <= 40 else text[:40].rpartition(" ")[0] + " …"
