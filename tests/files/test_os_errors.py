"""What the system refuses, and files that are not what they should be."""

import errno
import json
import os
import shutil

import pytest

from infogen.build.manifest import read_manifest
from infogen.cli import run
from infogen.diagnostics import Failure
from infogen.files.os_errors import reason
from kit.notice import notice


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EACCES, "no permission"),
        (errno.ENOSPC, "the disk is full"),
        (errno.ENOENT, "there is no such file or folder"),
        (errno.EISDIR, "a folder is where the file should be"),
        (errno.ELOOP, "it is a link that leads to itself"),
    ],
)
def test_the_reason_is_in_plain_words(number, words):
    assert reason(OSError(number, "as the system says it")) == words


def test_a_reason_without_words_of_ours_is_the_systems():
    assert reason(OSError(errno.EDOM, "as the system says it")) == "as the system says it"


@pytest.fixture
def built(tmp_path, monkeypatch):
    """The folder of a workspace with one piece, which was built."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts/tiny.yaml").write_text(notice("Hola"), "utf-8")
    assert run(["build", "tiny"]) == 0
    return tmp_path


def test_a_manifest_that_may_not_be_read_is_not_lost(built, monkeypatch, capsys):
    kept = (built / "output/manifest.json").read_bytes()
    with monkeypatch.context() as patch:

        def refused(path, _most):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))

        patch.setattr("infogen.build.manifest.read_bounded", refused)
        with pytest.raises(Failure) as caught:
            read_manifest(built / "output")
    assert [found.message for found in caught.value.diagnostics] == [
        f'"{built.as_posix()}/output/manifest.json" cannot be read: no permission'
    ]
    assert (built / "output/manifest.json").read_bytes() == kept
    capsys.readouterr()


def test_a_manifest_that_no_build_has_written_is_said_to_be_of_another_version(built, capsys):
    path = built / "output/manifest.json"
    written = json.loads(path.read_bytes())
    written["files"][0]["facts"] = 5
    path.write_text(json.dumps(written), "utf-8")
    assert run(["impact", "links.saimex"]) == 1
    assert run(["diff", "output"]) == 1
    assert capsys.readouterr().err.count('manifest.json" was made by another version') == 2


def test_a_file_that_is_no_font_is_named(built, capsys):
    (built / "fonts").mkdir()
    (built / "fonts/atkinson-text.ttf").write_bytes(b"garbage")
    assert run(["build", "tiny"]) == 1
    assert '"fonts/atkinson-text.ttf" is not a font' in capsys.readouterr().err


def test_schemas_are_written_all_or_none(built):
    shutil.rmtree(built / "output")
    (built / "schemas").mkdir()
    (built / "schemas/piece.json").mkdir()  # no file can take its place
    assert run(["schema"]) == 1
    assert [path.name for path in (built / "schemas").rglob("*.json")] == ["piece.json"]


@pytest.mark.parametrize(
    "command",
    [
        "compare nope --variants base,lineas",
        "compare verificacion --variants base,nope",
        "compare verificacion --variants base,lineas --format letter",
        "compare verificacion --variants base,lineas --theme nope",
        "diff nope",
        "plazos solicitud_informacion --from 2026-03-02 --on aclarar=2026-03-03 --on aclarar=2026-03-04",
    ],
)
def test_names_that_do_not_exist_are_misuse(tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    assert run(command.split()) == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["list", "list --json", "--help", "list --help"])
def test_no_room_for_what_is_printed_is_said_in_words(monkeypatch, capsys, command):
    full = open("/dev/full", "w", encoding="utf-8", buffering=1)  # noqa: SIM115
    with monkeypatch.context() as patch:
        patch.setattr("sys.stdout", full)
        assert run(command.split()) == 1
    assert "error: the disk is full" in capsys.readouterr().err


def test_data_that_may_not_be_read_is_not_passed_over(built, monkeypatch, capsys):
    scan = os.scandir

    def refused(path):
        if str(path).endswith("data"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return scan(path)

    (built / "data").mkdir()
    monkeypatch.setattr("os.scandir", refused)
    assert run(["build", "tiny"]) == 1
    assert "data: no permission" in capsys.readouterr().err
