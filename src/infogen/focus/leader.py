"""The pages of the person who leads, behind a secret of their own: stages, the wall, cards."""

import hmac
import time
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from infogen.focus import leader_ballots, leader_result
from infogen.focus.ballots import DONE, STAGES, SessionStage, in_time
from infogen.focus.leading import leading, show, unread
from infogen.focus.session import CRITERIA
from infogen.focus.state import Focus, focus
from infogen.messages import _
from infogen.web.forms import form
from infogen.web.refused import Refusal

MINUTES = {"enter": 5, "look": 2, "understand": 5, "rank": 5, "done": 0}
"""The countdown of a stage, in minutes. It closes nothing."""


def routes() -> list[Route]:
    """The routes of who leads."""
    return [
        Route("/dirige", panel),
        Route("/dirige/etapa", move, methods=["POST"]),
        Route("/dirige/pared", wall),
        Route("/dirige/tarjetas", cards),
        Route("/dirige/tarjetas/{seat:int}", reissue, methods=["POST"]),
        Route("/dirige/lamina/{shape}", image),
        Route("/dirige/entrar/{key}", unlock),
        *leader_ballots.routes(),
        *leader_result.routes(),
    ]


async def unlock(request: Request) -> Response:
    """The secret address that the terminal shows opens the pages in this browser."""
    here = focus(request)
    given = request.path_params["key"].encode()
    if not any(hmac.compare_digest(given, key.encode()) for key in here.keys):
        raise Refusal(404, _("There is no such page."))
    answer = RedirectResponse("/dirige", 303)
    await here.sessions.start(answer, {"role": "leader"})
    return answer


def _standing(here: Focus) -> dict[str, Any]:
    """Where the session stands, for the panel and the wall: numbers, never who."""
    ballots, now = here.ballots, here.ballots.stage()
    joined = ballots.taken_seats()
    readings = ballots.database.read("SELECT folio, part FROM answer WHERE source = 'phone'")
    known: dict[str, set[str]] = {}
    for row in readings:
        known.setdefault(row["folio"], set()).add(row["part"])
    needed = _needed(here, now.name)
    finished = sum(needed <= known.get(here.session.phone(seat), set()) for seat in joined)
    left = max(0, round(now.until - time.time())) if now.open and now.until else 0
    return {
        "stage": now,
        "step": now.number + 1,
        "joined": len(joined),
        "finished": finished,
        "expected": here.session.expected.phones,
        "left": f"{left // 60}:{left % 60:02}" if now.open and now.until else "",
        "elsewhere": ballots.elsewhere(),
        "reached": here.reached or bool(joined),
        "unread": unread(here),
        "state": f"{now.number}:{int(now.open)}",
    }


def _needed(here: Focus, stage: str) -> set[str]:
    """The parts that a person has who finished a stage."""
    match stage:
        case "look":
            return {"glance"}
        case "understand":
            return {f"question.{n}" for n in range(len(here.session.questions))}
        case "rank" | "done":
            return {*CRITERIA, "line"}
    return {"household"}


async def panel(request: Request) -> Response:
    """The leader's own screen."""
    here = leading(request)
    local = here.address.startswith("http://127.")
    return show(request, "panel.html", join=here.join, local=local, **_standing(here))


async def wall(request: Request) -> Response:
    """The page that everybody sees: the code to join, the stage, dots."""
    here = leading(request)
    network = here.address.removeprefix("http://")
    return show(request, "wall.html", join=here.join, network=network, **_standing(here))


async def move(request: Request) -> Response:
    """Open, close, one minute more. A press that comes when somebody else has moved on does
    nothing.
    """
    here = leading(request)
    sent = await form(request)
    number, _colon, opened = sent.text("state", 5).partition(":")
    now = here.ballots.stage()
    if f"{now.number}:{int(now.open)}" == f"{number}:{opened}":
        after = _after(here, now, sent.choice("do", ("open", "close", "minute", "again")))
        await here.ballots.move(now, after)
    return RedirectResponse("/dirige", 303)


def _after(here: Focus, now: SessionStage, action: str | None) -> SessionStage:
    match action:
        case "close" if now.open:
            return SessionStage(now.number, open=False)
        case "open" if not now.open and now.number < DONE:
            number = now.number + 1
            if STAGES[number] == "understand" and not here.session.questions:
                number += 1
            minutes = MINUTES[STAGES[number]]
            return SessionStage(number, number < DONE, in_time(60 * minutes) if minutes else 0.0)
        case "again" if not now.open and now.number < DONE:
            return SessionStage(now.number, True, in_time(120))
        case "minute" if now.open:
            return SessionStage(now.number, True, max(now.until, time.time()) + 60)
    return now


async def cards(request: Request) -> Response:
    """A card with a code for each seat, to print or to show."""
    here = leading(request)
    seats = range(1, here.session.expected.phones + 1)
    shown = [(seat, here.ballots.code(seat)) for seat in seats]
    taken, elsewhere = set(here.ballots.taken_seats()), set(here.ballots.elsewhere())
    return show(
        request,
        "cards.html",
        cards=shown,
        address=f"{here.address}/c/",
        taken=taken,
        elsewhere=elsewhere,
    )


async def reissue(request: Request) -> Response:
    """Another code for a seat, where somebody else has its own."""
    here = leading(request)
    await form(request)
    await here.ballots.reissue(request.path_params["seat"])
    return RedirectResponse("/dirige/tarjetas", 303)


async def image(request: Request) -> Response:
    """A frozen picture, for the leader's pages."""
    here = leading(request)
    shape = request.path_params["shape"]
    if shape not in here.pictures:
        raise Refusal(404, _("There is no such picture."))
    return Response(here.pictures[shape], media_type="image/webp")
