"""The pages that everybody sees: the published site, with the comments that a person has approved,
and the way to write one.
"""

import mimetypes
from datetime import date
from pathlib import Path
from typing import cast

from markupsafe import Markup
from msgspec import Struct
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from infogen.files.paths import inside
from infogen.files.read import PICTURE_BYTES, read_bounded
from infogen.mailbox import spam
from infogen.mailbox.store import MOST, Kind, Mailbox
from infogen.messages import _, speaking
from infogen.visits.served import OpeningCounter
from infogen.web import csrf
from infogen.web.forms import form
from infogen.web.guard import POLICY
from infogen.web.pages import fill, html_page
from infogen.web.refused import Refusal
from infogen.web.settings import Settings

COMMENTS, STAMP = b"<!-- infogen:comments -->", b"<!-- infogen:stamp -->"
"""The places in published pages where comments and the signs of a form go."""

CACHED = "public, max-age=31536000, immutable"
"""For files whose name changes with their bytes."""

EMBEDDED = POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")
"""The policy of the pages that are made to stand in others."""

KINDS = ("opinion", "question")


class Public(Struct):
    """The published site in a folder, the mailbox, and how often each machine wrote. `asks` says
    whether an address is asked for, `behind` that a proxy names the machine.
    """

    folder: Path
    mailbox: Mailbox
    asks: bool
    behind: bool
    pace: spam.Pace
    openings: OpeningCounter


def routes() -> list[Route]:
    """The routes of everybody."""
    return [
        Route("/buzon", write, methods=["POST"]),
        Route("/buzon/recibido/{folio}", received),
        Route("/registro", register),
        Route("/{path:path}", give),
    ]


def _public(request: Request) -> Public:
    return cast(Public, request.app.state.public)


async def give(request: Request) -> Response:
    """A file of the site."""
    here = _public(request)
    path = request.path_params["path"]
    if path == "" or path.endswith("/"):
        path += "index.html"
    file = inside(here.folder, path)
    if file is None and inside(here.folder, f"{path}/index.html"):
        return RedirectResponse(f"/{path}/", 302)
    if file is None or path == "manifest.json":
        raise Refusal(404, "", "")
    if request.method == "GET":
        here.openings.opened(f"/{path}", request.headers.get("user-agent", ""), date.today())
    data = read_bounded(file, PICTURE_BYTES)
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    headers = {"Cache-Control": CACHED if path.startswith("static/") else "no-cache"}
    if path.startswith("incrustar/"):
        headers["Content-Security-Policy"] = EMBEDDED
    if kind == "text/html":
        data = _filled(request, here, path, data)
    elif kind.startswith("text/"):
        kind += "; charset=utf-8"
    return Response(data, media_type=kind, headers=headers)


def _filled(request: Request, here: Public, path: str, data: bytes) -> bytes:
    """A page with the comments on its piece, and its form with the signs that it needs."""
    if COMMENTS not in data:
        return data
    piece = path.partition("/")[0]
    settings = cast(Settings, request.app.state.settings)
    with speaking(settings.language):  # as the page around them
        found = here.mailbox.shown(piece)
        text = fill(settings, "comments.html", comments=found, counts=here.mailbox.counts())
    signs = Markup(
        '<input type="hidden" name="stamp" value="{}"><input type="hidden" name="{}" value="{}">'
    ).format(spam.stamp(here.mailbox.secret, piece), csrf.FIELD, csrf.token(request, settings))
    return data.replace(COMMENTS, text.encode()).replace(STAMP, str(signs).encode())


async def write(request: Request) -> Response:
    """Take a message in. It is on the disk before this answers, and shown to nobody."""
    here, sent = _public(request), await form(request)
    piece = sent.text("piece", 60)
    read = spam.read_stamp(here.mailbox.secret, piece, sent.fields.get("stamp", ""))
    again = _("go back, load the page again, and send it from there")
    if read is None or read[1] > spam.LATEST:
        raise Refusal(403, _("This form is not from a page that is open here."), again)
    if read[1] < spam.SOONEST:
        wait = _("wait a moment, and send it once more")
        raise Refusal(429, _("That was very quick for a person."), wait)
    if sent.fields.get("website"):
        hint = _("go back and empty the field that says so")
        raise Refusal(400, _("A field that stays empty was filled in."), hint)
    message = sent.text("message", MOST)
    if not message:
        hint = _("go back and write your message")
        raise Refusal(422, _("There is no message."), hint)
    kind = cast(Kind, sent.choice("kind", KINDS) or "opinion")
    contact = sent.text("contact", 200) if here.asks else ""
    if not here.pace.allowed(spam.machine(request, here.behind)):
        hint = _("write again in ten minutes; what you sent before is kept")
        raise Refusal(429, _("Many messages came from here."), hint)
    points = spam.score(message, here.mailbox.repeated(message))
    folio = await here.mailbox.put(read[0], piece, kind, message, contact, points)
    return RedirectResponse(f"/buzon/recibido/{folio}", 303)


async def received(request: Request) -> Response:
    """The page that says what became of a message, for those who have its folio. The message itself
    is not shown.
    """
    here = _public(request)
    found = here.mailbox.find(request.path_params["folio"].upper())
    if found is None:
        raise Refusal(404, _("There is no message with this number."), _("look at it once more"))
    return html_page(request, "received.html", comment=found)


async def register(request: Request) -> Response:
    """How many came, were shown and withdrawn, and for what reasons."""
    mailbox = _public(request).mailbox
    return html_page(request, "register.html", counts=mailbox.counts(), reasons=mailbox.reasons())
