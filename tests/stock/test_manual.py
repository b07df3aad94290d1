"""The manual: all procedures of the data by one layout, over many pages."""

import re
from io import BytesIO

import pikepdf
import pytest
from msgspec.structs import replace

from infogen.backends import render
from infogen.build.jobs import Choice, select_jobs
from infogen.checks import check
from infogen.design.pieces import pieces, specs
from infogen.layout.compose import compose
from infogen.scene import Frame, Scene, Text, walk
from infogen.source.loader import parse
from kit import pdf_reader
from kit.places import ROOT

SHORT = 0.6
"""No page but the last of a chapter may leave more than two fifths of its flow empty."""


@pytest.fixture(scope="module")
def manual(stock) -> Scene:
    return compose(stock, "manual", format="letter")


@pytest.fixture(scope="module")
def pdf(manual) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(render(manual, "pdf")))


def runs(frame: Frame) -> str:
    return "".join(item.text for _x, _y, item in walk(frame) if isinstance(item, Text))


def frames(scene: Scene):
    for number, page in enumerate(scene.pages, 1):
        for _x, y, item in walk(page.frame):
            if isinstance(item, Frame):
                yield number, y, item


@pytest.mark.parametrize("theme", ["a-la-vista", "bn", "alto-contraste"])
@pytest.mark.parametrize("format", ["letter", "oficio-mx", "legal"])
def test_the_manual_has_no_findings(stock, format, theme):
    assert check(compose(stock, "manual", format=format, theme=theme)) == []


def test_all_procedures_and_all_their_steps_are_in_it(stock, manual):
    told = {
        item.origin
        for p in manual.pages
        for _x, _y, item in walk(p.frame)
        if isinstance(item, Text)
    }
    facts = {fact.path for fact in manual.facts}
    for name, procedure in stock.data.content.procedures.items():
        assert f"procedures.{name}.title" in told
        for step in procedure.steps:
            path = f"procedures.{name}.steps.{step.id}"
            assert f"{path}.text" in facts
            assert step.deadline is None or f"{path}.deadline" in facts
            assert step.legal_basis.article is None or f"{path}.legal_basis.article" in facts
        for requirement in procedure.requirements:
            assert any(
                f"procedures.{name}.requirements.{requirement.id}.text" in path
                for path in (*told, *facts)
            )


def test_steps_are_whole_and_in_order(stock, manual):
    stations = [int(runs(f)) for _n, _y, f in frames(manual) if (f.id or "").endswith("-station")]
    order = ["solicitud_informacion", "recurso_informacion", "solicitud_arco"]
    order += ["recurso_arco", "verificacion_oficiosa", "verificacion_denuncia"]
    steps = [stock.data.content.procedures[name].steps for name in order]
    assert stations == [step.n for procedure in steps for step in procedure]


def test_pages_are_numbered_and_full(manual):
    feet = [f for _n, _y, f in frames(manual) if f.id == "footer"]
    count = len(manual.pages)
    assert 11 <= count <= 26
    assert [re.search(r"Página (\d+) de (\d+)", runs(f)).groups() for f in feet] == [
        (str(n), str(count)) for n in range(1, count + 1)
    ]
    begun = {n for n, _y, f in frames(manual) if f.meaning.role == "heading"}
    for number, page in enumerate(manual.pages[1:-1], 2):
        if number + 1 in begun:
            continue
        y, flow = next(
            (y, f) for _x, y, f in walk(page.frame) if isinstance(f, Frame) and f.kind == "flow"
        )
        end = max(
            top + item.size.height
            for _x, top, item in walk(flow, 0.0, y)
            if isinstance(item, Frame) and item.kind == "line"
        )
        assert end - y > SHORT * flow.size.height


def test_each_chapter_begins_a_page_and_each_page_names_its_chapter(stock, manual):
    procedures = stock.data.content.procedures.values()
    begun = {
        runs(f): (n, y)
        for n, y, f in frames(manual)
        if f.meaning.role == "heading" and runs(f) in {p.title for p in procedures}
    }
    assert len(begun) == len(procedures)
    assert len({n for n, _y in begun.values()}) == len(begun)
    assert len({y for _n, y in begun.values()}) == 1
    heads = {n: runs(f) for n, _y, f in frames(manual) if f.meaning.role == "running" and _y < 20}
    for title, (first, _y) in begun.items():
        later = [n for n, _top in begun.values() if n > first]
        for number in range(first, min([*later, first + 1])):
            assert title in heads[number]


