"""Short addresses in codes, the editions of papers, and what stands behind them."""

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from infogen.backends import render
from infogen.build.listener import Silent
from infogen.checks import check
from infogen.checks.scanning.readers import read_codes
from infogen.diagnostics import Failure
from infogen.layout.compose import compose
from infogen.site import publish
from infogen.workspace import load
from kit.site import SITE, small

PAPER = """\
title: Un aviso
alt: Un aviso de prueba.
formats: [letter, square]
body:
  kind: column
  pad: {paper: 20, screen: 64}
  gap: {paper: 8, screen: 40}
  children:
    - {kind: text, role: title, style: headline, text: "Un aviso"}
    - {kind: text, style: body, text: "Te responden en ${procedures.solicitud_informacion.steps.responder.deadline}."}
    - {kind: qr, link: $links.saimex, module: {paper: 0.8, screen: 6}}
    - {kind: text, style: label, text: $links.saimex.shown}
"""
DAY, LATER = date(2026, 1, 10), date(2026, 3, 3)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    from infogen.workspace import stock

    small(tmp_path, PAPER)
    data = stock.folder() / "data"
    links = (
        (data / "links.yaml").read_text("utf-8").replace("saimex:\n", "saimex:\n  short: d1\n", 1)
    )
    (tmp_path / "data/links.yaml").write_text(links, "utf-8")
    (tmp_path / "data/procedures").mkdir()
    term = (data / "procedures/solicitud_informacion.yaml").read_text("utf-8")
    (tmp_path / "data/procedures/solicitud_informacion.yaml").write_text(term, "utf-8")
    return tmp_path


def with_term(root: Path, days: int) -> None:
    """Let the authority answer within that many days."""
    path = root / "data/procedures/solicitud_informacion.yaml"
    text = path.read_text("utf-8")
    before, after = text.split("id: responder", 1)
    path.write_text(
        f"{before}id: responder{re.sub(r'days: [0-9]+', f'days: {days}', after, count=1)}", "utf-8"
    )


def code(root: Path, format: str) -> str:
    from io import BytesIO

    from PIL import Image

    scene = compose(load(root), "aviso", format=format)
    (found,) = read_codes(Image.open(BytesIO(render(scene, "png"))).convert("L"))
    return found


def made(root: Path, day: date):
    return publish(load(root), root / "site", Silent(), today=day)


def test_codes_hold_the_short_address(root: Path) -> None:
    assert code(root, "square") == "https://example.org/t/d1"
    assert re.fullmatch(r"https://example.org/t/d1-[2-9b-z]{3}", code(root, "letter"))
    assert code(root, "letter") == code(root, "letter")


def test_without_a_site_codes_hold_the_link(root: Path) -> None:
    small(root, PAPER, SITE.replace('"https://example.org/t/"', "null"))
    assert code(root, "letter") == "https://saimex.org.mx/saimex/ciudadano/login.page"


def test_an_edition_changes_with_the_facts_alone(root: Path) -> None:
    first = code(root, "letter")
    small(root, PAPER.replace("Te responden en", "Deben responder en"))
    assert code(root, "letter") == first
    with_term(root, 20)
    assert code(root, "letter") != first


def test_a_short_code_is_as_good_as_a_long_one(root: Path) -> None:
    workspace = load(root)
    scene = compose(workspace, "aviso", format="letter")
    errors = [found for found in check(scene, workspace) if found.severity == "error"]
    assert errors == []
    assert scene.twin.post.links[0][1].startswith("https://example.org/t/d1")


def test_the_page_behind_a_code_says_whether_the_sheet_holds(root: Path) -> None:
    made(root, DAY)
    printed = code(root, "letter").removeprefix("https://example.org/t/")
    page = root / "site" / printed / "index.html"
    assert "Tu hoja sigue vigente" in page.read_text("utf-8")
    assert "10 de enero de 2026" in page.read_text("utf-8")
    with_term(root, 20)
    again = made(root, LATER)
    text = page.read_text("utf-8")
    assert "Cambió el 3 de marzo de 2026." in text
    assert "<del>15 días hábiles</del>" in text
    assert "<ins>20 días hábiles</ins>" in text
    new = code(root, "letter").removeprefix("https://example.org/t/")
    assert new != printed
    assert "Tu hoja sigue vigente" in (root / "site" / new / "index.html").read_text("utf-8")
    assert again.withdrawn == ()
    kept = (root / "data/editions.yaml").read_text("utf-8")
    assert made(root, date(2026, 4, 1)).written == ()
    assert (root / "data/editions.yaml").read_text("utf-8") == kept


def test_short_addresses_lead_on_with_or_without_rules(root: Path) -> None:
    made(root, DAY)
    page = (root / "site/d1/index.html").read_text("utf-8")
    assert 'content="0;url=https://saimex.org.mx/saimex/ciudadano/login.page"' in page
    apache = (root / "site/reglas/apache.conf").read_text("utf-8")
    assert apache == "Redirect 302 /t/d1 https://saimex.org.mx/saimex/ciudadano/login.page\n"
    assert "location = /t/d1 { return 302 https" in (root / "site/reglas/nginx.conf").read_text(
        "utf-8"
    )
    table = (root / "site/reglas/wordpress.csv").read_text("utf-8").splitlines()
    rows = list(csv.DictReader(table))
    assert rows[0]["source"] == "/t/d1"


@pytest.mark.parametrize("short", ["D1", "a-b", "demasiado-largo", ""])
def test_a_short_name_that_is_none_is_refused(root: Path, short: str) -> None:
    path = root / "data/links.yaml"
    path.write_text(path.read_text("utf-8").replace("short: d1", f'short: "{short}"'), "utf-8")
    with pytest.raises(Failure, match=r"data/links.yaml:\d+:10"):
        load(root)


def test_two_links_have_two_short_names(root: Path) -> None:
    path = root / "data/links.yaml"
    text = path.read_text("utf-8").replace("sarcoem:\n", "sarcoem:\n  short: d1\n", 1)
    path.write_text(text, "utf-8")
    with pytest.raises(Failure, match='"d1" is already the short name of "saimex"'):
        load(root)


def test_the_day_of_a_change_is_that_of_the_same_paper(root: Path) -> None:
    """Another format states other facts on the same day: that is no change."""
    small(
        root,
        PAPER.replace("[letter, square]", "[letter, legal]").replace(
            'text: "Te responden', 'when: {letter: true, else: false}, text: "Te responden'
        ),
    )
    made(root, DAY)
    printed = code(root, "letter").removeprefix("https://example.org/t/")
    with_term(root, 20)
    made(root, LATER)
    text = (root / "site" / printed / "index.html").read_text("utf-8")
    assert "Cambió el 3 de marzo de 2026." in text
