"""No paragraph ends in a line of one short word."""

from collections.abc import Iterator

from infogen.checks.seen.passages import beginning, passages
from infogen.diagnostics import Diagnostic, warning
from infogen.messages import _
from infogen.scene import Scene

SHARE, LETTERS = 2 / 5, 9
"""A last line of one word that has fewer letters and is shorter than this part of the longest is an
orphan.
"""


def orphans(scene: Scene) -> Iterator[Diagnostic]:
    """One warning for each paragraph whose last word stands alone."""
    for passage in passages(scene):
        if len(passage.lines) < 2:
            continue
        last, width = passage.lines[-1]
        longest = max(wide for _words, wide in passage.lines)
        letters = sum(char.isalnum() for char in last)
        # The rest of a long address is not a word.
        alone = len(last.split()) == 1 and passage.text.split()[-1] == last
        if alone and letters < LETTERS and width < SHARE * longest:
            yield warning(
                "orphan-word",
                _('"{word}" stands alone in the last line of "{text}"').format(
                    word=last, text=beginning(passage.text, 40)
                ),
                passage.span,
                _("shorten the text, change its width, or balance: true"),
                spot=passage.spot,
            )
