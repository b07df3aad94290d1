"""Proofs show what a printer and a copier leave of a page, and read its codes from that."""

from collections import Counter

import pytest
from msgspec.structs import replace
from PIL import Image, ImageStat

from infogen.backends import render
from infogen.checks.scanning.wear import photocopy
from infogen.cli import run
from infogen.diagnostics import Failure
from infogen.layout.compose import compose
from infogen.scene import Page, Text, walk
from infogen.sheets.press.frames import scale_frame
from infogen.sheets.proof import findings, proof_sheet, proofs
from kit.places import ROOT


@pytest.fixture(scope="module")
def guide(stock):
    """The page of the guide with its codes."""
    scene = compose(stock, "guia", format="letter")
    return replace(scene, pages=scene.pages[1:])


@pytest.fixture(scope="module")
def made(guide):
    return proofs(guide)


def test_each_code_of_the_guide_bears_two_generations(guide, made):
    [proof] = made
    assert proof.codes.total() == 4
    for view in proof.views:
        assert proof.codes - view.readings == {}, view.name
    assert list(findings(guide, made)) == []


def test_black_or_white_has_nothing_between(made):
    paper, bits, copy = (view.picture for view in made[0].views)
    assert {level for _count, level in bits.getcolors()} == {0, 255}
    assert len(paper.getcolors()) > 100
    assert paper.size == bits.size == copy.size


def test_a_code_that_is_too_small_is_found(guide):
    page = guide.pages[0]
    small = replace(guide, pages=(Page(scale_frame(page.frame, 0.08), page.ground),))
    made = proofs(small)
    found = list(findings(small, made))
    assert {finding.code for finding in found} == {"unread-proof"}
    assert {finding.severity for finding in found} == {"error", "warning"}
    assert any("saimex.org.mx" in finding.message for finding in found)


def test_a_copy_is_another_one_and_the_same_each_time():
    page = Image.new("L", (400, 500), 235)
    page.paste(30, (100, 100, 300, 300))
    once, again, other = photocopy(page, 0), photocopy(page, 0), photocopy(page, 1)
    assert once.tobytes() == again.tobytes()
    assert once.tobytes() != other.tobytes()
    light, dark = (
        ImageStat.Stat(once.crop(box)).mean[0] for box in ((10, 10, 80, 80), (150, 150, 250, 250))
    )
    assert light > 235  # light greys fade
    assert dark < 30


def test_the_sheet_says_how_many_codes_are_read(stock, guide, made):
    sheet = proof_sheet(stock, guide, made)
    said = [item.text for _x, _y, item in walk(sheet.pages[0].frame) if isinstance(item, Text)]
    assert "".join(said).count("4 de 4") == 3
    assert render(sheet, "png") == render(proof_sheet(stock, guide, made), "png")


def test_of_a_page_without_codes_the_sheet_says_so(stock, guide, made):
    views = tuple(replace(view, readings=Counter()) for view in made[0].views)
    sheet = proof_sheet(stock, guide, (replace(made[0], codes=Counter(), views=views),))
    said = [item.text for _x, _y, item in walk(sheet.pages[0].frame) if isinstance(item, Text)]
    assert "".join(said).count("no tiene códigos") == 3
    assert "0 de 0" not in "".join(said)


def test_screens_are_not_photocopied(stock):
    with pytest.raises(Failure) as failure:
        proofs(compose(stock, "verificacion", format="link"))
    assert failure.value.diagnostics[0].code == "no-paper"


def test_the_command_writes_sheets(tmp_path, capsys):
    out = ["-w", str(ROOT), "-o", str(tmp_path)]
    assert run(["proof", "denuncia", "--format", "letter", *out]) == 0
    assert sorted(path.name for path in (tmp_path / "denuncia").iterdir()) == [
        "denuncia-letter-proof-1.png",
        "denuncia-letter-proof.pdf",
    ]
    assert run(["proof", "verificacion", *out]) == 2
    capsys.readouterr()
