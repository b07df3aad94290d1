"""The result on the leader's pages, once all is closed."""

from functools import partial

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from infogen.backends import render
from infogen.focus import charts, exports
from infogen.focus.ballots import DONE
from infogen.focus.leading import leading, show, unread
from infogen.focus.outcome import SessionOutcome, outcome
from infogen.focus.state import Focus
from infogen.messages import _
from infogen.web.refused import Refusal


def routes() -> list[Route]:
    """The routes of the result."""
    return [
        Route("/dirige/resultado", result),
        Route("/dirige/resultado/{chart}.svg", drawn),
        Route("/dirige/resultado/boletas.csv", as_csv),
    ]


async def _outcome(request: Request) -> tuple[Focus, SessionOutcome]:
    """The outcome. Raises `Refused` before the close: nobody sees results while others vote."""
    here = leading(request)
    if here.ballots.stage().number < DONE:
        hint = _("close the ranking and open the result")
        raise Refusal(403, _("Nobody sees results before the close."), hint)
    return here, await run_sync(partial(outcome, here.workspace, here.ballots))


async def result(request: Request) -> Response:
    """The page of the results, in words first."""
    here, made = await _outcome(request)
    copy = here.workspace.data.content.copy["grupo"]
    return show(
        request,
        "result.html",
        found=made.results,
        verdict=made.verdict,
        words=copy,
        told={
            kind: charts.describe_chart(here.workspace, here.session, made.results, kind)
            for kind in ("places", "understood")
        },
        unread=unread(here),
    )


async def drawn(request: Request) -> Response:
    """A chart, as infogen draws it."""
    here, made = await _outcome(request)
    kind = request.path_params["chart"]
    if kind not in ("places", "understood"):
        raise Refusal(404, _("There is no such picture."))
    scene = await run_sync(partial(charts.chart, here.workspace, here.session, made.results, kind))
    return Response(render(scene, "svg-outlines", 0), media_type="image/svg+xml")


async def as_csv(request: Request) -> Response:
    """Every ballot, as open data."""
    here, made = await _outcome(request)
    name = f'attachment; filename="{here.session.code}.csv"'
    data = exports.csv(here.session, made.votes)
    return Response(data, media_type="text/csv", headers={"Content-Disposition": name})
