"""Workers build the workspace that a build was given, wherever they are."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from datetime import date
from shutil import copytree

import pytest

from infogen.build import build, workers
from infogen.build.jobs import Choice, select_jobs
from infogen.build.listener import Silent
from infogen.content import Data
from infogen.content.namespaces import content
from infogen.diagnostics import Failure
from infogen.workspace import load
from infogen.workspace.reference import reference, resolve
from kit.places import FIXTURES, ROOT, SOURCE

DAY = date(2026, 11, 24)


def _named(workspace, name):
    raw = deepcopy(workspace.data.raw)
    raw["sujeto_obligado"]["name"] = raw["sujeto_obligado"]["short"] = name
    return workspace.with_data(Data(raw, content(raw)))


def _built(workspace, folder, **how):
    jobs = select_jobs(
        workspace,
        Choice(
            pieces=("denuncia",), formats=("square",), variants=("base",), files=("html", "txt")
        ),
    ) + select_jobs(workspace, Choice(pieces=("resultados",), formats=("square",), files=("txt",)))
    found = build(workspace, jobs, folder, Silent(), today=DAY, **how)
    assert not found.has_errors
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*/*"))}


def test_processes_build_the_content_that_they_were_given(stock, tmp_path):
    there = _named(stock, "Ayuntamiento B")
    one = _built(there, tmp_path / "one")
    two = _built(there, tmp_path / "two", workers=2)
    assert one == two
    assert b"Ayuntamiento B" in two["denuncia-square.html"]


def test_an_executor_of_ones_own_makes_the_same_files(stock, tmp_path):
    with ThreadPoolExecutor(2) as executor:
        threads = _built(stock, tmp_path / "threads", workers=executor)
    assert threads == _built(stock, tmp_path / "one")


def test_a_reference_is_small_unless_there_is_other_content(stock):
    assert reference(stock).content is None
    there = _named(stock, "Ayuntamiento B")
    assert resolve(reference(there)).data.content.sujeto_obligado.name == "Ayuntamiento B"
    assert resolve(reference(stock)).data.content == stock.data.content


def test_a_reference_keeps_the_language(stock):
    found = resolve(reference(stock.in_language("qps")))
    assert found.data.language == "qps"


def test_what_changed_meanwhile_is_not_built(tmp_path):
    root = copytree(FIXTURES / "tiny", tmp_path / "tiny")
    before = reference(load(root))
    with (root / "layouts" / "aviso.yaml").open("a", encoding="utf-8") as piece:
        piece.write("# later\n")
    with pytest.raises(Failure, match="changed while it was being built"):
        resolve(before)


@pytest.mark.parametrize(("kill", "status"), [(signal.SIGKILL, -9), (signal.SIGTERM, 143)])
def test_workers_end_with_the_process_that_began_them(tmp_path, kill, status):
    build = subprocess.Popen(
        [sys.executable, "-m", "infogen", "build", "-j", "2", "-o", str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    build.stdout.readline()  # a file is made, so the workers are there
    build.send_signal(kill)
    build.communicate(timeout=60)  # it ends when the last of them closes the pipe
    assert build.returncode == status
    assert not list(tmp_path.rglob("*.part")) or kill is signal.SIGKILL


def test_a_system_without_shared_memory_is_said(monkeypatch):
    def refused(*_arguments):
        raise FileNotFoundError(2, "No such file or directory")

    monkeypatch.setattr(workers, "ProcessPoolExecutor", refused)
    with pytest.raises(Failure, match="lets no processes work together"), workers.processes(2):
        pass
