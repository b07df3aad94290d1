"""Marks that mean something without words stand out from their ground by 3:1 (WCAG 2.2, 1.4.11)."""

from collections.abc import Callable, Iterator

from infogen.checks.seen.drawn_marks import DrawnMark
from infogen.checks.seen.drawn_marks import drawn_marks as marks_of
from infogen.diagnostics import Diagnostic, Span, error
from infogen.messages import _
from infogen.scene import Scene
from infogen.scene.color import contrast, difference

LEAST = 3.0
UNLIKE = 15.0
"""By how much a ribbon must differ from its ground (CIE L*a*b*): it leads from one text to another,
and means nothing alone.
"""


SHARE = 1 / 8
"""Part of a mark's outline that may lie on a ground too near to it: it is still seen whole."""


def marks(scene: Scene) -> Iterator[Diagnostic]:
    """One error for each mark that is too near to its ground in its fill and its outline; a ribbon
    may grow out of a band of its own colour, and must differ from its ground on half of its way.
    """
    found: dict[tuple[str, tuple[str, ...], Span | None], Diagnostic] = {}
    for mark in marks_of(scene):
        if mark.kind == "ribbon":
            weak = [g for g in mark.grounds if _best(difference, mark, g) < UNLIKE]
            share = 1 / 2
        else:
            weak = [g for g in mark.grounds if _best(contrast, mark, g) < LEAST]
            share = SHARE
        if len(weak) > share * len(mark.grounds):
            worst = min(weak, key=lambda ground: _best(contrast, mark, ground))
            found.setdefault((mark.kind, mark.colors, mark.span), _weak(mark, worst))
    yield from found.values()


def _best(measure: Callable[[str, str], float], mark: DrawnMark, ground: str) -> float:
    """By how much the fill or the outline of a mark stands out, whichever does more."""
    return max(measure(color, ground) for color in mark.colors)


def _weak(mark: DrawnMark, ground: str) -> Diagnostic:
    color = max(mark.colors, key=lambda one: contrast(one, ground))
    return error(
        "weak-mark",
        _("a mark of the block {kind} in {color} has a contrast of {ratio}:1 on {ground}").format(
            kind=mark.kind,
            color=color,
            ratio=f"{contrast(color, ground):.1f}",
            ground=ground,
        ),
        mark.span,
        _("choose another colour or ground")
        if mark.kind == "ribbon"
        else _("it must be {least}:1 or more: choose another colour or ground").format(least="3"),
        spot=mark.spot,
    )
