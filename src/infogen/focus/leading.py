"""The pages of the person who leads: the access to all of them, and their look."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from infogen.focus.reading import agreed_value, parts
from infogen.focus.state import Focus, focus
from infogen.messages import _
from infogen.web.pages import html_page
from infogen.web.refused import Refusal


def leading(request: Request) -> Focus:
    """The session, for who leads it. Raises `Refused` for anybody else."""
    here = focus(request)
    if here.sessions.find(request) is None:
        hint = _("open the address for the person who leads that the terminal shows")
        raise Refusal(403, _("Only the person who leads can see this."), hint)
    return here


def show(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    """A page of who leads."""
    here = focus(request)
    return html_page(
        request,
        template,
        status=status,
        dense=True,
        session=here.session,
        steps=[_("Enter"), _("Look"), _("Understand"), _("Rank"), _("Result")],
        body=here.workspace.data.content.sujeto_obligado.name,
        name=here.name,
        **values,
    )


def unread(here: Focus) -> int:
    """How many ballots on paper are not read to the end."""
    found = here.ballots.readings()
    wanted = parts(here.session)
    return sum(
        any(agreed_value(found.get(folio, {}).get(part, {})) is None for part in wanted)
        for folio in here.session.folios
    )
