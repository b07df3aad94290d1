"""How a person enters: by the code on the wall, with a card, or with a code that is typed."""

import secrets

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from infogen.focus.ballots import Full, LateVote
from infogen.focus.reading import UNSAID
from infogen.focus.seats import COOKIE, cookie, folio_of, show
from infogen.focus.session import BANDS
from infogen.focus.state import focus
from infogen.messages import _
from infogen.web.forms import Form, form
from infogen.web.refused import Refusal

GET_POST = ["GET", "POST"]


def routes() -> list[Route]:
    """The routes by which people enter."""
    return [
        Route("/", home),
        Route("/g/{room}", enter, methods=GET_POST),
        Route("/c/{code}", card),
        Route("/entrar", typed, methods=GET_POST),
        Route("/v/entrar", about, methods=GET_POST),
    ]


def _with_code(request: Request, seat: int, mark: str) -> Response:
    answer = RedirectResponse("/v", 303)
    code = focus(request).ballots.code(seat)
    answer.set_cookie(COOKIE, f"{code}.{mark}", httponly=True, samesite="lax", max_age=86400)
    return answer


async def home(request: Request) -> Response:
    return RedirectResponse("/v" if cookie(request)[0] else "/entrar", 303)


async def enter(request: Request) -> Response:
    """The room: the code on the wall leads here, and gives the next free seat."""
    here = focus(request)
    here.reached = here.reached or request.client is None or request.client.host != "127.0.0.1"
    if not secrets.compare_digest(
        request.path_params["room"].encode(), here.ballots.key("room").encode()
    ):
        raise Refusal(404, _("There is no such room."), _("scan the code on the wall again"))
    if here.ballots.seat(cookie(request)[0]) is not None:
        return RedirectResponse("/v", 303)
    if here.session.expected.entry == "cards":
        return RedirectResponse("/entrar", 303)
    if request.method == "GET":
        return show(
            request, "enter.html", "enter", once=secrets.token_hex(8), asks=True, error=None
        )
    sent = await form(request)
    values = _about(request, sent)
    try:
        seat = await here.ballots.join(sent.text("once", 16) or secrets.token_hex(8))
        mark = secrets.token_hex(4)
        await here.ballots.seen(seat, mark)
        await here.ballots.put(here.session.phone(seat), values, "phone", "enter")
    except LateVote:
        hint = _("ask the person who leads for a card")
        raise Refusal(409, _("Nobody can enter any more."), hint) from None
    except Full:
        hint = _("tell the person who leads: somebody may have entered twice")
        raise Refusal(409, _("All places are taken."), hint) from None
    return _with_code(request, seat, mark)


def _about(request: Request, sent: Form) -> dict[str, str]:
    households = focus(request).session.households
    return {
        "household": sent.choice("household", (*households, UNSAID)) or UNSAID,
        "band": sent.choice("band", (*BANDS, UNSAID)) or UNSAID,
    }


async def card(request: Request) -> Response:
    """A card, or the same code on another phone."""
    here = focus(request)
    here.reached = here.reached or request.client is None or request.client.host != "127.0.0.1"
    seat = here.ballots.seat(request.path_params["code"])
    if seat is None:
        raise Refusal(404, _("This code opens nothing."), _("ask the person who leads for another"))
    code, mark = cookie(request)
    if here.ballots.seat(code) != seat:
        mark = secrets.token_hex(4)
    await here.ballots.join(f"card {seat}", seat)
    await here.ballots.seen(seat, mark)
    return _with_code(request, seat, mark)


async def typed(request: Request) -> Response:
    """A code that is typed."""
    if request.method == "GET":
        return show(request, "typed.html", "enter", error=None)
    code = (await form(request)).text("code", 40)
    seat = focus(request).ballots.seat(code)
    if seat is None:
        error = _("No card has this code. It has 16 letters and figures.")
        return show(request, "typed.html", "enter", 422, error=error)
    return RedirectResponse(f"/c/{focus(request).ballots.code(seat)}", 303)


async def about(request: Request) -> Response:
    """Household and age, of who came with a card."""
    if request.method == "GET":
        return show(request, "enter.html", "enter", once="", asks=True, error=None)
    values = _about(request, await form(request))
    await focus(request).ballots.put(folio_of(request), values, "phone")
    return RedirectResponse("/v", 303)
