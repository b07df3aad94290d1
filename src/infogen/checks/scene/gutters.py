"""Columns of text beside each other keep a gutter, so that nobody reads across it."""

from collections.abc import Iterator

from infogen.checks.seen.lines import crossing, lines
from infogen.checks.seen.passages import beginning
from infogen.diagnostics import Diagnostic, Spot, warning
from infogen.messages import _
from infogen.scene import Scene

LEAST = 1.0
"""The narrowest gutter, in sizes of the larger type: three or four times a blank between words."""


def gutters(scene: Scene) -> Iterator[Diagnostic]:
    """One warning for each two paragraphs of two lines or more that are too near side by side."""
    for number, page in enumerate(lines(scene)):
        count: dict[int, int] = {}
        for line in page:
            count[id(line.paragraph)] = count.get(id(line.paragraph), 0) + 1
        known: set[tuple[int, int]] = set()
        several = [
            line for line in page if line.paragraph.kind == "text" and count[id(line.paragraph)] > 1
        ]
        for i, j in crossing([line.box for line in several]):
            one, other = sorted((several[i], several[j]), key=lambda line: line.box[0])
            gap, pair = other.box[0] - one.box[2], (id(one.paragraph), id(other.paragraph))
            if (
                pair in known
                or pair[0] == pair[1]
                or not 0 <= gap < LEAST * max(one.size, other.size)
            ):
                continue
            known.add(pair)
            yield warning(
                "narrow-gutter",
                _('"{one}" and "{other}" stand side by side and nearly touch').format(
                    one=beginning(one.text, 40), other=beginning(other.text, 40)
                ),
                other.span,
                _("give the columns a wider gap, or narrow the left one with pad"),
                spot=Spot(number, (one.box[0], one.box[1], other.box[2], other.box[3])),
            )
