"""Addresses lead where they say: https, a known site, and what is printed beside a code is where
it leads.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from infogen.checks.seen.facts import Usage
from infogen.checks.seen.passages import passages
from infogen.content import Content, span_at
from infogen.content.short_links import link_key
from infogen.diagnostics import Diagnostic, Span, Spot, error, warning
from infogen.messages import _
from infogen.scene import Frame, frames_in, texts_in
from infogen.scene.addresses import ascii_host, typed_address

LONGEST = 40
"""Characters of an address in a code: beyond, its modules get small."""

SHORTENERS = frozenset(
    (
        "acortar.link", "bit.ly", "buff.ly", "cutt.ly", "goo.gl", "is.gd", "linktr.ee", "me-qr.com",
        "ow.ly", "q-r.to", "qr.io", "qrco.de", "rb.gy", "shorturl.at", "t.co", "t.ly",
        "tinyurl.com",
    )
)  # fmt: skip
"""Sites that lead to others for as long as somebody pays: codes on paper outlive that."""

PRINTED = re.compile(
    r"(?<![@\w.-])(?:https?://)?(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+"
    r"(?:mx|com|org|net|gob|info|edu|link|ly|io|app|site|online)(?![\w-])(?:/[^\s,;»”\"]*)?",
    re.IGNORECASE,
)


def addresses(usage: Usage) -> Iterator[Diagnostic]:
    """Findings on the links of a scene, and on the addresses that it prints."""
    data, scene = usage.data, usage.scene
    links = [link.url for link in data.content.links.values() if link.url]
    known = [typed_address(url) for url in links]
    hosts = {ascii_host(url) for url in (*links, data.content.site.url or "")}
    for found in scene.frames():
        frame = found.frame
        if frame.meaning.href and not frame.meaning.href.startswith("#"):
            key = link_key(data.content, frame.meaning.href)
            about = f"links.{key}" if key else None
            span = span_at(data, f"{about}.url") if about else frame.span or scene.span
            yield from _link(frame, span, about, hosts, found.spot)
    for page in scene.pages:
        yield from _beside(page.frame, scene.span, data.content)
    for passage in passages(scene):
        for match in PRINTED.finditer(passage.text):
            printed = typed_address(match[0].rstrip("."))
            if not any(_leads(url, printed) for url in known):
                yield error(
                    "unknown-address",
                    _('no link in data/links.yaml begins with "{address}"').format(
                        address=match[0]
                    ),
                    passage.span,
                    _("refer to the link, such as ${path}").replace("{path}", "{links.saimex}"),
                    spot=passage.spot,
                )


def _link(
    frame: Frame, span: Span | None, about: str | None, hosts: set[str], spot: Spot
) -> Iterator[Diagnostic]:
    address = frame.meaning.href or ""
    host = ascii_host(address)
    if urlsplit(address).scheme != "https":
        yield error(
            "not-https",
            _("{address} is not https: others can read and change it on the way").format(
                address=address
            ),
            span,
            _("write https://, once the site answers there"),
            about,
            spot,
        )
    if host not in hosts:
        yield error(
            "unknown-host",
            _('no link in data/links.yaml is on the site "{host}"').format(host=host),
            span,
            _("refer to a link of the data"),
            about,
            spot,
        )
    if host in SHORTENERS:
        yield warning(
            "short-link-service",
            _('"{host}" redirects only as long as that service wants to').format(host=host),
            span,
            _("use an address of your own site that redirects there"),
            about,
            spot,
        )
    if frame.meaning.role == "qr" and len(address) > LONGEST:
        yield warning(
            "long-address",
            _("the code holds {count} characters: {address}").format(
                count=len(address), address=address
            ),
            span,
            _(
                "an address of {most} or fewer on your own site that redirects there"
                " allows larger modules; answer this if there is none"
            ).format(most=LONGEST),
            about,
            spot,
        )


def _beside(frame: Frame, span: Span | None, content: Content) -> Iterator[Diagnostic]:
    """Of the frames that hold one code, the addresses printed in the innermost that has any: where
    the code's own is among them, others have a place of their own beside it.
    """
    span = frame.span or span
    inner = [placed.item for placed in frame.items if isinstance(placed.item, Frame)]
    codes = list(frames_in(frame, "qr"))
    if not codes:
        return
    below = [found for one in inner for found in _beside(one, span, content)]
    if below or len(codes) > 1:
        yield from below
        return
    words = "\n".join(_paragraphs(frame))
    leads = _ways(codes[0].meaning.href or "", content)
    printed = [match[0] for match in PRINTED.finditer(words)]
    if any(_leads(way, typed_address(one.rstrip("."))) for one in printed for way in leads):
        return
    for one in printed:
        yield error(
            "other-address",
            _('"{printed}" is printed beside a code that leads to {address}').format(
                printed=one, address=codes[0].meaning.href
            ),
            codes[0].span or span,
            _("print the link's own address, or make the code of that link"),
        )


def _ways(address: str, content: Content) -> list[str]:
    """A code's address, and where it leads on to if it is a short one."""
    key = link_key(content, address)
    link = content.links[key].url if key else None
    return [typed_address(way) for way in (address, link) if way]


def _paragraphs(frame: Frame) -> Iterator[str]:
    """The texts in a frame, each whole: an address may go on in the next line. What runs at the
    head or the foot of a page is beside no code.
    """
    inner = [placed.item for placed in frame.items if isinstance(placed.item, Frame)]
    if any(one.kind == "line" for one in inner):
        yield "".join(run.text for run in texts_in(frame))
        return
    for one in inner:
        if one.meaning.role != "running":
            yield from _paragraphs(one)


def _leads(address: str, printed: str) -> bool:
    """True if a printed address is the beginning of another, up to the end of a part."""
    return address.startswith(printed) and address[len(printed) : len(printed) + 1] in ("", *"/?#")
