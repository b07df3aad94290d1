"""The site and its mailbox as one app."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from msgspec import Struct
from starlette.applications import Starlette
from starlette.requests import Request

from infogen.design.themes import Theme
from infogen.mailbox import public, spam, staff
from infogen.mailbox.people import Attempts
from infogen.mailbox.public import Public
from infogen.mailbox.staff import HOME, Staff
from infogen.mailbox.store import Mailbox
from infogen.web.application import application
from infogen.web.assets import Assets, look
from infogen.web.sessions import Sessions
from infogen.web.settings import Settings

STATIC = Path(__file__).parent / "static"
LARGEST = 64 << 10
"""Bytes of a posted form: a message has 2,000 characters."""


class Place(Struct, frozen=True):
    """Where the app is: the hosts that it answers to, whether TLS ends before it, and whether the
    proxy that does so names the machine that asks.
    """

    hosts: frozenset[str]
    secure: bool = False
    behind: bool = False


def site_app(
    folder: Path, mailbox: Mailbox, theme: Theme, place: Place, *, contact: bool
) -> Starlette:
    """The app of a published site in a folder. `contact`: its form asks for an address."""
    pace = spam.Pace()
    sessions = Sessions(mailbox.database, "personal", secure=place.secure)
    own = {path.name: path.read_bytes() for path in sorted(STATIC.iterdir())}
    settings = Settings(
        secret=mailbox.secret,
        hosts=place.hosts,
        assets=Assets({**look(theme), **own}, "/aspecto"),
        packages=("infogen.mailbox",),
        identity=partial(_identity, sessions),
        secure=place.secure,
        largest=LARGEST,
    )
    made = application([*staff.routes(), *public.routes()], settings)
    made.state.public = Public(folder, mailbox, contact, place.behind, pace)
    made.state.staff = Staff(mailbox, sessions, Attempts(), pace)
    return made


def _identity(sessions: Sessions, request: Request) -> str:
    """To whom a form belongs: the session of who has entered; everybody else is nobody."""
    if request.url.path.startswith(HOME):
        found = sessions.find(request)
        return found.key if found else "staff"
    return ""


def hosts(names: Iterable[str], port: int) -> frozenset[str]:
    """The values of the header Host that are answered."""
    local = {f"127.0.0.1:{port}", f"localhost:{port}"}
    return frozenset(local | {name.lower() for name in names})
