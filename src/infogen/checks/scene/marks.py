"""Marks that mean something without words stand out from their ground by 3:1 (WCAG 2.2, 1.4.11)."""

from collections.abc import Iterator

from infogen.checks.seen.drawn_marks import DrawnMark
from infogen.checks.seen.drawn_marks import drawn_marks as marks_of
from infogen.diagnostics import Diagnostic, error
from infogen.messages import _
from infogen.scene import Scene
from infogen.scene.color import contrast, difference

LEAST = 3.0
UNLIKE = 15.0
"""By how much a ribbon must differ from its ground (CIE L*a*b*): it leads from one text to another,
and means nothing alone.
"""


def marks(scene: Scene) -> Iterator[Diagnostic]:
    """One error for each mark that is too near to its ground; a ribbon may grow out of a band of
    its own colour, and must differ from its ground on half of its way.
    """
    for mark in marks_of(scene):
        if mark.kind == "ribbon":
            weak = [g for g in mark.grounds if difference(mark.color, g) < UNLIKE]
            found = 2 * len(weak) > len(mark.grounds)
        else:
            weak = [g for g in mark.grounds if contrast(mark.color, g) < LEAST]
            found = bool(weak)
        if found:
            yield _weak(mark, min(weak, key=lambda ground: contrast(mark.color, ground)))


def _weak(mark: DrawnMark, ground: str) -> Diagnostic:
    return error(
        "weak-mark",
        _("a mark of the block {kind} in {color} has a contrast of {ratio}:1 on {ground}").format(
            kind=mark.kind,
            color=mark.color,
            ratio=f"{contrast(mark.color, ground):.1f}",
            ground=ground,
        ),
        mark.span,
        _("choose another colour or ground")
        if mark.kind == "ribbon"
        else _("it must be {least}:1 or more: choose another colour or ground").format(least="3"),
        spot=mark.spot,
    )
