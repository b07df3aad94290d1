"""SQLite with one writer: what is acknowledged is on the disk, and many writes share one sync.

All writing, and all checkpoints, go through one connection in one thread. So the WAL-reset bug of
SQLite 3.7.0–3.51.2, which needs two connections that write or checkpoint at once, cannot happen.
"""

import asyncio
import fcntl
import os
import queue
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

from infogen.diagnostics import fail
from infogen.messages import _

T = TypeVar("T")

WAIT = 0.005
"""Seconds that a write waits at most for others that are committed with it."""
TOGETHER = 500
"""The most writes of one commit."""

_NOTHING = object()
"""The mark that no other write has come after a group of them."""

_FULL = ("disk is full", "disk I/O error")


class Unwritable(Exception):
    """A write that is not on the disk: there is no room, or the disk refuses."""


class _Write(Generic[T]):
    """A piece of work, and where its result goes; `alone` outside of any transaction."""

    def __init__(self, work: Callable[[sqlite3.Connection], T], alone: bool = False) -> None:
        self.work = work
        self.alone = alone
        self.done: Future[T] = Future()
        self.outcome: T | None = None
        self.problem: Exception | None = None


class Database:
    """A database file, opened by one process alone.

    `schema` are statements that make what is missing. Raises `Failure` where another process has
    the file open, or it is not a database of ours.
    """

    def __init__(self, path: Path, schema: Sequence[str]) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = _locked(path)
        self._queue: queue.SimpleQueue[_Write[Any] | None] = queue.SimpleQueue()
        self._readers = threading.local()
        self._connection = _opened(path, schema)
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    async def write(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """The result of `work`, once it is on the disk.

        `work` runs in the writer's thread, in a savepoint of its own: what it raises undoes what it
        did, and nothing else. Raises `Unwritable` where the disk refuses.
        """
        return await asyncio.wrap_future(self._asked(work))

    def write_now(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """As `write`, for code that is not in an event loop."""
        return self._asked(work).result()

    def read(self, query: str, values: Sequence[object] = ()) -> list[sqlite3.Row]:
        """The rows of a query, as of the last commit."""
        reader = getattr(self._readers, "connection", None)
        if reader is None:
            address = f"{self.path.resolve().as_uri()}?mode=ro"
            reader = sqlite3.connect(address, uri=True, isolation_level=None)
            reader.row_factory = sqlite3.Row
            self._readers.connection = reader
        rows: list[sqlite3.Row] = reader.execute(query, values).fetchall()
        return rows

    def copy(self, path: Path) -> None:
        """A consistent copy of all that is committed, in another file."""

        source = sqlite3.connect(f"{self.path.resolve().as_uri()}?mode=ro", uri=True)
        target = sqlite3.connect(path)
        try:
            source.backup(target)
        finally:
            source.close()
            target.close()

    def compact(self) -> None:
        """Write the file anew, without a byte of what was deleted; its log is emptied too."""
        asked = _Write(_compact, alone=True)
        self._queue.put(asked)
        asked.done.result()

    def close(self) -> None:
        """Finish what was asked for, and close the file. May be called again."""
        if self._closed:
            return
        self._closed = True
        self._queue.put(None)
        self._thread.join()
        reader = getattr(self._readers, "connection", None)
        if reader is not None:
            reader.close()
        self._connection.close()
        os.close(self._lock)

    def _asked(self, work: Callable[[sqlite3.Connection], T]) -> Future[T]:
        asked = _Write(work)
        self._queue.put(asked)
        return asked.done

    def _run(self) -> None:
        company = False
        following = self._queue.get()
        while following is not None:
            if following.alone:
                _do_alone(self._connection, following)
                following = self._queue.get()
                continue
            writes, after = self._gathered(following, WAIT if company else 0.0)
            company = len(writes) > 1
            _commit(self._connection, writes)
            following = self._queue.get() if after is _NOTHING else cast(_Write[Any] | None, after)

    def _gathered(self, first: _Write[Any], wait: float) -> tuple[list[_Write[Any]], object]:
        """The next group of writes to commit together, and what came after it: `_NOTHING` yet, a
        write that is done alone, or None, the end.
        """
        writes, until = [first], time.monotonic() + wait
        while len(writes) < TOGETHER:
            try:
                left = until - time.monotonic()
                following = self._queue.get(left > 0, max(left, 0.0))
            except queue.Empty:
                break
            if following is None or following.alone:
                return writes, following
            writes.append(following)
        return writes, _NOTHING


def _compact(connection: sqlite3.Connection) -> None:
    """Empty the log and write the file anew (sqlite.org, lang_vacuum.html)."""
    for statement in (
        "PRAGMA wal_checkpoint(TRUNCATE)",
        "VACUUM",
        "PRAGMA wal_checkpoint(TRUNCATE)",
    ):
        connection.execute(statement).fetchall()


def _do_alone(connection: sqlite3.Connection, write: _Write[Any]) -> None:
    try:
        write.done.set_result(write.work(connection))
    except Exception as problem:
        write.done.set_exception(_unwritable(problem))


def _commit(connection: sqlite3.Connection, writes: Sequence[_Write[Any]]) -> None:
    """Do all the work in one transaction; tell those who wait only when it is on the disk."""
    try:
        connection.execute("BEGIN IMMEDIATE")
        for write in writes:
            _try(connection, write)
        connection.execute("COMMIT")
    except Exception as problem:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        for write in writes:
            write.done.set_exception(_unwritable(problem))
        return
    for write in writes:
        if write.problem is not None:
            write.done.set_exception(write.problem)
        else:
            write.done.set_result(write.outcome)


def _try(connection: sqlite3.Connection, write: _Write[Any]) -> None:
    """One piece of work: what it raises is its own."""
    connection.execute("SAVEPOINT work")
    try:
        write.outcome = write.work(connection)
    except Exception as problem:
        if not connection.in_transaction:  # the disk is full: SQLite undid everything
            raise
        connection.execute("ROLLBACK TO work")
        write.problem = problem
    connection.execute("RELEASE work")


def _unwritable(problem: Exception) -> Exception:
    if isinstance(problem, sqlite3.OperationalError):
        full = any(words in str(problem) for words in _FULL)
        return Unwritable(_("the disk is full") if full else str(problem))
    return problem


def _opened(path: Path, schema: Sequence[str]) -> sqlite3.Connection:
    os.close(
        os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    )  # what people write is for the staff alone
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA secure_delete=ON")
        for statement in schema:
            connection.execute(statement)
    except sqlite3.DatabaseError as problem:
        connection.close()
        message = _('cannot open the database "{path}": {reason}')
        raise fail(
            "bad-database",
            message.format(path=path.as_posix(), reason=problem),
            hint=_("name another folder, or put a copy of the database there"),
        ) from None
    return connection


def _locked(path: Path) -> int:
    """The lock of the only process that may have the database open; the system ends it with the
    process, however that ends.
    """
    handle = os.open(path.with_name(f"{path.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        message = _('another process has "{path}" open').format(path=path.as_posix())
        raise fail("database-in-use", message, hint=_("end that one first")) from None
    return handle
