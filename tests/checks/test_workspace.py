"""Checks of a workspace as a whole."""

import shutil
from pathlib import Path

import pytest

from infogen.build.jobs import Choice, select_jobs
from infogen.build.listener import Silent
from infogen.checks import check_workspace
from infogen.reports.preflight import examine
from infogen.workspace import Workspace, load
from kit.notice import notice
from kit.places import ROOT

SLOT = '{long: "Hola a ti", short: "Hola", facts: [], law: []}'


@pytest.fixture
def workspace(tmp_path: Path):
    """A workspace with copy of its own, and a piece that has this text."""

    def made(copy: str, text: str = "$copy.propia.usada") -> Workspace:
        for name, content in (("data/copy/propia", copy), ("layouts/propia", notice(text, "Hola"))):
            path = tmp_path / f"{name}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, "utf-8")
        return load(tmp_path)

    return made


def said(workspace: Workspace) -> list[str]:
    return [str(found).splitlines()[0] for found in check_workspace(workspace)]


def test_the_stock_uses_all_its_copy(stock):
    assert said(stock) == []


@pytest.mark.parametrize(
    ("copy", "text"),
    [
        (f"usada: {SLOT}\n", "$copy.propia.usada"),
        (f"usada: {SLOT}\n", '"${copy.propia.usada.short}"'),
        (f"usada: {SLOT}\notra: {SLOT}\n", '"${copy.propia.usada} ${copy.propia.otra}"'),
        (f"grupo: {{uno: {SLOT}, dos: {SLOT}}}\n", "$copy.propia.grupo.uno"),
    ],
)
def test_copy_that_something_refers_to_is_used(workspace, copy, text):
    found = said(workspace(copy, text))
    assert [one for one in found if "grupo.dos" not in one] == []


def test_copy_that_nothing_uses_is_found_where_it_is(workspace):
    made = workspace(f"usada: {SLOT}\nsola: {SLOT}\n")
    assert said(made) == ['data/copy/propia.yaml:2:7: warning: nothing uses "copy.propia.sola"']
    [one] = check_workspace(made)
    assert "${copy.propia.sola}" in str(one.hint)
    assert (
        said(
            workspace(
                f"usada: {SLOT}\nsola: {SLOT}\n", '"${copy.propia.usada} ${copy.propia.sola}"'
            )
        )
        == []
    )


def test_copy_of_the_stock_is_not_a_person_s_to_clear(workspace, tmp_path):
    (tmp_path / "layouts").mkdir()
    shutil.copyfile(ROOT / "layouts/leyenda.yaml", tmp_path / "layouts/leyenda.yaml")
    file = tmp_path / "layouts/leyenda.yaml"
    file.write_text(file.read_text("utf-8").replace("$copy.leyenda.entrada.short", "Hola"), "utf-8")
    assert said(workspace(f"usada: {SLOT}\n")) == []


@pytest.mark.parametrize(("whole", "expected"), [(True, ["unused-copy"]), (False, [])])
def test_it_is_told_when_everything_is_checked(workspace, whole, expected):
    made = workspace(f"usada: {SLOT}\nsola: {SLOT}\n")
    jobs = select_jobs(made, Choice(pieces=("propia",)))
    found = examine(made, jobs, Silent(), whole=whole).findings
    assert [one.code for one in found if one.code == "unused-copy"] == expected
