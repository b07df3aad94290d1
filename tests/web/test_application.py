"""What every app of ours answers: its headers, its checks, its language, its pages."""

import socket

import pytest
from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from infogen.web import server
from infogen.web.application import application
from infogen.web.assets import Assets, look
from infogen.web.forms import form
from infogen.web.guard import accepted_language
from infogen.web.pages import html_page
from infogen.web.refused import Refusal
from infogen.web.settings import Settings
from infogen.workspace import load
from kit.places import ROOT
from kit.web import Client, served


async def show(request: Request) -> Response:
    return html_page(request, "example.html", greeting="<b>", dense=False)


async def take(request: Request) -> Response:
    sent = await form(request)
    return Response(f"{sent.text('word', 5)}|{sent.choice('fruit', ('pear', 'fig'))}")


async def refuse(_request: Request) -> Response:
    raise Refusal(409, "Too late.", "come earlier")


async def fail(_request: Request) -> Response:
    raise RuntimeError("a secret of the program")


@pytest.fixture(scope="module")
def made(stock):
    def make(port: int, **other: object):
        settings = Settings(
            secret=b"x" * 32,
            hosts=frozenset({f"127.0.0.1:{port}"}),
            assets=Assets({**look(stock), "a.txt": b"one"}),
            packages=("kit",),
            largest=4096,
            patience=0.5,
        )
        routes = [
            Route("/", show),
            Route("/take", take, methods=["GET", "POST"]),
            Route("/refuse", refuse),
            Route("/fail", fail),
        ]
        return application(routes, replace(settings, **other))

    return make


@pytest.fixture(scope="module")
def client(made):
    with served(made) as port:
        yield Client(port)


def test_every_answer_carries_the_headers_that_protect(client):
    for answer in (client.get("/"), client.get("/nothing"), client.get("/refuse")):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
        assert "server" not in answer.headers
        assert "strict-transport-security" not in answer.headers


def test_behind_tls_browsers_are_told_to_stay_there(made):
    with served(lambda port: made(port, secure=True)) as port:
        assert "strict-transport-security" in Client(port).get("/").headers


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "", "127.0.0.1:1"])
def test_other_hosts_are_not_answered(client, host):
    assert client.get("/", host=host).status == 421


def test_everything_filled_in_is_escaped(client):
    assert "&lt;b&gt;" in client.get("/").text


def test_pages_speak_the_language_of_the_request(client):
    assert 'lang="es-MX"' in client.get("/", accept_language="es-MX,en;q=0.5").text
    assert "Skip to the content" in client.get("/", accept_language="en").text
    assert 'lang="es-MX"' in client.get("/").text


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "es"),
        ("en-GB", "en"),
        ("fr, en;q=0.2", "en"),
        ("es;q=0, en;q=0.1", "en"),
        ("x;q=y", "es"),
    ],
)
def test_the_language_is_the_first_of_ours_that_is_accepted(accepted, language):
    assert accepted_language(accepted, "es") == language


def test_a_form_is_read_with_bounds(client):
    token = client.get("/").csrf
    sent = {"csrf": token, "word": "  a\x00ña\u202endúes", "fruit": "fig"}
    assert client.post("/take", sent).text == "añand|fig"
    assert client.post("/take", {"csrf": token, "fruit": "stone"}).status == 400


def test_a_form_needs_the_token_and_the_origin_of_our_page(client):
    token = client.get("/").csrf
    assert client.post("/take", {"word": "a"}).status == 403
    assert client.post("/take", {"word": "a", "csrf": "é"}).status == 403
    assert client.post("/take", {"csrf": token}, origin="http://evil.example").status == 403
    assert client.post("/take", {"csrf": token}, origin="null").status == 403
    assert client.post("/take", {"csrf": token}, origin=f"http://{client.host}").status == 200


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"word=" + b"a" * 5000, {}, 413),
        (b"&".join(b"a=1" for _n in range(300)), {}, 400),
        (b"--y\r\nbroken", {"content-type": "multipart/form-data; boundary=x"}, 400),
        (b"", {"content-type": "multipart/form-data"}, 400),
        (b"a", {"content-length": "-1"}, 400),
    ],
)
def test_a_form_that_is_too_large_or_malformed_is_refused(client, body, headers, status):
    usual = {"content-type": "application/x-www-form-urlencoded"}
    assert client.ask("POST", "/take", body, {**usual, **headers}).status == status


