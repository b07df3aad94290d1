"""The components as browsers, people with a keyboard and axe-core see them."""

import pytest
from starlette.responses import Response
from starlette.routing import Route

from infogen.web.application import application
from infogen.web.assets import Assets, look
from infogen.web.pages import html_page
from infogen.web.settings import Settings
from kit.web import chromium, served, sideways, small_targets, violations, visitor


@pytest.fixture(scope="module")
def address(stock):
    def make(port: int):
        async def show(request) -> Response:
            return html_page(request, "example.html", greeting="Components")

        settings = Settings(
            secret=b"x" * 32,
            hosts=frozenset({f"127.0.0.1:{port}"}),
            assets=Assets(look(stock)),
            packages=("kit",),
        )
        return application([Route("/", show)], settings)

    with served(make) as port:
        yield f"http://127.0.0.1:{port}/"


@pytest.fixture(scope="module")
def browser():
    with chromium() as browser:
        yield browser


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_the_components_are_accessible_and_fit(address, browser, width):
    shown = visitor(browser, width=width)
    problems: list[str] = []
    shown.on("console", lambda message: problems.append(message.text))
    shown.on("requestfailed", lambda request: problems.append(request.url))
    shown.goto(address)
    assert violations(shown) == []
    assert sideways(shown) == 0
    assert small_targets(shown) == []
    assert problems == []
    shown.context.close()


def test_text_twice_as_large_stays_in_the_window(address, browser):
    shown = visitor(browser, width=360)
    shown.goto(address)
    shown.evaluate("document.documentElement.style.fontSize = '225%'")
    assert sideways(shown) == 0
    shown.context.close()


def test_what_has_focus_shows_it(address, browser):
    shown = visitor(browser, width=768)
    shown.goto(address)
    for _tab in range(8):
        shown.keyboard.press("Tab")
        ring = shown.evaluate(
            "() => { const e = document.activeElement.closest('label') ?? document.activeElement;"
            " const s = getComputedStyle(e); return [s.outlineStyle, parseFloat(s.outlineWidth)]; }"
        )
        assert ring == ["solid", 3]
    shown.context.close()
