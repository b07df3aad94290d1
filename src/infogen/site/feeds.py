"""Files of the whole site for programs: a feed of changes, a map of addresses, rules for robots."""

from collections.abc import Sequence
from datetime import date
from xml.etree import ElementTree

from msgspec import Struct

ATOM = "http://www.w3.org/2005/Atom"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


class Entry(Struct, frozen=True):
    """A page as the feed and the map have it: its whole address and the day it last changed."""

    title: str
    address: str
    changed_on: date
    summary: str = ""


def feed(title: str, author: str, root: str, entries: Sequence[Entry]) -> bytes:
    """The Atom feed (RFC 4287) of the pages, the latest change first."""
    ElementTree.register_namespace("", ATOM)
    ordered = sorted(entries, key=lambda entry: (entry.changed_on, entry.title), reverse=True)
    top = ElementTree.Element(f"{{{ATOM}}}feed")
    latest = ordered[0].changed_on if ordered else date.min
    for name, text in (("title", title), ("id", root), ("updated", _instant(latest))):
        ElementTree.SubElement(top, f"{{{ATOM}}}{name}").text = text
    ElementTree.SubElement(top, f"{{{ATOM}}}link", rel="self", href=f"{root}feed.xml")
    ElementTree.SubElement(
        ElementTree.SubElement(top, f"{{{ATOM}}}author"), f"{{{ATOM}}}name"
    ).text = author
    for entry in ordered:
        item = ElementTree.SubElement(top, f"{{{ATOM}}}entry")
        for name, text in (
            ("title", entry.title),
            ("id", entry.address),
            ("updated", _instant(entry.changed_on)),
            ("summary", entry.summary),
        ):
            ElementTree.SubElement(item, f"{{{ATOM}}}{name}").text = text
        ElementTree.SubElement(item, f"{{{ATOM}}}link", href=entry.address)
    return _document(top)


def site_map(entries: Sequence[Entry]) -> bytes:
    """The addresses of all pages (sitemaps.org 0.9)."""
    ElementTree.register_namespace("", SITEMAP)
    top = ElementTree.Element(f"{{{SITEMAP}}}urlset")
    for entry in entries:
        one = ElementTree.SubElement(top, f"{{{SITEMAP}}}url")
        ElementTree.SubElement(one, f"{{{SITEMAP}}}loc").text = entry.address
        ElementTree.SubElement(one, f"{{{SITEMAP}}}lastmod").text = entry.changed_on.isoformat()
    return _document(top)


def robots(root: str | None) -> bytes:
    """All may read everything (RFC 9309)."""
    lines = ["User-agent: *", "Allow: /"]
    if root is not None:
        lines.append(f"Sitemap: {root}sitemap.xml")
    return ("\n".join(lines) + "\n").encode()


def _instant(day: date) -> str:
    """The midnight of Mexico City that begins a day (UTC−6, without summer time since 2022)."""
    return f"{day.isoformat()}T00:00:00-06:00"


def _document(top: ElementTree.Element) -> bytes:
    ElementTree.indent(top)
    written: bytes = ElementTree.tostring(top, encoding="utf-8", xml_declaration=True)
    return written + b"\n"
