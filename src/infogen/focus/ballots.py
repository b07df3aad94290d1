"""Where votes are kept: what each person answered, by folio and part, and who read it.

A row is one reading of one part of one ballot. Writing it again changes nothing else, so a post
that is sent twice counts once.
"""

import base64
import hashlib
import hmac
import secrets
import sqlite3
import time
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from infogen.diagnostics import Span, fail
from infogen.focus.session import FILE, Session, session_digest
from infogen.messages import _
from infogen.web import sessions
from infogen.web.database import Database

VOTES = "votes.sqlite"
SCHEMA = (
    "CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS seat (number INTEGER PRIMARY KEY, once TEXT UNIQUE,"
    " issue INTEGER NOT NULL DEFAULT 0, joined INTEGER NOT NULL DEFAULT 0)",
    "CREATE TABLE IF NOT EXISTS device (seat INTEGER NOT NULL, mark TEXT NOT NULL,"
    " PRIMARY KEY (seat, mark)) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS answer (folio TEXT NOT NULL, part TEXT NOT NULL,"
    " source TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (folio, part, source)) WITHOUT ROWID",
    *sessions.SCHEMA,
)
LETTERS = 16
"""Letters of a code, of five bits each: 80 bits, which nobody guesses."""
DOUBT = "?"
"""The value of what a machine cannot tell."""
PHONE, MACHINE, FIRST, SECOND, SETTLED = "phone", "machine", "person-1", "person-2", "settled"

STAGES = ("enter", "look", "understand", "rank", "done")
DONE = len(STAGES) - 1


class SessionStage(Struct, frozen=True):
    """Where a session stands: the number of its stage, whether it is open, and until when (seconds
    since 1970; 0 where there is no countdown). The countdown closes nothing.
    """

    number: int
    open: bool
    until: float = 0.0

    @property
    def name(self) -> str:
        return STAGES[self.number]


class LateVote(Exception):
    """An answer to a stage that is closed, other than the one that was saved before."""


class Full(Exception):
    """All seats are taken."""


