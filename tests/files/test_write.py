"""Files are written whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from infogen.diagnostics import Failure
from infogen.files.write import remove, write, write_all


def _files(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_a_file_is_written_with_its_folders(tmp_path):
    write(tmp_path / "a" / "b" / "c.png", b"new")
    assert (tmp_path / "a" / "b" / "c.png").read_bytes() == b"new"


def test_a_file_is_replaced(tmp_path):
    (tmp_path / "c.png").write_bytes(b"a much longer old one")
    write(tmp_path / "c.png", b"new")
    assert (tmp_path / "c.png").read_bytes() == b"new"


def test_nothing_temporary_is_left(tmp_path):
    write_all({tmp_path / "a.png": b"a", tmp_path / "b.png": b"b"})
    assert _files(tmp_path) == ["a.png", "b.png"]


def test_others_may_read_it_as_the_mask_says(tmp_path):
    before = os.umask(0o022)
    try:
        write(tmp_path / "a.png", b"a")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.png").stat().st_mode) == 0o644


def test_of_files_that_belong_together_all_stay_if_one_cannot_be_written(tmp_path):
    (tmp_path / "a.png").write_bytes(b"old")
    (tmp_path / "not-a-folder").write_bytes(b"")
    with pytest.raises(Failure):
        write_all({tmp_path / "a.png": b"new", tmp_path / "not-a-folder" / "b.png": b"b"})
    assert (tmp_path / "a.png").read_bytes() == b"old"
    assert _files(tmp_path) == ["a.png", "not-a-folder"]


def test_new_folders_go_with_what_could_not_be_written(tmp_path):
    (tmp_path / "not-a-folder").write_bytes(b"")
    (tmp_path / "empty").mkdir()
    files = ("new/deep/a.png", "empty/a.png", "not-a-folder/b.png")
    with pytest.raises(Failure):
        write_all({tmp_path / name: b"a" for name in files})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "not-a-folder"]


def test_the_failure_names_the_file_and_the_reason(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "output").write_bytes(b"")
    with pytest.raises(Failure) as caught:
        write(Path("output/a.png"), b"a")
    (finding,) = caught.value.diagnostics
    assert finding.code == "unwritable"
    assert finding.message == 'cannot write "output/a.png": a file is where a folder should be'
    assert finding.hint == "make room or get permission there, or choose another place"


def test_removing_what_is_gone_is_no_error(tmp_path):
    remove(tmp_path / "gone.png")
