"""The page of examples for Python does what it says, and the names of the package are its functions."""

import re
from pathlib import Path

import pytest
from PIL import Image

import infogen
from kit.places import ROOT

EXAMPLES = re.findall(
    r"^```python\n(.*?)^```$",
    (ROOT / "docs" / "api.md").read_text("utf-8"),
    re.MULTILINE | re.DOTALL,
)


@pytest.fixture(scope="module")
def there(tmp_path_factory):
    """A folder with the project's layouts and data."""
    folder = tmp_path_factory.mktemp("api")
    for name in ("layouts", "data", "fonts"):
        (folder / name).symlink_to(ROOT / name, target_is_directory=True)
    return folder


def test_the_examples_run_one_after_another(there, monkeypatch, capsys):
    monkeypatch.chdir(there)
    Path("output").mkdir()
    names: dict[str, object] = {}
    for example in EXAMPLES:
        exec(compile(example, "docs/api.md", "exec"), names)
    said = capsys.readouterr().out
    assert "<Scene verificacion portrait, theme a-la-vista, pages: 1>" in said
    assert 'did you mean "verificacion"?' in said
    with Image.open("output/verificacion.png") as picture:
        assert picture.size == (1080, 1350)


def test_reprs_are_short(stock):
    scene = infogen.compose(stock, "denuncia", format="letter")
    assert len(repr(stock)) < 400
    assert len(repr(scene)) < 100


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("a.png", b"\x89PNG"),
        ("A.JPG", b"\xff\xd8"),
        ("a.webp", b"RIFF"),
        ("a.pdf", b"%PDF-"),
        ("a.svg", b"<svg"),
        ("a-outlines.svg", b"<svg"),
        ("a.html", b"<!DOCTYPE html>"),
    ],
)
def test_the_suffix_says_the_kind(stock, tmp_path, name, start):
    scene = infogen.compose(stock, "denuncia", format="link")
    infogen.save(scene, tmp_path / name)
    data = (tmp_path / name).read_bytes()
    assert data[: len(start)].lower() == start.lower()
    assert (b"<text" in data) == (name == "a.svg")


@pytest.mark.parametrize("name", ["a.gif", "a", "png"])
def test_another_suffix_is_no_file(stock, tmp_path, name):
    scene = infogen.compose(stock, "denuncia", format="link")
    with pytest.raises(infogen.Failure, match="one of: png, jpg"):
        infogen.save(scene, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_check_with_the_workspace_asks_the_facts_too(stock):
    scene = infogen.compose(stock, "denuncia", format="square")
    alone = {finding.code for finding in infogen.check(scene)}
    both = {finding.code for finding in infogen.check(scene, stock)}
    assert "no-review-date" in both - alone