def test_a_body_of_unknown_length_is_counted_as_it_comes(client):
    chunk = b"1000\r\n" + b"a" * 0x1000 + b"\r\n"
    head = f"POST /take HTTP/1.1\r\nhost: {client.host}\r\ntransfer-encoding: chunked\r\n"
    kind = "content-type: application/x-www-form-urlencoded\r\n\r\n"
    with socket.create_connection(("127.0.0.1", client.port), timeout=10) as raw:
        raw.sendall((head + kind).encode() + chunk * 3)
        assert raw.recv(100).startswith(b"HTTP/1.1 413")


def test_a_slow_body_is_given_up(client):
    head = f"POST /take HTTP/1.1\r\nhost: {client.host}\r\ncontent-length: 100\r\n"
    kind = "content-type: application/x-www-form-urlencoded\r\n\r\nwo"
    with socket.create_connection(("127.0.0.1", client.port), timeout=10) as raw:
        raw.sendall((head + kind).encode())
        assert raw.recv(100).startswith(b"HTTP/1.1 408")


def test_slow_headers_hold_up_nobody(made, monkeypatch):
    monkeypatch.setattr(server, "HEADERS_WITHIN", 0.3)
    with served(made) as port:
        slow = [socket.create_connection(("127.0.0.1", port), timeout=10) for _n in range(50)]
        for one in slow:
            one.sendall(b"GET / HT")
        assert Client(port).get("/").status == 200
        assert [one.recv(1) for one in slow] == [b""] * len(slow)
        for one in slow:
            one.close()


@pytest.mark.parametrize("method", ["PUT", "DELETE", "TRACE", "OPTIONS"])
def test_other_methods_are_refused(client, method):
    assert client.ask(method, "/", b"", {}).status == 405


def test_a_refusal_says_why_in_a_page_of_ours(client):
    answer = client.get("/refuse")
    assert (answer.status, "Too late." in answer.text) == (409, True)
    assert "Come earlier." in answer.text
    assert client.get("/nothing").status == 404


def test_a_mistake_of_ours_is_not_shown(client):
    answer = client.get("/fail")
    assert (answer.status, "secret" in answer.text) == (500, False)
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_assets_are_kept_for_good_and_found_by_name_alone(client, stock):
    assets = Assets({**look(stock), "a.txt": b"one"})
    found = client.get(assets.url("a.txt"))
    assert (found.text, "immutable" in found.headers["cache-control"]) == ("one", True)
    assert Assets({"a.txt": b"two"}).version != assets.version
    for name in ("../settings.py", "..%2f..%2fsettings.py", "%00", "b.txt"):
        assert client.get(f"/static/{assets.version}/{name}").status == 404
    with pytest.raises(KeyError):
        assets.url("b.txt")


def test_a_theme_gives_the_pages_its_colours(stock):
    assert b"--citizen:#FFC72C" in look(stock)["theme.css"]
    assert b'fill="#FFC72C"' in look(stock)["mark.svg"]


def test_another_identity_is_served_in_its_own_type_colours_and_mark():
    files = look(load(ROOT / "examples/municipio"))
    assert b"--citizen:#8FE3C4" in files["theme.css"]
    assert {"bitter-display.ttf", "fira-text.ttf"} <= set(files)
    assert b"scale(.6)" in files["mark.svg"]


def test_a_port_in_use_is_said():
    taken = server.listening_socket("127.0.0.1", 0)
    with taken, pytest.raises(Exception, match="cannot listen on"):
        server.listening_socket("127.0.0.1", taken.getsockname()[1])
