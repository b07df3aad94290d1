"""Nothing that a name, a link or a manifest holds steers the terminal."""

import json
from pathlib import Path
from shutil import copytree

import pytest

from infogen.cli import run
from infogen.cli.printer import printable
from kit.notice import notice
from kit.tiny import HERE

ESCAPE = "\x1b]0;x\x07"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\tb\nñ 漢 🙂", "a\tb\nñ 漢 🙂"),
        ("\x1b[2J", "\\x1b[2J"),
        ("a\r\x9b\x7f", "a\\r\\x9b\\x7f"),
        ("a\u202eb", "a\\u202eb"),
        ("a\udc80", "a\\udc80"),
    ],
)
def test_control_characters_are_written_out(text, shown):
    assert printable(text) == shown


@pytest.fixture
def here(tmp_path, monkeypatch):
    root = Path(copytree(HERE, tmp_path / "campaign"))
    (root / "layouts" / f"a{ESCAPE}.yaml").write_text(notice("Hola"), "utf-8")
    monkeypatch.chdir(root)
    return root


@pytest.mark.parametrize(
    "words",
    [
        ["list"],
        ["build"],
        ["check"],
        ["build", f"b{ESCAPE}"],
        ["build", "--theme", f"b{ESCAPE}"],
        ["diff", "old"],
        ["impact", f"x{ESCAPE}"],
        ["init", f"n{ESCAPE}"],
        [f"c{ESCAPE}"],
    ],
)
def test_no_command_prints_an_escape(here, capsys, words):
    Path("old").mkdir()
    Path("old/manifest.json").write_text(json.dumps({"files": []}), "utf-8")
    run(words)
    out, err = capsys.readouterr()
    assert "\x1b" not in out + err
    assert "\x07" not in out + err
