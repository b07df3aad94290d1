"""One writer: what is acknowledged stays, what fails undoes itself alone, nothing opens twice."""

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

from infogen.diagnostics import Failure
from infogen.web.database import Database, Unwritable
from kit.places import SOURCE

SCHEMA = ("CREATE TABLE IF NOT EXISTS item (name TEXT PRIMARY KEY)",)
INSERT = "INSERT INTO item VALUES (?)"


@pytest.fixture
def database(tmp_path):
    made = Database(tmp_path / "a.sqlite", SCHEMA)
    yield made
    made.close()


def names(database: Database) -> list[str]:
    return [row["name"] for row in database.read("SELECT name FROM item ORDER BY name")]


def test_writes_that_come_together_are_committed_together(database):
    before = database.read("PRAGMA data_version")[0][0]

    async def many() -> None:
        await asyncio.gather(
            *(
                database.write(lambda c, n=n: c.execute(INSERT, (f"{n:03}",)).rowcount)
                for n in range(300)
            )
        )

    asyncio.run(many())
    assert len(names(database)) == 300
    assert database.read("PRAGMA data_version")[0][0] != before


def test_what_one_raises_undoes_that_one_alone(database):
    def half(connection: sqlite3.Connection) -> None:
        connection.execute(INSERT, ("half",))
        raise ValueError("no")

    async def three() -> list[object]:
        works = [
            lambda c: c.execute(INSERT, ("a",)).rowcount,
            half,
            lambda c: c.execute(INSERT, ("b",)).rowcount,
        ]
        return await asyncio.gather(*map(database.write, works), return_exceptions=True)

    done = asyncio.run(three())
    assert isinstance(done[1], ValueError)
    assert names(database) == ["a", "b"]


def test_a_full_disk_is_said_and_nothing_is_lost(database):
    database.write_now(lambda c: c.execute(INSERT, ("a",)).rowcount)
    pages = database.read("PRAGMA page_count")[0][0]
    database.write_now(lambda c: c.execute(f"PRAGMA max_page_count = {pages}").fetchone())

    def fill() -> None:
        for n in range(500):
            database.write_now(lambda c, n=n: c.execute(INSERT, ("x" * 500 + str(n),)).rowcount)

    with pytest.raises(Unwritable, match="the disk is full"):
        fill()
    kept = names(database)
    assert "a" in kept
    database.write_now(lambda c: c.execute("PRAGMA max_page_count = 100000").fetchone())
    database.write_now(lambda c: c.execute(INSERT, ("b",)).rowcount)
    assert names(database) == sorted([*kept, "b"])


def test_readers_cannot_write(database):
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        database.read("DELETE FROM item")


def test_a_copy_is_whole(database, tmp_path):
    database.write_now(lambda c: c.execute(INSERT, ("a",)).rowcount)
    database.copy(tmp_path / "copy.sqlite")
    other = Database(tmp_path / "copy.sqlite", SCHEMA)
    assert names(other) == ["a"]
    other.close()


def test_a_file_is_open_once(database):
    with pytest.raises(Failure, match="another process"):
        Database(database.path, SCHEMA)


def test_what_is_no_database_is_refused(tmp_path):
    path = tmp_path / "b.sqlite"
    path.write_bytes(b"not a database" * 100)
    with pytest.raises(Failure, match="cannot open the database"):
        Database(path, SCHEMA)


WRITER = """
import sys
from pathlib import Path
from infogen.web.database import Database
database = Database(Path(sys.argv[1]), ["CREATE TABLE IF NOT EXISTS item (name TEXT PRIMARY KEY)"])
for n in range(100000):
    database.write_now(lambda c: c.execute("INSERT INTO item VALUES (?)", (f"{n:06}",)).rowcount)
    print(f"{n:06}", flush=True)
"""


def test_what_was_acknowledged_survives_a_kill(tmp_path):
    path = tmp_path / "killed.sqlite"
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)],
        stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(SOURCE)},
    )  # fmt: skip
    assert process.stdout
    process.stdout.readline()
    time.sleep(0.2)
    process.send_signal(signal.SIGKILL)
    told = process.stdout.read().split()
    process.wait()
    process.stdout.close()
    after = Database(path, SCHEMA)
    assert set(told) <= set(names(after))
    assert after.read("PRAGMA integrity_check")[0][0] == "ok"
    after.close()
