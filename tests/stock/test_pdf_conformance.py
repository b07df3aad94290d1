"""Each PDF of each piece, paper and theme is PDF/UA-1 and PDF/A-2a; and what is not is found."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from infogen.backends.pdf import render
from kit.pdf_ligatures import joined
from kit.pdf_mutants import MUTANTS, saved
from kit.pdf_pieces import STOCK, others, scenes
from kit.pdf_rules import problems
from kit.pdf_scene import guide
from kit.verapdf import Validation, Verdict


@pytest.fixture(scope="module")
def pieces(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The PDF of each piece, variant and paper in each theme."""
    folder = tmp_path_factory.mktemp("pieces")
    paths = {}
    for theme in STOCK.themes:
        for name, scene in scenes(theme):
            paths[name] = folder / f"{name}.pdf"
            paths[name].write_bytes(render(scene))
    return paths


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """What else may be made a PDF."""
    folder = tmp_path_factory.mktemp("sheets")
    paths = {}
    for name, scene in others():
        paths[name] = folder / f"{name}.pdf"
        paths[name].write_bytes(render(scene))
    return paths


@pytest.fixture(scope="module")
def mutants(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A guide of three pages, good and with one thing broken each."""
    folder = tmp_path_factory.mktemp("mutants")
    ligatures = joined(folder)
    pages = (*guide().pages, ligatures.pages[0])
    good = render(replace(ligatures, pages=pages))
    paths = {"good": folder / "good.pdf"}
    paths["good"].write_bytes(saved(good, lambda _pdf: None))
    for name, mutant in MUTANTS.items():
        paths[name] = folder / f"{name}.pdf"
        paths[name].write_bytes(saved(good, mutant.change))
    return paths


@pytest.fixture(scope="module", autouse=True)
def validation(
    pieces: dict[str, Path], sheets: dict[str, Path], mutants: dict[str, Path]
) -> Validation:
    """Begun before the first test: Java works while Python does."""
    return Validation([*pieces.values(), *sheets.values(), *mutants.values()])


@pytest.fixture(scope="module")
def verdicts(validation: Validation) -> dict[Path, list[Verdict]]:
    """What the flavours say of each file."""
    found: dict[Path, list[Verdict]] = {}
    for verdict in validation.verdicts():
        found.setdefault(verdict.file, []).append(verdict)
    return found


each_mutant = pytest.mark.parametrize("name", MUTANTS)


def test_no_piece_breaks_a_rule_of_the_reader(
    pieces: dict[str, Path], sheets: dict[str, Path]
) -> None:
    found = {name: problems(path.read_bytes()) for name, path in (pieces | sheets).items()}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@each_mutant
def test_the_reader_finds(mutants: dict[str, Path], name: str) -> None:
    found = problems(mutants[name].read_bytes())
    assert [problem for problem in found if problem.startswith(MUTANTS[name].rule)], found


def test_the_reader_finds_nothing_in_the_good_one(mutants: dict[str, Path]) -> None:
    assert problems(mutants["good"].read_bytes()) == []


def test_a_guide_of_two_pages_is_small(pieces: dict[str, Path]) -> None:
    guides = [path for name, path in pieces.items() if name.startswith("guia-letter-")]
    assert guides
    assert all(path.stat().st_size <= 60_000 for path in guides)


def test_verapdf_passes_each_piece_as_ua1_and_2a(
    pieces: dict[str, Path], sheets: dict[str, Path], verdicts: dict[Path, list[Verdict]]
) -> None:
    assert len(pieces) >= len(STOCK.pieces) * len(STOCK.themes)
    assert len(sheets) == 7
    for name, path in (pieces | sheets).items():
        assert len(verdicts[path]) == 2
        for verdict in verdicts[path]:
            assert verdict.failures == (), f"{name} as {verdict.flavour}"
            assert verdict.checks > 300


def test_verapdf_passes_the_good_one(
    mutants: dict[str, Path], verdicts: dict[Path, list[Verdict]]
) -> None:
    assert [verdict.failures for verdict in verdicts[mutants["good"]]] == [(), ()]


@each_mutant
def test_verapdf_finds_what_it_looks_at(
    mutants: dict[str, Path], verdicts: dict[Path, list[Verdict]], name: str
) -> None:
    found = [
        f"{verdict.flavour} {failure}"
        for verdict in verdicts[mutants[name]]
        for failure in verdict.failures
    ]
    clause = MUTANTS[name].clause
    if clause:
        assert [failure for failure in found if failure.startswith(clause + " ")], found
    else:
        assert found == []
