"""The pages of the staff: who enters, what waits, what is decided and why, what was done."""

import csv
import time
from datetime import date
from io import StringIO
from typing import cast

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from infogen.mailbox import people, spam
from infogen.mailbox.people import Role, may
from infogen.mailbox.store import MOST, STATES, VERDICTS, Comment, Mailbox, Verdict
from infogen.messages import _
from infogen.web.forms import Form, form
from infogen.web.pages import html_page
from infogen.web.refused import Refusal
from infogen.web.sessions import BrowserSession, Sessions

GET_POST = ["GET", "POST"]
HOME = "/moderar"

ACTS: dict[str, tuple[Role, dict[str, str]]] = {
    "see": ("moderates", {"state": "seen"}),
    "withdraw": ("moderates", {"verdict": "withdrawn", "state": "done"}),
    "show": ("publishes", {"verdict": "shown", "state": "seen"}),
    "wait": ("publishes", {"verdict": "waiting"}),
}
"""The acts on several comments at once: the role that each takes, and what it changes."""

LONGEST_REASON = 200


class Staff(Struct):
    """The mailbox, the open sessions, the failed attempts, how a machine becomes a token, and
    whether a proxy names it.
    """

    mailbox: Mailbox
    sessions: Sessions
    attempts: people.Attempts
    pace: spam.Pace
    behind: bool


class Person(Struct, frozen=True):
    """The person who has entered, with their role of this moment."""

    name: str
    role: str
    session: BrowserSession

    def may(self, needed: Role) -> bool:
        """True if their role allows what another one does."""
        return may(self.role, needed)


def routes() -> list[Route]:
    """The routes of the staff."""
    return [
        Route(HOME, queue),
        Route(f"{HOME}/entrar", enter, methods=GET_POST),
        Route(f"{HOME}/salir", leave, methods=["POST"]),
        Route(f"{HOME}/decidir", decide, methods=["POST"]),
        Route(f"{HOME}/bitacora", log),
        Route(f"{HOME}/buzon.csv", export),
        Route(f"{HOME}/mensaje/{{folio}}", one, methods=GET_POST),
    ]


def _staff(request: Request) -> Staff:
    return cast(Staff, request.app.state.staff)


def _person(request: Request, needed: Role = "reads") -> Person:
    """The person who asks. Raises `Refused` for somebody who has not entered, or may not."""
    here = _staff(request)
    session = here.sessions.find(request)
    name = str(session.data["name"]) if session else ""
    role = people.role_of(here.mailbox, name) if session else None
    if session is None or role is None:
        raise Refusal(
            401,
            _("This page is for the staff."),
            _("enter first, at {address}").format(address=f"{HOME}/entrar"),
        )
    if not may(role, needed):
        raise Refusal(403, _("Your role does not allow this."), _("ask somebody who publishes"))
    return Person(name, role, session)


async def enter(request: Request) -> Response:
    """Name and password. What is wrong is not said apart, and each failure makes the next wait."""
    here = _staff(request)
    if request.method == "GET":
        return html_page(request, "enter_staff.html", error=None, name="")
    sent = await form(request)
    name, password = sent.text("name", 60), sent.fields.get("password", "")[:1000]
    machine = here.pace.token(spam.machine(request, here.behind))
    keys = (f"name {name}", f"machine {machine}")
    if (wait := here.attempts.wait(*keys)) > 0:
        message = _("Too many attempts: wait {seconds} seconds.").format(seconds=int(wait) + 1)
        return html_page(request, "enter_staff.html", status=429, error=message, name=name)
    here.attempts.failed(*keys)  # before it is known: a hundred at once are a hundred attempts
    if not await people.enter(here.mailbox, name, password):
        message = _("Name or password are wrong.")
        return html_page(request, "enter_staff.html", status=401, error=message, name=name)
    here.attempts.succeeded(*keys)
    answer = RedirectResponse(HOME, 303)
    await here.sessions.start(answer, {"name": name})
    return answer


