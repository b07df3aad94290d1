"""What `check` hands over: the table, JSON, SARIF, the page; and what `build --draft` makes."""

import json
import re
from functools import reduce
from html.parser import HTMLParser
from operator import getitem
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from msgspec.structs import replace
from PIL import Image

from infogen.cli import run
from infogen.diagnostics import Diagnostic, Span, Spot, Waiver
from infogen.reports.preflight.sarif import sarif
from kit.sarif_schema import LOG

WRONG = """\
title: Aviso
alt: "Un aviso con un código"
formats: [square, story]
body:
  kind: column
  height: 1fr
  ground: paper
  pad: 40
  gap: 40
  children:
    - {kind: text, style: body, text: Tienes quince días}
    - {kind: qr, link: $links.saimex, module: 5}
"""


@pytest.fixture
def tiny(tmp_path, monkeypatch):
    """A workspace with one piece that has errors, as the current folder."""
    monkeypatch.chdir(tmp_path)
    Path("layouts").mkdir()
    Path("layouts/tiny.yaml").write_text(WRONG, "utf-8")


@pytest.fixture(scope="module")
def reported(tmp_path_factory):
    """The reports of one run over that workspace."""
    folder = tmp_path_factory.mktemp("reported")
    (folder / "layouts").mkdir()
    (folder / "layouts" / "tiny.yaml").write_text(WRONG, "utf-8")
    page, log = folder / "out" / "a.html", folder / "out" / "a.sarif"
    arguments = ["check", "tiny", "-w", str(folder), "--today", "2026-11-24"]
    status = run([*arguments, "--report", str(page), "--sarif", str(log)])
    run([*arguments, "--report", str(page.with_name("b.html"))])
    return status, page, log


@pytest.mark.usefixtures("tiny")
def test_the_table_says_how_each_piece_stands_and_what_its_codes_bear(capsys):
    assert run(["check", "tiny"]) == 1
    out = capsys.readouterr().out
    assert re.search(r"^tiny +2 +[1-9]", out, re.MULTILINE)
    assert re.search(r"saimex\.org\.mx\S* +5 px +0\.\d+×", out)


@pytest.mark.usefixtures("tiny")
def test_one_cause_in_two_formats_is_one_finding_that_names_both(capsys):
    run(["check", "tiny", "--json"])
    document = json.loads(capsys.readouterr().out)
    (found,) = (one for one in document["diagnostics"] if one["code"] == "day-unit")
    assert [spot["picture"] for spot in found["spots"]] == ["tiny-square", "tiny-story"]
    assert document["codes"][0]["scale"] <= 0.5
    assert document["second_reader"] is True
    assert document["visits"] == []


def test_nothing_is_written_but_the_reports(reported):
    status, page, _log = reported
    assert status == 1
    assert sorted(path.name for path in page.parent.iterdir()) == ["a.html", "a.sarif", "b.html"]
    assert not (page.parents[1] / "output").exists()


def test_sarif_names_rule_level_and_place(reported):
    log = json.loads(reported[2].read_text("utf-8"))
    assert (log["version"], log["$schema"][:8]) == ("2.1.0", "https://")
    (only,) = log["runs"]
    rules = [rule["id"] for rule in only["tool"]["driver"]["rules"]]
    assert len(set(rules)) == len(rules)
    for result in only["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in ("error", "warning")
        assert result["message"]["text"]
    (found,) = (one for one in only["results"] if one["ruleId"] == "day-unit")
    place = found["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "layouts/tiny.yaml"
    assert place["region"] == {"startLine": 11, "startColumn": 7}


def test_an_answered_warning_is_suppressed_with_its_reason():
    finding = Diagnostic(
        "warning", "odd", "m", Span("data/a b.yaml"), answer=Waiver("r", "P", "2026-01-02")
    )
    (result,) = sarif([finding])["runs"][0]["results"]
    assert result["suppressions"] == [{"kind": "external", "justification": "r (P, 2026-01-02)"}]
    assert result["locations"] == [
        {"physicalLocation": {"artifactLocation": {"uri": "data/a%20b.yaml"}}}
    ]
    spotted = replace(finding, spots=(Spot(0, (0, 0, 1, 1), "x"),), answer=None)
    assert "suppressions" not in sarif([spotted])["runs"][0]["results"][0]


SARIF = Draft202012Validator(LOG)


def test_the_log_is_one_of_the_standard(reported):
    log = json.loads(reported[2].read_text("utf-8"))
    assert [error.message for error in SARIF.iter_errors(log)] == []
    odd = Diagnostic("warning", "odd", "m", Span("a b.yaml"), answer=Waiver("r", "P", "2026-1-2"))
    bare = Diagnostic("error", "bare", "m")
    assert [error.message for error in SARIF.iter_errors(sarif([odd, bare]))] == []
    assert [error.message for error in SARIF.iter_errors(sarif([]))] == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("version", "2.1"),
        ("runs.0.columnKind", "bytes"),
        ("runs.0.results.0.level", "hint"),
        ("runs.0.results.0.message", {}),
        ("runs.0.results.0.place", {}),
        ("runs.0.results.0.locations.0.physicalLocation.region.startColumn", 0),
        ("runs.0.tool.driver.rules", [{"id": "odd"}, {"id": "odd"}]),
    ],
)
def test_what_is_no_log_of_the_standard_is_found(path, value):
    log = sarif([Diagnostic("warning", "odd", "m", Span("a.yaml", 1, 1))])
    *above, last = (int(step) if step.isdecimal() else step for step in path.split("."))
    reduce(getitem, above, log)[last] = value
    assert list(SARIF.iter_errors(log)) != []


class Page(HTMLParser):
    """What a page refers to, and what it has."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.links, self.tags, self.sources = set(), set(), [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        self.tags.append((tag, named))
        self.ids.add(named.get("id"))
        if tag == "a":
            self.links.add(named["href"])
        if "src" in named or tag == "image":
            self.sources.append(named.get("src") or named["href"])


def test_the_page_is_whole_in_itself_and_marks_each_place(reported):
    text = reported[1].read_text("utf-8")
    page = Page(text)
    assert {link.removeprefix("#") for link in page.links} <= page.ids
    assert page.sources
    assert all(source.startswith("data:image/jpeg;base64,") for source in page.sources)
    pictures = [named for tag, named in page.tags if tag == "svg"]
    assert [named["viewbox"] for named in pictures] == ["0 0 1080.0 1080.0", "0 0 1080.0 1920.0"]
    assert all(named["aria-label"] == "Un aviso con un código" for named in pictures)
    marks = [named for tag, named in page.tags if tag == "rect" and named["stroke"] != "#fff"]
    assert any(float(one["x"]) == pytest.approx(40 - 5.4, abs=2) for one in marks)


def test_the_page_is_the_same_each_time(reported):
    page = reported[1]
    assert page.read_bytes() == page.with_name("b.html").read_bytes()


@pytest.mark.usefixtures("tiny")
def test_a_draft_is_made_in_spite_of_errors_and_says_so(capsys):
    assert run(["build", "tiny", "--format", "square"]) == 1
    assert not Path("output").exists()
    assert run(["build", "tiny", "--format", "square", "--draft", "--as", "png"]) == 1
    assert [path.name for path in Path("output/tiny").iterdir()] == ["tiny-square-borrador.png"]
    assert not Path("output/manifest.json").exists()
    picture = Image.open("output/tiny/tiny-square-borrador.png").convert("RGB")
    colors = dict((color, count) for count, color in picture.getcolors(1 << 20))
    assert colors[0xC4, 0x16, 0x1C] > 5000
    assert "day" in capsys.readouterr().err
