"""Of a stranger's repository nothing is run, fetched or written elsewhere."""

import subprocess
from pathlib import Path
from shutil import copytree

import pytest

from infogen.cli import run
from infogen.reports.changes.git import commit_of, files_of_commit
from kit.notice import notice
from kit.tiny import HERE


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A workspace in a repository with one commit."""
    root = Path(copytree(HERE, tmp_path / "campaign"))
    (root / "layouts" / "aviso.yaml").write_text(notice("Hola"), "utf-8")
    monkeypatch.chdir(root)
    for name, value in (("NAME", "A"), ("EMAIL", "a@example.org")):
        monkeypatch.setenv(f"GIT_AUTHOR_{name}", value)
        monkeypatch.setenv(f"GIT_COMMITTER_{name}", value)
    _git("init", "-q")
    return root


def _git(*arguments):
    return subprocess.run(["git", *arguments], check=True, capture_output=True).stdout


def _commit():
    _git("add", "-A")
    _git("commit", "-q", "-m", "one")


def test_filters_are_not_run(here):
    (here / ".gitattributes").write_text("* filter=x\n", "utf-8")
    _commit()
    _git("config", "filter.x.smudge", f"touch {here}/called; cat")
    _git("config", "core.fsmonitor", f"touch {here}/called")
    assert run(["diff", "HEAD"]) == 0
    assert not (here / "called").exists()


def test_what_is_missing_is_not_fetched(here, capsys):
    _commit()
    blob = _git("rev-parse", "HEAD:layouts/aviso.yaml").decode().strip()
    (here / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    for name, value in (
        ("extensions.partialClone", "origin"),
        ("remote.origin.url", str(here)),
        ("remote.origin.promisor", "true"),
        ("remote.origin.uploadpack", f"touch {here}/called;"),
    ):
        _git("config", name, value)
    assert run(["diff", "HEAD"]) == 1
    assert "does not hold all files" in capsys.readouterr().err
    assert not (here / "called").exists()


def test_links_are_left_out(here, tmp_path):
    (here / "data").mkdir(exist_ok=True)
    (here / "data" / "out.yaml").symlink_to(tmp_path / "secret.yaml")
    _commit()
    commit = commit_of(here, "HEAD")
    assert "data/out.yaml" not in files_of_commit(here, commit, ("data", "layouts"))
    assert (
        files_of_commit(here, commit, ("layouts",))["layouts/aviso.yaml"]
        == (here / "layouts" / "aviso.yaml").read_bytes()
    )


@pytest.mark.parametrize("revision", ["--upload-pack=touch called", "HEAD:../x", "nothing"])
def test_a_revision_is_no_option(here, revision):
    _commit()
    assert commit_of(here, revision) is None
    assert not Path("called").exists()
