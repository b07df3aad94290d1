"""Situations around files in which something is wrong, each with what obeys its hint: a port that
is taken, a repository without its objects, a session after its first vote.
"""

import re
import shutil
import socket
import sqlite3
import subprocess
from collections.abc import Callable, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from msgspec import Struct
from msgspec.structs import replace
from PIL import Image

from infogen.backends import render
from infogen.build import build, manifest
from infogen.build.jobs import Choice, plan_jobs
from infogen.build.listener import Silent
from infogen.checks import check_content, check_file, check_scene
from infogen.content.deadlines.timeline import procedure_timeline
from infogen.diagnostics import Diagnostic, Failure
from infogen.layout.compose import compose
from infogen.scene import Scene
from infogen.scene.accompaniment import Post
from infogen.scene.destinations import Outlet
from infogen.workspace import Workspace, load, require_own
from kit.hint_files import Mistake, stock
from kit.places import ROOT

TODAY = date(2026, 11, 24)
Look = Callable[[Path, pytest.MonkeyPatch, bool], Sequence[Diagnostic] | None]


class Situation(Struct, frozen=True):
    """What is wrong, a part of its hint in English, and how it is looked at before and after."""

    code: str
    hint: str
    look: Look

    def found(self, folder: Path, patch: pytest.MonkeyPatch, mended: bool) -> list[Diagnostic]:
        try:
            return list(self.look(folder, patch, mended) or ())
        except Failure as failure:
            return list(failure.diagnostics)


SITUATIONS: list[Situation] = []


def situation(code: str, hint: str) -> Callable[[Look], Look]:
    def add(look: Look) -> Look:
        SITUATIONS.append(Situation(code, hint, look))
        return look

    return add


BODY = "{kind: column, height: 1fr, pad: 40, ground: paper, children: [%s]}"
TEXT = "{kind: text, style: body, size: 20, text: hola}"


def body(inner: str, *, format: str = "card", alt: str = "Otra cosa que se ve") -> Mistake:
    return Mistake(code="", hint="", change={}, body=BODY % inner, format=format, alt=alt)


def scene_of(inner: str, *, format: str = "card", alt: str = "Otra cosa que se ve") -> Scene:
    """A piece `t` that shows this, on the stock."""
    written = body(inner, format=format, alt=alt)
    return compose(written._workspace(Path()), "t", format=format)


DEADLINE = "$procedures.solicitud_informacion.steps.responder.deadline"
PIECE = (
    "title: T\nalt: Otra cosa\nformats: [square]\nbody: {kind: column, height: 1fr, pad: 140,"
    f" ground: paper, children: [{{kind: text, style: body, text: {DEADLINE}}}]}}\n"
)


def small(folder: Path, **texts: str) -> Workspace:
    """A workspace with one piece, `t`, in a square."""
    files = {"layouts/t.yaml": PIECE, **texts}
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return load(folder)


def built(workspace: Workspace, choice: Choice, folder: Path, **options) -> Sequence[Diagnostic]:
    plan = plan_jobs(workspace, choice)
    return build(workspace, plan.jobs, folder, Silent(), today=TODAY, **options).findings


# What is asked for.


@situation("unknown-piece", 'did you mean "guia"?')
def _piece(_folder, _patch, mended):
    plan_jobs(stock(), Choice(("guia" if mended else "guias",)))


@situation("unknown-backend", 'did you mean "png"?')
def _kind(_folder, _patch, mended):
    plan_jobs(stock(), Choice(("guia",), files=("png" if mended else "pngg",)))


@situation("unknown-backend", "one of: ")
def _rendered(_folder, _patch, mended):
    render(scene_of(TEXT), "txt" if mended else "zzz")


@situation("unknown-variant", 'did you mean "cifras"?')
def _variant(_folder, _patch, mended):
    plan_jobs(stock(), Choice(("verificacion",), variants=("cifras" if mended else "cifra",)))


@situation("not-made", "its formats: ")
def _format(_folder, _patch, mended):
    plan_jobs(stock(), Choice(("guia",), ("letter" if mended else "story",)))


@situation("not-made", "its formats on paper: letter")
def _paper(_folder, _patch, mended):
    from infogen.sheets.press import Sheets

    format = "letter" if mended else "square"
    plan_jobs(stock(), Choice(("denuncia",), (format,), sheets=Sheets("two-up")))


@situation("not-made", "write a format of paper, such as letter, under formats")
def _only_screens(folder, _patch, mended):
    from infogen.sheets.press import Sheets

    text = PIECE.replace("[square]", "[square, letter]") if mended else PIECE
    workspace = small(folder, **{"layouts/t.yaml": text})
    plan_jobs(workspace, Choice(("t",), sheets=Sheets("two-up")))


