"""Sessions are on the server: a cookie is a key, and no more."""

import asyncio

import pytest
from starlette.requests import Request
from starlette.responses import Response

from infogen.web import sessions
from infogen.web.database import Database


@pytest.fixture
def database(tmp_path):
    made = Database(tmp_path / "a.sqlite", sessions.SCHEMA)
    yield made
    made.close()


def asked(cookie: str) -> Request:
    headers = [(b"cookie", cookie.encode())]
    return Request({"type": "http", "method": "GET", "path": "/", "headers": headers})


def test_a_session_is_found_by_its_cookie_until_it_ends(database):
    kept = sessions.Sessions(database, "sid")
    response = Response()
    begun = asyncio.run(kept.start(response, {"role": "leader"}))
    cookie = response.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert kept.find(asked(cookie.partition(";")[0])).data == {"role": "leader"}
    assert kept.find(asked("sid=guess")) is None
    assert kept.find(asked("")) is None
    asyncio.run(kept.end(begun, response))
    assert kept.find(asked(cookie.partition(";")[0])) is None


def test_the_database_does_not_know_the_keys(database):
    kept = sessions.Sessions(database, "sid")
    begun = asyncio.run(kept.start(Response(), {}))
    rows = database.read("SELECT * FROM web_session")
    assert begun.key.encode() not in bytes(str([tuple(row) for row in rows]), "utf-8")


def test_a_session_does_not_last_for_ever(database, monkeypatch):
    kept = sessions.Sessions(database, "sid")
    monkeypatch.setattr(sessions, "LIFETIME", -1.0)
    response = Response()
    asyncio.run(kept.start(response, {}))
    assert kept.find(asked(response.headers["set-cookie"].partition(";")[0])) is None


def test_behind_tls_nothing_else_can_set_the_cookie(database):
    kept = sessions.Sessions(database, "sid", secure=True)
    response = Response()
    asyncio.run(kept.start(response, {}))
    assert response.headers["set-cookie"].startswith("__Host-sid=")
    assert "Secure" in response.headers["set-cookie"]
