"""The catalogue: every component is shown as it looks, with its YAML."""

import pytest

from infogen.cli import run
from infogen.diagnostics import Failure
from infogen.scene import Frame, Image, Text, walk
from infogen.sheets.gallery import SHOWN, entries, gallery, page_names
from infogen.workspace import load
from kit.places import ROOT

MARKED = {"grupo-marcas", "grupo-pie"}
"""Components of sheets that a camera reads: their marks are made by the program for each sheet."""


@pytest.fixture(scope="module")
def workspace():
    return load(ROOT)


def test_every_component_of_the_stock_has_an_example(workspace):
    shown = [entry.name for entry in entries(workspace)]
    shown_by_example = sorted(set(workspace.components) - MARKED)
    assert shown == [*shown_by_example, *sorted(workspace.examples)]
    assert all(entry.description for entry in entries(workspace))


@pytest.fixture(scope="module")
def catalogue(workspace):
    return gallery(workspace)


def texts(page):
    return [item for _x, _y, item in walk(page.frame) if isinstance(item, Text)]


def test_the_pages_have_each_picture_once_and_all_of_the_yaml(workspace, catalogue):
    names = list(page_names(workspace))
    assert len(catalogue.pages) == len(names)
    pictures = [
        item
        for page in catalogue.pages
        for _x, _y, item in walk(page.frame)
        if isinstance(item, Image)
    ]
    assert len(pictures) == len({name for page in names for name in page})
    for entry in entries(workspace):
        pages = [p for p, on in zip(catalogue.pages, names, strict=True) if entry.name in on]
        words = "".join(run.text for page in pages for run in texts(page))
        seen = "".join(words.replace("\u2060", "").split())
        for line in ("".join(text.split()) for _indent, text in entry.lines):
            assert line in seen


def test_the_pages_are_full(catalogue):
    """All but the last: the next entry begins where the one before it ends."""
    high = catalogue.canvas.height
    full = [
        max(y for _x, y, item in walk(page.frame) if isinstance(item, Text | Image)) / high
        for page in catalogue.pages[:-1]
    ]
    assert sum(full) / len(full) > 0.75
    assert len(full) < len(list(catalogue.pages)) <= 60


def test_yaml_is_set_in_letters_of_one_width_and_nothing_is_said_in_english(workspace, catalogue):
    """What is said beside it is Spanish: descriptions and comments are for those who keep it."""
    fonts = {run.font for page in catalogue.pages for run in texts(page) if "kind:" in run.text}
    assert fonts == {"fira-mono"}
    shown = [text for entry in entries(workspace) for _indent, text in entry.lines]
    assert not any(text.startswith("description:") or " # " in text for text in shown)


def test_no_example_is_larger_than_its_paper(workspace):
    for entry in entries(workspace):
        canvas = entry.scene.canvas
        shown = [
            (x + item.size.width, y + item.size.height)
            for x, y, item in walk(entry.scene.pages[0].frame)
            if isinstance(item, Frame) and item.id == SHOWN
        ]
        assert len(shown) == 1
        right, bottom = shown[0]
        assert (right <= canvas.width, bottom <= canvas.height) == (True, True), entry.name


def test_an_example_that_is_wrong_is_reported_at_its_place(tmp_path):
    (tmp_path / "layouts/examples").mkdir(parents=True)
    (tmp_path / "layouts/examples/malo.yaml").write_text(
        "description: Malo\nformat: portrait\nbody: {kind: text, style: body, text: $links.nada}\n",
        "utf-8",
    )
    with pytest.raises(Failure, match=r'malo.yaml:3:39: error: "\$links.nada" refers to nothing'):
        gallery(load(tmp_path))


def test_the_command_writes_a_file_for_each(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    assert run(["gallery", "-o", str(tmp_path)]) == 0
    assert {"gallery.pdf", "header.png", "ribbon.png"} <= {p.name for p in tmp_path.iterdir()}
    assert len(capsys.readouterr().out.splitlines()) == len(list(tmp_path.iterdir()))