@situation("not-made", "ask for it without a variant")
def _no_variants(_folder, _patch, mended):
    plan_jobs(stock(), Choice(("guia",), variants=() if mended else ("cifras",)))


@situation("unknown-language", "or use qps to try the layouts")
def _language(_folder, _patch, mended):
    plan_jobs(stock(), Choice(("guia",), language="qps" if mended else "ote"))


@situation("unknown-language", "write a tag of BCP 47")
def _tag(_folder, _patch, mended):
    stock().in_language("qps" if mended else "otomi")


@situation("no-page", "its pages: 1")
def _page(_folder, _patch, mended):
    render(scene_of(TEXT), "txt", 0 if mended else 3)


@situation("no-paper", "choose a paper format with --format")
def _screen(_folder, _patch, mended):
    from infogen.sheets.press.print_shop import paper

    paper(compose(stock(), "denuncia", format="letter" if mended else "square"))


@situation("wrong-pages", "choose a piece whose pages are its panels")
def _panels(_folder, _patch, mended):
    from infogen.sheets.press.imposition import SCHEMES, impose
    from infogen.sheets.press.words import SheetTexts

    scene = scene_of(TEXT, format="letter")
    pages = SCHEMES["tri-fold"].pages if mended else 1
    impose(replace(scene, pages=scene.pages * pages), "tri-fold", SheetTexts(stock().data))


@situation("small-print", "choose a larger sheet")
def _sheet(_folder, _patch, mended):
    from infogen.checks.sheet import smallest_type
    from infogen.scene.geometry import Size
    from infogen.sheets.press import Sheets, arrange
    from infogen.sheets.press.words import SheetTexts

    scene = scene_of("{kind: text, style: small, text: hola}", format="letter")
    size = Size(600, 900) if mended else Size(120, 180)
    return smallest_type(arrange(scene, Sheets("two-up", paper=size), SheetTexts(stock().data)))


@situation("bad-comparison", "name them with --variants")
def _variants(_folder, _patch, mended):
    from infogen.sheets.compare import compare

    compare(stock(), "verificacion", [None, "cifras"] if mended else [None], folios=1)


@situation("unknown-procedure", 'did you mean "solicitud_arco"?')
def _procedure(_folder, _patch, mended):
    name = "solicitud_arco" if mended else "solicitud_arcos"
    procedure_timeline(stock().data, name, date(2026, 11, 3))


@situation("unknown-step", "did you mean")
def _step(_folder, _patch, mended):
    happened = {"responder" if mended else "respondr": date(2026, 11, 10)}
    procedure_timeline(stock().data, "solicitud_arco", date(2026, 11, 3), happened)


@situation("bad-date", "correct one of the two days")
def _days(_folder, _patch, mended):
    happened = {"responder": date(2026, 11, 10 if mended else 1)}
    procedure_timeline(stock().data, "solicitud_arco", date(2026, 11, 3), happened)


@situation("bad-date", "they hold from 2016-05-05")
def _regime(_folder, _patch, mended):
    procedure_timeline(stock().data, "solicitud_arco", date(2026 if mended else 2015, 11, 3))


@situation("bad-date", "unset it, or write seconds since 1970")
def _epoch(_folder, patch, mended):
    from infogen.checks import clock

    patch.setenv(clock.EPOCH, "1700000000" if mended else "ayer")
    clock.today()


@situation("no-start", 'add "start:" and "follows:" to it')
def _start(folder, _patch, mended):
    text = (ROOT / "tests/fixtures/tiny/data/procedures/tramite.yaml").read_text("utf-8")
    if mended:
        text = text.replace("steps:", 'start: "presentación"\nsteps:')
        text = text.replace('"día siguiente"}\n', '"día siguiente"}\n    follows: start\n')
    data = small(folder, **{"data/procedures/tramite.yaml": text}).data
    procedure_timeline(data, "tramite", date(2026, 11, 3))


STATION = "{step: %s, part: %s, label: Responden}"


def _timeline(station: str) -> Scene:
    return scene_of(
        "{kind: timeline, procedure: $procedures.solicitud_arco, from: 2026-11-03, start: Pides,"
        " thickness: 20, indent: 10, gap: 20, text-gap: 10, date-style: small, note: Falta,"
        f" stations: [{station}]}}",
        format="square",
    )


# What lies in folders, and what the system says.


@situation("missing-folder", "make one with: infogen init ")
def _missing(folder, _patch, mended):
    from infogen.workspace.init import init

    if mended:
        init(folder / "campaña")
    load(folder / "campaña")


@situation("not-a-folder", "name the folder that holds layouts and data")
def _file(folder, _patch, mended):
    small(folder)
    load(folder if mended else folder / "layouts/t.yaml")


@situation("not-empty", "choose a new name, or empty it first")
def _full(folder, _patch, mended):
    from infogen.workspace.init import init

    (folder / "nota.txt").write_text("a", "utf-8")
    init(folder / "otra" if mended else folder)


