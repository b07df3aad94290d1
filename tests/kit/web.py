"""Web apps as people and attackers meet them: a server on loopback, raw requests, a real browser."""

import asyncio
import contextlib
import http.client
import json
import re
import shutil
import threading
import time
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import uvicorn
from playwright.sync_api import Browser, Error, Page, sync_playwright

from infogen.web.server import listening_socket, server_config

PATIENCE = 60
PHONE = {"width": 390, "height": 844}


class Answer(NamedTuple):
    """An answer: status, headers by lower-case name, body as text."""

    status: int
    headers: Mapping[str, str]
    text: str

    @property
    def csrf(self) -> str:
        """The token of the page's forms."""
        found = re.search(r'name="csrf" value="([0-9a-f]+)"', self.text)
        assert found, self.text[:400]
        return found[1]

    @property
    def cookie(self) -> str:
        """The cookie that the answer sets, as it is sent back."""
        return self.headers.get("set-cookie", "").partition(";")[0]


class Client:
    """A client that sends what it is told, and keeps its cookies."""

    def __init__(self, port: int, host: str | None = None) -> None:
        self.port = port
        self.host = host or f"127.0.0.1:{port}"
        self.cookies: dict[str, str] = {}

    def get(self, path: str, **headers: str) -> Answer:
        """What GET answers; redirects are not followed."""
        return self.ask("GET", path, b"", headers)

    def post(self, path: str, fields: Mapping[str, str], **headers: str) -> Answer:
        """What a form, posted as a browser does, answers."""
        sent = {"content-type": "application/x-www-form-urlencoded", **headers}
        return self.ask("POST", path, urlencode(fields).encode(), sent)

    def submit(self, path: str, fields: Mapping[str, str], at: str | None = None) -> Answer:
        """Load a page (the form's own if none is named), fill in the form, post it."""
        return self.post(path, {"csrf": self.get(at or path).csrf, **fields})

    def ask(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """One request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            sent = {"host": self.host, **headers}
            if self.cookies:
                jar = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
                sent.setdefault("cookie", jar)
            if body or method == "POST":
                sent.setdefault("content-length", str(len(body)))
            for name, value in sent.items():
                connection.putheader(name.replace("_", "-"), value)
            connection.endheaders(body)
            got = connection.getresponse()
            answer = Answer(
                got.status,
                {name.lower(): value for name, value in got.getheaders()},
                got.read().decode("utf-8", "replace"),
            )
        finally:
            connection.close()
        if answer.cookie:
            name, _is, value = answer.cookie.partition("=")
            self.cookies[name] = value
        return answer


@contextlib.contextmanager
def served(make, host: str = "127.0.0.1") -> Iterator[int]:
    """The port on which the app that `make(port)` returns is served, in a thread."""
    listening = listening_socket(host, 0)
    port = listening.getsockname()[1]
    server = uvicorn.Server(server_config(make(port)))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    until = time.monotonic() + PATIENCE
    while not server.started and thread.is_alive() and time.monotonic() < until:
        time.sleep(0.01)
    assert server.started
    try:
        yield port
    finally:
        server.should_exit = True
        thread.join(PATIENCE)
        listening.close()


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, driven by Playwright."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    assert program, "Chromium is missing (on Debian: apt install chromium)"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


def visitor(browser: Browser, *, width: int = 390, height: int = 844, scripts: bool = True) -> Page:
    """A page of a visitor with cookies of their own, who reads Spanish."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        java_script_enabled=scripts,
        locale="es-MX",
        has_touch=width < 600,
    )
    context.set_default_timeout(PATIENCE * 1000)
    return context.new_page()


def visit(page: Page, address: str) -> None:
    """Go to an address. A page that waits may be going on by itself at that moment, which ends the
    navigation that was asked for: then it is asked for once more.
    """
    for last in (False, False, True):
        try:
            page.goto(address)
            return
        except Error as problem:
            if last or "interrupted by another navigation" not in problem.message:
                raise
            page.wait_for_load_state()


@cache
def _axe() -> str:
    found = find_spec("axe_playwright_python")
    assert found
    assert found.origin
    return (Path(found.origin).parent / "axe.min.js").read_text("utf-8")


def violations(page: Page) -> list[str]:
    """What axe-core finds on a page, as `rule: element`.

    The source is evaluated, not added as a script: the CSP would refuse that.
    """
    page.evaluate(_axe())
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{rule['id']}: {node['html'][:160]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def sideways(page: Page) -> int:
    """By how many pixels a page is wider than its window."""
    script = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    return page.evaluate(script)


def small_targets(page: Page, least: float = 44) -> list[str]:
    """Buttons, fields and choices that are lower than `least` px."""
    script = """least => [...document.querySelectorAll('button,.button,.choice,input:not([type=hidden]),textarea,select,summary')]
      .filter(e => !e.closest('label') || e.matches('.choice'))
      .map(e => [e.outerHTML.slice(0, 120), e.getBoundingClientRect()])
      .filter(([_, r]) => r.width && r.height < least - 0.5).map(([html]) => html)"""
    return page.evaluate(script, least)


class Load(NamedTuple):
    """How long answers took, in seconds, and the statuses that came."""

    seconds: list[float]
    statuses: set[int]

    def quantile(self, share: float) -> float:
        return sorted(self.seconds)[min(int(share * len(self.seconds)), len(self.seconds) - 1)]


def loaded(port: int, requests: list[list[bytes]]) -> Load:
    """Many clients at once, each with a connection on which it sends its requests in turn."""
    load = Load([], set())

    async def client(mine: list[bytes]) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for request in mine:
            begun = time.perf_counter()
            writer.write(request)
            await writer.drain()
            head = await reader.readuntil(b"\r\n\r\n")
            length = re.search(rb"content-length: (\d+)", head.lower())
            if length:
                await reader.readexactly(int(length[1]))
            load.seconds.append(time.perf_counter() - begun)
            load.statuses.add(int(head.split(b" ", 2)[1]))
        writer.close()

    async def everyone() -> None:
        await asyncio.wait_for(asyncio.gather(*map(client, requests)), 120)

    asyncio.run(everyone())
    return load


def written(
    method: str, path: str, host: str, fields: Mapping[str, str] | None = None, cookie: str = ""
) -> bytes:
    """A request as bytes."""
    body = urlencode(fields or {}).encode()
    lines = [f"{method} {path} HTTP/1.1", f"host: {host}"]
    lines += [f"cookie: {cookie}"] if cookie else []
    if method == "POST":
        lines += ["content-type: application/x-www-form-urlencoded", f"content-length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode() + (body if method == "POST" else b"")


def json_of(answer: Answer) -> object:
    """The document of an answer."""
    return json.loads(answer.text)
