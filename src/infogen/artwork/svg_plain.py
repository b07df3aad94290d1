"""An SVG drawing made plain: elements and attributes that every renderer draws alike, no more.

Style sheets become attributes, addresses inside of the file become short ones, pictures are decoded
here. What would not be drawn right is refused with its element and line.
"""

from itertools import count
from typing import TYPE_CHECKING

from infogen.artwork import svg_agreement, svg_refusals
from infogen.artwork.svg_embedded import EmbeddedPictures
from infogen.artwork.svg_node import SvgNode
from infogen.artwork.svg_styles import Styles, addresses, normalize_value, outside_of_file
from infogen.artwork.svg_tables import (
    CONDITIONS,
    CSS_ALONE,
    ELEMENTS,
    INHERITED_MARKERS,
    PAINTED,
    PROPERTIES,
    REFUSED,
    SERVERS,
    SILENT,
)
from infogen.artwork.svg_tree import XLINK, Tree, local
from infogen.artwork.svg_values import style_transform, transform

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_DROPPED = frozenset({"style", "title", "desc", "metadata", "font", "font-face", "view", "cursor"})
_TARGETS = {
    "clip-path": frozenset({"clipPath"}),
    "mask": frozenset({"mask"}),
    "filter": frozenset({"filter"}),
    "fill": SERVERS,
    "stroke": SERVERS,
    **dict.fromkeys(INHERITED_MARKERS, frozenset({"marker"})),
}
"""The elements that a property may name."""

_USED = PAINTED | {"svg", "symbol"}
_INHERITING = {**dict.fromkeys(SERVERS, SERVERS), "use": _USED}
"""The elements that an address of an element may name."""

_TRANSFORMED = PAINTED | {"clipPath"}
_UNROOTED = ("clip-path", "mask", "display")
"""Properties that programs do not apply alike to a whole drawing."""


