"""Ballots of simulated people in simulated photographs, read as those of a session are."""

import random
import tempfile
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import numpy as np
import pypdfium2

from benchmarks.focus.hands import GOOD, SCALE, WHATSAPP, Hand, Image, filled, photographed
from infogen.focus import scanning
from infogen.focus.ballots import DOUBT
from infogen.focus.freezing import SessionPlan, freeze
from infogen.focus.marks import read_rows
from infogen.focus.paper import KINDS, load_sheet_map, paper
from infogen.focus.session import FILE, Attendance, Session, load_session
from infogen.focus.session_file import session_bytes
from infogen.workspace import load as workspace_in

ROOT = Path(__file__).parents[2]
FOLIOS = 6
BLANK, SLIP = 0.06, 0.03
"""How often a person leaves a row out, and how often one marks a wrong box and takes it back."""


def photos(runs: int) -> None:
    """What a machine reads without a person's look, and what of that is wrong."""
    runs = runs or 150
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        session = session_in(folder, phones=0, folios=FOLIOS)
        print("| photographs | sheets | items | read, right | to a person | read, wrong | again |")
        print("|---|---:|---:|---:|---:|---:|---:|")
        for camera in (GOOD, WHATSAPP):
            counts = Counter[str]()
            for seed in range(runs):
                _one(folder, session, camera, seed, counts)
            items = counts["items"]
            shares = " | ".join(
                f"{counts[what]} ({100 * counts[what] / max(items, 1):.1f} %)"
                for what in ("right", "doubt", "wrong")
            )
            print(f"| {camera} | {runs} | {items} | {shares} | {counts['again']} |", flush=True)


def session_in(folder: Path, *, phones: int, folios: int) -> Session:
    """A session of the stock's piece, in a folder."""
    workspace = workspace_in(ROOT)
    expected = Attendance(households=8, phones=phones, paper=folios)
    asked = SessionPlan(
        "verificacion", (None, "lineas", "cifras"), "portrait", None, expected, True
    )
    session, files = freeze(workspace, asked, date(2026, 11, 28))
    _keep(folder, {**files, FILE: session_bytes(session)})
    _keep(folder, paper(workspace, session, folder))
    return load_session(folder)


def _keep(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _one(folder: Path, session: Session, camera: str, seed: int, counts: Counter[str]) -> None:
    """One sheet: a ballot or a sheet of comprehension, marked, photographed, read."""
    rng = random.Random(seed * 7 + 13)
    kind = KINDS[seed % 2].name
    number = seed // 2 % FOLIOS
    folio, places = session.folios[number], load_sheet_map(folder, session).kinds[kind]
    marks = _marks(session, places.rows, rng)
    sheet = filled(_blank(folder, kind, number), places, marks, Hand(rng), SLIP)
    data = photographed(sheet, rng, camera)
    (page,) = scanning.pages(session, load_sheet_map(folder, session), [("photo.jpg", data)])
    if page.problem:
        counts["again"] += 1
        return
    assert page.folio == folio
    meant = read_rows(session, folio, _perfect(places.rows, marks))
    for part, value in page.parts.items():
        counts["items"] += 1
        if value == DOUBT:
            counts["doubt"] += 1
        else:
            counts["right" if value == meant[part] else "wrong"] += 1


def _marks(
    session: Session, rows: Mapping[str, object], rng: random.Random
) -> dict[str, int | None]:
    """What a person means: rankings, and one mark in each other row, or none."""
    marks: dict[str, int | None] = {}
    count = len(session.shapes)
    for criterion in ("attention", "clarity"):
        if f"{criterion}.0" in rows:
            order = rng.sample(range(count), count)
            marks.update({f"{criterion}.{n}": place for n, place in enumerate(order)})
    for row, boxes in rows.items():
        if row not in marks:
            marks[row] = None if rng.random() < BLANK else rng.randrange(len(boxes))  # type: ignore[arg-type]
    return marks


def _perfect(
    rows: Mapping[str, tuple[object, ...]], marks: Mapping[str, int | None]
) -> dict[str, list[float]]:
    """The dark shares of a machine that makes no mistakes."""
    return {
        row: [0.3 if place == marks[row] else 0.0 for place in range(len(boxes))]
        for row, boxes in rows.items()
    }


def _blank(folder: Path, kind: str, number: int) -> Image:
    with pypdfium2.PdfDocument(folder / "paper" / f"{kind}.pdf") as document:
        shown = document[number].render(scale=SCALE * 25.4 / 72, grayscale=True)
        return np.array(shown.to_numpy().reshape(shown.height, -1)[:, : shown.width])
