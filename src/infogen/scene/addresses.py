"""Addresses of the web as programs ask for them, and as people compare them.

One form goes into codes, links of PDF and of HTML: ASCII alone, so that every reader means the same
by it (RFC 3986; host names by UTS #46, as browsers do).
"""

import re
from urllib.parse import quote, unquote, urlsplit, urlunsplit

_SIGNS = "%/:?#[]@!$&'()*+,;=~-._"
"""Characters that stay: those that part an address, those of names, and what is escaped already."""

_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def ascii_address(address: str) -> str:
    """An address with scheme and host in small letters, a host of other letters in Punycode, and
    the rest escaped. Raises `ValueError` for a host that no address can have.
    """
    if address.isascii() and _is_plain(address):
        return address
    parts = urlsplit(address)
    login, at, place = parts.netloc.rpartition("@")
    host, colon, port = _host_and_port(place)
    netloc = f"{quote(login, safe=_SIGNS)}{at}{_ascii_host(host)}{colon}{port}"
    rest = (
        _LONE_PERCENT.sub("%25", quote(part, safe=_SIGNS))
        for part in (parts.path, parts.query, parts.fragment)
    )
    made = urlunsplit((parts.scheme.lower(), netloc, *rest))
    # An empty query or fragment belongs to the address as it was written.
    return made + ("#" if address.endswith("#") else "?" if address.endswith("?") else "")


def ascii_host(address: str) -> str:
    """The site of an address, without `www.`; empty where it names none."""
    try:
        host = urlsplit(address).hostname or ""
        return _ascii_host(host).removeprefix("www.")
    except ValueError:
        return ""


def typed_address(address: str) -> str:
    """An address as people read and type it: without scheme, `www.` and the last slash, its site in
    small letters, nothing escaped. Equal for the forms of one address; the case of what follows the
    site counts.
    """
    rest = re.sub(r"^[A-Za-z][A-Za-z0-9+.-]*://", "", address)
    place, path = re.match(r"([^/?#]*)(.*)", rest, re.DOTALL).groups()  # type: ignore[union-attr]
    host, colon, port = _host_and_port(place)
    try:
        shown = _unicode_host(_ascii_host(host))
    except ValueError:
        shown = host.lower()
    return shown.removeprefix("www.") + colon + port + unquote(path).rstrip("/")


def _is_plain(address: str) -> bool:
    """True for an address that is in its form already, as nearly all are."""
    return (
        re.fullmatch(
            r"https?://[a-z0-9.-]+(:\d+)?([/?#][A-Za-z0-9/:?#@!$&'()*+,;=~._-]*)?", address
        )
        is not None
    )


def _host_and_port(place: str) -> tuple[str, str, str]:
    found = re.fullmatch(r"(.*?)(:)(\d*)", place)
    return (found[1], found[2], found[3]) if found else (place, "", "")


def _ascii_host(host: str) -> str:
    if host.isascii():
        return host.lower()
    import idna  # few addresses need its tables

    return idna.encode(host.lower(), uts46=True, transitional=False).decode("ascii")


def _unicode_host(host: str) -> str:
    if "xn--" not in host:
        return host
    import idna

    return idna.decode(host)
