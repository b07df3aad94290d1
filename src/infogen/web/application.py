"""Routes and settings to an app."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from infogen.messages import _
from infogen.web.database import Unwritable
from infogen.web.guard import HEADERS, Guard
from infogen.web.pages import refusal
from infogen.web.refused import Refusal
from infogen.web.settings import Settings

Lifespan = Callable[[Starlette], AbstractAsyncContextManager[None]]


def application(
    routes: Sequence[BaseRoute], settings: Settings, lifespan: Lifespan | None = None
) -> Starlette:
    """The app: its routes, its assets, and pages for what is refused.

    `request.app.state.settings` are the settings.
    """

    def refuse(refused: Refusal) -> Response:
        return refusal(settings, refused)

    async def refused(_request: Request, problem: Exception) -> Response:
        return refuse(_named(problem))

    async def broken(_request: Request, _problem: Exception) -> Response:
        # This one is sent from outside the guard; the traceback goes to the log.
        answer = refuse(Refusal(500, _("Something is wrong here."), _("try again in a moment")))
        answer.headers.update(HEADERS)
        return answer

    handlers: dict[type[Exception], Callable[[Request, Exception], Awaitable[Response]]] = {
        **{kind: refused for kind in (Refusal, HTTPException, Unwritable)},
        Exception: broken,
    }
    app = Starlette(
        routes=[settings.assets.route(), *routes],
        middleware=[Middleware(Guard, settings=settings, refuse=refuse)],
        exception_handlers=handlers,
        lifespan=lifespan,
    )
    app.state.settings = settings
    return app


def _named(problem: Exception) -> Refusal:
    """The error in words."""
    match problem:
        case Refusal():
            return problem
        case Unwritable():
            hint = _("nothing that was saved before is lost; send it again in a moment")
            return Refusal(503, _("It could not be saved: {why}.").format(why=problem), hint)
        case HTTPException(status_code=404):
            return Refusal(404, _("There is no such page."))
        case HTTPException(status_code=status):
            return Refusal(status, _("That cannot be done here."))
    raise problem