def test_steps_are_titled_by_what_is_done_and_name_who_does_it(stock, manual):
    said = {f.origin for _n, _y, f in texts(manual)}
    for name, procedure in stock.data.content.procedures.items():
        for step in procedure.steps:
            assert step.act is not None
            assert f"procedures.{name}.steps.{step.id}.act" in said


def test_what_happens_at_once_is_drawn_side_by_side_and_a_request_day_by_day(manual):
    kinds = [f.kind for _n, _y, f in frames(manual)]
    assert kinds.count("gantt") == 2
    assert kinds.count("timeline") == 1


def texts(scene: Scene):
    for number, page in enumerate(scene.pages, 1):
        for _x, y, item in walk(page.frame):
            if isinstance(item, Text):
                yield number, y, item


def test_the_contents_are_right(manual):
    headings = [
        (runs(f), n, f.meaning.target) for n, _y, f in frames(manual) if f.meaning.role == "heading"
    ]
    listed = [
        (runs(f), f.meaning.href)
        for n, _y, f in frames(manual)
        if n == 1 and (f.meaning.href or "").startswith("#") and f.meaning.role == "link"
    ]
    assert [
        (title, int(page), href)
        for (title, href), (page, _href) in zip(listed[::2], listed[1::2], strict=True)
    ] == [(title, n, f"#{target}") for title, n, target in headings]


def test_the_pdf_of_the_manual_is_one_document(pdf, manual):
    nodes = list(pdf_reader.tree(pdf).walk())
    roles = [node.role for node in nodes]
    assert roles.count("H1") == 1
    pages = {page for node in nodes for page, _mark in node.marks}
    assert pages == set(range(len(manual.pages)))
    over = [
        node
        for node in nodes
        if node.role == "L" and len({p for n in node.walk() for p, _m in n.marks}) > 1
    ]
    assert len(over) >= 4
    marks = [pdf_reader.marks(page) for page in pdf.pages]
    back = pdf_reader.numbers(pdf.Root.StructTreeRoot.ParentTree)
    for number, page in enumerate(marks):
        assert [m.number for m in page if m.number is not None] == list(range(len(back[number])))
    outline = pdf.open_outline().root
    titles = [item.title for item in outline[0].children]
    assert [t for t in titles if t != "Contenido"] == [
        runs(f) for _n, _y, f in frames(manual) if f.meaning.role == "heading"
    ]


MORE = """\
  - kind: column
    height: 1fr
    pad: [10.6, $format.margin, 8, $format.margin]
    children:
      - {use: header, with: {subject: $copy.guia.2.tema}}
      - {kind: column, height: 7}
      - kind: flow
        gap: 7
        children:
          - {use: part, with: {title: $procedures.recurso_arco.title}}
          - kind: column
            role: list
            gap: 5
            children:
              - {each: $procedures.recurso_arco.steps, as: step, use: act, with: {step: $step}}
      - {kind: column, height: 5}
      - {use: footer-paper}
"""


def test_the_guide_can_grow(stock):
    """A body with a flow after its composed pages: as many more pages as the text needs."""
    text = (ROOT / "layouts" / "guia.yaml").read_text("utf-8") + MORE
    raw = parse(text.encode(), "layouts/guia.yaml")
    grown = replace(stock, pieces=pieces(specs({"guia": raw}, stock.formats)))
    before = compose(stock, "guia", format="letter")
    scene = compose(grown, "guia", format="letter")
    assert [one for one in check(scene) if one.severity != "note"] == []
    assert len(scene.pages) == len(before.pages) + 2
    feet = [
        re.search(r"Página (\d) de (\d)", runs(f))
        for _n, _y, f in frames(scene)
        if f.id == "footer"
    ]
    assert [foot.groups() for foot in feet] == [("1", "4"), ("2", "4"), ("3", "4"), ("4", "4")]


def test_it_is_a_pdf_unless_pictures_are_asked_for(stock):
    letter, *_others = select_jobs(stock, Choice(pieces=("manual",)))
    assert "pdf" in letter.files
    assert "png" not in letter.files
    letter, *_others = select_jobs(stock, Choice(pieces=("manual",), files=("png",)))
    assert letter.files == ("png",)
