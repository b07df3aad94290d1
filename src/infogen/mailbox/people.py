"""The people of the staff: their roles, their passwords (Argon2id, RFC 9106), their attempts."""

import asyncio
import time
from typing import Literal

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from infogen.diagnostics import fail
from infogen.mailbox.store import Mailbox
from infogen.messages import _

Role = Literal["reads", "moderates", "publishes"]
ROLES: tuple[Role, ...] = ("reads", "moderates", "publishes")
"""Each role may do what those before it may."""

SHORTEST = 12
"""Characters of a password."""

FREE = 3
"""Attempts that cost no time."""

LONGEST_WAIT = 900.0
"""Seconds that an attempt waits at most."""

_HASHER = PasswordHasher()
_NOBODY = _HASHER.hash("nobody has this name")
"""The hash that a password is compared with where the name is not known: it takes the same time."""


def may(role: str, needed: Role) -> bool:
    """True if a role may do what another one may."""
    return role in ROLES and ROLES.index(role) >= ROLES.index(needed)


def appoint(mailbox: Mailbox, name: str, role: Role, password: str) -> None:
    """Let a person in, or give them another role and password. Raises `Failure` for a password
    that is short.
    """
    if len(password) < SHORTEST:
        message = _("the password has fewer than {count} characters").format(count=SHORTEST)
        raise fail("short-password", message, hint=_("four words that do not belong together do"))
    row = (name, role, _HASHER.hash(password))
    mailbox.database.write_now(
        lambda c: c.execute("INSERT OR REPLACE INTO staff VALUES (?, ?, ?)", row).rowcount
    )


def dismiss(mailbox: Mailbox, name: str) -> bool:
    """Let a person in no longer; their open sessions end. False if there was none of that name."""

    def work(connection: object) -> int:
        execute = connection.execute  # type: ignore[attr-defined]
        execute("DELETE FROM web_session WHERE json_extract(data, '$.name') = ?", (name,))
        return int(execute("DELETE FROM staff WHERE name = ?", (name,)).rowcount)

    return mailbox.database.write_now(work) > 0


def role_of(mailbox: Mailbox, name: str) -> str | None:
    """The role of a person; None for somebody who is not of the staff (any more)."""
    rows = mailbox.database.read("SELECT role FROM staff WHERE name = ?", (name,))
    return str(rows[0]["role"]) if rows else None


def anybody(mailbox: Mailbox) -> bool:
    """True if anybody can moderate."""
    return bool(mailbox.database.read("SELECT 1 FROM staff LIMIT 1"))


async def enter(mailbox: Mailbox, name: str, password: str) -> bool:
    """Compare a password, in another thread; in the same time whether or not the name is known."""
    rows = mailbox.database.read("SELECT password FROM staff WHERE name = ?", (name,))
    known = str(rows[0]["password"]) if rows else _NOBODY
    return await asyncio.to_thread(_matches, known, password) and bool(rows)


def _matches(known: str, password: str) -> bool:
    try:
        return _HASHER.verify(known, password)
    except (Argon2Error, InvalidHashError):
        return False


class Attempts:
    """Failed attempts by key (a name, a machine's token): each makes the next wait twice as long.

    They are in memory alone, and forgotten after an hour.
    """

    def __init__(self) -> None:
        self._failed: dict[str, tuple[int, float]] = {}

    def wait(self, *keys: str) -> float:
        """Seconds until the next attempt counts."""
        now = time.monotonic()
        return max((self._until(key) - now for key in keys), default=0.0)

    def _until(self, key: str) -> float:
        count, last = self._failed.get(key, (0, 0.0))
        return 0.0 if count < FREE else last + min(2.0 ** (count - FREE), LONGEST_WAIT)

    def failed(self, *keys: str) -> None:
        """An attempt was wrong."""
        now = time.monotonic()
        self._failed = {k: v for k, v in self._failed.items() if now - v[1] < 3600}
        for key in keys:
            self._failed[key] = (self._failed.get(key, (0, 0.0))[0] + 1, now)

    def succeeded(self, *keys: str) -> None:
        """An attempt was right: earlier ones are forgotten."""
        for key in keys:
            self._failed.pop(key, None)
