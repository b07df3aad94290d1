"""Links visited on servers of this machine, one of them with a certificate of its own authority."""

import http.server
import ssl
import threading
import time
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, timedelta

import pytest
import trustme
from msgspec.structs import replace

from infogen.content import load_data
from infogen.reports.preflight import online
from infogen.reports.preflight.online import Visit, link_findings, visit
from kit.places import DATA

TODAY = date(2026, 11, 24)
STOCK = load_data([(DATA, "data")])


class Answers(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/there")
        elif self.path == "/odd":
            self.send_response(302)
            self.send_header("Location", "http://[::1")
        elif self.path == "/slow":
            with suppress(OSError):  # who asked has gone
                for _byte in range(100):
                    self.wfile.write(b"H")
                    time.sleep(0.05)
            return
        elif self.path == "/round":
            self.send_response(301)
            self.send_header("Location", "/round")
        else:
            self.send_response(404 if self.path == "/gone" else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_arguments):
        pass


@contextmanager
def serving(context=None):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture(scope="module")
def secure(authority):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    until = datetime.now(UTC) + timedelta(days=400)
    authority.issue_cert("localhost", not_after=until).configure_cert(context)
    with serving(context) as port:
        yield f"https://localhost:{port}", until.date()


@pytest.fixture
def trusted(authority, tmp_path, monkeypatch):
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))


@pytest.mark.usefixtures("trusted")
def test_a_visit_follows_and_says_status_site_and_certificate(secure):
    base, until = secure
    seen = visit("saimex", f"{base}/moved", TODAY)
    assert (seen.status, seen.final, seen.problem) == (200, f"{base}/there", None)
    assert seen.until == until
    assert seen.issuer


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize(("path", "dead"), [("/", False), ("/gone", True), ("/round", True)])
def test_what_is_gone_or_goes_round_is_dead(secure, path, dead):
    seen = visit("saimex", secure[0] + path, TODAY)
    assert [one.code for one in link_findings(STOCK, [seen])] == (["dead-link"] if dead else [])


def test_a_certificate_that_nobody_vouches_for_is_a_problem(secure):
    seen = visit("saimex", secure[0], TODAY)
    assert "certificate" in seen.problem
    assert [one.severity for one in link_findings(STOCK, [seen])] == ["error"]


def test_no_server_is_a_problem_not_a_traceback():
    with serving() as port:
        pass
    assert visit("saimex", f"http://127.0.0.1:{port}/", TODAY).problem


def test_an_address_that_is_none_is_a_problem_not_a_traceback():
    with serving() as port:
        assert visit("saimex", f"http://127.0.0.1:{port}/odd", TODAY).problem


def test_a_server_that_sends_a_byte_at_a_time_has_no_more_time_than_others(monkeypatch):
    monkeypatch.setattr(online, "TIMEOUT", 0.5)
    with serving() as port:
        seen = visit("saimex", f"http://127.0.0.1:{port}/slow", TODAY)
    assert seen.problem == "no answer in 0.5 seconds"


def test_a_public_address_does_not_lead_into_the_network(monkeypatch):
    with serving() as port:
        inside = f"http://127.0.0.1:{port}/"
        answers = {"https://a.mx/": (302, inside, {})}
        monkeypatch.setattr(online, "_asked", lambda url: answers[url])
        monkeypatch.setattr(online, "_is_internal", lambda url: url == inside)
        seen = visit("saimex", "https://a.mx/", TODAY)
    assert seen.problem == "it leads to an address inside the network"


def test_http_at_the_end_is_an_error():
    with serving() as port:
        seen = visit("saimex", f"http://127.0.0.1:{port}/", TODAY)
    assert [one.code for one in link_findings(STOCK, [seen])] == ["not-https"]


SEEN = Visit(
    link="saimex",
    url="https://a.mx/",
    on=TODAY,
    status=200,
    final="https://www.a.mx/x",
    issuer="CA",
    until=date(2027, 6, 1),
)


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({}, []),
        ({"final": "https://b.mx/"}, ["moved-link"]),
        ({"until": date(2026, 12, 23)}, ["certificate-ends"]),
        ({"until": date(2026, 12, 24)}, []),
        ({"status": 500}, ["dead-link"]),
    ],
)
def test_other_sites_and_certificates_near_their_end_are_named(change, codes):
    assert [one.code for one in link_findings(STOCK, [replace(SEEN, **change)])] == codes
