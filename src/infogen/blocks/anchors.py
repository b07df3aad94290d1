"""Anchors: the lines that named blocks offer to ribbons and placed blocks, such as `footer.top`."""

from typing import Literal

from msgspec import Struct

from infogen.diagnostics import Span, fail
from infogen.diagnostics.hints import did_you_mean
from infogen.messages import _
from infogen.scene.geometry import Box


class Anchor(Struct, frozen=True):
    """The place of a named block on its page, with the lines of its text."""

    box: Box
    first: float
    baseline: float


Anchors = dict[str, tuple[Anchor, ...]]
"""The anchors of a page by name, of each copy of an `each` one."""

ACROSS = ("left", "center", "right")
DOWN = ("top", "middle", "bottom", "first", "baseline")


def find_anchor(
    at: str | float | None, axis: Literal["x", "y"], anchors: Anchors, span: Span | None
) -> float:
    """The coordinate that `id.edge`, `id.2.edge` or a plain number stands for. Raises `Failure`."""
    if at is None:
        return 0.0
    if isinstance(at, int | float):
        return float(at)
    return find_all(at, axis, anchors, span)[0]


def find_all(at: str, axis: Literal["x", "y"], anchors: Anchors, span: Span | None) -> list[float]:
    """All coordinates of `id.all.edge` (every copy of an `each`), or the one of `id.edge`,
    `id.2.edge` or `id.last.edge`.
    """
    name, _dot, edge = at.rpartition(".")
    edges = ACROSS if axis == "x" else DOWN
    if edge not in edges:
        raise fail(
            "unknown-anchor",
            _('"{at}" does not name an edge').format(at=at),
            span,
            _("end it with one of: {names}").format(names=", ".join(edges)),
        )
    which = "1"
    if name not in anchors and name.rpartition(".")[0] in anchors:
        name, _dot, which = name.rpartition(".")
    found = anchors.get(name)
    if found is None:
        raise fail(
            "unknown-anchor",
            _('no block with the id "{name}" stands before this one on the page').format(name=name),
            span,
            did_you_mean(name, anchors),
        )
    if which == "all":
        return [_edge(anchor, edge) for anchor in found]
    if which == "last":
        return [_edge(found[-1], edge)]
    if not which.isdecimal() or not 1 <= int(which) <= len(found):
        raise fail(
            "unknown-anchor",
            _('"{name}" has {count} copies, and "{which}" is none of them').format(
                name=name, count=len(found), which=which
            ),
            span,
        )
    return [_edge(found[int(which) - 1], edge)]


def _edge(anchor: Anchor, edge: str) -> float:
    box = anchor.box
    match edge:
        case "left":
            return box.x
        case "center":
            return box.x + box.width / 2
        case "right":
            return box.right
        case "top":
            return box.y
        case "middle":
            return box.y + box.height / 2
        case "bottom":
            return box.bottom
        case "first":
            return anchor.first
        case _:
            return anchor.baseline
