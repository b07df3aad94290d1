"""The elements of an SVG file as they are written, with their lines, and without entities."""

from typing import TYPE_CHECKING, Any

from infogen.artwork.refusal import PictureError
from infogen.messages import _

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MOST_ELEMENTS = 100_000
"""Elements that are still drawn, those that are used several times counted each time."""

DEEPEST = 100
"""Levels of elements in each other."""

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"


class Tree:
    """The root of a file and the line on which each element begins."""

    def __init__(self, data: bytes) -> None:
        """Raises `PictureError` for what is no SVG, has entities, or is too large or too deep."""
        from xml.etree.ElementTree import ParseError

        from defusedxml import DefusedXmlException
        from defusedxml.ElementTree import DefusedXMLParser

        self.lines: dict[Element, int] = {}
        parser: Any = DefusedXMLParser(target=_builder(self.lines, lambda: _line(parser)))
        try:
            parser.feed(data)
            self.root: Element = parser.close()
        except DefusedXmlException:
            message = _('the drawing "{name}" defines entities')
            hint = _(
                "Inkscape: save it as Plain SVG; Illustrator: save it without Preserve Illustrator"
                " Editing Capabilities"
            )
            raise PictureError("unsafe-picture", message, hint) from None
        except (ParseError, ValueError, LookupError):
            message = _('the drawing "{name}" is damaged or cut short')
            raise PictureError("bad-picture", message, _("export or download it again")) from None
        if local(self.root) != "svg":
            message = _('"{name}" is no PNG, JPEG, WebP or SVG picture')
            raise PictureError("bad-picture", message, _("export it as PNG"))

    def line(self, element: "Element") -> int:
        """The line of the file on which an element begins."""
        return self.lines.get(element, 1)


def local(element: "Element") -> str:
    """The name of an element of SVG; elements of other vocabularies have none."""
    space, _brace, name = element.tag.rpartition("}")
    return name if space in ("", "{" + SVG) else ""


def endless() -> PictureError:
    """A drawing that would take too long."""
    message = _('the drawing "{name}" has too many elements, or they use each other without end')
    return PictureError("unsafe-picture", message, _("simplify it, or export it as PNG"))


def _line(parser: Any) -> int:
    return int(parser.parser.CurrentLineNumber)


def _builder(lines: "dict[Element, int]", here: Any) -> Any:
    """Builds the tree, notes lines, and stops at what is too much; comments are left out."""
    from xml.etree.ElementTree import TreeBuilder

    class Builder(TreeBuilder):
        depth = 0

        def start(self, tag: Any, attrs: Any) -> Any:
            element = super().start(tag, attrs)
            lines[element] = here()
            self.depth += 1
            if self.depth > DEEPEST or len(lines) > MOST_ELEMENTS:
                raise endless()
            return element

        def end(self, tag: Any) -> Any:
            self.depth -= 1
            return super().end(tag)

    return Builder()
