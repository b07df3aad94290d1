"""The app of a session: voters, the person who leads, and the address that phones reach."""

import io
import secrets
from collections.abc import Callable
from functools import partial
from pathlib import Path

from msgspec import Struct
from PIL import Image
from starlette.applications import Starlette
from starlette.requests import Request

from infogen.focus import entry, leader, voter
from infogen.focus.ballots import Ballots
from infogen.focus.seats import cookie
from infogen.focus.session import picture, twin
from infogen.focus.state import Focus
from infogen.web.application import application
from infogen.web.assets import Assets, look
from infogen.web.server import listening_socket, serve
from infogen.web.sessions import Sessions
from infogen.web.settings import Settings
from infogen.workspace import Workspace

STATIC = Path(__file__).parent / "static"
UPLOAD = 40 << 20
"""The largest upload in bytes: a scan of many pages."""


class Addresses(Struct, frozen=True):
    """Where a session is served: the address to join, and the one of the person who leads."""

    join: str
    lead: str


def app(
    workspace: Workspace, ballots: Ballots, authority: str, others: tuple[str, ...] = ()
) -> Starlette:
    """The app of a session on `authority` (host:port); `others` are answered too."""
    session = ballots.session
    pictures = {shape: _shown(ballots.folder, shape) for shape in session.shapes}
    texts = {shape: twin(ballots.folder, shape).read_text("utf-8") for shape in session.shapes}
    own = {path.name: path.read_bytes() for path in sorted(STATIC.iterdir())}
    focus = Focus(
        workspace=workspace,
        ballots=ballots,
        sessions=Sessions(ballots.database, "dirige"),
        address=f"http://{authority}",
        pictures=pictures,
        texts=texts,
    )
    settings = Settings(
        secret=ballots.secret,
        hosts=frozenset({authority, *others}),
        assets=Assets({**look(workspace), **own}),
        packages=("infogen.focus",),
        identity=partial(_identity, focus),
        uploads={"/dirige/boletas": UPLOAD},
        patience=60.0,
    )
    made = application([*entry.routes(), *voter.routes(), *leader.routes()], settings)
    made.state.focus = focus
    return made


def _identity(focus: Focus, request: Request) -> str:
    """To whom a form belongs: the session of who leads, the code of a voter, or the room."""
    path = request.url.path
    if path.startswith("/dirige"):
        found = focus.sessions.find(request)
        return found.key if found else "lead"
    if path.startswith(("/g/", "/entrar")):
        return "room"
    return cookie(request)[0]


def _shown(folder: Path, shape: str) -> bytes:
    """A frozen picture as phones get it."""
    with Image.open(picture(folder, shape)) as raster:
        file = io.BytesIO()
        raster.convert("RGB").save(file, "WEBP", quality=90, method=4)
    return file.getvalue()


def lead(
    workspace: Workspace,
    ballots: Ballots,
    host: str,
    port: int,
    ready: Callable[[Addresses], None],
) -> None:
    """Serve a session until the process is asked to end."""
    listening = listening_socket("127.0.0.1" if host == "127.0.0.1" else "0.0.0.0", port)
    number = listening.getsockname()[1]
    authority = f"{host}:{number}"
    local = (f"127.0.0.1:{number}", f"localhost:{number}")
    key = secrets.token_urlsafe(24)
    made = app(workspace, ballots, authority, local)
    made.state.focus.keys.append(key)
    join = f"http://{authority}/g/{ballots.key('room')}"
    with listening:
        serve(
            made,
            listening,
            lambda: ready(Addresses(join, f"http://127.0.0.1:{number}/dirige/entrar/{key}")),
        )
