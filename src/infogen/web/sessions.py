"""Sessions that are kept on the server: a cookie carries a key, the database its digest."""

import hashlib
import json
import secrets
import sqlite3
import time
from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response

from infogen.web.database import Database

SCHEMA = (
    "CREATE TABLE IF NOT EXISTS web_session"
    " (digest BLOB PRIMARY KEY, data TEXT NOT NULL, ends REAL NOT NULL) WITHOUT ROWID",
)
BYTES = 32
LIFETIME = 12 * 3600.0


class BrowserSession(Struct, frozen=True):
    """A session: the key that its cookie carries, and what is kept of it."""

    key: str
    data: Mapping[str, Any]


class Sessions:
    """The sessions of an app, in a database whose schema has `SCHEMA`.

    `name` is the cookie's; behind TLS it becomes `__Host-name` (RFC 6265bis, 4.1.3.2): no other
    host, no other path and no plain connection can set it.
    """

    def __init__(self, database: Database, name: str, *, secure: bool = False) -> None:
        self.database = database
        self.secure = secure
        self.cookie = f"__Host-{name}" if secure else name

    def find(self, request: Request) -> BrowserSession | None:
        """The session of a request, if it has one that has not ended."""
        key = request.cookies.get(self.cookie, "")
        if not key:
            return None
        query = "SELECT data FROM web_session WHERE digest = ? AND ends > ?"
        rows = self.database.read(query, (_digest(key), time.time()))
        return BrowserSession(key, json.loads(rows[0]["data"])) if rows else None

    async def start(self, response: Response, data: Mapping[str, Any]) -> BrowserSession:
        """A new session, whose cookie goes with the response."""
        key = secrets.token_urlsafe(BYTES)
        row = (_digest(key), json.dumps(data), time.time() + LIFETIME)

        def work(connection: sqlite3.Connection) -> None:
            connection.execute("DELETE FROM web_session WHERE ends < ?", (time.time(),))
            connection.execute("INSERT INTO web_session VALUES (?, ?, ?)", row)

        await self.database.write(work)
        response.set_cookie(
            self.cookie, key, httponly=True, secure=self.secure, samesite="lax", path="/"
        )
        return BrowserSession(key, data)

    async def end(self, session: BrowserSession, response: Response) -> None:
        """End a session: its cookie no longer opens anything."""
        query = "DELETE FROM web_session WHERE digest = ?"
        await self.database.write(lambda c: c.execute(query, (_digest(session.key),)).rowcount)
        response.delete_cookie(self.cookie, path="/", secure=self.secure, httponly=True)


def _digest(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()
