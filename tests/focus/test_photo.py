"""Sheets that infogen printed, marked by hand and photographed, are read back; bad ones are said."""

import io
import random

import pytest
from benchmarks.focus.hands import Hand, filled, photographed
from PIL import Image

from infogen.focus import photo, scanning
from infogen.focus.paper import load_sheet_map
from infogen.focus.session import Attendance
from kit.focus import blank, frozen, marks
from kit.focus import photo as photographed_sheet

VOTES = {
    "attention": ("cuadrado", "circulo", "triangulo"),
    "clarity": ("circulo", "triangulo", "cuadrado"),
    "household": "C",
    "band": "35-59",
}
READ = {
    "attention": "cuadrado>circulo>triangulo",
    "clarity": "circulo>triangulo>cuadrado",
    "household": "C",
    "band": "35-59",
}


def scanned(folder, session, *files):
    return scanning.pages(session, load_sheet_map(folder, session), list(files))


@pytest.mark.parametrize(
    ("seed", "kind", "style"),
    [(1, "whatsapp", "cross"), (2, "good", "tick"), (3, "whatsapp", "fill"), (4, "good", "stroke")],
)
def test_a_ballot_is_read_from_a_photograph(frozen_folder, session, seed, kind, style):
    folio = session.folios[1]
    data = photographed_sheet(
        frozen_folder,
        ("ballots", 2),
        marks(session, folio, VOTES),
        seed=seed,
        kind=kind,
        style=style,
    )
    (page,) = scanned(frozen_folder, session, ("a.jpg", data))
    assert (page.folio, page.problem) == (folio, "")
    assert dict(page.parts) == READ


def test_large_print_is_read_as_well(frozen_folder, session):
    folio = session.folios[0]
    rows = marks(session, folio, VOTES)
    data = photographed_sheet(frozen_folder, ("ballots-large", 1), rows, kind="good")
    (page,) = scanned(frozen_folder, session, ("a.jpg", data))
    assert dict(page.parts) == READ


def test_a_sheet_of_comprehension_is_read(frozen_folder, session):
    rows = {"question.0": 1, "question.1": 3, "question.2": 0}
    data = photographed_sheet(frozen_folder, ("comprehension", 3), rows, seed=5)
    (page,) = scanned(frozen_folder, session, ("a.jpg", data))
    assert page.folio == session.folios[2]
    assert dict(page.parts) == {"question.0": "1", "question.1": "unknown", "question.2": "0"}


def test_what_is_blank_doubled_or_taken_back_is_shown_to_a_person(frozen_folder, session):
    folio, places = session.folios[0], load_sheet_map(frozen_folder, session).kinds["ballots"]
    rows = {**marks(session, folio, VOTES), "band": None}
    rng = random.Random(7)
    hand = Hand(rng, "cross", 220)
    sheet = filled(blank(frozen_folder, "ballots", 1), places, rows, hand)
    hand.black_out(sheet, places.rows["household"][0])
    hand.mark(sheet, places.rows["attention.0"][3])
    (page,) = scanned(frozen_folder, session, ("a.jpg", photographed(sheet, rng, "good")))
    assert page.doubts == ["attention", "household", "band"]
    assert page.parts["clarity"] == READ["clarity"]
    assert {"attention.0", "attention.1", "attention.2", "household", "band"} == set(page.crops)
    for data in page.crops.values():
        with Image.open(io.BytesIO(data)) as crop:
            assert crop.width > 200


def test_a_scan_of_many_pages_is_read_page_by_page(frozen_folder, session):
    sheets = [
        Image.fromarray(
            filled(
                blank(frozen_folder, "ballots", n), load_sheet_map(frozen_folder, session).kinds["ballots"],
                marks(session, session.folios[n - 1], VOTES), Hand(random.Random(n), "cross", 220),
            )
        )
        for n in (1, 2)
    ]  # fmt: skip
    file = io.BytesIO()
    sheets[0].save(file, "PDF", save_all=True, append_images=sheets[1:], resolution=203.2)
    pages = scanned(frozen_folder, session, ("scan.pdf", file.getvalue()))
    assert [page.folio for page in pages] == list(session.folios[:2])
    assert all(dict(page.parts) == READ for page in pages)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7 broken",
        b"GIF89a",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
        b"\xff\xd8\xff" + b"x" * 99,
    ],
)
def test_what_is_no_picture_is_said(frozen_folder, session, data):
    (page,) = scanned(frozen_folder, session, ("x", data))
    assert page.problem == "unreadable"


def test_a_picture_without_the_four_marks_is_said(frozen_folder, session):
    sheet = Image.fromarray(blank(frozen_folder, "ballots", 1))
    file = io.BytesIO()
    sheet.crop((0, 0, sheet.width, sheet.height // 2)).save(file, "PNG")
    (page,) = scanned(frozen_folder, session, ("half.png", file.getvalue()))
    assert page.problem == "unreadable"


def test_a_picture_of_a_giant_is_not_decoded(frozen_folder, session, monkeypatch):
    monkeypatch.setattr(photo, "PIXELS", 1000)
    file = io.BytesIO()
    Image.new("L", (200, 200)).save(file, "PNG")
    (page,) = scanned(frozen_folder, session, ("big.png", file.getvalue()))
    assert page.problem == "unreadable"


def test_a_ballot_of_another_session_is_refused(stock, frozen_folder, session, tmp_path):
    other = frozen(stock, tmp_path / "other", expected=Attendance(households=2, phones=2, paper=1))
    data = photographed_sheet(
        tmp_path / "other",
        ("ballots", 1),
        marks(other, other.folios[0], {**VOTES, "household": "A"}),
        kind="good",
    )
    (page,) = scanned(frozen_folder, session, ("a.jpg", data))
    assert page.problem == "foreign"