async def leave(request: Request) -> Response:
    """End the session."""
    person = _person(request)
    await form(request)
    answer = RedirectResponse(f"{HOME}/entrar", 303)
    await _staff(request).sessions.end(person.session, answer)
    return answer


async def queue(request: Request) -> Response:
    """The list of comments that wait, were shown, or were withdrawn."""
    person, here = _person(request), _staff(request)
    asked = request.query_params.get("ver", "waiting")
    verdict: Verdict = next((one for one in VERDICTS if one == asked), "waiting")
    return html_page(
        request,
        "queue.html",
        dense=True,
        person=person,
        verdict=verdict,
        comments=here.mailbox.queue(verdict),
        counts=here.mailbox.counts(),
    )


async def decide(request: Request) -> Response:
    """One act for all that were ticked."""
    sent = await form(request)
    act = sent.choice("act", ACTS)
    if act is None:
        raise Refusal(422, _("Nothing was chosen."), _("go back and choose what is to be done"))
    role, changes = ACTS[act]
    person, here = _person(request, role), _staff(request)
    folios = [name.removeprefix("folio-") for name in sent.fields if name.startswith("folio-")]
    if not folios:
        raise Refusal(422, _("No message was ticked."), _("go back and tick one"))
    reason = _reason(sent) if act == "withdraw" else ""
    if reason:
        changes = {**changes, "reason": reason}
    await here.mailbox.decide(person.name, folios, act, changes, reason)
    return RedirectResponse(HOME, 303)


def _reason(sent: Form) -> str:
    reason = sent.text("reason", LONGEST_REASON)
    if not reason:
        hint = _("go back and write it: the public register shows it, without the message")
        raise Refusal(422, _("A message is withdrawn with a reason."), hint)
    return reason


async def one(request: Request) -> Response:
    """A message: read it, answer it, say what it changed."""
    person, here = _person(request), _staff(request)
    found = here.mailbox.find(request.path_params["folio"])
    if found is None:
        raise Refusal(404, _("There is no message with this number."), _("look at it once more"))
    if request.method == "GET":
        return html_page(
            request, "message.html", dense=True, person=person, comment=found, states=STATES
        )
    _person(request, "publishes")
    sent = await form(request)
    changes = {name: sent.text(name, MOST) for name in ("answer", "before", "after")}
    if bool(changes["before"]) != bool(changes["after"]):
        hint = _("go back and write both, or neither")
        raise Refusal(422, _("A change has a before and a now."), hint)
    changes["state"] = sent.choice("state", STATES) or found.state
    if sent.fields.get("show"):
        changes["verdict"] = "shown"
    await here.mailbox.decide(person.name, [found.folio], "answer", changes, "")
    return RedirectResponse(f"{HOME}/mensaje/{found.folio}", 303)


async def log(request: Request) -> Response:
    """The page of deeds: by whom, and why."""
    person = _person(request)
    return html_page(
        request, "log.html", dense=True, person=person, deeds=_staff(request).mailbox.deeds()
    )


async def export(request: Request) -> Response:
    """All messages as CSV, without the addresses of people."""
    _person(request)
    rows = _staff(request).mailbox.everything()
    name = f"buzon-{date.fromtimestamp(time.time()).isoformat()}.csv"
    return Response(
        as_csv(rows),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


COLUMNS = (
    "folio", "received_on", "piece", "kind", "state", "verdict", "reason", "message", "answer",
    "before", "after",
)  # fmt: skip


def as_csv(comments: list[Comment]) -> bytes:
    """Comments as CSV (RFC 4180), with the mark of UTF-8; no address of a person is among it."""
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for one in comments:
        values = (
            one.day.isoformat() if name == "received_on" else getattr(one, name) for name in COLUMNS
        )
        writer.writerow([_plain(str(value)) for value in values])
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def _plain(text: str) -> str:
    """A cell that no spreadsheet calculates (OWASP, CSV injection)."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
