"""Flows: nothing is lost, nothing overflows, numbers and contents are right, and one block on two
pages is one element.
"""

import re
from io import BytesIO

import pikepdf
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from infogen.backends import render
from infogen.checks.scene.overflow import overflow
from infogen.scene import Frame, Path, Text, walk
from infogen.semantics.prose import alt, description
from kit import pdf_reader
from kit.tiny import texts

SHEET = 80.0


def flow(*children, pad=0):
    """A page that is a flow and the number of the page."""
    number = {"kind": "text", "style": "small", "text": "${page.n}/${page.count}"}
    body = {
        "kind": "column",
        "pad": pad,
        "children": [{"kind": "flow", "gap": 3, "children": list(children)}, number],
    }
    return yaml.safe_dump(body, allow_unicode=True, sort_keys=False)


def paragraph(text, **fields):
    return {"kind": "text", "style": "body", "text": text, **fields}


def block(height, **fields):
    return {"kind": "column", "height": height, "ground": "quiet", **fields}


def pages(scene):
    """The words of each page, without its number."""
    return [
        "".join(
            item.text
            for _x, _y, item in walk(page.frame)
            if isinstance(item, Text) and item.size > 3
        )
        for page in scene.pages
    ]


WORD = st.text("abcdefgh", min_size=1, max_size=8)
PARAGRAPH = st.lists(WORD, min_size=1, max_size=60).map(" ".join)
LEAF = st.one_of(
    PARAGRAPH.map(paragraph),
    PARAGRAPH.map(lambda text: paragraph(text[:20].strip() or "a", role="heading")),
    st.tuples(PARAGRAPH, st.sampled_from(["together", "next"])).map(
        lambda pair: paragraph(pair[0], keep=pair[1])
    ),
    st.floats(1, 60).map(block),
)
CHILD = st.one_of(
    LEAF,
    st.lists(LEAF, min_size=1, max_size=4).map(
        lambda inner: {
            "kind": "column",
            "role": "list",
            "gap": 2,
            "children": [{"kind": "column", "role": "item", "children": [x]} for x in inner],
        }
    ),
    st.lists(LEAF, min_size=1, max_size=4).map(
        lambda inner: {"kind": "column", "pad": 3, "ground": "quiet", "children": inner}
    ),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(CHILD, min_size=1, max_size=8))
def test_nothing_is_lost_and_no_page_overflows(tiny, children):
    scene = tiny.scene(flow(*children), format="sheet")

    def said(node):
        return node.get("text", "") + "".join(map(said, node.get("children", [])))

    wanted = "".join(map(said, children))
    assert "".join(pages(scene)).replace(" ", "") == wanted.replace(" ", "")
    assert list(overflow(scene)) == []
    numbers = [run.text for run in texts(scene) if re.fullmatch(r"\d+/\d+", run.text)]
    count = len(scene.pages)
    assert numbers == [f"{n}/{count}" for n in range(1, count + 1)]
    for page in scene.pages:
        assert any(
            not isinstance(item, Frame) and not (isinstance(item, Text) and item.size < 3)
            for _x, _y, item in walk(page.frame)
        )


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 70), st.integers(10, 120))
def test_no_line_stands_alone(tiny, above, count):
    text = " ".join(["abcd"] * count)
    scene = tiny.scene(flow(block(above), paragraph(text)), format="sheet")
    whole = sum(1 for run in texts(scene) if run.size > 3)
    for page in scene.pages:
        lines = sum(
            isinstance(item, Frame) and item.kind == "line" and item.size.height > 2.2
            for _x, _y, item in walk(page.frame)
        )
        assert lines == 0 or lines >= min(2, whole)


def test_a_block_that_is_taller_than_a_page_is_named(tiny):
    scene = tiny.scene(
        flow(paragraph("antes"), block(100, id="tall"), paragraph("luego")), format="sheet"
    )
    assert [str(found).splitlines()[0].split(": ", 2)[2] for found in overflow(scene)] == [
        'column "tall" does not fit in "sheet": 22.0 mm too tall (page 2)'
    ]
    assert pages(scene) == ["antes", "", "luego"]


TABLE = {
    "kind": "column",
    "keep": "together",
    "children": [block(25, ground=None, children=[paragraph(str(n))]) for n in range(1, 4)],
}


