"""An output folder may come with a stranger's workspace: nothing outside of it is read, written or
removed, and the manifest is true whatever happens.
"""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from shutil import copytree

import pytest

from infogen.build import manifest
from infogen.cli import run
from infogen.files.write import sweep
from kit.notice import notice
from kit.places import SOURCE
from kit.tiny import HERE

VICTIM = "victim/tesis.png"


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A workspace with one piece of two pages, and a file outside of it."""
    root = Path(copytree(HERE, tmp_path / "campaign"))
    (root / "layouts" / "aviso.yaml").write_text(notice("Hola"), "utf-8")
    (tmp_path / "victim").mkdir()
    (tmp_path / VICTIM).write_bytes(b"mine")
    monkeypatch.chdir(root)
    return root


def _listed(**entry):
    Path("output").mkdir(exist_ok=True)
    Path("output/manifest.json").write_text(json.dumps({"files": [entry]}), "utf-8")


@pytest.mark.parametrize(
    "entry",
    [
        {"path": "aviso/aviso-square.png", "page": "/../../../victim/tesis"},
        {"path": "../../victim/tesis.png", "page": None},
        {"path": "aviso/../../../victim/tesis.png", "page": 3},
        {"path": "aviso/link/tesis.png", "page": 1},
        {"path": "aviso\\..\\x.png", "page": 1},
        {"path": 7},
        {"path": "a\x00b"},
        {"page": 1},
    ],
)
def test_a_manifest_reaches_nothing_outside(here, entry):
    _listed(**entry)
    Path("output/aviso").mkdir()
    Path("output/aviso/link").symlink_to(here.parent / "victim", target_is_directory=True)
    assert run(["build"]) == 0
    assert (here.parent / VICTIM).read_bytes() == b"mine"
    assert {file["path"] for file in manifest.read_manifest(Path("output"))} >= {
        "aviso/aviso-square.png"
    }
    assert entry.get("path") not in {f["path"] for f in manifest.read_manifest(Path("output"))} or (
        entry["path"] == "aviso/aviso-square.png"
    )


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"files": ' * 5_000, '{"files": [{"path": "\\ud800"}]}']
)
def test_a_manifest_that_is_deep_or_no_text_counts_as_none(here, text):
    Path("output").mkdir()
    Path("output/manifest.json").write_text(text, "utf-8")
    assert run(["build"]) == 0


@pytest.mark.parametrize("name", ["output", "output/aviso"])
def test_linked_folders_are_not_written_through(here, capsys, name):
    link = Path(name)
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(here.parent / "victim", target_is_directory=True)
    assert run(["build"]) == 1
    assert "it is a link" in capsys.readouterr().err
    assert sorted(path.name for path in (here.parent / "victim").iterdir()) == ["tesis.png"]


def test_a_linked_file_is_not_written_through(here, capsys):
    Path("output/aviso").mkdir(parents=True)
    Path("output/aviso/aviso-square.png").symlink_to(here.parent / VICTIM)
    assert run(["build"]) == 1
    assert "it is a link" in capsys.readouterr().err
    assert (here.parent / VICTIM).read_bytes() == b"mine"


@pytest.mark.parametrize("target", ["/dev/full", "pipe"])
def test_a_device_or_a_pipe_is_not_replaced(here, capsys, target):
    if target == "pipe":
        os.mkfifo(target)
    assert run(["check", "--sarif", target]) == 1
    assert "a device or a pipe" in capsys.readouterr().err
    assert not Path(target).is_file()


def test_pages_that_a_killed_build_left_are_removed(here):
    assert run(["build"]) == 0
    shown = Path("output/aviso/aviso-square.png").read_bytes()
    _two_pages(here)
    for page in (1, 2, 3, 4):
        Path(f"output/aviso/aviso-square-{page}.png").write_bytes(shown)
    Path("output/aviso/aviso-square-5.png").write_bytes(b"a person's own")
    assert run(["build"]) == 0
    assert sorted(path.name for path in Path("output/aviso").glob("*.png")) == [
        "aviso-square-1.png",
        "aviso-square-2.png",
        "aviso-square-5.png",
    ]


def _two_pages(here):
    page = (
        "  - {kind: column, ground: paper, pad: 60, children: [{kind: text, style: body, text: x}]}"
    )
    text = f'title: Aviso\nalt: "Un aviso"\nformats: [square]\npages:\n{page}\n{page}\n'
    (here / "layouts" / "aviso.yaml").write_text(text, "utf-8")


def test_what_processes_left_that_have_ended_is_swept(tmp_path):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    gone = tmp_path / f".infogen-{ended.pid}-{'0' * 16}.part"
    running = tmp_path / f".infogen-{os.getpid()}-{'0' * 16}.part"
    other = tmp_path / ".notes.part"
    for file in (gone, running, other):
        file.write_bytes(b"x")
    sweep([tmp_path, tmp_path / "nowhere"])
    assert sorted(tmp_path.iterdir()) == sorted([running, other])


def _started(here, *arguments):
    return subprocess.Popen(
        [sys.executable, "-m", "infogen", *arguments],
        cwd=here,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def test_two_builds_into_one_folder_lose_nothing(here):
    for name in ("uno", "dos", "tres", "cuatro"):
        (here / "layouts" / f"{name}.yaml").write_text(notice(name), "utf-8")
    pieces = ("uno", "dos", "tres", "cuatro")
    builds = [_started(here, "build", *pieces[at : at + 2]) for at in (0, 2, 0, 2)]
    assert [build.wait() for build in builds] == [0, 0, 0, 0]
    for build in builds:
        build.stderr.close()
    listed = {file["path"] for file in manifest.read_manifest(here / "output")}
    assert listed == {
        path.relative_to(here / "output").as_posix() for path in (here / "output").glob("*/*.*")
    }
    assert {path.partition("/")[0] for path in listed} == set(pieces)


@pytest.mark.parametrize("delay", [0.2, 0.5, 0.8])
def test_after_a_kill_the_manifest_is_true(here, delay):
    from hashlib import sha256

    names = [f"p{number}" for number in range(6)]
    for name in names:
        (here / "layouts" / f"{name}.yaml").write_text(notice("uno"), "utf-8")
    assert run(["build", *names]) == 0
    for name in names:
        (here / "layouts" / f"{name}.yaml").write_text(notice("dos"), "utf-8")
    build = _started(here, "build", *names)
    time.sleep(delay)
    build.send_signal(signal.SIGKILL)
    build.communicate()
    for file in manifest.read_manifest(here / "output"):
        data = (here / "output" / file["path"]).read_bytes()
        assert sha256(data).hexdigest() == file["sha256"]
