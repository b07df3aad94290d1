"""Evidence that a practice did what its form says, made of what the tool keeps.

Each part is one function, and its line in `PARTS`.
"""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256

from msgspec import Struct

from infogen.backends import render
from infogen.backends.png import draw
from infogen.build.jobs import Choice, select_jobs
from infogen.build.listener import Silent
from infogen.build.manifest import read_manifest
from infogen.design.forms import Topic
from infogen.diagnostics import Diagnostic, error
from infogen.files.read import read_bounded
from infogen.forms.filling import FilledForm
from infogen.forms.personal import personal_data, public_words
from infogen.forms.records import scenes
from infogen.forms.stores import mailbox_months, outcomes
from infogen.forms.tables import csv_bytes
from infogen.messages import _
from infogen.reports.preflight import examine
from infogen.reports.preflight.report import preflight_page
from infogen.reports.review.sheet import review_sheet
from infogen.reports.review.sources import as_csv, table
from infogen.workspace import Workspace

THUMBNAIL = (320, 320)
"""The largest width and height of a thumbnail, in pixels."""

LARGEST = 64 * 1024 * 1024
"""Bytes of a file of evidence."""


class EvidenceFile(Struct, frozen=True):
    """A file: its path in the folder, what it is, the boxes that it answers, its bytes."""

    path: str
    title: str
    boxes: Sequence[str]
    data: bytes

    @property
    def sha256(self) -> str:
        """The digest of its bytes."""
        return sha256(self.data).hexdigest()


class Gathered(Struct, frozen=True):
    """The files, the words of the copy for what is absent, and what must not go out."""

    files: tuple[EvidenceFile, ...]
    absent: tuple[str, ...]
    findings: tuple[Diagnostic, ...]


class Practiced(Struct, frozen=True):
    """The material of each part: the workspace, the filled form, the day."""

    workspace: Workspace
    form: FilledForm
    today: date

    def word(self, name: str, **values: str) -> str:
        """A text of `copy.evidencia`, filled in."""
        return str(self.workspace.data.content.copy["evidencia"][name].long).format(**values)


Files = Iterator[tuple[str, str, bytes]]
"""Path, what it is, and bytes."""


def gather(workspace: Workspace, form: FilledForm, today: date, *, captured: bool) -> Gathered:
    """Everything that there is. Raises `Failure` for a piece or a store that cannot be read."""
    about = Practiced(workspace, form, today)
    files: list[EvidenceFile] = []
    absent: list[str] = []
    for topic, (make, missing) in PARTS.items():
        boxes = form.form.evidence.get(topic, ())
        made = [EvidenceFile(path, title, boxes, data) for path, title, data in make(about)]
        files += made
        if not made and missing:
            absent.append(missing)
    recorded, findings = _recorded(about)
    files += recorded
    findings += _persons(about, files)
    if not captured:
        absent.append("falta_capturas")
    return Gathered(tuple(files), tuple(absent), tuple(findings))


def _pieces(about: Practiced) -> Files:
    """The list of published files with their digests, and a thumbnail of each piece."""
    names = about.form.practice.pieces
    listed = [
        entry for entry in read_manifest(about.workspace.root / "output") if entry["piece"] in names
    ]
    if not listed:
        return
    heads = ("path", "piece", "variant", "format", "page", "bytes", "sha256")
    rows = [[entry.get(head) for head in heads] for entry in listed]
    yield "publicado/archivos.csv", about.word("publicados"), csv_bytes(heads, rows)
    for scene in scenes(about.workspace, about.form.practice):
        picture = draw(scene, 0)
        picture.thumbnail(THUMBNAIL)
        file = io.BytesIO()
        picture.save(file, "PNG")
        title = about.word("miniatura", title=scene.title)
        yield f"publicado/miniaturas/{scene.piece}.png", title, file.getvalue()


def _preflight(about: Practiced) -> Files:
    """The report on the pieces, each in its first format."""
    workspace = about.workspace
    jobs = [
        job
        for name in about.form.practice.pieces
        for job in select_jobs(
            workspace,
            Choice(
                pieces=(name,),
                formats=(workspace.pieces[name].spec.formats[0],),
                variants=("base",),
            ),
        )
    ]
    found = examine(workspace, jobs, Silent(), today=about.today)
    yield "revision/revision.html", about.word("preflight"), preflight_page(workspace, found)


def _readings(about: Practiced) -> Files:
    heads = ("title", "ease", "band")
    rows = [[item[head] for head in heads] for item in about.form.records.lists["readings"]]
    yield "revision/lectura.csv", about.word("lectura"), csv_bytes(heads, rows)


def _sources(about: Practiced) -> Files:
    made = table(about.workspace)
    yield "fuentes/fuentes.csv", about.word("fuentes_csv"), as_csv(made)
    pages = render(review_sheet(about.workspace, made), "pdf")
    yield "fuentes/fuentes.pdf", about.word("fuentes_pdf"), pages