@pytest.mark.parametrize(
    ("before", "expected"),
    [([], ["Aaa12", "3"]), ([paragraph("B")], ["B", "Aaa12", "3"])],
)
def test_a_heading_does_not_stand_alone_over_what_would_fill_a_page(tiny, before, expected):
    """The whole fits on a page, but not under its heading."""
    heading = paragraph("Aaa", role="heading")
    scene = tiny.scene(flow(*before, heading, TABLE), format="sheet")
    assert pages(scene) == expected


def test_what_fills_a_page_and_has_no_heading_is_not_broken(tiny):
    scene = tiny.scene(flow(paragraph("B"), TABLE), format="sheet")
    assert pages(scene) == ["B", "123"]


def test_a_screen_has_no_next_page(tiny):
    said = tiny.said(flow(paragraph("a")))
    assert said[0].endswith("error: a screen has no next page for a flow")


def test_a_page_has_one_flow(tiny):
    said = tiny.said("{kind: column, children: [{kind: flow}, {kind: flow}]}", format="sheet")
    assert said[0].endswith("error: a page has one flow")


def test_a_flow_needs_a_height(tiny):
    said = tiny.said("{kind: flow, height: auto}", format="sheet")
    assert said[0].endswith("error: a flow fills the page from the top")


def test_a_ribbon_leads_to_the_foot_of_the_flow_and_comes_from_its_head(tiny):
    line = {
        "kind": "ribbon",
        "width": 2,
        "color": "ink",
        "path": [{"x": "steps.left", "y": "step.first"}, {"y": "step.last.first"}],
    }
    steps = [block(30, id="step") for _n in range(5)]
    scene = tiny.scene(
        flow({"kind": "column", "id": "steps", "children": [line, *steps]}), format="sheet"
    )
    found = [
        [(command[2]) for command in item.commands]
        for page in scene.pages
        for _x, _y, item in walk(page.frame)
        if isinstance(item, Path)
    ]
    foot = SHEET - 2  # the number of the page is 2 mm high
    assert [[round(y, 1) for y in ys] for ys in found] == [[15, foot], [0, foot], [0, 15]]


def test_a_ribbon_takes_no_gap_on_one_page_and_on_two(tiny):
    """A list that just fits is as high whole as it is in parts, so that it never leaves its head."""
    line = {
        "kind": "ribbon",
        "width": 2,
        "color": "ink",
        "path": [{"x": "head.left", "y": "head.bottom"}, {"y": "step.last.top"}],
    }
    steps = [block(20, id="step", role="item") for _n in range(3)]
    listed = {"kind": "column", "role": "list", "gap": 3, "children": [line, *steps]}
    head = block(SHEET - 2 - 66 - 1, id="head", keep="next")
    scene = tiny.scene(flow({"kind": "column", "children": [head, listed]}), format="sheet")
    assert len(scene.pages) == 1


CONTENTS = """
kind: column
children:
  - kind: column
    when: $contents
    role: list
    children:
      - {each: $contents, as: entry, when: $entry.main, kind: row, role: item, children: [{kind: text, style: body, text: $entry.title, width: 1fr}, {kind: text, style: body, text: $entry.page}]}
  - kind: flow
    children:
"""


def chapters(count):
    return "".join(
        f"      - {{kind: text, role: heading, style: body, text: Tema {n}}}\n"
        f"      - {{kind: text, role: subheading, style: body, text: Parte}}\n"
        f"      - {{kind: column, height: 45, ground: quiet}}\n"
        for n in range(1, count + 1)
    )


def contents_of(scene):
    return [
        (frame.meaning.href, "".join(r.text for _x, _y, r in walk(frame) if isinstance(r, Text)))
        for page in scene.pages
        for _x, _y, frame in walk(page.frame)
        if isinstance(frame, Frame) and frame.meaning.href
    ]


@pytest.mark.parametrize("count", [3, 4])
def test_a_document_of_four_pages_has_no_contents(tiny, count):
    scene = tiny.scene(CONTENTS + chapters(count), format="sheet")
    assert len(scene.pages) == count
    assert contents_of(scene) == []


