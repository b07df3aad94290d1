"""Sessions of focus groups for tests: frozen once, copied where somebody votes."""

import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import numpy as np
import pypdfium2
from benchmarks.focus.hands import SCALE, Hand, filled, photographed

from infogen.focus.ballots import Ballots
from infogen.focus.freezing import SessionPlan, freeze
from infogen.focus.paper import load_sheet_map, paper
from infogen.focus.serving import app
from infogen.focus.session import BANDS, FILE, Attendance, Session, load_session
from infogen.focus.session_file import session_bytes
from infogen.workspace import Workspace
from kit.places import ROOT, SOURCE
from kit.web import Client, served

DAY = date(2026, 11, 28)
LINES = (None, "lineas", "cifras")


EXPECTED = Attendance(households=8, phones=16, paper=4)


def frozen(workspace: Workspace, folder: Path, *, variants=LINES, expected=EXPECTED) -> Session:
    """A session of the stock's piece in a folder, with its sheets."""
    asked = SessionPlan("verificacion", variants, "portrait", None, expected, True)
    session, files = freeze(workspace, asked, DAY)
    kept(folder, {**files, FILE: session_bytes(session)})
    kept(folder, paper(workspace, session, folder))
    return load_session(folder)


def kept(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files in a folder."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def copied(folder: Path, to: Path) -> Path:
    """A session of its own, without votes."""
    return Path(shutil.copytree(folder, to))


def blank(folder: Path, name: str, number: int) -> np.ndarray:
    """A printed sheet, in grey; `number` is that of its page, from 1."""
    with pypdfium2.PdfDocument(folder / "paper" / f"{name}.pdf") as document:
        shown = document[number - 1].render(scale=SCALE * 25.4 / 72, grayscale=True)
        return shown.to_numpy().reshape(shown.height, -1)[:, : shown.width].copy()


def marks(session: Session, folio: str, votes: Mapping[str, object]) -> dict[str, int | None]:
    """Which box of each row of a ballot and its sheet of comprehension is marked."""
    order = session.order(session.place(folio))
    rows: dict[str, int | None] = {}
    for criterion in ("attention", "clarity"):
        given = votes[criterion]
        for n, shape in enumerate(order):
            rows[f"{criterion}.{n}"] = given.index(shape) if given else len(order)
    rows["household"] = session.households.index(votes["household"])
    rows["band"] = BANDS.index(votes["band"])
    return rows


def photo(
    folder: Path,
    sheet: tuple[str, int],
    rows: Mapping[str, int | None],
    *,
    seed=1,
    kind="whatsapp",
    style="cross",
) -> bytes:
    """A photograph of a sheet (its kind and number) that a person has marked."""
    rng = random.Random(seed)
    places = load_sheet_map(folder, load_session(folder)).kinds[sheet[0]]
    filled_in = filled(blank(folder, *sheet), places, rows, Hand(rng, style, 220))
    return photographed(filled_in, rng, kind)


class Room:
    """A session that is served in a thread, its leader and its voters as plain clients."""

    def __init__(self, port: int, ballots: Ballots) -> None:
        self.port = port
        self.ballots = ballots
        self.leader = Client(port)
        self.leader.get(f"/dirige/entrar/{KEY}")

    def move(self, action: str) -> None:
        """The leader presses a button."""
        now = self.ballots.stage()
        page = self.leader.get("/dirige")
        sent = {"csrf": page.csrf, "state": f"{now.number}:{int(now.open)}", "do": action}
        assert self.leader.post("/dirige/etapa", sent).status == 303

    def go(self, stage: str) -> None:
        """Open stages one by one up to this one."""
        while self.ballots.stage().name != stage:
            self.move("close")
            self.move("open")

    def enter(self, household: str = "A", band: str = "18-34") -> Client:
        """A phone that scans the code on the wall."""
        phone = Client(self.port)
        path = f"/g/{self.ballots.key('room')}"
        page = phone.get(path)
        once = re.search(r'name="once" value="(\w+)"', page.text)
        sent = {"csrf": page.csrf, "once": once[1], "household": household, "band": band}
        assert phone.post(path, sent).status == 303
        return phone


KEY = "the-key-of-the-leader"


@contextmanager
def room(workspace: Workspace, ballots: Ballots) -> Iterator[Room]:
    """A session on loopback."""

    def make(port: int):
        made = app(workspace, ballots, f"127.0.0.1:{port}")
        made.state.focus.keys.append(KEY)
        return made

    with served(make) as port:
        yield Room(port, ballots)


RANKED = {"circulo": "1", "triangulo": "2", "cuadrado": "3"}


class Process:
    """`infogen focus serve` as a process of its own, which may be killed and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        """Start, and wait until it answers."""
        serve = [
            "focus",
            "serve",
            str(self.folder),
            "--host",
            "127.0.0.1",
            "--port",
            str(self.port),
        ]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "infogen", *serve, "-w", str(ROOT)],
            stdout=subprocess.PIPE, text=True, cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONUNBUFFERED": "1"},
        )  # fmt: skip
        assert self.process.stdout
        self.told = ""
        while "/dirige/entrar/" not in self.told:
            line = self.process.stdout.readline()
            assert line, self.told
            self.told += line
        self.join = re.search(r"http\S+/g/\w+", self.told)[0]
        self.lead = re.search(r"http\S+/dirige/entrar/\S+", self.told)[0]

    def kill(self) -> None:
        """End it as a power cut would: at once."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()

    def end(self) -> int:
        """End it as Ctrl+C does; the exit status."""
        self.process.send_signal(signal.SIGINT)
        status = self.process.wait(20)
        self.process.stdout.close()
        return status