class Ballots:
    """The votes of a session, opened by this process alone.

    Raises `Failure` where the session was changed after its first vote.
    """

    def __init__(self, folder: Path, session: Session) -> None:
        self.session = session
        self.folder = folder
        self.database = Database(folder / VOTES, SCHEMA)
        self._seats: dict[str, int] | None = None
        try:
            self._settle()
        except BaseException:
            self.database.close()
            raise
        self.secret = bytes.fromhex(self.meta("secret"))

    def close(self) -> None:
        self.database.close()

    def meta(self, key: str, default: str = "") -> str:
        rows = self.database.read("SELECT value FROM meta WHERE key = ?", (key,))
        return str(rows[0]["value"]) if rows else default

    def _settle(self) -> None:
        """Tie the votes to the session, or refuse a session that is another one."""
        now = session_digest(self.session)
        voted = self.database.read("SELECT count(*) FROM answer")[0][0]
        if voted and self.meta("session") != now:
            message = _("the session was changed after the first vote")
            hint = _("undo the change, or make another session in another folder")
            raise fail("changed-session", message, Span((self.folder / FILE).as_posix()), hint)

        def work(connection: sqlite3.Connection) -> None:
            usual = {"secret": secrets.token_hex(32), "stage": "0", "open": "1", "until": "0"}
            for key, value in usual.items():
                connection.execute("INSERT OR IGNORE INTO meta VALUES (?, ?)", (key, value))
            connection.execute("INSERT OR REPLACE INTO meta VALUES ('session', ?)", (now,))
            for number in range(1, self.session.expected.phones + 1):
                connection.execute("INSERT OR IGNORE INTO seat (number) VALUES (?)", (number,))

        self.database.write_now(work)

    # Codes

    def key(self, name: str) -> str:
        """A code of `LETTERS` letters that hangs on the secret of the session."""
        code = hmac.new(self.secret, name.encode(), hashlib.sha256).digest()
        return base64.b32encode(code).decode()[:LETTERS]

    def code(self, seat: int) -> str:
        """The code of a seat, as it was last issued."""
        rows = self.database.read("SELECT issue FROM seat WHERE number = ?", (seat,))
        return self.key(f"seat {seat} {rows[0]['issue']}")

    def seat(self, code: str) -> int | None:
        """The seat of a code."""
        if self._seats is None:
            rows = self.database.read("SELECT number, issue FROM seat")
            self._seats = {
                self.key(f"seat {row['number']} {row['issue']}"): row["number"] for row in rows
            }
        return self._seats.get(code.upper().replace("-", "").replace(" ", ""))

    # Stages

    def stage(self) -> SessionStage:
        return _stage(self.database.read("SELECT key, value FROM meta"))

    async def move(self, before: SessionStage, after: SessionStage) -> None:
        """Go from one state to another; nothing where somebody else has moved on already."""

        def work(connection: sqlite3.Connection) -> None:
            now = _stage(connection.execute("SELECT key, value FROM meta").fetchall())
            if (now.number, now.open) == (before.number, before.open):
                values = {
                    "stage": str(after.number),
                    "open": str(int(after.open)),
                    "until": str(after.until),
                }
                for key, value in values.items():
                    connection.execute("UPDATE meta SET value = ? WHERE key = ?", (value, key))

        await self.database.write(work)

    # Seats

    async def join(self, once: str, seat: int | None = None) -> int:
        """A seat for a phone: `seat` where a card names it, else the next that is free. The same
        `once` has the same seat. Raises `LateVote` where entry is closed and `Full` where no
        seat is free.
        """

        def work(connection: sqlite3.Connection) -> int:
            known = connection.execute("SELECT number FROM seat WHERE once = ?", (once,)).fetchone()
            if known is not None:
                return int(known["number"])
            if seat is not None:
                connection.execute("UPDATE seat SET joined = 1 WHERE number = ?", (seat,))
                return seat
            now = _stage(connection.execute("SELECT key, value FROM meta").fetchall())
            if now.number or not now.open:
                raise LateVote
            free = "SELECT number FROM seat WHERE joined = 0 ORDER BY number LIMIT 1"
            found = connection.execute(free).fetchone()
            if found is None:
                raise Full
            number = int(found["number"])
            take = "UPDATE seat SET joined = 1, once = ? WHERE number = ?"
            connection.execute(take, (once, number))
            return number

        return await self.database.write(work)

    async def seen(self, seat: int, mark: str) -> None:
        """A phone shows the code of a seat: `mark` is what was put into its cookie."""

        def work(connection: sqlite3.Connection) -> None:
            connection.execute("INSERT OR IGNORE INTO device VALUES (?, ?)", (seat, mark))

        await self.database.write(work)

    async def reissue(self, seat: int) -> None:
        """Give a seat another code: the old one opens nothing any more."""

        def work(connection: sqlite3.Connection) -> None:
            connection.execute("UPDATE seat SET issue = issue + 1 WHERE number = ?", (seat,))
            connection.execute("DELETE FROM device WHERE seat = ?", (seat,))

        await self.database.write(work)
        self._seats = None

    def taken_seats(self) -> list[int]:
        """The seats that are taken."""
        rows = self.database.read("SELECT number FROM seat WHERE joined = 1 ORDER BY number")
        return [int(row["number"]) for row in rows]

    def elsewhere(self) -> list[int]:
        """The seats whose code was shown on more than one phone."""
        query = "SELECT seat FROM device GROUP BY seat HAVING count(*) > 1 ORDER BY seat"
        return [int(row["seat"]) for row in self.database.read(query)]

    # Answers

    async def put(
        self, folio: str, values: Mapping[str, str], source: str, stage: str | None = None
    ) -> None:
        """Save parts of a ballot. With a `stage`, only while that is open; what is saved already
        may be sent again at any time. Raises `LateVote`.
        """

        def work(connection: sqlite3.Connection) -> None:
            query = "SELECT part, value FROM answer WHERE folio = ? AND source = ?"
            rows = connection.execute(query, (folio, source)).fetchall()
            known = {row["part"]: row["value"] for row in rows}
            if all(known.get(part) == value for part, value in values.items()):
                return
            now = _stage(connection.execute("SELECT key, value FROM meta").fetchall())
            if stage is not None and (now.name != stage or not now.open):
                raise LateVote
            connection.executemany(
                "INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?)",
                [(folio, part, source, value) for part, value in values.items()],
            )

        await self.database.write(work)

    def answers(self, folio: str, source: str = PHONE) -> dict[str, str]:
        """The parts of one ballot as one source has them."""
        query = "SELECT part, value FROM answer WHERE folio = ? AND source = ?"
        return {row["part"]: row["value"] for row in self.database.read(query, (folio, source))}

    def readings(self) -> dict[str, dict[str, dict[str, str]]]:
        """Every reading: folio → part → source → value."""
        found: dict[str, dict[str, dict[str, str]]] = {}
        for row in self.database.read("SELECT * FROM answer ORDER BY folio, part, source"):
            parts = found.setdefault(row["folio"], {})
            parts.setdefault(row["part"], {})[row["source"]] = row["value"]
        return found


def _stage(rows: list[sqlite3.Row]) -> SessionStage:
    meta = {row["key"]: row["value"] for row in rows}
    return SessionStage(int(meta["stage"]), meta["open"] == "1", float(meta["until"]))


def in_time(seconds: float) -> float:
    """When a countdown ends, as seconds since 1970."""
    return time.time() + seconds


def refuse_votes(folder: Path) -> None:
    """Raises `Failure` where somebody has voted in the session of a folder."""
    path = folder / VOTES
    if not path.exists():
        return
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        voted = connection.execute("SELECT count(*) FROM answer").fetchone()[0]
    except sqlite3.DatabaseError:
        voted = 1
    finally:
        connection.close()
    if voted:
        message = _("people have voted in this session, so it cannot be made again")
        hint = _("name another folder with -o")
        raise fail("has-votes", message, Span((folder / FILE).as_posix()), hint)