def test_contents_name_the_page_of_each_heading(tiny):
    # The contents stand on each page of this body, and make it one page longer.
    scene = tiny.scene(CONTENTS + chapters(5), format="sheet")
    placed = {
        words.rstrip(): (number, frame.meaning.target)
        for number, page in enumerate(scene.pages, 1)
        for _x, _y, frame in walk(page.frame)
        if isinstance(frame, Frame) and frame.meaning.role == "heading"
        for words in ["".join(r.text for _x, _y, r in walk(frame) if isinstance(r, Text))]
    }
    listed = contents_of(scene)[:10]
    assert [text for _href, text in listed[::2]] == [f"Tema {n}" for n in range(1, 6)]
    for (href, title), (same, number) in zip(listed[::2], listed[1::2], strict=True):
        assert (int(number), f"#{placed[title][1]}") == (placed[title][0], href)
        assert same == href


def test_each_page_of_a_document_has_its_own_words_as_a_picture(tiny):
    """A list goes on over two pages, and in the document it is one."""
    items = [block(30, role="item", ground=None, children=[paragraph(f"Cosa {n}")]) for n in "1234"]
    scene = tiny.scene(flow({"kind": "column", "role": "list", "children": items}), format="sheet")
    assert [alt(scene, n) for n in range(2)] == ["Cosa 1. Cosa 2. 1/2.", "Cosa 3. Cosa 4. 2/2."]
    assert [description(scene, n).split("\n")[0] for n in range(2)] == ["- Cosa 1", "- Cosa 3"]
    assert description(scene).count("Cosa 3") == 1


def test_a_block_on_two_pages_is_one_element(tiny):
    text = " ".join(f"palabra{letter}" for letter in "abcdefghijklmnopqrstuvwxyz" * 2)
    rows = [{"a": f"fila{n}"} for n in range(30)]
    table = {
        "kind": "table",
        "rows": rows,
        "cell-style": "body",
        "head-style": "body",
        "row-gap": 2,
        "columns": [{"head": "Cabeza", "value": "a", "width": "1fr"}],
    }
    items = [
        {"kind": "column", "role": "item", "children": [paragraph(f"punto{n}"), block(9)]}
        for n in range(12)
    ]
    scene = tiny.scene(
        flow(
            block(60), paragraph(text), table, {"kind": "column", "role": "list", "children": items}
        ),
        format="sheet",
    )
    pdf = pikepdf.open(BytesIO(render(scene, "pdf")))
    nodes = list(pdf_reader.tree(pdf).walk())
    roles = [node.role for node in nodes]
    assert roles.count("Table") == 1
    assert roles.count("TH") == 1
    assert roles.count("TR") == len(rows) + 1
    assert roles.count("L") == 1
    assert roles.count("LI") == len(items)
    said = [{mark.number: mark.text for mark in pdf_reader.marks(page)} for page in pdf.pages]
    first = next(node for node in nodes if node.role == "P")
    assert {page for page, _number in first.marks} == {0, 1}
    assert "".join(said[page][number] for page, number in first.marks) == text
    # The way back: each mark of each page leads to the element that has it.
    back = pdf_reader.numbers(pdf.Root.StructTreeRoot.ParentTree)
    for node in nodes:
        for page, number in node.marks:
            assert back[page][number].objgen == node.element.objgen


def test_contents_lead_to_their_headings_in_the_pdf(tiny):
    scene = tiny.scene(CONTENTS + chapters(5), format="sheet")
    pdf = pikepdf.open(BytesIO(render(scene, "pdf")))
    numbers = [page.obj.objgen for page in pdf.pages]
    goals = [
        (numbers.index(link.A.D[0].objgen) + 1, round(float(link.A.D[3]), 1))
        for link in pdf.pages[0].Annots[::2]
        if link.A.S == "/GoTo"
    ]
    scale = 72 / 25.4
    tops = [
        (number, round((SHEET - y) * scale, 1))
        for number, page in enumerate(scene.pages, 1)
        for _x, y, frame in walk(page.frame)
        if isinstance(frame, Frame) and frame.meaning.role == "heading"
    ]
    assert goals == tops
    first, *_rest = pdf.open_outline().root
    below = [item.title for item in first.children if item.title != "Parte"]
    assert [first.title, *below] == [f"Tema {n}" for n in range(1, 6)]
