"""Many phones at a server, which may be killed while they vote."""

import http.client
import random
import threading
import time
from pathlib import Path
from typing import NamedTuple

from infogen.focus.ballots import Ballots
from infogen.focus.session import Attendance, load_session
from infogen.workspace import Workspace
from kit.focus import Process, frozen
from kit.web import Client, Load, loaded, written

ORDERS = ("circulo>triangulo>cuadrado", "cuadrado>circulo>triangulo")


class Survived(NamedTuple):
    """Votes that were acknowledged; those of them that were lost; ballots that count twice."""

    acknowledged: int
    lost: int
    doubled: int


def voting(workspace: Workspace, folder: Path, phones: int) -> list[str]:
    """A session whose ranking is open; the codes of its seats."""
    expected = Attendance(households=8, phones=phones, paper=0)
    ballots = Ballots(folder, frozen(workspace, folder, expected=expected))
    ballots.database.write_now(
        lambda c: c.execute("UPDATE meta SET value = '3' WHERE key = 'stage'").rowcount
    )
    codes = [ballots.code(seat) for seat in range(1, phones + 1)]
    ballots.close()
    return codes


def killed(workspace: Workspace, folder: Path, times: int, rng: random.Random) -> Survived:
    """Kill the server at random moments while phones vote, and look at what is left."""
    phones = 8
    codes = voting(workspace, folder, phones)
    session, process = load_session(folder), Process(folder)
    told: dict[str, str] = {}

    begun = threading.Event()

    def vote(run: int, seat: int) -> bool:
        """Vote; False once the server is gone. A vote whose answer was cut off may count or not."""
        order = ORDERS[(run + seat) % 2]
        places = {shape: str(n + 1) for n, shape in enumerate(order.split(">"))}
        phone = Client(process.port)
        phone.cookies["codigo"] = f"{codes[seat]}.x"
        told.pop(session.phone(seat + 1), None)
        try:
            status = phone.submit("/v/ordenar/clarity", places).status
        except (OSError, http.client.HTTPException):
            return False
        assert status == 303
        told[session.phone(seat + 1)] = order
        begun.set()
        return True

    def everybody(run: int) -> None:
        turn = 0
        while vote(run + turn // phones, turn % phones):
            turn += 1

    acknowledged = lost = doubled = 0
    for run in range(times):
        told.clear()
        begun.clear()
        sender = threading.Thread(target=everybody, args=(run,))
        sender.start()
        begun.wait(20)
        time.sleep(rng.uniform(0.0, 0.3))
        process.kill()
        sender.join()
        process.start()
        ballots = _kept(folder)
        acknowledged += len(told)
        lost += sum(ballots.get(folio, [""])[0] != order for folio, order in told.items())
        doubled += sum(len(found) > 1 for found in ballots.values())
    assert process.end() == 0
    return Survived(acknowledged, lost, doubled)


def _kept(folder: Path) -> dict[str, list[str]]:
    """The rankings that are on the disk, by folio; read beside the server that runs."""
    import sqlite3

    connection = sqlite3.connect(f"{(folder / 'votes.sqlite').as_uri()}?mode=ro", uri=True)
    found: dict[str, list[str]] = {}
    query = "SELECT folio, value FROM answer WHERE part = 'clarity'"
    for folio, value in connection.execute(query):
        found.setdefault(folio, []).append(value)
    connection.close()
    return found


def crowded(workspace: Workspace, folder: Path, phones: int) -> tuple[Load, Load]:
    """The loads of as many votes at once, and of as many bare pages of the same server."""
    codes = voting(workspace, folder, phones)
    process = Process(folder)
    host = f"127.0.0.1:{process.port}"
    votes = []
    for code in codes:
        phone = Client(process.port)
        phone.cookies["codigo"] = f"{code}.x"
        sent = {"csrf": phone.get("/v/ordenar/clarity").csrf}
        sent |= {shape: str(n + 1) for n, shape in enumerate(ORDERS[0].split(">"))}
        votes.append([written("POST", "/v/ordenar/clarity", host, sent, f"codigo={code}.x")])
    bare = [[written("GET", "/aviso", host)] for _code in codes]
    loaded(process.port, bare)
    measured = loaded(process.port, votes), loaded(process.port, bare)
    assert process.end() == 0
    assert len(_kept(folder)) == phones
    return measured