@situation("unwritable", "or choose another place")
def _unwritable(folder, _patch, mended):
    (folder / "output").write_text("a file", "utf-8")
    place = folder / ("salida" if mended else "output")
    return built(small(folder / "w"), Choice(("t",), files=("txt",)), place)


@situation("system", "check the folder and its permissions")
def _system(folder, _patch, mended):
    from infogen.cli.ending import describe_refusal

    place = folder / "a"
    if mended:
        place.write_text("a", "utf-8")
    try:
        place.read_text("utf-8")
    except OSError as problem:
        return [describe_refusal(problem)]


@situation("unreadable-file", "check its name and its folder")
def _no_profile(folder, _patch, mended):
    from infogen.sheets.press.profile import read_profile
    from kit.press_profile import profile

    path = folder / "a.icc"
    if mended:
        path.write_bytes(profile())
    read_profile(path)


@situation("bad-profile", "a CMYK .icc file")
def _profile(folder, _patch, mended):
    from infogen.sheets.press.profile import read_profile
    from kit.press_profile import profile

    path = folder / "a.icc"
    path.write_bytes(profile() if mended else b"no profile")
    read_profile(path)


@situation("bad-font", "replace it with a TrueType font (.ttf), or remove it")
def _font(folder, _patch, mended):
    from infogen.scene.font_files import read_font

    path = folder / "mia.ttf"
    good = next((ROOT / "fonts").glob("*.ttf")).read_bytes()
    path.write_bytes(good if mended else b"wOF2" + bytes(99))
    read_font(path)


@situation("bad-font", "download it again")
def _cut_font(folder, _patch, mended):
    from infogen.scene.font_files import read_font

    path = folder / "mia.ttf"
    good = next((ROOT / "fonts").glob("*.ttf")).read_bytes()
    path.write_bytes(good if mended else good[:999])
    read_font(path)


@situation("port-in-use", "choose another port with --port")
def _port(_folder, _patch, mended):
    from infogen.web.server import listening_socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        listening_socket("127.0.0.1", 0 if mended else taken.getsockname()[1]).close()


@situation("bad-database", "name another folder, or put a copy of the database there")
def _database(folder, _patch, mended):
    from infogen.web.database import Database

    path = folder / "votes.db"
    if mended:
        sqlite3.connect(path).close()
    else:
        path.write_bytes(b"no database at all" * 99)
    Database(path, ()).close()


@situation("database-in-use", "end that one first")
def _open_database(folder, _patch, mended):
    from infogen.web.database import Database

    first = Database(folder / "votes.db", ())
    try:
        if mended:
            first.close()
        Database(folder / "votes.db", ()).close()
    finally:
        first.close()


@situation("no-processes", "build with one process, without -j")
def _processes(folder, patch, mended):
    from infogen.build import workers

    def refused(*_arguments):
        raise NotImplementedError("no semaphores")

    patch.setattr(workers, "ProcessPoolExecutor", refused)
    workspace = small(folder)
    jobs = plan_jobs(workspace, Choice(("t",), files=("txt", "html"))).jobs * 2
    return build(
        workspace, jobs[: 1 if mended else 2], folder / "out", Silent(), workers=2
    ).findings


@situation("lost-process", "build with fewer processes")
def _lost(_folder, patch, mended):
    from infogen.build.workers import processes

    if not mended:
        with processes(1):
            raise BrokenProcessPool


@situation("files-changed", "build again")
def _changed_files(folder, _patch, mended):
    from infogen.workspace.cache import load_cached
    from infogen.workspace.reference import reference, resolve

    small(folder)
    where = reference(load_cached(folder))
    path = folder / "layouts/t.yaml"
    path.write_text(path.read_text("utf-8") + "# otra línea\n", "utf-8")
    resolve(reference(load_cached(folder)) if mended else where)


# Builds, revisions, signatures.


@situation("no-manifest", "make one with: infogen build")
def _manifest(folder, _patch, mended):
    from infogen.reports.review.impact import files_of

    workspace = small(folder)
    if mended:
        built(workspace, Choice(("t",), files=("txt",)), folder / "output")
    files_of(folder / "output")


@situation("old-manifest", "remove it, and make it anew with: infogen build")
def _old_manifest(folder, _patch, mended):
    from infogen.reports.review.impact import files_of

    output = folder / "output"
    output.mkdir()
    (output / "a.png").write_bytes(b"a picture of a piece that is gone")
    (output / manifest.NAME).write_text('{"files": [{"path": "a.png"}]}', "utf-8")
    if mended:
        (output / manifest.NAME).unlink()
        built(small(folder), Choice(("t",), files=("txt",)), output)
    files_of(output)


