"""A scene is read once, and every kind of file says the same of it."""

import io

import pikepdf
import pytest

from infogen.backends import render
from infogen.layout.compose import compose
from kit import html_reader, pdf_reader, svg_reader


def in_html(scene):
    main = html_reader.part(html_reader.page(render(scene, "html")), "main")
    return html_reader.headings(main)


def in_pdf(scene):
    with pikepdf.open(io.BytesIO(render(scene, "pdf"))) as pdf:
        roles = [node.role for node in pdf_reader.tree(pdf).walk()]
    return [int(role[1:]) for role in roles if role[:1] == "H" and role[1:].isdigit()]


def in_svg(scene):
    return [
        (int(heading.get("aria-level")), svg_reader.said(heading))
        for page in range(len(scene.pages))
        for heading in svg_reader.root(render(scene, "svg", page)).iterfind(".//*[@role='heading']")
    ]


def titled(*roles):
    """A body with a text of each role."""
    texts = (f"{{kind: text, style: body, role: {role}, text: {role}}}" for role in roles)
    return f"{{kind: column, children: [{', '.join(texts)}]}}"


@pytest.mark.parametrize(
    ("roles", "levels"),
    [
        (("subheading", "heading"), [1, 2]),
        (("heading", "title", "subheading"), [1, 2]),
        (("title", "heading", "subheading", "title"), [1, 2, 3, 2]),
    ],
)
def test_no_level_is_skipped_in_any_file(tiny, roles, levels):
    scene = tiny.scene(titled(*roles))
    assert [level for level, _words in in_html(scene)] == levels
    assert in_pdf(scene) == levels
    assert [level for level, _words in in_svg(scene)] == levels


@pytest.mark.parametrize(
    ("piece", "format"),
    [("manual", "letter"), ("guia", "letter"), ("arco-sarcoem", "portrait"), ("denuncia", "story")],
)
def test_headings_have_one_level_in_all_files(stock, piece, format):
    scene = compose(stock, piece, format=format)
    read = in_html(scene)
    assert in_pdf(scene) == [level for level, _words in read]
    assert in_svg(scene) == read
