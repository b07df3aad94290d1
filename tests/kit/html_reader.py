"""Reads a web page with html5lib, which stops at every error of the standard."""

from xml.etree.ElementTree import Element

import html5lib

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def page(data: bytes) -> Element:
    """The document; asserts that it is valid as far as a parser can say."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(data, likely_encoding="utf-8")


def said(element: Element) -> str:
    """The words in an element, blanks as one."""
    return " ".join("".join(element.itertext()).split())


def headings(root: Element) -> list[tuple[int, str]]:
    """Level and words of each heading, in order."""
    return [(int(e.tag[1]), said(e)) for e in root.iter() if e.tag in HEADINGS]


def links(root: Element) -> list[str]:
    """The addresses of all links, in order."""
    return [element.get("href", "") for element in root.iter("a")]


def part(root: Element, name: str) -> Element:
    """The first element of that name."""
    found = next(root.iter(name), None)
    assert found is not None, name
    return found
