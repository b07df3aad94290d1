"""Pictures are taken from the workspace alone, and what is no picture there is said."""

import os
from pathlib import Path

import pytest
from PIL import Image

from infogen.cli import run
from kit.notice import notice


@pytest.mark.parametrize(
    "file",
    [
        "../secreto.png",
        "layouts/../../secreto.png",
        "{outside}",
        "enlace.png",
        "carpeta/secreto.png",
        "file://{outside}",
        "https://example.org/a.png",
        "~/secreto.png",
        "",
        ".",
        "layouts",
        "tubo",
        "nul\\0.png",
        "a" * 300,
    ],
)
def test_nothing_outside_the_workspace_is_shown(file, tmp_path, monkeypatch, capsys):
    here = tmp_path / "campaign"
    (here / "layouts").mkdir(parents=True)
    secret = tmp_path / "secreto.png"
    Image.new("RGB", (9, 9), "ivory").save(secret)
    (here / "enlace.png").symlink_to(secret)
    (here / "carpeta").symlink_to(tmp_path, target_is_directory=True)
    os.mkfifo(here / "tubo")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(here)
    block = f'    - {{kind: picture, alt: A, width: 9, height: 9, file: "{file}"}}\n'
    text = notice("Hola") + block.replace("{outside}", str(secret))
    Path("layouts/aviso.yaml").write_text(text, "utf-8")
    assert run(["build", "aviso"]) == 1
    told = capsys.readouterr().err
    assert "layouts/aviso.yaml:11:" in told
    assert told.endswith("1 error\n")
