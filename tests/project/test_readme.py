"""What a stranger reads first is short, true, and shows what comes out."""

import os
import re
import subprocess
import sys
from io import BytesIO

import pytest
from PIL import Image

import make_pictures
from infogen.cli import COMMANDS
from kit.places import ROOT, SOURCE

PAGES = [
    "README.md",
    "CONTRIBUTING.md",
    *(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")),
]
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)")


def test_the_readme_is_short():
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) <= 90


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_to_a_file(page):
    here = (ROOT / page).parent
    missing = [
        to for to in LINK.findall((ROOT / page).read_text("utf-8")) if not (here / to).exists()
    ]
    assert missing == []


def test_the_reference_of_commands_is_that_of_the_commands():
    page = (ROOT / "docs" / "commands.md").read_text("utf-8")
    made = subprocess.run(
        [sys.executable, "scripts/make_commands.py", "-"],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(SOURCE)}, capture_output=True, check=True,
    ).stdout  # fmt: skip
    assert page == made.decode(), "run: python scripts/make_commands.py"
    assert re.findall(r"^## (\w+)$", page, re.MULTILINE) == sorted(COMMANDS)


def test_a_changelog_says_each_thing_once():
    lines = [
        line
        for line in (ROOT / "CHANGELOG.md").read_text("utf-8").splitlines()
        if line.startswith("- ")
    ]
    assert sorted(lines) == sorted(set(lines))


@pytest.mark.parametrize("piece", make_pictures.SHOWN)
def test_the_pictures_are_those_of_the_stock(piece, stock):
    shown = (ROOT / "docs" / "pictures" / f"{piece}.png").read_bytes()
    assert shown == make_pictures.picture(stock, piece), "run: python scripts/make_pictures.py"
    assert Image.open(BytesIO(shown)).width == make_pictures.WIDTH
