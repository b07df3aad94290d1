"""Targets of short addresses: pages that go on at once, pages of editions, rules for servers."""

import csv
from collections.abc import Iterator
from io import StringIO

from infogen.content.entries.copydeck import Link
from infogen.content.printing import format_value
from infogen.site.editions import Standing
from infogen.site.pages import Frame
from infogen.site.plan import PiecePage

RULES = "reglas/"
"""The folder of the rules for servers."""


def short_pages(
    frame: Frame, pages: list[PiecePage], standings: list[Standing]
) -> Iterator[tuple[str, bytes]]:
    """A page for each short address and each edition of it, and the rules of servers that lead on
    without a page. Nothing where the site has no public address.
    """
    links = {
        key: link
        for key, link in frame.workspace.data.content.links.items()
        if link.short is not None and link.url is not None
    }
    if frame.root is None or not links:
        return
    by_name = {page.name: page for page in pages}
    for link in links.values():
        here = f"{link.short}/"
        yield f"{here}index.html", frame.page("lead_on.html", here, link=link)
        for standing in standings:
            here = f"{link.short}-{standing.letters}/"
            page = by_name.get(standing.edition.piece)
            yield f"{here}index.html", _edition(frame, here, link, standing, page)
    yield from rules(frame.root, list(links.values()))


def _edition(
    frame: Frame, here: str, link: Link, standing: Standing, page: PiecePage | None
) -> bytes:
    since = standing.changed_on
    return frame.page(
        "edition.html",
        here,
        link=link,
        standing=standing,
        page=page,
        published=format_value(standing.edition.published_on),
        changed=None if since is None else format_value(since),
    )


def _for_nginx(address: str) -> str:
    """An address without what ends a rule or begins a variable there."""
    return address.replace(";", "%3B").replace("$", "%24")


def rules(root: str, links: list[Link]) -> Iterator[tuple[str, bytes]]:
    """Rules that lead short addresses on: for Apache (mod_alias), for nginx (in a server block),
    and for the Redirection plugin of WordPress (its CSV). The status is 302: a short address can
    change its mind, and 301 would be kept by browsers for good.
    """
    path = "/" + root.partition("://")[2].partition("/")[2]
    apache = [f"Redirect 302 {path}{link.short} {link.address}" for link in links]
    nginx = [
        f"location = {path}{link.short} {{ return 302 {_for_nginx(link.address or '')}; }}"
        for link in links
    ]
    table = StringIO()
    writer = csv.writer(table)
    writer.writerow(("source", "target", "regex", "http code"))
    for link in links:
        writer.writerow((f"{path}{link.short}", link.address, "0", "302"))
    yield f"{RULES}apache.conf", _lines(apache)
    yield f"{RULES}nginx.conf", _lines(nginx)
    yield f"{RULES}wordpress.csv", table.getvalue().encode()


def _lines(lines: list[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode()
