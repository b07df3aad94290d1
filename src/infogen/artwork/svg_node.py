"""An element of a plain SVG drawing."""

from xml.sax.saxutils import quoteattr

from msgspec import Struct, field

from infogen.artwork.svg_tables import CSS_ALONE


class SvgNode(Struct, eq=False):
    """An element that is drawn: its attributes, its parts, and the nodes that they name."""

    name: str
    line: int
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["SvgNode"] = field(default_factory=list)
    references: list["SvgNode"] = field(default_factory=list)
    label: str = ""

    def as_text(self) -> str:
        """The element and its parts as text."""
        out = [f"<{self.name}"]
        if self.label:
            out.append(f' id="{self.label}"')
        style = [key for key in self.attributes if key in CSS_ALONE]
        if style:
            text = ";".join(f"{key}:{self.attributes[key]}" for key in style)
            out.append(f' style="{text}"')
        out += [
            f" {key}={quoteattr(value)}"
            for key, value in self.attributes.items()
            if key not in CSS_ALONE
        ]
        inner = "".join(child.as_text() for child in self.children)
        out.append(f">{inner}</{self.name}>" if inner else "/>")
        return "".join(out)
