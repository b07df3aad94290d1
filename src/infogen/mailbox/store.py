"""Messages of people and their fate, in one SQLite file.

A comment is `waiting`, then `shown` or `withdrawn`; beside that it is `new`, `seen` or `done` for
those who work through them. Each deed of staff is a row of its own, which nothing changes.
"""

import secrets
import sqlite3
import time
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from msgspec import Struct

from infogen.visits import served
from infogen.web import sessions
from infogen.web.database import Database

FILE = "buzon.sqlite"

Kind = Literal["opinion", "question"]
Verdict = Literal["waiting", "shown", "withdrawn"]
State = Literal["new", "seen", "done"]
VERDICTS: tuple[Verdict, ...] = ("waiting", "shown", "withdrawn")
STATES: tuple[State, ...] = ("new", "seen", "done")

MOST = 2000
"""Characters of a message, of an answer, and of what changed."""

_LETTERS = "23456789BCDFGHJKMNPQRSTVWXZ"
_FOLIO = 8

SCHEMA = (
    "CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS comment (folio TEXT PRIMARY KEY, once TEXT NOT NULL UNIQUE,"
    " piece TEXT NOT NULL, kind TEXT NOT NULL, message TEXT NOT NULL, contact TEXT NOT NULL,"
    " received REAL NOT NULL, score INTEGER NOT NULL, state TEXT NOT NULL, verdict TEXT NOT NULL,"
    " reason TEXT NOT NULL DEFAULT '', answer TEXT NOT NULL DEFAULT '', before TEXT NOT NULL"
    " DEFAULT '', after TEXT NOT NULL DEFAULT '', decided REAL NOT NULL DEFAULT 0) WITHOUT ROWID",
    "CREATE INDEX IF NOT EXISTS comment_queue ON comment (verdict, piece, received)",
    "CREATE TABLE IF NOT EXISTS deed (id INTEGER PRIMARY KEY, at REAL NOT NULL,"
    " staff TEXT NOT NULL, folio TEXT NOT NULL, act TEXT NOT NULL, reason TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS staff (name TEXT PRIMARY KEY, role TEXT NOT NULL,"
    " password TEXT NOT NULL) WITHOUT ROWID",
    *served.SCHEMA,
    *sessions.SCHEMA,
)


class Comment(Struct, frozen=True):
    """A message about a piece, and its fate. Times are seconds since 1970.

    `reason` says why it was withdrawn, `answer` is what the Unidad answered, `before` and `after`
    are what changed because of it. `contact` is shown to staff alone.
    """

    folio: str
    piece: str
    kind: Kind
    message: str
    contact: str
    received: float
    score: int
    state: State
    verdict: Verdict
    reason: str
    answer: str
    before: str
    after: str
    decided: float

    @property
    def day(self) -> date:
        """The day on which it came."""
        return date.fromtimestamp(self.received)

    @property
    def decided_on(self) -> date:
        """The day on which it was last decided about."""
        return date.fromtimestamp(self.decided)


class Deed(Struct, frozen=True):
    """An act of a person of the staff on a comment, and its reason."""

    at: float
    staff: str
    folio: str
    act: str
    reason: str

    @property
    def when(self) -> str:
        """The day and the hour, in the machine's time."""
        return datetime.fromtimestamp(self.at).isoformat(" ", "minutes")


_FIELDS = ", ".join(Comment.__struct_fields__)


