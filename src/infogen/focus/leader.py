"""The pages of the person who leads, behind a secret of their own: stages, the wall, cards, ballots
on paper, and the results once all is closed.
"""

import hmac
import time
from functools import partial
from typing import Any

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from infogen.backends import render
from infogen.focus import charts, exports, paper, scanning
from infogen.focus.ballots import (
    DONE,
    DOUBT,
    FIRST,
    MACHINE,
    SECOND,
    SETTLED,
    STAGES,
    SessionStage,
    in_time,
)
from infogen.focus.outcome import SessionOutcome, outcome
from infogen.focus.reading import BALLOT, UNSAID, agreed_value, format_ranking, open_parts, parts
from infogen.focus.session import BANDS, CRITERIA, UNKNOWN, ranking
from infogen.focus.state import Focus, focus
from infogen.messages import _
from infogen.web.forms import Form, form
from infogen.web.pages import page
from infogen.web.refused import Refusal

MINUTES = {"enter": 5, "look": 2, "understand": 5, "rank": 5, "done": 0}
"""The countdown of a stage, in minutes. It closes nothing."""
MOST_FILES = 30
GET_POST = ["GET", "POST"]


def routes() -> list[Route]:
    """The routes of who leads."""
    return [
        Route("/dirige", panel),
        Route("/dirige/etapa", move, methods=["POST"]),
        Route("/dirige/pared", wall),
        Route("/dirige/tarjetas", cards),
        Route("/dirige/tarjetas/{seat:int}", reissue, methods=["POST"]),
        Route("/dirige/boletas", sheets, methods=GET_POST),
        Route("/dirige/boletas/{folio}", ballot, methods=GET_POST),
        Route("/dirige/boletas/{folio}/{row}", crop),
        Route("/dirige/resultado", result),
        Route("/dirige/resultado/{chart}.svg", drawn),
        Route("/dirige/resultado/boletas.csv", as_csv),
        Route("/dirige/lamina/{shape}", image),
        Route("/dirige/entrar/{key}", unlock),
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
    return page(
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
        "unread": len(here.session.folios) - len(_read(here)),
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


def _read(here: Focus) -> list[str]:
    """The folios on paper all of whose parts are known."""
    found = here.ballots.readings()
    wanted = parts(here.session)
    return [
        folio
        for folio in here.session.folios
        if all(agreed_value(found.get(folio, {}).get(part, {})) is not None for part in wanted)
    ]


async def panel(request: Request) -> Response:
    """The leader's own screen."""
    here = leading(request)
    local = here.address.startswith("http://127.")
    return show(request, "panel.html", join=here.join, local=local, **_standing(here))


async def wall(request: Request) -> Response:
    """What everybody sees: the code to join, the stage, dots."""
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


async def sheets(request: Request) -> Response:
    """The ballots on paper: which are read, and photographs of more."""
    here = leading(request)
    said: list[scanning.Page] = []
    if request.method == "POST":
        sent = await form(request)
        if len(sent.files) > MOST_FILES:
            raise Refusal(413, _("Send {n} files at most at once.").format(n=MOST_FILES))
        printed = paper.load_sheet_map(here.ballots.folder, here.session)
        files = [(name, data) for name, data in sent.files if data]
        said = await run_sync(partial(_scanned, here, printed, files))
    found = here.ballots.readings()
    rows = [
        (folio, _folio_state(here, found.get(folio, {}), folio)) for folio in here.session.folios
    ]
    return show(request, "sheets.html", rows=rows, said=said)


def _scanned(
    here: Focus, printed: paper.SheetMap, files: list[tuple[str, bytes]]
) -> list[scanning.Page]:
    found = scanning.pages(here.session, printed, files)
    scanning.keep_votes(here.ballots, found)
    return found


def _folio_state(here: Focus, readings: dict[str, dict[str, str]], folio: str) -> tuple[str, str]:
    """The state of a ballot: its kind for the page, and its words."""
    if not readings:
        return "waiting", _("not read yet")
    missing = [part for part in parts(here.session) if part not in readings]
    doubts = len(open_parts(here.session, readings))
    if doubts:
        return "wrong", _("{n} to look at").format(n=doubts)
    if missing:
        return "waiting", _("a sheet is missing")
    return "done", _("read")


async def ballot(request: Request) -> Response:
    """One ballot: what is in doubt, enlarged; or all of it, keyed by hand."""
    here = leading(request)
    folio = request.path_params["folio"]
    if folio not in here.session.folios:
        raise Refusal(404, _("There is no such ballot."))
    readings = here.ballots.readings().get(folio, {})
    source, asked = _task(here, readings, "capturar" in request.query_params)
    wrong: list[str] = []
    if request.method == "POST":
        sent = await form(request)
        if sent.text("source") != source:  # somebody else was here meanwhile
            return RedirectResponse(request.url.path, 303)
        values = {part: _keyed(here, part, sent) for part in asked}
        wrong = [part for part, value in values.items() if value is None]
        if not wrong:
            given = {part: value for part, value in values.items() if value is not None}
            await here.ballots.put(folio, given, source)
            return RedirectResponse("/dirige/boletas", 303)
    return show(
        request,
        "ballot.html",
        422 if wrong else 200,
        folio=folio,
        source=source,
        asked=[_asked(here, folio, part, part in wrong) for part in asked],
        order=here.session.order(here.session.place(folio)),
        machine=any(MACHINE in one for one in readings.values()),
        unknown=UNKNOWN,
    )


def _task(here: Focus, readings: dict[str, dict[str, str]], key: bool) -> tuple[str, list[str]]:
    """Which reading is asked for, and of which parts: a doubt of the machine is looked at by one
    person, a ballot without it is keyed by two, and what differs is settled.
    """
    everything = list(parts(here.session))
    sources = {source for one in readings.values() for source in one}
    if key and FIRST not in sources:
        return FIRST, everything
    unread = [p for p in everything if p not in readings]
    doubts = [
        part
        for part, one in readings.items()
        if one.get(MACHINE) == DOUBT and not {FIRST, SETTLED} & set(one)
    ]
    if doubts or (MACHINE not in sources and not sources & {FIRST, SECOND}):
        return FIRST, [p for p in everything if p in doubts] or everything
    if MACHINE not in sources and SECOND not in sources:
        return SECOND, everything
    differing = open_parts(here.session, readings)
    return SETTLED, differing or unread


def _keyed(here: Focus, part: str, sent: Form) -> str | None:
    """What a person keyed of a part; None where that is not whole."""
    if part in CRITERIA:
        if sent.text(f"{part}.none"):
            return UNKNOWN
        places = [str(n + 1) for n in range(len(here.session.shapes))]
        given = {s: sent.choice(f"{part}.{s}", places) or "" for s in here.session.shapes}
        order = ranking(here.session, given)
        return format_ranking(order) if order else None
    return sent.choice(part, [value for value, _words in _options(here, part)])


def _options(here: Focus, part: str) -> list[tuple[str, str]]:
    """The values of a part and their words."""
    copy = here.workspace.data.content.copy["grupo"]
    unsaid = (UNSAID, copy["boleta"]["no_digo"].long)
    if part == "household":
        return [*((letter, letter) for letter in here.session.households), unsaid]
    if part == "band":
        return [*((band, copy["edades"][band].long) for band in BANDS), unsaid]
    if part in CRITERIA:
        return []
    question = here.session.questions[int(part.rpartition(".")[2])]
    answers = [(str(n), answer.text) for n, answer in enumerate(question.answers)]
    return [*answers, (UNKNOWN, copy["boleta"]["no_se"].long)]


def _asked(here: Focus, folio: str, part: str, wrong: bool) -> dict[str, object]:
    """A part as it is asked of a person."""
    copy = here.workspace.data.content.copy["grupo"]["boleta"]
    if part in CRITERIA:
        title = getattr(here.session.criteria, part)
    elif part in BALLOT:
        title = copy["hogar" if part == "household" else "edad"].long
    else:
        title = here.session.questions[int(part.rpartition(".")[2])].ask
    rows = [part, *(f"{part}.{n}" for n in range(len(here.session.shapes)))]
    crops = [
        row for row in rows if scanning.row_picture_path(here.ballots.folder, folio, row).is_file()
    ]
    return {
        "part": part,
        "title": title,
        "options": _options(here, part),
        "crops": crops,
        "wrong": wrong,
    }


async def crop(request: Request) -> Response:
    """The picture of a row that is in doubt."""
    here = leading(request)
    folio, row = request.path_params["folio"], request.path_params["row"]
    names = {p for p in parts(here.session)}
    known = names | {f"{c}.{n}" for c in CRITERIA for n in range(len(here.session.shapes))}
    path = scanning.row_picture_path(here.ballots.folder, folio, row)
    if folio not in here.session.folios or row not in known or not path.is_file():
        raise Refusal(404, _("There is no such picture."))
    return Response(path.read_bytes(), media_type="image/png")


async def _outcome(request: Request) -> tuple[Focus, SessionOutcome]:
    """The outcome. Raises `Refused` before the close: nobody sees results while others vote."""
    here = leading(request)
    if here.ballots.stage().number < DONE:
        hint = _("close the ranking and open the result")
        raise Refusal(403, _("Nobody sees results before the close."), hint)
    return here, await run_sync(partial(outcome, here.workspace, here.ballots))


async def result(request: Request) -> Response:
    """What the votes show, in words first."""
    here, made = await _outcome(request)
    copy = here.workspace.data.content.copy["grupo"]
    unread = len(here.session.folios) - len(_read(here))
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
        unread=unread,
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


async def image(request: Request) -> Response:
    """A frozen picture, for the leader's pages."""
    here = leading(request)
    shape = request.path_params["shape"]
    if shape not in here.pictures:
        raise Refusal(404, _("There is no such picture."))
    return Response(here.pictures[shape], media_type="image/webp")
