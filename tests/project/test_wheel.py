"""The wheel carries what the program needs, and works where the project is not."""

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

import infogen
from kit.places import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--no-deps", "--no-build-isolation", "--quiet", "-w", str(folder)]
    subprocess.run([sys.executable, "-m", "pip", "wheel", str(ROOT), *options], check=True)
    (path,) = folder.glob("infogen-*.whl")
    return path


@pytest.fixture(scope="module")
def names(wheel):
    with ZipFile(wheel) as archive:
        return set(archive.namelist())


def _under(folder):
    return {p.relative_to(ROOT).as_posix() for p in (ROOT / folder).rglob("*") if p.is_file()}


@pytest.mark.parametrize("folder", ["layouts", "data", "fonts"])
def test_the_stock_is_there_whole(names, folder):
    assert {f"infogen/stock/{name}" for name in _under(folder)} - names == set()


@pytest.mark.parametrize(
    "name",
    [
        "messages/locales/es/LC_MESSAGES/infogen.mo",
        "artwork/icons.json",
        "backends/pdf/srgb.icc",
        "reports/templates/preflight.html",
        "workspace/campaign.md",
        "py.typed",
    ],
)
def test_what_the_code_reads_is_there(names, name):
    assert f"infogen/{name}" in names


def test_the_licences_are_there(names):
    licences = {Path(name).name for name in names if "/licenses/" in name}
    assert licences >= {"LICENSE", "OFL-Atkinson.txt", "OFL-Bricolage.txt", "LICENSE-lucide.txt"}


def test_nothing_of_the_tests_is_there(names):
    assert {name.partition("/")[0] for name in names} == {
        "infogen",
        f"infogen-{infogen.__version__}.dist-info",
    }


def test_a_campaign_is_begun_and_built_outside_of_the_project(wheel, tmp_path):
    with ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}

    def run(*arguments, folder):
        command = [sys.executable, "-m", "infogen", *arguments]
        return subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=True
        )

    run("init", "my-campaign", folder=tmp_path)
    campaign = tmp_path / "my-campaign"
    run("build", folder=campaign)
    made = {p.relative_to(campaign / "output").as_posix() for p in campaign.glob("output/*/*")}
    assert made >= {
        "verificacion/verificacion-portrait.png",
        "acceso-saimex/acceso-saimex-portrait.png",
        "guia/guia-letter.pdf",
        "guia/guia-letter-1.png",
        "guia/guia-letter-2.png",
    }
