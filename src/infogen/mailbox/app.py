"""The site and its mailbox as one app."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace
from starlette.applications import Starlette
from starlette.requests import Request

from infogen.content.entries.site import Keep
from infogen.mailbox import public, spam, staff
from infogen.mailbox.keeping import forget
from infogen.mailbox.people import Attempts
from infogen.mailbox.public import Public
from infogen.mailbox.staff import HOME, Staff
from infogen.mailbox.store import Mailbox
from infogen.visits.served import OpeningCounter, place_of
from infogen.web.application import application
from infogen.web.assets import Assets, look
from infogen.web.sessions import Sessions
from infogen.web.settings import Settings
from infogen.workspace import Workspace

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


EVERY = 30.0
"""Seconds after which openings are written down."""

FORGETS = 3600.0
"""Seconds after which what its time is over for is looked for again, the first time at once."""


def site_app(folder: Path, mailbox: Mailbox, workspace: Workspace, place: Place) -> Starlette:
    """The app of a published site in a folder, as the data of the workspace want it."""
    box = workspace.data.content.site.mailbox
    site = replace(place_of(workspace), prefix="/")
    pace = spam.Pace()
    sessions = Sessions(mailbox.database, "personal", secure=place.secure)
    own = {path.name: path.read_bytes() for path in sorted(STATIC.iterdir())}
    settings = Settings(
        secret=mailbox.secret,
        hosts=place.hosts,
        assets=Assets({**look(workspace), **own}, "/aspecto"),
        packages=("infogen.mailbox",),
        identity=partial(_identity, sessions),
        secure=place.secure,
        largest=LARGEST,
    )
    openings = OpeningCounter(site)
    routes = [*staff.routes(), *public.routes()]
    made = application(routes, settings, partial(_meanwhile, mailbox, openings, box.keep))
    made.state.public = Public(folder, mailbox, box.contact, place.behind, pace, openings)
    made.state.staff = Staff(mailbox, sessions, Attempts(), pace, place.behind)
    return made


@asynccontextmanager
async def _meanwhile(
    mailbox: Mailbox, openings: OpeningCounter, keep: Keep, _app: Starlette
) -> AsyncIterator[None]:
    """While the app runs, openings are written down and what is over is forgotten, now and then;
    openings once more at the end.
    """

    async def write_down() -> None:
        while True:
            await asyncio.sleep(EVERY)
            if openings.waits:
                await mailbox.database.write(openings.write)

    async def forget_again() -> None:
        while True:
            await asyncio.to_thread(forget, mailbox, keep)
            await asyncio.sleep(FORGETS)

    tasks = [asyncio.create_task(one()) for one in (write_down, forget_again)]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if openings.waits:
            await mailbox.database.write(openings.write)


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
