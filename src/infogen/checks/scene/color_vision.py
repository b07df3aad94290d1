"""Marks that differ only in colour must differ for all kinds of colour vision and in grey (WCAG
2.2, 1.4.1).
"""

from collections.abc import Callable, Iterator
from itertools import combinations

from infogen.checks.seen.drawn_marks import DrawnMark, drawn_marks
from infogen.diagnostics import Diagnostic, error
from infogen.messages import _
from infogen.scene import Scene
from infogen.scene.color import VISIONS, difference, grey, seen

LEAST = 15.0
"""The least difference (CIE L*a*b*): six to seven times the one that is just seen, because marks
are small and apart.
"""

EYES: dict[str, Callable[[str], str]] = {
    **{name: lambda color, name=name: seen(color, name) for name in VISIONS},  # type: ignore[misc]
    "grey": grey,
}


def color_vision(scene: Scene) -> Iterator[Diagnostic]:
    """One error for each two marks of a page that have one form and colours that look alike.

    Marks of different forms are told apart by those.
    """
    groups: dict[tuple[int, str, str], dict[tuple[str, ...], DrawnMark]] = {}
    for mark in drawn_marks(scene):
        groups.setdefault((mark.spot.page, mark.kind, mark.form), {})[mark.colors] = mark
    for (_page, kind, _form), colors in groups.items():
        for one, other in combinations(colors, 2):
            pairs = list(zip(one, other, strict=False))
            alike = [
                name
                for name, eyes in EYES.items()
                if all(difference(eyes(a), eyes(b)) < LEAST for a, b in pairs)
            ]
            if alike:
                mark = colors[other]
                a, b = max(pairs, key=lambda pair: difference(*pair))
                yield error(
                    "alike-colors",
                    _(
                        "two marks of {kind} differ only in colour, and {one} and {other}"
                        " look alike: {eyes}"
                    ).format(kind=kind, one=a, other=b, eyes=", ".join(alike)),
                    mark.span,
                    _("give them different forms, or colours that differ in lightness"),
                    spot=mark.spot,
                )