class _Plain:
    """The work on one drawing."""

    def __init__(self, tree: Tree) -> None:
        self._tree, self._styles, self._embedded = tree, Styles(tree), EmbeddedPictures()
        self._nodes: dict[Element, SvgNode] = {}
        self._numbers = count()
        self._by_id: dict[str, Element] = {}
        for element in tree.root.iter():
            if element.get("id") and local(element) in ELEMENTS:
                self._by_id.setdefault(element.attrib["id"], element)

    def node(self) -> SvgNode:
        """The root. Raises `PictureError` for what is not drawn."""
        root = self._made(self._tree.root)
        for element, node in self._nodes.items():
            self._link(element, node)
        return root

    def _made(self, element: "Element") -> SvgNode:
        """An element with its parts, addresses not yet resolved."""
        name = local(element)
        if name not in ELEMENTS:
            raise svg_refusals.undrawn_element(name, self._tree.line(element))
        node = self._nodes[element] = SvgNode(name, self._tree.line(element))
        self._read(element, node)
        self._style(element, node)
        svg_agreement.examine(node)
        for child in element:
            if local(child) and local(child) not in _DROPPED:
                node.children.append(self._made(child))
        return node

    def _read(self, element: "Element", node: SvgNode) -> None:
        """The attributes that are no properties."""
        self._point(node, _href(element))
        for key, value in element.attrib.items():
            known = ELEMENTS[node.name].get(key)
            if key in CONDITIONS or _is_refused(node.name, key):
                raise svg_refusals.undrawn_attribute(node.name, node.line, key, value)
            if key.lower().startswith("on") and key.isalpha():
                raise svg_refusals.script(node.name, node.line, key)
            if known is not None:
                self._keep(node, key, value, known(value))

    def _point(self, node: SvgNode, href: str | None) -> None:
        """Where the element points: to another one, or to the pixels of a picture."""
        if href is None or node.name == "a":
            return
        if node.name == "image":
            node.attributes["href"] = self._embedded.picture(href)
        elif not href.strip().startswith("#"):
            raise outside_of_file(href)

    def _keep(self, node: SvgNode, key: str, value: str, written: str | None) -> None:
        if written is None:
            raise svg_refusals.undrawn_attribute(node.name, node.line, key, value)
        if written:
            node.attributes[key] = written

    def _style(self, element: "Element", node: SvgNode) -> None:
        """The properties, from attributes and style sheets, in one spelling."""
        given = {
            key: normalize_value(value)
            for key, value in element.attrib.items()
            if key in PROPERTIES and key not in CSS_ALONE
        }
        for value in given.values():
            _inside(value)
        if node.name in _TRANSFORMED and "transform" in element.attrib:
            value = element.attrib["transform"]
            self._keep(node, "transform", value, transform(value) if value.strip() else "")
        elif "transform" in element.attrib:
            raise svg_refusals.undrawn_attribute(
                node.name, node.line, "transform", element.attrib["transform"]
            )
        given |= self._styles.of(element, _inside)
        moved = given.pop("transform", None)
        if moved is not None:
            written = style_transform(moved) if node.name in _TRANSFORMED else None
            node.attributes.pop("transform", None)
            self._keep(node, "transform", moved, written)
        for key, value in given.items():
            self._property(node, key, value)

    def _property(self, node: SvgNode, key: str, value: str) -> None:
        rule = PROPERTIES.get(key)
        if rule is None and (key.startswith("--") or SILENT.fullmatch(key)):
            return
        written = rule(value) if rule else None
        if written is None or (
            node is self._nodes[self._tree.root] and key in _UNROOTED and written != "none"
        ):
            raise svg_refusals.undrawn_attribute(node.name, node.line, key, value)
        if key == "display" and written and node.name not in PAINTED:
            raise svg_refusals.undrawn_attribute(node.name, node.line, key, value)
        if written:
            node.attributes[key] = written

    def _link(self, element: "Element", node: SvgNode) -> None:
        """Resolve the addresses of a node."""
        for key, value in list(node.attributes.items()):
            if value.startswith("url(#"):
                at, _end, instead = value[5:].partition(")")
                target = self._target(at, _TARGETS[key])
                if instead and target is not None and not (target.children or target.attributes):
                    raise svg_refusals.undrawn_attribute(node.name, node.line, key, value)
                label = self._label(node, target)
                node.attributes[key] = f"{label} {instead}".strip() or "none"
        href = _href(element)
        allowed = _INHERITING.get(node.name)
        if allowed and href is not None:
            target = self._target(href.strip()[1:], allowed)
            node.attributes.pop("href", None)
            if target is not None:
                node.attributes["href"] = self._label(node, target)[4:-1]

    def _target(self, name: str, allowed: frozenset[str]) -> SvgNode | None:
        element = self._by_id.get(name)
        found = self._nodes.get(element) if element is not None else None
        return found if found is not None and found.name in allowed else None

    def _label(self, node: SvgNode, target: SvgNode | None) -> str:
        """The address of a target, "" if there is none."""
        if target is None:
            return ""
        node.references.append(target)
        if not target.label:
            target.label = f"n{next(self._numbers)}"
        return f"url(#{target.label})"


def simplify(tree: Tree) -> SvgNode:
    """The plain form of a drawing. Raises `PictureError` for what is not drawn."""
    return _Plain(tree).node()


def _is_refused(name: str, key: str) -> bool:
    """True if an attribute is one of `REFUSED`."""
    if name.startswith("fe") and key in ("x", "y", "width", "height"):
        return True
    return key.rpartition("}")[2] in REFUSED.get(name, ())


def _href(element: "Element") -> str | None:
    """Where an element points, in the attribute of SVG 2 or of SVG 1.1."""
    return element.get("href", element.get(f"{{{XLINK}}}href"))


def _inside(value: str) -> None:
    """Raises `PictureError` for a value that reaches out of the file."""
    for each in addresses(value):
        if not each.strip().startswith("#"):
            raise outside_of_file(each)
