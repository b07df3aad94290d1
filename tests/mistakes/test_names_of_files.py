"""Names of files: accents in either form are the same, and what cannot be seen in one is named."""

import os
from unicodedata import normalize

import pytest
from PIL import Image

from infogen.cli import run
from infogen.diagnostics import Failure
from infogen.workspace import load
from kit.notice import notice

PICTURE = "    - {kind: picture, file: foto-año.png, alt: Una foto, width: 90, height: 90}\n"


def test_accents_that_a_system_writes_apart_are_the_same(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    os.makedirs("layouts")
    apart = normalize("NFD", "información")
    (tmp_path / "layouts" / f"{apart}.yaml").write_text(notice("Hola") + PICTURE, "utf-8")
    Image.new("RGB", (90, 90), "ivory").save(tmp_path / normalize("NFD", "foto-año.png"))
    assert run(["build", "información", "--as", "png"]) == 0, capsys.readouterr().err
    assert (tmp_path / "output/información/información-square.png").is_file()


@pytest.mark.parametrize(
    ("name", "number"),
    [
        (b"a\xff.yaml", "U+DCFF"),
        ("a\u200b.yaml", "U+200B"),
        ("a\u00a0b.yaml", "U+00A0"),
        ("a\u202eb.yaml", "U+202E"),
    ],
)
def test_what_cannot_be_seen_in_a_name_is_named(name, number, tmp_path):
    (tmp_path / "layouts").mkdir()
    path = os.fsdecode(os.path.join(os.fsencode(tmp_path), b"layouts", os.fsencode(name)))
    with open(path, "w", encoding="utf-8") as file:
        file.write(notice("Hola"))
    with pytest.raises(Failure) as failure:
        load(tmp_path)
    (found,) = failure.value.diagnostics
    assert number in found.message
    assert found.code == "bad-name"