class Mailbox:
    """The mailbox in a folder. Raises `Failure` where another process has it open."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = Database(folder / FILE, SCHEMA)
        self.secret = self._secret()

    def _secret(self) -> bytes:
        """The key that signs the forms: made once, kept in the file."""

        def work(connection: sqlite3.Connection) -> str:
            new = secrets.token_hex(32)
            connection.execute("INSERT OR IGNORE INTO meta VALUES ('secret', ?)", (new,))
            query = "SELECT value FROM meta WHERE key = 'secret'"
            return str(connection.execute(query).fetchone()[0])

        return bytes.fromhex(self.database.write_now(work))

    async def put(
        self, once: str, piece: str, kind: Kind, message: str, contact: str, score: int
    ) -> str:
        """Keep a comment; its folio. The same form sent twice is kept once.

        When this returns, it is on the disk.
        """
        folio = "".join(secrets.choice(_LETTERS) for _n in range(_FOLIO))
        row = (folio, once, piece, kind, message, contact, time.time(), score)

        def work(connection: sqlite3.Connection) -> str:
            connection.execute(
                "INSERT OR IGNORE INTO comment (folio, once, piece, kind, message, contact,"
                " received, score, state, verdict) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'new',"
                " 'waiting')",
                row,
            )
            query = "SELECT folio FROM comment WHERE once = ?"
            return str(connection.execute(query, (once,)).fetchone()[0])

        return await self.database.write(work)

    def find(self, folio: str) -> Comment | None:
        """The comment of a folio."""
        query = f"SELECT {_FIELDS} FROM comment WHERE folio = ?"
        rows = self.database.read(query, (folio,))
        return Comment(*rows[0]) if rows else None

    def shown(self, piece: str) -> list[Comment]:
        """The comments on a piece that a person has approved, the latest first."""
        query = f"SELECT {_FIELDS} FROM comment WHERE verdict = 'shown' AND piece = ?"
        rows = self.database.read(f"{query} ORDER BY received DESC LIMIT 200", (piece,))
        return [Comment(*row) for row in rows]

    def queue(self, verdict: Verdict, piece: str | None = None, most: int = 100) -> list[Comment]:
        """Comments to work through: those that look least like spam first, then the oldest."""
        query = f"SELECT {_FIELDS} FROM comment WHERE verdict = ?"
        values: list[object] = [verdict]
        if piece:
            query += " AND piece = ?"
            values.append(piece)
        values.append(most)
        rows = self.database.read(f"{query} ORDER BY score, received LIMIT ?", values)
        return [Comment(*row) for row in rows]

    def everything(self) -> list[Comment]:
        """All comments, the oldest first."""
        rows = self.database.read(f"SELECT {_FIELDS} FROM comment ORDER BY received")
        return [Comment(*row) for row in rows]

    def repeated(self, message: str) -> int:
        """How often the same words came before."""
        query = "SELECT count(*) FROM comment WHERE message = ?"
        return int(self.database.read(query, (message,))[0][0])

    async def decide(
        self, staff: str, folios: Sequence[str], act: str, changes: Mapping[str, str], reason: str
    ) -> int:
        """Change comments and write down who did it and why; how many there were."""
        fields = ", ".join(f"{name} = ?" for name in changes)
        now = time.time()

        def work(connection: sqlite3.Connection) -> int:
            done = 0
            for folio in folios:
                values = (*changes.values(), now, folio)
                query = f"UPDATE comment SET {fields}, decided = ? WHERE folio = ?"
                if connection.execute(query, values).rowcount:
                    row = (now, staff, folio, act, reason)
                    connection.execute(
                        "INSERT INTO deed (at, staff, folio, act, reason) VALUES (?, ?, ?, ?, ?)",
                        row,
                    )
                    done += 1
            return done

        return await self.database.write(work)

    def deeds(self, most: int = 500) -> list[Deed]:
        """The acts of the staff, the latest first."""
        query = "SELECT at, staff, folio, act, reason FROM deed ORDER BY id DESC LIMIT ?"
        return [Deed(*row) for row in self.database.read(query, (most,))]

    def counts(self) -> dict[str, int]:
        """How many comments came, by verdict, and how many changed something; for everybody."""
        rows = self.database.read("SELECT verdict, count(*) FROM comment GROUP BY verdict")
        found = {verdict: 0 for verdict in VERDICTS} | {row[0]: row[1] for row in rows}
        changed = self.database.read(
            "SELECT count(*) FROM comment WHERE verdict = 'shown' AND after != ''"
        )
        return found | {"received": sum(found.values()), "changed": changed[0][0]}

    def reasons(self) -> list[tuple[str, int]]:
        """Why comments were withdrawn, with how many; for everybody."""
        query = "SELECT reason, count(*) FROM comment WHERE verdict = 'withdrawn' GROUP BY reason"
        return [(row[0], row[1]) for row in self.database.read(f"{query} ORDER BY 2 DESC")]

    def close(self) -> None:
        """Finish what was asked for, and close the file."""
        self.database.close()
