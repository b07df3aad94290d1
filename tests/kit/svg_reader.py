"""Reads an SVG with lxml, apart from the code that writes it."""

import re
import unicodedata
from base64 import b64decode
from io import BytesIO

from fontTools.ttLib import TTFont
from lxml import etree

SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"


def root(data: bytes) -> etree._Element:
    """The root of a file."""
    return etree.fromstring(data)


def said(element: etree._Element, *, hidden: bool = False) -> str:
    """The words in reading order; those of artifacts only on request. Runs of one line, apart
    where a link is among them, say their own spaces.
    """
    texts = [
        "".join(text.itertext()) + ("" if _in_line(text) else " ")
        for text in element.iter(SVG + "text")
        if hidden or not any(up.get("aria-hidden") for up in [text, *text.iterancestors()])
    ]
    return " ".join(unicodedata.normalize("NFC", "".join(texts)).split())


def _in_line(text: etree._Element) -> bool:
    """Whether the text goes on in the next element of its paragraph."""
    inside = text if text.getparent().tag != SVG + "a" else text.getparent()
    return inside.getparent().get("role") == "paragraph" and inside.getnext() is not None


def outline(element: etree._Element) -> str:
    """The roles and links as `role(role role)`; what has neither is left out."""
    inner = " ".join(filter(None, map(outline, element.iterchildren(tag=etree.Element))))
    name = element.get("role") or ("link" if element.tag == SVG + "a" else "")
    if name == "heading":
        name += element.get("aria-level")
    if element.get("aria-hidden"):
        return ""
    return f"{name}({inner})" if name and inner else name or inner


def links(element: etree._Element) -> list[tuple[str, tuple[float, ...]]]:
    """The address of each link, and the area that can be clicked."""
    return [
        (
            link.get(HREF),
            tuple(float(link[0].get(key)) for key in ("x", "y", "width", "height")),
        )
        for link in element.iter(SVG + "a")
    ]


def places(element: etree._Element) -> list[tuple[str, float, float, str]]:
    """Each character with its place and the family of its font, in reading order."""
    found = []
    for text in element.iter(SVG + "text"):
        for part in [text, *text]:
            if not part.text:
                continue
            family = (part.get("font-family") or text.get("font-family")).split(",")[0]
            xs = [float(x) for x in part.get("x").split()]
            ys = [float(y) for y in part.get("y").split()]
            ys += [ys[-1]] * (len(xs) - len(ys))
            found += zip(part.text, xs, ys, [family] * len(xs), strict=True)
    return found


def fonts(element: etree._Element) -> dict[str, TTFont]:
    """The embedded fonts by family; their checksums are verified."""
    rules = re.findall(
        r'@font-face\{font-family:"([^"]+)";src:url\(data:font/ttf;base64,([^)]+)\)\}',
        element.findtext(SVG + "style") or "",
    )
    return {name: TTFont(BytesIO(b64decode(data)), checkChecksums=2) for name, data in rules}
