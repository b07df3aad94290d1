"""How much work an SVG drawing is, and what in it programs draw differently together.

Elements that are used several times are counted each time. Each element is visited once in each
`_Context` that leads to it.
"""

from msgspec import Struct

from infogen.artwork import svg_refusals
from infogen.artwork.svg_node import SvgNode
from infogen.artwork.svg_tables import EFFECTS, INHERITED_MARKERS, SHAPES, UNMARKED
from infogen.artwork.svg_tree import DEEPEST, MOST_ELEMENTS, endless
from infogen.artwork.svg_values import segments, turns

LAYER = 50
"""As how many elements one counts that is drawn on a layer of its own."""

MOST_VISITS = 4 * MOST_ELEMENTS


class _Context(Struct, frozen=True):
    """The properties of an element from those around it: it is turned, it has markers."""

    turned: bool = False
    markers: tuple[bool, bool, bool] = (False, False, False)


def weigh(root: SvgNode) -> None:
    """Raises `PictureError` for a drawing that takes too long, never ends, or has a filter or
    markers where programs draw them differently.
    """
    _Walk().weight(root, _Context(), 0)


class _Walk:
    def __init__(self) -> None:
        self._known: dict[tuple[int, _Context], tuple[int, int]] = {}

    def weight(self, node: SvgNode, around: _Context, depth: int) -> tuple[int, int]:
        """How many elements are drawn for one, and how deep they are in each other."""
        found = self._known.get((id(node), around))
        if found is None:
            if depth > DEEPEST or len(self._known) > MOST_VISITS:
                raise endless()
            found = self._known[id(node), around] = self._weighed(node, around, depth)
        if found[0] > MOST_ELEMENTS or depth + found[1] > DEEPEST + 1:
            raise endless()
        return found

    def _weighed(self, node: SvgNode, around: _Context, depth: int) -> tuple[int, int]:
        here = _inside(node, around)
        if here.turned and node.attributes.get("filter", "none") != "none":
            raise svg_refusals.turned_filter(node.name, node.line)
        times = _marks(node, here) if node.name in SHAPES and any(here.markers) else 1
        number, deepest = _own(node), 0
        for child in node.children:
            n, levels = self.weight(child, here, depth + 1)
            number, deepest = number + n, max(deepest, levels)
        for other in node.references:
            n, levels = self.weight(other, _named(node, other, here), depth + 1)
            n *= times if other.name == "marker" else 1
            number, deepest = number + n, max(deepest, levels)
        return number, deepest + 1


def _inside(node: SvgNode, around: _Context) -> _Context:
    given = node.attributes
    markers = tuple(
        given.get(key, "none") != "none" if key in given else before
        for key, before in zip(INHERITED_MARKERS, around.markers, strict=True)
    )
    moved = " ".join(given.get(key, "") for key in ("transform", "patternTransform"))
    return _Context(around.turned or turns(moved), (markers[0], markers[1], markers[2]))


def _named(node: SvgNode, other: SvgNode, here: _Context) -> _Context:
    """The context of a node that another one names: one that is used stands where it is used."""
    if node.name == "use":
        return here
    return _Context(here.turned or other.name == "marker")


def _own(node: SvgNode) -> int:
    given = node.attributes
    layered = given.get("opacity", "1") != "1" or given.get("isolation")
    if layered or any(given.get(key, "none") != "none" for key in EFFECTS):
        return LAYER
    return LAYER if node.name.startswith("fe") else 1


def _marks(node: SvgNode, here: _Context) -> int:
    """How many markers a shape may bear. Raises `PictureError` where programs disagree."""
    if node.name in UNMARKED:
        raise svg_refusals.markers(node.name, node.line)
    if node.name != "path":
        return node.attributes.get("points", "0 0").count(" ") + 2
    kinds = segments(node.attributes.get("d", ""))
    closed = kinds.count("Z")
    simple = kinds.count("M") <= 1 and (not closed or (closed == 1 and len(kinds) > 3))
    if not simple or (here.markers[1] and "A" in kinds):
        raise svg_refusals.markers(node.name, node.line)
    return len(kinds) + 1
