"""The pages of the published site, as browsers, validators and search engines meet them."""

import csv
import json
import re
from io import StringIO
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

import pytest
from PIL import Image

from kit.vnu import invalid
from kit.web import chromium, sideways, small_targets, violations, visit, visitor

SHOWN = ["", "acceso-saimex/", "arco-sarcoem/", "manual/", "resultados-abiertos/", "glosario/"]
SHOWN += ["mapa/", "privacidad/", "accesibilidad/", "incrustar/denuncia/"]
FIRST_VIEW = 250 * 1024
"""Bytes that a page takes before anybody moves it."""


@pytest.fixture(scope="module")
def browser():
    with chromium() as opened:
        yield opened


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def links(site: Path, page: Path) -> set[str]:
    text = page.read_text("utf-8")
    return set(re.findall(r'(?:href|src|action)="([^"]+)"', text)) | {
        part.split()[0]
        for found in re.findall(r'srcset="([^"]+)"', text)
        for part in found.split(", ")
    }


def test_every_page_is_valid(site: Path) -> None:
    whole = [path for path in pages(site) if path.name != "wordpress.html"]
    assert invalid([*whole, *site.rglob("*.css")]) == []


def test_every_address_in_the_site_leads_to_a_file(site: Path) -> None:
    missing = []
    for page in pages(site):
        here = f"https://site.example/{page.relative_to(site).as_posix()}"
        for link in links(site, page):
            whole = urlsplit(urljoin(here, link))
            if (
                link.startswith("mailto:")
                or whole.netloc != "site.example"
                or whole.path == "/buzon"
            ):
                continue
            path = unquote(whole.path).lstrip("/")
            path = path.removeprefix("t/") if page.name == "404.html" else path
            target = site / (f"{path}index.html" if path.endswith("/") or not path else path)
            if not target.is_file():
                missing.append(f"{page.relative_to(site)}: {link}")
    assert missing == []


def test_no_page_asks_another_server_or_runs_anything(site: Path) -> None:
    for page in pages(site):
        text = page.read_text("utf-8")
        assert (
            not re.search(r'(?:src|srcset)="(?:https?:)?//', text) or page.name == "wordpress.html"
        )
        assert not re.search(
            r"<style| style=| on[a-z]+=|<script(?! type=\"application/ld\+json\")", text
        )


@pytest.mark.parametrize("address", SHOWN)
def test_pages_are_for_everybody(browser, served: str, address: str) -> None:
    page = visitor(browser, width=360, height=740)
    outside: list[str] = []
    page.on("request", lambda sent: outside.append(sent.url) if served not in sent.url else None)
    visit(page, served + address)
    assert violations(page) == []
    assert sideways(page) == 0
    assert small_targets(page) == []
    page.evaluate("document.documentElement.style.fontSize = '225%'")
    assert sideways(page) == 0
    for width in (768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate("document.documentElement.style.fontSize = ''")
        assert sideways(page) == 0
        assert violations(page) == []
    assert outside == []
    page.context.close()


@pytest.mark.parametrize("address", ["", "acceso-saimex/", "arco-sarcoem/", "manual/"])
def test_the_first_view_is_light_and_stays_where_it_is(browser, served: str, address: str) -> None:
    page = visitor(browser, width=360, height=740)
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach("
        "one => { window.moved += one.value })).observe({type: 'layout-shift', buffered: true})"
    )
    sizes: list[int] = []
    page.on("requestfinished", lambda sent: sizes.append(sent.sizes()["responseBodySize"]))
    visit(page, served + address)
    page.wait_for_load_state("networkidle")
    assert sum(sizes) <= FIRST_VIEW
    assert len(sizes) <= 24
    assert page.evaluate("window.moved") < 0.1
    page.context.close()


def test_a_page_without_scripts_says_all(browser, served: str) -> None:
    page = visitor(browser, width=360, scripts=False)
    visit(page, served + "acceso-saimex/")
    words = page.inner_text("main")
    assert all(word in words for word in ("15", "días hábiles", "Revisado"))
    assert "Esto no es una solicitud de información." in words
    page.context.close()


def test_pictures_have_their_size_and_words(site: Path, stock) -> None:
    for page in pages(site):
        for tag in re.findall(r"<img [^>]+>", page.read_text("utf-8")):
            assert re.search(r'width="\d+" height="\d+" alt="', tag), tag
    shared = list(site.rglob("share-*.jpg"))
    assert len(shared) == len(stock.pieces)
    for path in shared:
        assert path.stat().st_size <= 300_000
        with Image.open(path) as picture:
            assert picture.size == (1200, 630)


def test_data_are_open(site: Path) -> None:
    text = (site / "acceso-saimex/datos.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text)))
    term = next(row for row in rows if row["fact"].endswith("responder.deadline"))
    assert (term["value"], term["law"][:9]) == ("15 días hábiles", "LTAIPEMyM")
    results = json.loads((site / "resultados-abiertos/resultados.json").read_text("utf-8"))
    assert results["sample"] is True
    assert "EJEMPLO" in (site / "resultados-abiertos/index.html").read_text("utf-8")


def test_programs_find_their_way(site: Path) -> None:
    space = {"a": "http://www.w3.org/2005/Atom", "s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    feed = ElementTree.parse(site / "feed.xml")
    assert len(feed.findall("a:entry", space)) > 8
    places = [loc.text for loc in ElementTree.parse(site / "sitemap.xml").findall("*/s:loc", space)]
    assert "https://example.org/t/acceso-saimex/" in places
    for page in (site / "acceso-saimex/index.html", site / "resultados-abiertos/index.html"):
        found = re.findall(r'ld\+json">(.+?)</script>', page.read_text("utf-8"))
        assert json.loads(found[0])["@type"] in ("Article", "Dataset")
