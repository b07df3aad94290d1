"""Links visited: what answers there, on which site, with which certificate, on which day.

Only `infogen check --online` does this. A build never asks the network.
"""

import http.client
import socket
import ssl
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from ipaddress import ip_address
from threading import Thread
from urllib.parse import urljoin, urlsplit

from msgspec import Struct

from infogen._version import __version__
from infogen.content import Data, span_at
from infogen.content.short_links import ShortLinks
from infogen.diagnostics import Diagnostic, error, warning
from infogen.messages import _
from infogen.scene.addresses import ascii_address, ascii_host

TIMEOUT = 20.0
"""Seconds to wait for a site."""

MOST = 6
"""Times that an address may lead on to another one."""

NOTICE = timedelta(days=30)
"""How long before a certificate ends it is named."""

REDIRECTS = frozenset({301, 302, 303, 307, 308})


class Visit(Struct, frozen=True):
    """The outcome of a visit to a link: the status and the address at the end of the way, the
    certificate's issuer and last day, or the problem that ended it.
    """

    link: str
    url: str
    on: date
    status: int | None = None
    final: str | None = None
    issuer: str | None = None
    until: date | None = None
    problem: str | None = None


def visit(link: str, url: str, today: date) -> Visit:
    """Ask for an address and follow where it leads."""
    at, issuer, until = url, None, None
    for _step in range(MOST):
        try:
            if at != url and _is_internal(at) and not _is_internal(url):
                raise ValueError(_("it leads to an address inside the network"))
            status, to, certificate = _asked_in_time(at)
            onward = urljoin(at, to) if to else None
        except (OSError, http.client.HTTPException, ValueError) as problem:
            return Visit(link, url, today, final=at, problem=_reason(problem))
        issuer, until = _certified(certificate)
        if status not in REDIRECTS or onward is None:
            return Visit(
                link=link, url=url, on=today, status=status, final=at, issuer=issuer, until=until
            )
        at = onward
    return Visit(link, url, today, final=at, problem=_("it leads on and on"))


def addresses(data: Data) -> Iterator[tuple[str, str]]:
    """The links to visit, each with its address, and then with its short one if it has that."""
    short = ShortLinks(data.content.site.url)
    for key, link in data.content.links.items():
        if link.url is not None:
            yield key, link.url
            if (address := short.address(link)) not in (None, link.address):
                yield key, str(address)


def link_findings(data: Data, visits: Sequence[Visit]) -> Iterator[Diagnostic]:
    """The findings on the links that were visited."""
    for one in visits:
        about, link = f"links.{one.link}", data.content.links[one.link]
        span = span_at(data, f"{about}.url" if one.url == link.url else f"{about}.short")
        if one.problem or one.status is None or one.status >= 400:
            yield error(
                "dead-link",
                _("{address} does not answer: {reason}").format(
                    address=one.url, reason=one.problem or one.status
                ),
                span,
                _("look whether the site has moved, and correct the link before it is printed"),
                about,
            )
            continue
        # A short address is a page of the site, or leads on to where its link does.
        before = {ascii_host(one.url), ascii_host(link.url or "")}
        after = ascii_host(one.final or one.url)
        if after not in before:
            yield warning(
                "moved-link",
                _("{address} leads to another site: {final}").format(
                    address=one.url, final=one.final
                ),
                span,
                _("if that is right, write the new address"),
                about,
            )
        if urlsplit(one.final or one.url).scheme != "https":
            yield error(
                "not-https",
                _("{address} ends at {final}, which is not https").format(
                    address=one.url, final=one.final
                ),
                span,
                _("ask the site for https"),
                about,
            )
        if one.until is not None and one.until - one.on < NOTICE:
            yield warning(
                "certificate-ends",
                _("the certificate of {host} ends on {date}").format(
                    host=after, date=one.until.isoformat()
                ),
                span,
                _("tell who runs the site: after that day browsers refuse it"),
                about,
            )


Answer = tuple[int, str | None, dict[str, object]]
"""The status of an answer, where it leads on, and the certificate."""


def _asked_in_time(url: str) -> Answer:
    """As `_asked`, in `TIMEOUT` seconds altogether: that of a socket begins anew with each byte."""
    answers: list[Answer | Exception] = []

    def ask() -> None:
        try:
            answers.append(_asked(url))
        except Exception as problem:  # for the thread that waits
            answers.append(problem)

    thread = Thread(target=ask, daemon=True)
    thread.start()
    thread.join(TIMEOUT)
    if not answers:
        raise TimeoutError
    if isinstance(answers[0], Exception):
        raise answers[0]
    return answers[0]


def _is_internal(url: str) -> bool:
    """Tell whether a name leads to this machine or its network. Raises `OSError`, `ValueError`."""
    host = urlsplit(ascii_address(url)).hostname or ""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return any(not ip_address(str(one[4][0]).partition("%")[0]).is_global for one in found)


def _asked(url: str) -> Answer:
    """Ask for one address. Raises `OSError`, `HTTPException`, `ValueError`."""
    parts = urlsplit(ascii_address(url))
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(_("no address of the web"))
    way: http.client.HTTPConnection = (
        http.client.HTTPSConnection(
            parts.hostname, parts.port, timeout=TIMEOUT, context=ssl.create_default_context()
        )
        if parts.scheme == "https"
        else http.client.HTTPConnection(parts.hostname, parts.port, timeout=TIMEOUT)
    )
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        way.connect()
        certificate = way.sock.getpeercert() if isinstance(way.sock, ssl.SSLSocket) else None
        # GET, not HEAD: some of these sites answer HEAD with an error.
        way.request("GET", path, headers={"User-Agent": f"infogen/{__version__}", "Accept": "*/*"})
        answer = way.getresponse()
        return answer.status, answer.headers.get("Location"), dict(certificate or {})
    finally:
        way.close()


def _certified(certificate: dict[str, object]) -> tuple[str | None, date | None]:
    """The issuer of a certificate, and its last day."""
    issuer = certificate.get("issuer")
    names = {
        str(pair[0]): str(pair[1])
        for part in (issuer if isinstance(issuer, tuple) else ())
        for pair in part
    }
    end = certificate.get("notAfter")
    until = None
    if isinstance(end, str):
        until = datetime.fromtimestamp(ssl.cert_time_to_seconds(end), UTC).date()
    return names.get("organizationName") or names.get("commonName"), until


def _reason(problem: Exception) -> str:
    if isinstance(problem, ssl.SSLCertVerificationError):
        return _("its certificate is not valid ({reason})").format(reason=problem.verify_message)
    if isinstance(problem, TimeoutError):
        return _("no answer in {seconds} seconds").format(seconds=f"{TIMEOUT:g}")
    if isinstance(problem, OSError) and problem.strerror:
        return problem.strerror
    return str(problem) or type(problem).__name__
