"""Voters: the code that a phone carries in its only cookie, its seat, and the look of its pages."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from infogen.focus.state import focus
from infogen.messages import _
from infogen.web.pages import html_page
from infogen.web.refused import Refusal

COOKIE = "codigo"
"""Its value is the code of the seat, and a mark that tells one phone from another."""
STEPS = {"enter": 1, "look": 2, "understand": 3, "rank": 4, "done": 5}


def cookie(request: Request) -> tuple[str, str]:
    """The code that a phone has, and its mark."""
    code, _dot, mark = request.cookies.get(COOKIE, "").partition(".")
    return code, mark


def seat_of(request: Request) -> int:
    """The seat of who asks. Raises `Refused` for a code that opens none."""
    seat = focus(request).ballots.seat(cookie(request)[0])
    if seat is None:
        hint = _("scan the code on the wall, or the one on your card")
        raise Refusal(403, _("This phone has not entered yet."), hint)
    return seat


def folio_of(request: Request) -> str:
    """The folio of who asks. Raises `Refusal` as `seat_of` does."""
    return focus(request).session.phone(seat_of(request))


def show(request: Request, template: str, step: str, status: int = 200, **values: Any) -> Response:
    """A page of a voter, with where they are on the way."""
    here = focus(request)
    copy = here.workspace.data.content
    return html_page(
        request,
        template,
        status=status,
        session=here.session,
        body=copy.sujeto_obligado.name,
        steps=[_("Enter"), _("Look"), _("Understand"), _("Rank"), _("Done")],
        step=STEPS[step],
        name=here.name,
        **values,
    )
