"""The pages of a person who votes: look, understand, rank, done. No page needs a script."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from infogen.focus.ballots import DONE, STAGES, LateVote
from infogen.focus.reading import format_ranking
from infogen.focus.seats import folio_of, seat_of, show
from infogen.focus.session import CRITERIA, UNKNOWN, ranking
from infogen.focus.state import Focus, focus
from infogen.messages import _
from infogen.web.forms import form
from infogen.web.refused import Refusal

GLANCE = 5
"""Seconds for which a picture is shown before it is asked about."""
GET_POST = ["GET", "POST"]


def routes() -> list[Route]:
    """The routes of voters."""
    return [
        Route("/v", going),
        Route("/v/estado", state),
        Route("/v/mirar", look),
        Route("/v/mirar/pregunta", glance, methods=GET_POST),
        Route("/v/mirar/texto", as_text),
        Route("/v/entender/{number:int}", understand, methods=GET_POST),
        Route("/v/ordenar/{criterion}", rank, methods=GET_POST),
        Route("/v/cambiar", line, methods=GET_POST),
        Route("/v/listo", done),
        Route("/v/lamina/{shape}", sheet),
        Route("/v/lamina/{shape}/imagen", image),
        Route("/aviso", privacy),
    ]


def shape_of(request: Request) -> str:
    """The shape about which this person is asked."""
    session = focus(request).session
    return session.assigned_shape(session.place(folio_of(request)))


def _order(request: Request) -> tuple[str, ...]:
    session = focus(request).session
    return session.order(session.place(folio_of(request)))


def where(request: Request) -> str:
    """Where a person goes now: the first page of the open stage that they have not answered."""
    here = focus(request)
    folio = folio_of(request)
    known = here.ballots.answers(folio)
    if "household" not in known and here.ballots.stage().number < DONE:
        return "/v/entrar"
    stage = here.ballots.stage()
    if not stage.open or stage.name == "enter":
        return "/v/listo"
    for part, path in _pages(here, stage.name):
        if part not in known:
            return path
    return "/v/listo"


def _pages(here: Focus, stage: str) -> list[tuple[str, str]]:
    """The parts of a stage and their pages, in order."""
    match stage:
        case "look":
            return [("glance", "/v/mirar")]
        case "understand":
            count = len(here.session.questions)
            return [(f"question.{n}", f"/v/entender/{n + 1}") for n in range(count)]
        case "rank":
            return [*((name, f"/v/ordenar/{name}") for name in CRITERIA), ("line", "/v/cambiar")]
    return []


async def going(request: Request) -> Response:
    return RedirectResponse(where(request), 303)


async def state(request: Request) -> Response:
    """Where a person who waits goes now, for a script that asks."""
    return JSONResponse({"at": where(request)})


async def _save(request: Request, values: Mapping[str, str], stage: str | None) -> None:
    """Raises `Refused` for what comes too late."""
    try:
        await focus(request).ballots.put(folio_of(request), values, "phone", stage)
    except LateVote:
        hint = _("what you answered before is saved; go on with the next part")
        raise Refusal(409, _("This part is closed."), hint) from None


def _open(request: Request, stage: str) -> None:
    """Raises `Refused` unless a stage is open."""
    now = focus(request).ballots.stage()
    if now.name != stage or not now.open:
        raise Refusal(409, _("This part is not open."), _("wait for the person who leads"))


async def look(request: Request) -> Response:
    """The picture, for five seconds; then the question comes by itself, with or without scripts."""
    _open(request, "look")
    answer = show(request, "look.html", "look", shape=shape_of(request), seconds=GLANCE)
    answer.headers["Refresh"] = f"{GLANCE}; url=/v/mirar/pregunta"
    return answer


async def as_text(request: Request) -> Response:
    """For who cannot look at it like that: its text, and all the time."""
    _open(request, "look")
    shape = shape_of(request)
    return show(request, "text.html", "look", shape=shape, text=focus(request).texts[shape])


async def glance(request: Request) -> Response:
    """The page that asks what a person remembers of the picture."""
    if request.method == "GET":
        _open(request, "look")
        known = focus(request).ballots.answers(folio_of(request)).get("glance", "")
        return show(request, "glance.html", "look", known=known)
    await _save(request, {"glance": (await form(request)).text("glance", 300)}, "look")
    return RedirectResponse("/v", 303)


async def understand(request: Request) -> Response:
    """A question about the picture, which stays at hand."""
    here = focus(request)
    number = request.path_params["number"]
    if not 1 <= number <= len(here.session.questions):
        raise Refusal(404, _("There is no such question."))
    question = here.session.questions[number - 1]
    part, error = f"question.{number - 1}", None
    if request.method == "POST":
        allowed = (*map(str, range(len(question.answers))), UNKNOWN)
        chosen = (await form(request)).choice("answer", allowed)
        if chosen is not None:
            await _save(request, {part: chosen}, "understand")
            return RedirectResponse("/v", 303)
        error = _('Choose an answer, or "I do not know".')
    _open(request, "understand")
    return show(
        request,
        "understand.html",
        "understand",
        422 if error else 200,
        shape=shape_of(request),
        number=number,
        question=question,
        known=here.ballots.answers(folio_of(request)).get(part),
        error=error,
        unknown=UNKNOWN,
    )


async def rank(request: Request) -> Response:
    """A place for each variant. Nothing is chosen beforehand."""
    here = focus(request)
    criterion = request.path_params["criterion"]
    if criterion not in CRITERIA:
        raise Refusal(404, _("There is no such page."))
    places: dict[str, str] = {}
    error = None
    if request.method == "POST":
        sent = await form(request)
        allowed = [str(n + 1) for n in range(len(here.session.shapes))]
        given = {shape: sent.choice(shape, allowed) for shape in here.session.shapes}
        places = {shape: place for shape, place in given.items() if place}
        order = ranking(here.session, places)
        if order is not None:
            await _save(request, {criterion: format_ranking(order)}, "rank")
            return RedirectResponse("/v", 303)
        error = _wrong(here, places)
    else:
        saved = here.ballots.answers(folio_of(request)).get(criterion, "")
        places = {shape: str(n + 1) for n, shape in enumerate(saved.split(">")) if saved}
    _open(request, "rank")
    return show(
        request,
        "rank.html",
        "rank",
        422 if error else 200,
        question=getattr(here.session.criteria, criterion),
        clarity=criterion == "clarity",
        order=_order(request),
        places=places,
        error=error,
        criterion=criterion,
    )


def _wrong(here: Focus, places: Mapping[str, str]) -> str:
    """The places that are missing, in one sentence."""
    missing = [here.name(shape) for shape in here.session.shapes if shape not in places]
    if missing:
        return _("No place yet: {names}.").format(names=", ".join(missing))
    twice = sorted({p for p in places.values() if list(places.values()).count(p) > 1})
    return _("Two have the same place: {places}.").format(places=", ".join(twice))


async def line(request: Request) -> Response:
    """One free line."""
    here = focus(request)
    if request.method == "POST":
        await _save(request, {"line": (await form(request)).text("line", 200)}, "rank")
        return RedirectResponse("/v", 303)
    _open(request, "rank")
    known = here.ballots.answers(folio_of(request))
    first = known.get("clarity", "").partition(">")[0]
    return show(request, "line.html", "rank", first=first, known=known.get("line", ""))


async def done(request: Request) -> Response:
    """Between two stages, and at the end."""
    here = focus(request)
    now = here.ballots.stage()
    known = here.ballots.answers(folio_of(request))
    return show(
        request,
        "done.html",
        "done" if now.number >= STAGES.index("rank") else now.name,
        last=now.number >= STAGES.index("rank"),
        open=now.open and now.name == "rank",
        ended=now.number == DONE,
        answered=sum(part.startswith("question.") for part in known),
        ranked=all(name in known for name in CRITERIA),
        code=here.ballots.code(seat_of(request)),
        address=f"{here.address}/c/",
        next=where(request) if where(request) != "/v/listo" else "",
    )


def _visible(request: Request) -> str:
    """The shape of a page, if this person may see it now: their own until all are ranked."""
    shape = str(request.path_params["shape"])
    here = focus(request)
    ranks = here.ballots.stage().number >= STAGES.index("rank")
    if shape not in here.session.shapes or (shape != shape_of(request) and not ranks):
        raise Refusal(404, _("There is no such picture."))
    return shape


async def sheet(request: Request) -> Response:
    """A picture as large as the window, with its text."""
    shape = _visible(request)
    back = where(request)
    return show(
        request, "sheet.html", "rank" if "ordenar" in back else "understand",
        shape=shape, text=focus(request).texts[shape], back=back,
    )  # fmt: skip


async def image(request: Request) -> Response:
    """The frozen picture."""
    headers = {"Cache-Control": "private, max-age=3600"}
    data = focus(request).pictures[_visible(request)]
    return Response(data, media_type="image/webp", headers=headers)


async def privacy(request: Request) -> Response:
    """The privacy notice, in the words of the printed one."""
    from infogen.focus.paper import group_text

    here = focus(request)
    said = {
        name: group_text(here.workspace, "aviso", name)
        for name in here.workspace.data.content.copy["grupo"]["aviso"]
    }
    return show(request, "privacy.html", "enter", said=said)