def _links(about: Practiced) -> Files:
    """The links of the practice, whether anybody has tried them, and the day of the last check."""
    practice = about.form.practice
    links = about.workspace.data.content.links
    heads = ("link", "url", "tested", "checked_on")
    rows = [
        [name, links[name].url, links[name].tested, links[name].checked_on]
        for name in dict.fromkeys((*practice.pages, *practice.reads))
    ]
    yield "enlaces/enlaces.csv", about.word("enlaces"), csv_bytes(heads, rows)


def _groups(about: Practiced) -> Files:
    """The minutes, the ballots, the results and the charts of each session."""
    from infogen.focus.acta import Decision, acta
    from infogen.focus.exports import files

    named = {
        "ballots.csv": "boletas",
        "results.json": "resultados",
        "places.svg": "lugares",
        "places.png": "lugares",
        "understood.svg": "entendieron",
        "understood.png": "entendieron",
    }
    for folder, session, made in outcomes(about.workspace, about.form.practice):
        inside = f"grupos/{session.code}"
        minutes = acta(about.workspace, folder, session, made, Decision())
        yield f"{inside}/acta.pdf", about.word("acta"), render(minutes, "pdf")
        for name, data in files(about.workspace, session, made).items():
            yield f"{inside}/{name}", about.word(named.get(name, "orden")), data


def _mailbox(about: Practiced) -> Files:
    """Sums by month, and what changed; no message goes out."""
    months = mailbox_months(about.workspace, about.form.practice)
    if months:
        heads = ("month", "received", "questions", "answered")
        yield "buzon/resumen.csv", about.word("buzon"), csv_bytes(heads, months)
    changes = about.form.records.lists.get("changes", ())
    if changes:
        heads = ("on", "piece", "before", "after")
        rows = [[one[head] for head in heads] for one in changes]
        yield "buzon/cambios.csv", about.word("cambios"), csv_bytes(heads, rows)


def _visits(about: Practiced) -> Files:
    heads = ("month", "page", "visits", "counted_by", "read_on")
    rows = [[getattr(one, head) for head in heads] for one in about.form.practice.visits]
    if rows:
        yield "visitas/visitas.csv", about.word("visitas"), csv_bytes(heads, rows)


PARTS: Mapping[Topic, tuple[Callable[[Practiced], Files], str]] = {
    "pieces": (_pieces, "falta_salida"),
    "preflight": (_preflight, ""),
    "readings": (_readings, ""),
    "sources": (_sources, ""),
    "links": (_links, ""),
    "groups": (_groups, "falta_grupos"),
    "mailbox": (_mailbox, "falta_buzon"),
    "visits": (_visits, "falta_visitas"),
}
"""The parts, and the words for one that is empty."""


def _recorded(about: Practiced) -> tuple[list[EvidenceFile], list[Diagnostic]]:
    """The files of `data/evidence.yaml` that the practice names, and what is wrong with them."""
    practice = about.form.practice
    boxes: dict[str, list[str]] = {}
    for box, reply in practice.replies.items():
        for name in reply.evidence:
            boxes.setdefault(name, []).append(box)
    for one in practice.visits:
        if one.evidence:
            boxes.setdefault(one.evidence, []).extend(about.form.form.evidence.get("visits", ()))
    files: list[EvidenceFile] = []
    findings: list[Diagnostic] = []
    for name, answered in boxes.items():
        found = about.workspace.data.content.evidence[name]
        if found.file is None:
            continue
        try:
            data = read_bounded(about.workspace.root / found.file, LARGEST)
        except OSError:
            message = _('the file of the evidence "{name}" is not there: {path}')
            hint = _("put it there, or correct file")
            text = message.format(name=name, path=found.file)
            findings.append(error("missing-evidence", text, found._span, hint))
            continue
        if sha256(data).hexdigest() != found.sha256:
            message = _('the file of the evidence "{name}" is not the one that was recorded')
            hint = _("write its SHA-256 if it is the right one: {digest}")
            text, digest = message.format(name=name), sha256(data).hexdigest()
            findings.append(
                error("changed-evidence", text, found._span, hint.format(digest=digest))
            )
        kept = tuple(dict.fromkeys(answered))
        files.append(EvidenceFile(f"documentos/{found.file}", found.title, kept, data))
    return files, findings


def _persons(about: Practiced, files: Sequence[EvidenceFile]) -> list[Diagnostic]:
    """Data of persons in the tables and titles that go out."""
    public = public_words(about.workspace.data)
    found: list[Diagnostic] = []
    for one in files:
        text = one.title
        if one.path.startswith(("grupos/", "buzon/")) and one.path.endswith(".csv"):
            text += "\n" + one.data.decode("utf-8-sig")
        for line in dict.fromkeys(text.splitlines()):
            found += personal_data(public, one.path, line)
    return found
