"""The style of an SVG drawing: what style sheets and `style` attributes say of each element.

Style sheets are resolved here (CSS Cascade 4, 6), by cssselect2, so that a renderer sees attributes
alone.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import cssselect2
import tinycss2
from msgspec import Struct

from infogen.artwork.refusal import PictureError
from infogen.artwork.svg_tree import Tree, endless, local
from infogen.messages import _

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MOST_MATCHES = 2_000_000
"""Rules times elements, above which a style sheet takes too long."""

_UNUSED = frozenset({"font-face", "charset", "namespace", "keyframes", "-webkit-keyframes", "page"})
"""Rules that have no effect on a still drawing without text."""


_SHORTHANDS = {"marker": ("marker-start", "marker-mid", "marker-end")}
"""Properties that set others, all to the same value."""


class Declaration(Struct, frozen=True):
    """A property with its value in plain spelling, comments and escapes resolved."""

    name: str
    value: str
    important: bool


class Styles:
    """The properties of each element, those of attributes apart."""

    def __init__(self, tree: Tree) -> None:
        """Raises `PictureError` for rules that are not applied."""
        self._tree = tree
        self._matcher = cssselect2.Matcher()
        self._found: dict[Element, list[tuple[Any, Declaration]]] = {}
        rules = sum(self._read(each) for each in tree.root.iter() if local(each) == "style")
        if rules * len(tree.lines) > MOST_MATCHES:
            raise endless()
        if rules:
            wrapped = cssselect2.ElementWrapper.from_xml_root(tree.root)
            for each in wrapped.iter_subtree():
                self._found[each.etree_element] = list(self._matched(each))

    def of(self, element: "Element", examine: Callable[[str], None]) -> dict[str, str]:
        """The properties of an element; `examine` sees each value, also those that others
        override.
        """
        ranked = list(self._found.get(element, ()))
        text = element.get("style", "")
        line = self._tree.line(element)
        ranked += [((1, (0, 0, 0)), each) for each in _declarations(text, line)] if text else ()
        ranked.sort(key=lambda pair: (pair[1].important, pair[0]))
        for _rank, declaration in ranked:
            examine(declaration.value)
        return {each.name: each.value for _rank, each in ranked}

    def _matched(self, wrapped: Any) -> Iterator[tuple[Any, Declaration]]:
        for specificity, _order, pseudo, found in self._matcher.match(wrapped):
            if pseudo is None:
                yield from (((0, specificity), each) for each in found)

    def _read(self, element: "Element") -> int:
        """Note the rules of a `style` element; how many there are."""
        line = self._tree.line(element)
        if element.get("type", "text/css").strip().lower() not in ("", "text/css"):
            return 0
        if element.get("media", "all").strip().lower() not in ("", "all", "screen"):
            raise _refused("@media", line)
        rules = tinycss2.parse_stylesheet(
            "".join(element.itertext()), skip_comments=True, skip_whitespace=True
        )
        return sum(self._add(rule, line + rule.source_line - 1) for rule in rules)

    def _add(self, rule: Any, line: int) -> int:
        if rule.type == "at-rule" and rule.lower_at_keyword in _UNUSED:
            return 0
        if rule.type == "at-rule" and rule.lower_at_keyword == "import":
            raise outside_of_file("@import")
        if rule.type != "qualified-rule":
            raise _refused(f"@{rule.at_keyword}" if rule.type == "at-rule" else "?", line)
        try:
            selectors = cssselect2.compile_selector_list(rule.prelude)
        except cssselect2.SelectorError:
            raise _refused(tinycss2.serialize(rule.prelude).strip(), line) from None
        declarations = tuple(_declarations(rule.content, line))
        for selector in selectors:
            self._matcher.add_selector(selector, declarations)
        return len(selectors)


def addresses(value: str) -> list[str]:
    """The addresses in a value in plain spelling."""
    return [part.partition(")")[0] for part in value.split("url(")[1:]]


def outside_of_file(address: str) -> PictureError:
    """A drawing that reaches for something else."""
    message = _('the drawing "{name}" reaches for "{address}", which is outside of its file')
    hint = _("embed it in the drawing, or remove it")
    short = address if len(address) <= 60 else address[:59] + "…"
    return PictureError("unsafe-picture", message, hint, address=short)


def normalize_value(value: Any) -> str:
    """A value, text or tokens, in one spelling: no comments, no escapes, no quotes in addresses."""
    tokens = (
        tinycss2.parse_component_value_list(value, skip_comments=True)
        if isinstance(value, str)
        else value
    )
    return "".join(_token(token) for token in tokens if token.type != "comment").strip()


def _token(token: Any) -> str:
    if token.type in ("ident", "hash"):
        return f"{'#' if token.type == 'hash' else ''}{token.value}"
    if token.type == "url":
        return f"url({token.value})"
    if token.type == "function" and token.lower_name == "url":
        return f"url({''.join(each.value for each in token.arguments if each.type == 'string')})"
    if token.type == "function":
        return f"{token.name}({normalize_value(token.arguments)})"
    return str(token.serialize())


def _declarations(source: Any, line: int) -> Iterator[Declaration]:
    """The declarations of a block on a line. Raises `PictureError` for rules inside of it; what
    else is none has no effect in any program.
    """
    for each in tinycss2.parse_blocks_contents(source, skip_comments=True, skip_whitespace=True):
        if each.type in ("qualified-rule", "at-rule"):
            raise _refused(tinycss2.serialize(each.prelude).strip() or "@", line)
        if each.type == "declaration":
            for name in _SHORTHANDS.get(each.lower_name, (each.lower_name,)):
                yield Declaration(name, normalize_value(each.value), each.important)


def _refused(rule: str, line: int) -> PictureError:
    message = _('"{name}", line {line}: the rule {rule} of its style sheet is not drawn')
    hint = _(
        "Inkscape: save it as Plain SVG; Illustrator: export it as SVG with Styling: Presentation"
        " Attributes"
    )
    return PictureError("undrawn-picture", message, hint, line=line, rule=rule)