@situation("old-files", "build again, then ask again")
def _old_files(folder, _patch, mended):
    from infogen.reports.review.impact import files_of, find_outdated

    fact = "procedures.solicitud_informacion.steps.responder.deadline"
    workspace = small(folder)
    built(workspace, Choice(("t",), files=("txt",)), folder / "output")
    text = (ROOT / "data/procedures/solicitud_informacion.yaml").read_text("utf-8")
    changed = text.replace("days: 15,", "days: 20,")
    assert changed != text
    workspace = small(folder, **{"data/procedures/solicitud_informacion.yaml": changed})
    if mended:
        built(workspace, Choice(("t",), files=("txt",)), folder / "output")
    return find_outdated(files_of(folder / "output"), workspace.data, fact)


@situation("unknown-fact", 'did you mean "links.saimex"?')
def _fact(_folder, _patch, mended):
    from infogen.reports.review.impact import require_fact

    require_fact(stock().data, "links.saimex" if mended else "links.saime")


@situation("other-table", "make it again and read it")
def _table(folder, _patch, mended):
    from infogen.reports.review.sign import facts_to_sign
    from infogen.reports.review.sources import table

    workspace = small(folder)
    made = table(replace(workspace, pieces={"t": workspace.pieces["t"]}))
    facts_to_sign(made, [], made.sha256 if mended else "0" * 64)


@situation("changed-after-signing", "have it signed again")
def _signed(folder, _patch, mended):
    from infogen.reports.review.sign import record

    fact = "procedures.solicitud_informacion.steps.responder"
    text = (ROOT / "data/procedures/solicitud_informacion.yaml").read_text("utf-8")
    workspace = small(folder)
    record(folder, workspace.data, [fact], "Ana", TODAY)
    changed = {"data/procedures/solicitud_informacion.yaml": text.replace("days: 15,", "days: 20,")}
    workspace = small(folder, **changed)
    if mended:
        record(folder, workspace.data, [fact], "Ana", date(2026, 11, 25))
        workspace = small(folder, **changed)
    scene = compose(workspace, "t", format="square")
    return check_content(workspace.data, scene, TODAY)


def _repository(folder: Path) -> Path:
    small(folder)
    for command in (
        ("init", "-q"),
        ("add", "-A"),
        ("-c", "user.name=a", "-c", "user.email=a@b.mx", "commit", "-qm", "a"),
    ):
        subprocess.run(["git", "-C", str(folder), *command], check=True)
    return folder


def _state(root: Path, name: str, scratch: Path) -> None:
    from infogen.reports.changes.revisions import _take_out

    _take_out(root, name, scratch)


@situation("unknown-revision", "or a revision such as HEAD~1 or a tag")
def _revision(folder, _patch, mended):
    _state(_repository(folder / "r"), "HEAD" if mended else "v9", folder / "s")


@situation("empty-revision", "name a revision in which the folder has data/ or layouts/")
def _empty_revision(folder, _patch, mended):
    root = _repository(folder / "r")
    (root / "campaña").mkdir()
    _state(root if mended else root / "campaña", "HEAD", folder / "s")


@situation("no-git", "install it, or compare two manifests")
def _git(folder, patch, mended):
    root = _repository(folder / "r")
    if not mended:
        patch.setenv("PATH", str(folder))
    _state(root, "HEAD", folder / "s")


@situation("missing-objects", "fetch them with git first")
def _objects(folder, _patch, mended):
    from infogen.reports.changes.git import files_of_commit

    root = _repository(folder / "r")
    objects = [path for path in (root / ".git/objects").rglob("*") if path.is_file()]
    name = subprocess.run(
        ["git", "-C", str(root), "rev-parse", "HEAD:layouts/t.yaml"],
        capture_output=True, text=True, check=True,
    ).stdout.strip()  # fmt: skip
    (lost,) = (path for path in objects if path.parent.name + path.name == name)
    kept = lost.read_bytes()
    lost.unlink()
    if mended:
        lost.write_bytes(kept)
    files_of_commit(root, "HEAD", ["layouts"])


@situation("too-large", "name a revision of a workspace")
def _large_revision(folder, patch, mended):
    from infogen.reports.changes import git

    root = _repository(folder / "r")
    (root / "layouts/otra").mkdir()
    patch.setattr(git, "MOST_FILES", 1 if mended else 0)
    git.files_of_commit(root, "HEAD", ["layouts"])


# Scenes and files that no small layout makes.


def _many(words: str, times: int, **options) -> Sequence[Diagnostic]:
    text = " ".join([words] * times)
    scene = scene_of(f"{{kind: text, style: small, text: '{text}'}}", format="letter", **options)
    return check_scene(scene)


