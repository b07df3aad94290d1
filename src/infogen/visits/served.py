"""Openings that `serve` counts itself: days, things and kinds in the mailbox's file alone."""

import sqlite3
from collections import Counter
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from infogen.diagnostics import fail
from infogen.messages import _
from infogen.visits.agents import kind_of
from infogen.visits.counting import Openings, Place, thing_of
from infogen.workspace import Workspace

SCHEMA = (
    "CREATE TABLE IF NOT EXISTS opening (day TEXT NOT NULL, thing TEXT NOT NULL,"
    " kind TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (day, thing, kind)) WITHOUT ROWID",
)

FILE = "buzon.sqlite"


def place_of(workspace: Workspace, prefix: str | None = None) -> Place:
    """Where the site of a workspace stands, and what it has."""
    content = workspace.data.content
    own = urlsplit(content.site.url or "").path or "/"
    given = f"/{prefix.strip('/')}/" if prefix and prefix.strip("/") else prefix
    shorts = frozenset(link.short for link in content.links.values() if link.short)
    return Place(given or own, frozenset(workspace.pieces), shorts)


class OpeningCounter:
    """Counts openings in memory until they are written down together."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._waiting: Counter[tuple[str, str, str]] = Counter()

    def opened(self, path: str, agent: str, day: date) -> None:
        """A path was asked for, and answered."""
        thing = thing_of(path, self._place)
        if thing is not None:
            self._waiting[day.isoformat(), thing, kind_of(agent)] += 1

    def write(self, connection: sqlite3.Connection) -> None:
        """Add what was counted to what is written down."""
        taken, self._waiting = self._waiting, Counter()
        connection.executemany(
            "INSERT INTO opening VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET count = count + excluded.count",
            [(*key, count) for key, count in taken.items()],
        )

    @property
    def waits(self) -> bool:
        """True if anything is not written down."""
        return bool(self._waiting)


def counted(store: Path, between: tuple[date | None, date | None]) -> Openings:
    """The openings between two days. Raises `Failure` where nothing was ever served."""
    place = store / FILE
    if not place.is_file():
        message = _("no log is named, and nothing was served from here")
        raise fail("no-log", message, hint=_("name the access logs of the server"))
    connection = sqlite3.connect(f"{place.resolve().as_uri()}?mode=ro", uri=True)
    first, last = between
    found = Openings()
    try:
        for day, thing, kind, count in connection.execute("SELECT * FROM opening"):
            on = date.fromisoformat(day)
            if (first is None or on >= first) and (last is None or on <= last):
                found.counts[on, thing, kind] += count
    except sqlite3.DatabaseError as problem:
        message = _('the openings in "{path}" cannot be read: {reason}')
        raise fail(
            "unreadable-file",
            message.format(path=place.as_posix(), reason=problem),
            hint=_("serve the site once more, or name the access logs of the server"),
        ) from None
    finally:
        connection.close()
    return found
