"""Ballots on paper on the leader's pages: photographs are read, doubts are shown enlarged, ballots
are keyed, and readings that differ are settled.
"""

from functools import partial

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from infogen.focus import paper, scanning
from infogen.focus.ballots import DOUBT, FIRST, MACHINE, SECOND, SETTLED
from infogen.focus.leading import leading, show
from infogen.focus.reading import BALLOT, UNSAID, format_ranking, open_parts, parts
from infogen.focus.session import BANDS, CRITERIA, UNKNOWN, ranking
from infogen.focus.state import Focus
from infogen.messages import _
from infogen.web.forms import Form, form
from infogen.web.refused import Refusal

MOST_FILES = 30
GET_POST = ["GET", "POST"]


def routes() -> list[Route]:
    """The routes of ballots on paper."""
    return [
        Route("/dirige/boletas", sheets, methods=GET_POST),
        Route("/dirige/boletas/{folio}", ballot, methods=GET_POST),
        Route("/dirige/boletas/{folio}/{row}", crop),
    ]


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
    """The value that a person keyed for a part; None where it is not whole."""
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