@situation("hard-to-read", "use shorter sentences and everyday words")
def _hard(_folder, _patch, mended):
    if mended:
        return _many("Pide lo que quieras.", 30)
    return _many("La interposición extemporánea imposibilita jurídicamente la admisión.", 15)


@situation("long-code", "write a shorter address")
def _long_code(_folder, _patch, mended):
    from infogen.artwork.qr_symbol import symbol

    symbol("https://www.ipomex.org.mx/" + "a" * (9 if mended else 3000), "M")


def _chart(subject: str) -> Scene:
    return scene_of(
        "{kind: chart, height: 400, x: year, y: value, alt: auto, series:"
        f" [{{rows: $results.oficiosa, name: uno}}], subject: '{subject}'}}",
        format="square",
    )


@situation("long-alt", "shorten subject, or write alt yourself")
def _long_alt(_folder, _patch, mended):
    _chart("Ventas" if mended else "Ventas de papel " * 99)


@situation("many-hashtags", "keep the 2 that matter most in hashtags")
def _hashtags(_folder, _patch, mended):
    scene = scene_of(TEXT)
    tags = ("#a", "#b") if mended else ("#a", "#b", "#c")
    outlet = Outlet("Red", ("png",), hashtags=2)
    twin = replace(scene.twin, post=replace(scene.twin.post, hashtags=tags))
    return check_scene(replace(scene, twin=twin, outlets=(outlet,)))


@situation("long-post", "give post: a shorter alternative")
def _post(_folder, _patch, mended):
    scene = scene_of(TEXT)
    texts = ("Una frase que es larga, muy larga.", *(["Corta."] if mended else []))
    outlet = Outlet("Red", ("png",), post=20)
    twin = replace(scene.twin, post=Post(texts=texts))
    return check_scene(replace(scene, twin=twin, outlets=(outlet,)))


@situation("platform-limit", "begin alt with a shorter sentence")
def _first_sentence(_folder, _patch, mended):
    long = "Una frase que no acaba nunca" + ", y sigue" * 9
    scene = scene_of(TEXT, alt=f'"{"Corta." if mended else ""} {long}."')
    outlet = Outlet("Red", ("txt",), alt=30)
    return check_file(replace(scene, outlets=(outlet,)), "txt", b"")


@situation("platform-limit", "choose another format or kind of file for Red")
def _limit(_folder, _patch, mended):
    scene = replace(scene_of(TEXT), outlets=(Outlet("Red", ("png",), largest=9),))
    return check_file(scene, "txt" if mended else "png", b"0" * 10)


@situation("long-carousel", "post them in several posts there, or leave Red out")
def _pictures(_folder, _patch, mended):
    outlets = () if mended else (Outlet("Red", ("txt",), items=2),)
    scene = scene_of(TEXT)
    return check_file(replace(scene, pages=scene.pages * 3, outlets=outlets), "txt", b"")


