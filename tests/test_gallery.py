"""The catalogue: every component is shown as it looks, with its YAML."""

from pathlib import Path

import pytest

from infogen.cli import run
from infogen.diagnostics import Failure
from infogen.gallery import entries, gallery
from infogen.scene import Image, Text, walk
from infogen.workspace import load

ROOT = Path(__file__).parents[1]


def test_every_component_of_the_stock_has_an_example():
    workspace = load(ROOT)
    shown = [entry.name for entry in entries(workspace)]
    assert shown == [*sorted(workspace.components), *sorted(workspace.examples)]
    assert all(entry.description for entry in entries(workspace))


def test_each_page_has_the_picture_and_the_yaml():
    workspace = load(ROOT)
    scene = gallery(workspace)
    assert len(scene.pages) == len(workspace.components) + len(workspace.examples)
    for page, entry in zip(scene.pages, entries(workspace), strict=True):
        items = [item for _x, _y, item in walk(page.frame)]
        assert sum(isinstance(item, Image) for item in items) == 1
        words = "".join(item.text for item in items if isinstance(item, Text)).replace(" ", "")
        assert "".join(entry.lines[0][1].split()).replace("~", "–") in words


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
