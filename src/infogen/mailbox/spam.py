"""Programs told from people without asking anybody else: a signed time, a trap, a pace, a score.

No address of a machine is kept: its token is made with a salt that lives in memory and changes
every day, so that nobody can make an address of it again.
"""

import hashlib
import hmac
import re
import secrets
import time
from collections import Counter

from starlette.requests import Request

SOONEST = 3.0
"""Seconds that a person takes at least from seeing a form to sending it."""

LATEST = 86_400.0
"""Seconds for which a form is good."""

PACE = 5
"""Messages from one machine in `WINDOW`."""

WINDOW = 600.0
DAY = 86_400.0

_LINK = re.compile(r"https?://|www\.|\[url|\bhref\b", re.IGNORECASE)


def stamp(secret: bytes, piece: str) -> str:
    """The mark in a form: when it was shown, a number of its own, and the code of both."""
    text = f"{int(time.time())}.{secrets.token_hex(8)}"
    return f"{text}.{_code(secret, piece, text)}"


def read_stamp(secret: bytes, piece: str, given: str) -> tuple[str, float] | None:
    """The number of a form and the seconds since it was shown; None for one that is not ours."""
    text, _dot, code = given.rpartition(".")
    if not hmac.compare_digest(code.encode(), _code(secret, piece, text).encode()):
        return None
    shown, _dot, number = text.partition(".")
    return number, time.time() - int(shown)


def _code(secret: bytes, piece: str, text: str) -> str:
    return hmac.new(secret, f"form\0{piece}\0{text}".encode(), hashlib.sha256).hexdigest()


def score(message: str, repeated: int) -> int:
    """How much a message looks like an advertisement: 0 is not at all. It only orders the queue."""
    links = len(_LINK.findall(message))
    letters = [char for char in message if char.isalpha()]
    loud = len(letters) > 20 and sum(char.isupper() for char in letters) > len(letters) * 0.7
    longest = max(Counter(message).values(), default=0)
    monotonous = len(message) > 40 and longest > len(message) * 0.4
    return 3 * links + 2 * loud + 2 * monotonous + 5 * min(repeated, 3)


def machine(request: Request, behind: bool) -> str:
    """The address of the machine that asks, of which a token alone is kept: as the proxy before us
    names it last, or that of the connection.
    """
    named = request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
    if behind and named:
        return named
    return request.client.host if request.client else ""


class Pace:
    """How often each machine wrote lately, by a token that dies with the day."""

    def __init__(self) -> None:
        self._salt = secrets.token_bytes(32)
        self._since = time.monotonic()
        self._times: dict[bytes, list[float]] = {}

    def token(self, address: str) -> str:
        """The token of a machine, for today."""
        now = time.monotonic()
        if now - self._since > DAY:
            self._salt, self._since = secrets.token_bytes(32), now
            self._times.clear()
        return hmac.new(self._salt, address.encode(), hashlib.sha256).hexdigest()

    def allowed(self, address: str) -> bool:
        """True if a machine may write once more; that is then counted."""
        now, key = time.monotonic(), self.token(address).encode()
        times = [at for at in self._times.get(key, ()) if now - at < WINDOW]
        if len(times) >= PACE:
            self._times[key] = times
            return False
        self._times[key] = [*times, now]
        if len(self._times) > 10_000:
            self._times = {k: v for k, v in self._times.items() if now - v[-1] < WINDOW}
        return True