@situation("unread-code", "make its module larger")
def _unread(_folder, _patch, mended):
    import io

    module = 14 if mended else 5
    scene = scene_of(f"{{kind: qr, module: {module}, link: $links.saimex}}", format="square")
    picture = Image.open(io.BytesIO(render(scene, "png")))
    small = picture.resize((picture.width // 7, picture.height // 7), Image.Resampling.BOX)
    seen = io.BytesIO()
    small.resize(picture.size, Image.Resampling.BILINEAR).save(seen, "PNG")
    return check_file(scene, "png", seen.getvalue())


@situation("unknown-host", "refer to a link of the data")
def _host(_folder, _patch, mended):
    scene = scene_of("{kind: qr, module: 5, link: $links.saimex}")
    if not mended:
        scene = _leading(scene, "https://otro.mx/x")
    return check_content(stock().data, scene, TODAY)


def _leading(scene: Scene, address: str) -> Scene:
    """The scene with another address in its codes."""

    def moved(item):
        if not hasattr(item, "meaning"):
            return item
        href = address if item.meaning.href else None
        return replace(
            item,
            meaning=replace(item.meaning, href=href),
            items=tuple(replace(placed, item=moved(placed.item)) for placed in item.items),
        )

    pages = tuple(replace(page, frame=moved(page.frame)) for page in scene.pages)
    return replace(scene, pages=pages)


def _endured(module: float, scale: float | None, weak: tuple[float, ...]) -> Sequence[Diagnostic]:
    from infogen.checks.scanning.drawn import drawn_codes
    from infogen.checks.scanning.endurance import Endurance, endurance_findings

    scene = scene_of(f"{{kind: qr, module: {module}, link: $links.saimex}}", format="square")
    return [
        found
        for placed in drawn_codes(scene)
        for found in endurance_findings(placed, Endurance(scale, weak))
    ]


@situation("fragile-code", "make its module larger, or its address shorter")
def _fragile(_folder, _patch, mended):
    from infogen.checks.scanning.drawn import drawn_codes
    from infogen.checks.scanning.endurance import endurance_findings, measure_endurance

    # The module is made smaller than a layout may have it.
    (placed,) = drawn_codes(scene_of("{kind: qr, module: 5, link: $links.saimex}", format="square"))
    module = placed.code.module if mended else 1
    placed = replace(placed, code=replace(placed.code, module=module))
    measured = replace(measure_endurance(placed.code), weak=None)
    return endurance_findings(placed, measured)


@situation("weak-code", "make its module larger, or its address shorter")
def _weak(_folder, _patch, mended):
    # To measure the second reader takes seconds: it is measured in tests of endurance.
    return _endured(9 if mended else 5, 0.35, () if mended else (0.59,))


CONTENTS = (
    "{each: $contents, as: entry, kind: row, role: item, children: [{kind: text, style: body,"
    " text: $entry.title}, {kind: text, style: body, text: $entry.page}]}"
)
CHAPTERS = ", ".join(
    f"{{kind: text, role: heading, style: headline, text: {name}}}, {{kind: column, height: 215}}"
    for name in ("uno", "dos", "tres", "cuatro", "cinco", "seis")
)
SHEET = "{kind: column, height: 1fr, pad: 20, ground: paper, children: [%s]}"
FLOW = "{kind: flow, height: 1fr, children: [%s]}"


@situation("unsettled", "give them a page of their own")
def _unsettled(folder, patch, mended):
    from infogen.layout import pagination

    # The contents push what they list to other pages, which takes one pass more.
    patch.setattr(pagination, "PASSES", 2)
    pages = (
        (SHEET % CONTENTS, SHEET % FLOW % CHAPTERS)
        if mended
        else (SHEET % FLOW % f"{CONTENTS}, {CHAPTERS}",)
    )
    text = f"title: T\nalt: Otra\nformats: [letter]\npages: [{', '.join(pages)}]\n"
    compose(small(folder, **{"layouts/t.yaml": text}), "t", format="letter")


GANTT = """{kind: gantt, height: 1fr, procedure: $procedures.cadena, title: Total, day: 12, bar: 20,
 line: 3, disc: 14, figure: [12, 60], gap: 10, title-style: small, lane-style: small,
 text-style: small, figure-style: small, lanes: [
 {actors: [%s], label: Yo, ground: citizen, width: 140},
 {actors: [unidad], label: Ella, ground: paper, color: path, width: 150}],
 rows: [{step: pedir, text: Pido}, {step: responder, text: Responde}]}"""


@situation("no-lane", "add the actor to the actors of a lane")
def _lane(folder, _patch, mended):
    cadena = (ROOT / "tests/fixtures/tiny/data/procedures/cadena.yaml").read_text("utf-8")
    chart = " ".join(GANTT.split()) % ("persona" if mended else "comite")
    body = f"{{kind: column, height: 1fr, pad: 140, ground: paper, children: [{chart}]}}"
    text = f"title: T\nalt: Otra\nformats: [square]\nbody: {body}\n"
    files = {"data/procedures/cadena.yaml": cadena, "layouts/t.yaml": text}
    compose(small(folder, **files), "t", format="square")


@situation("unknown-part", "one of: ")
def _part(_folder, _patch, mended):
    _timeline(STATION % ("responder", "term" if mended else "extension"))


@situation("unknown-step", "one of: ")
def _station(_folder, _patch, mended):
    _timeline(STATION % ("responder" if mended else "zzzz", "term"))


@situation("too-deep", "nest less deeply")
def _deep(_folder, _patch, mended):
    from infogen.source.loader import parse

    depth = 9 if mended else 99
    parse(b"a: " + b"[" * depth + b"]" * depth, "a.yaml")


@situation("too-large", "split it into several files")
def _large(folder, patch, mended):
    from infogen.files import read

    path = folder / "a.yaml"
    path.write_bytes(b"a: b\n" * (9 if mended else 99))
    patch.setattr(read, "MAX_BYTES", 100)
    read.read_bytes(path, "a.yaml")


@situation("too-many", "mend those above first")
def _many_findings(_folder, _patch, mended):
    from infogen.source.loader import parse

    lines = (f"a{n}: 1\n" + ("" if mended else f"a{n}: 2\n") for n in range(200))
    parse("".join(lines).encode(), "a.yaml")


@situation("bad-folder", "make a folder of it, with what infogen is to read")
def _circle(folder, _patch, mended):
    small(folder)
    place = folder / "data"
    if mended:
        place.mkdir()
    else:
        place.symlink_to(folder, target_is_directory=True)
    load(folder)


@situation("no-workspace", "go to the folder that has them")
def _elsewhere(folder, _patch, mended):
    from infogen.workspace import require_own

    small(folder / "w")
    require_own(folder / "w" if mended else folder)


@situation("unused-copy", "refer to it in a layout, such as ${copy.propia.sola}, or take it out")
def _unused(folder, _patch, mended):
    from infogen.checks import check_workspace

    words = "sola: {long: Hola a ti, short: Hola, facts: [], law: []}\n"
    text = PIECE.replace(DEADLINE, "'${copy.propia.sola}'") if mended else PIECE
    files = {"data/copy/propia.yaml": words, "layouts/t.yaml": text}
    return list(check_workspace(small(folder, **files)))


@situation("two-dates", "write it as the checked_on of all")
def _two_dates(folder, _patch, mended):
    text = (ROOT / "data/procedures/solicitud_arco.yaml").read_text("utf-8")
    if not mended:
        text = re.sub("(?m)^checked_on: .*$", "checked_on: 2026-11-01", text, count=1)
    page = "{kind: column, height: 1fr, pad: 140, ground: paper, children: [%s]}"
    shown = "{kind: text, style: small, text: '${procedures.%s.checked_on}'}"
    pages = [page % (shown % name) for name in ("solicitud_informacion", "solicitud_arco")]
    files = {
        "data/procedures/solicitud_arco.yaml": text,
        "layouts/t.yaml": f"title: T\nalt: Otra\nformats: [square]\npages: [{', '.join(pages)}]\n",
    }
    workspace = small(folder, **files)
    return check_content(workspace.data, compose(workspace, "t", format="square"), TODAY)


@situation("low-resolution", "pixels or more, or show it smaller")
def _resolution(folder, _patch, mended):
    folder.joinpath("a.png").parent.mkdir(exist_ok=True)
    Image.new("RGB", (1200, 600) if mended else (100, 50), "red").save(folder / "a.png")
    picture = "{kind: picture, file: a.png, alt: Logo, width: 600}"
    text = f"title: T\nalt: Otra\nformats: [square]\nbody: {BODY.replace('40', '140') % picture}\n"
    return check_scene(compose(small(folder, **{"layouts/t.yaml": text}), "t", format="square"))


# Visits of links.


def _visited(**seen) -> Sequence[Diagnostic]:
    from infogen.reports.preflight.online import Visit, link_findings

    usual = {"status": 200, "final": "https://a.mx/x", "until": date(2028, 1, 1)}
    visit = Visit(link="saimex", url="https://a.mx/", on=TODAY, **{**usual, **seen})
    return list(link_findings(stock().data, [visit]))


@situation("dead-link", "correct the link before it is printed")
def _dead(_folder, _patch, mended):
    return _visited(status=200 if mended else 404)


@situation("moved-link", "if that is right, write the new address")
def _moved(_folder, _patch, mended):
    return _visited(**({} if mended else {"final": "https://b.mx/"}))


@situation("not-https", "ask the site for https")
def _plain(_folder, _patch, mended):
    return _visited(**({} if mended else {"final": "http://a.mx/"}))


@situation("certificate-ends", "tell who runs the site")
def _certificate(_folder, _patch, mended):
    return _visited(**({} if mended else {"until": date(2026, 11, 30)}))


# The site.

SITE = """\
url: "https://example.org/t/"
topics: [{name: Uno, pieces: [t]}%s]
other: null
mailbox: {served: %s, mail: null, contact: false}
privacy: {responsible: null, address: null, data: null, purposes: null, legal_basis: null, transfers: null, objection: null, rights: null, changes: null, updated_on: null}
"""


@situation("twice", "leave it under one of them")
def _twice(folder, _patch, mended):
    from infogen.site.plan import wrong_topics

    more = "" if mended else ", {name: Dos, pieces: [t]}"
    return wrong_topics(small(folder, **{"data/site.yaml": SITE % (more, "false")}))


@situation("unknown-piece", 'did you mean "t"?')
def _topic(folder, _patch, mended):
    from infogen.site.plan import wrong_topics

    text = (SITE % ("", "false")).replace("[t]", "[t]" if mended else "[tt]")
    return wrong_topics(small(folder, **{"data/site.yaml": text}))


@situation("blank-notice", "or let the mailbox receive nothing")
def _notice(folder, _patch, mended):
    from infogen.site.publishing import _unready

    return _unready(small(folder, **{"data/site.yaml": SITE % ("", str(not mended).lower())}))


@situation("taken-name", "give the piece another name")
def _taken(folder, _patch, mended):
    from infogen.site.publishing import FOLDERS, _taken

    name = "aviso" if mended else sorted(FOLDERS)[0].rstrip("/")
    text = "title: T\nalt: Otra\nformats: [square]\nbody: {kind: column}\n"
    site = (SITE % ("", "false")).replace("[t]", f"[t, {name}]")
    return _taken(small(folder, **{f"layouts/{name}.yaml": text, "data/site.yaml": site}))


# The focus group.

VARIANT = (
    "extends: t\nbody: {kind: column, height: 1fr, pad: 160, ground: paper, children: [{kind: text,"
    " style: body, text: $procedures.solicitud_informacion.steps.responder.deadline}]}\n"
)
GROUP = ("--variants", "base,v", "--format", "square", "--households", "4", "--phones", "4")


def _group(folder: Path) -> Path:
    """The folder of a session over two variants of a small piece, made anew."""
    from infogen.cli import run

    small(folder, **{"layouts/t.v.yaml": VARIANT})
    assert run(["focus", "new", "t", "-w", str(folder), *GROUP]) == 0
    return folder / "focus" / "t"


@cache
def _kept_group() -> Path:
    return _group(Path(mkdtemp()))


def _own_group(folder: Path) -> Path:
    """A copy of such a session."""
    return shutil.copytree(_kept_group(), folder / "focus" / "t")


def _vote(session: Path) -> None:
    """A vote in a session: two readings of a ballot that a person has settled."""
    from infogen.focus.ballots import VOTES, Ballots
    from infogen.focus.session import load_session

    frozen = load_session(session)
    Ballots(session, frozen).close()
    vote = (frozen.folios[0], "clarity", "settled", "circulo>triangulo")
    with closing(sqlite3.connect(session / VOTES)) as connection, connection:
        connection.execute("INSERT INTO answer VALUES (?, ?, ?, ?)", vote)


def _edit(session: Path, old: str, new: str) -> None:
    path = session / "session.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@situation("no-questions", "write them in the session, under questions:")
def _questions(folder, patch, mended):
    from infogen.diagnostics import terminal

    said: list[Diagnostic] = []
    session = _own_group(folder)
    if mended:
        answers = "{text: Quince, key: right}, {text: Veinte, key: wrong}"
        _edit(session, "questions: []", f"questions: [{{ask: ¿Cuántos?, answers: [{answers}]}}]")
    patch.setattr(terminal, "report", lambda found, *_rest: said.extend(found) or "")
    _group(folder)
    return said


@situation("changed-picture", "put the frozen picture back")
def _frozen_picture(folder, _patch, mended):
    from infogen.focus.session import load_session

    session = _own_group(folder)
    picture = session / "variants" / "circulo.png"
    kept = picture.read_bytes()
    picture.write_bytes(b"another one")
    if mended:
        picture.write_bytes(kept)
    load_session(session)


@situation("changed-session", "undo the change, or make another session in another folder")
def _changed_session(folder, _patch, mended):
    from infogen.focus.ballots import Ballots
    from infogen.focus.session import load_session

    session = _own_group(folder)
    _vote(session)
    _edit(session, 'title: "T"', 'title: "U"')
    if mended:
        _edit(session, 'title: "U"', 'title: "T"')
    Ballots(session, load_session(session)).close()


@situation("has-votes", "name another folder with -o")
def _has_votes(folder, _patch, mended):
    from infogen.focus.ballots import refuse_votes

    session = _own_group(folder)
    _vote(session)
    refuse_votes(folder / "otra" if mended else session)


@situation("no-votes", "let people vote: infogen focus serve")
def _no_votes(folder, _patch, mended):
    from infogen.cli.focus.results import _counted

    session = _own_group(folder)
    if mended:
        _vote(session)
    _counted(stock(), session)


@situation("old-sheets", "make them again with: infogen focus new t")
def _sheets(folder, _patch, mended):
    from infogen.focus.paper import load_sheet_map
    from infogen.focus.session import load_session

    session = _own_group(folder)
    _edit(session, "p: 0.05", "p: 0.01")
    if mended:
        _group(folder)
    load_sheet_map(session, load_session(session))


@situation("bad-comparison", "name them with --variants")
def _session_variants(folder, _patch, mended):
    from infogen.focus.freezing import SessionPlan, freeze
    from infogen.focus.session import Attendance

    workspace = small(folder, **{"layouts/t.v.yaml": VARIANT})
    names = (None, "v") if mended else (None,)
    freeze(
        workspace,
        SessionPlan("t", names, "square", None, Attendance(households=4, phones=4, paper=2)),
        TODAY,
    )


@situation("low-resolution", "use a file of 200 × 100 pixels or more")
def _coarse(folder, _patch, mended):
    size = (200, 100) if mended else (50, 25)
    Image.new("RGB", size, "white").save(folder / "foto.png")
    text = PIECE.partition("children: ")[0]
    text += "children: [{kind: picture, file: foto.png, alt: Una foto, width: 200}]}\n"
    scene = compose(small(folder, **{"layouts/t.yaml": text}), "t", format="square")
    return check_scene(scene)


@situation("no-workspace", "go to the folder that has them")
def _elsewhere(folder, _patch, mended):
    require_own(ROOT if mended else folder)
