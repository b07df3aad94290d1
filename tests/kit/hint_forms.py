"""Situations around forms, mailboxes and visits in which something is wrong, and what obeys their
hints.
"""

from collections.abc import Sequence
from contextlib import closing
from datetime import date
from hashlib import sha256
from pathlib import Path

from msgspec.structs import replace

from infogen.diagnostics import Diagnostic
from infogen.forms.checking import check_form
from infogen.forms.filling import fill
from infogen.forms.stores import read_mailbox, unusable_sessions
from kit.hint_files import stock
from kit.hint_situations import SITE, TODAY, situation, small
from kit.places import ROOT

DAY = date(2026, 11, 28)


def _checked(folder: Path, replies: dict[str, str], **files: str) -> Sequence[Diagnostic]:
    """What is found in the form of a practice of the stock in which a person has written this."""
    text = (ROOT / "data/practices.yaml").read_text("utf-8")
    first, rest = text.split("  source: S-FORM", 1)
    lines = [
        line
        for line in first.splitlines()
        if not any(line.startswith(f"    {box}: ") for box in replies)
    ]
    lines += [f"    {box}: {{{reply}}}" for box, reply in replies.items()]
    written = "\n".join(lines) + f"\n  source: S-FORM{rest}"
    workspace = small(folder, **{"data/practices.yaml": written, **files})
    return check_form(workspace, fill(workspace, "verificaciones", DAY))


EVIDENCE = {
    "data/evidence.yaml": "acta: {title: Acta, kind: acta, url: 'https://saimex.org.mx/saimex/ciudadano/login.page',"
    " on: 2026-11-01}\n"
}
LAW = "Lo dice la Ley de Acceso a la Información y otras cosas."
REPLIES = (
    ("unknown-box", 'did you mean "C3"?', {"C33": "answer: true"}, {"C3": "answer: true"}),
    ("wrong-reply", "write answer: true or false", {"C1": 'text: "Sí"'}, {"C1": "answer: true"}),
    ("wrong-reply", "write text: in place of answer:", {"B6": "answer: true"}, {"B6": "text: Sí"}),
    ("unasked-answer", "answer the question first", {"C1a": "text: Jóvenes"}, {"C1a": "text: Jóvenes", "C1": "answer: true"}),
    ("contradicted-answer", "answer C1 with true, or leave C1a out", {"C1": "answer: false", "C1a": "text: Jóvenes"}, {"C1": "answer: true", "C1a": "text: Jóvenes"}),
    ("answer-in-notes", "the answer stands in C7a: move it there", {"C7": "answer: true", "C7o": "text: Se elige en grupo."}, {"C7": "answer: true", "C7a": "text: Se elige en grupo."}),
    ("nameless-evidence", "write it in data/evidence.yaml", {"C9": "answer: true", "C9e": "text: Imágenes"}, {"C9": "answer: true", "C9e": "evidence: [acta]"}),
    ("personal-data", "take it out", {"B6": 'text: "Escribe a ana@ejemplo.mx."'}, {"B6": 'text: "Escribe a la Unidad."'}),
    ("unknown-law", "one of: ", {"B6": f'text: "{LAW}"'}, {"B6": 'text: "Lo dice la ${laws.LTAIPEMyM.name}."'}),
    ("unknown-article", "or leave it out", {"B6": 'text: "Según el art. 9999 de la LTAIPEMyM."'}, {"B6": 'text: "Según la LTAIPEMyM."'}),
)  # fmt: skip


def _replied(wrong: dict[str, str], right: dict[str, str]):
    return lambda folder, _patch, mended: _checked(folder, right if mended else wrong, **EVIDENCE)


for _code, _hint, _wrong, _right in REPLIES:
    situation(_code, _hint)(_replied(_wrong, _right))


@situation("unknown-practice", 'did you mean "guia"?')
def _practice(_folder, _patch, mended):
    fill(stock(), "guia" if mended else "guias", DAY)


@situation("unknown-form", 'did you mean "practica-proactiva"?')
def _form(folder, _patch, mended):
    text = (ROOT / "data/practices.yaml").read_text("utf-8")
    wrong = text if mended else text.replace("practica-proactiva", "practica-proactiv")
    fill(small(folder, **{"data/practices.yaml": wrong}), "guia", DAY)


@situation("unknown-text", "write it in data/copy/")
def _text(folder, _patch, mended):
    from infogen.forms.filling import slot

    word = "uno:\n  long: Uno\n  short: Uno\n  facts: []\n  law: []\n"
    files = {"data/copy/formulario-mio.yaml": word} if mended else {}
    slot(small(folder, **files), "$copy.formulario-mio.uno")


@situation("unreadable-store", "name the folder that infogen serve keeps, or leave mailbox out")
def _store(folder, _patch, mended):
    (folder / "buzon").mkdir()
    (folder / "buzon/buzon.sqlite").write_bytes(b"no database" * 99)
    workspace = small(folder)
    practice = workspace.data.content.practices["guia"]
    practice = replace(practice, mailbox=None if mended else "buzon")
    read_mailbox(workspace, practice, DAY)


def _group_of(folder: Path, *more: str):
    """The practice that a focus group belongs to, and the workspace."""
    from infogen.cli import run
    from kit.hint_situations import GROUP, VARIANT

    small(folder, **{"layouts/t.v.yaml": VARIANT})
    assert (
        run(["focus", "new", "t", "-w", str(folder), *GROUP, *more, "-o", str(folder / "g")]) == 0
    )
    workspace = small(folder)
    return workspace, replace(workspace.data.content.practices["guia"], sessions=("g",))


@situation("sample-record", "name a session that was held")
def _sample(folder, _patch, mended):
    workspace, practice = _group_of(folder, "--sample")
    return list(
        unusable_sessions(workspace, replace(practice, sessions=()) if mended else practice)
    )


@situation("empty-record", "hold it, or take it out of sessions")
def _empty(folder, _patch, mended):
    workspace, practice = _group_of(folder)
    return list(
        unusable_sessions(workspace, replace(practice, sessions=()) if mended else practice)
    )


# Mailboxes and visits.


@situation("mailbox-off", "write served: true, and publish once more")
def _off(folder, _patch, mended):
    from infogen.mailbox.ready import _unready

    text = SITE % ("", str(mended).lower())
    for name in ("responsible", "address", "data", "purposes", "legal_basis", "transfers",
                 "objection", "rights", "changes", "updated_on"):  # fmt: skip
        text = text.replace(
            f"{name}: null", f"{name}: {'2026-01-01' if name == 'updated_on' else 'A'}"
        )
    (folder / "index.html").write_text("<p>", "utf-8")
    return _unready(small(folder, **{"data/site.yaml": text}), folder)


@situation("no-site", "make it first: infogen publish")
def _no_site(folder, _patch, mended):
    from infogen.mailbox.ready import _unready

    if mended:
        (folder / "index.html").write_text("<p>", "utf-8")
    return [one for one in _unready(stock(), folder) if one.code == "no-site"]


@situation("no-mailbox", "name its folder with --mailbox")
def _no_mailbox(folder, _patch, mended):
    from infogen.mailbox.keeping import _copy
    from infogen.mailbox.store import FILE, Mailbox

    place = folder / "b"
    Mailbox(place).close()
    _copy((place if mended else folder) / FILE, folder / "copy.sqlite")


@situation("bad-copy", "take another copy")
def _bad_copy(folder, _patch, mended):
    from infogen.mailbox.keeping import _check, _copy
    from infogen.mailbox.store import FILE, Mailbox

    Mailbox(folder / "b").close()
    copy = folder / "copy.sqlite"
    copy.write_bytes(b"half a copy" * 99)
    if mended:
        copy.unlink()
        _copy(folder / "b" / FILE, copy)
    _check(copy)


@situation("short-password", "four words that do not belong together do")
def _password(folder, _patch, mended):
    from infogen.mailbox.people import ROLES, appoint
    from infogen.mailbox.store import Mailbox

    with closing(Mailbox(folder / "b")) as mailbox:
        words = "caballo correcto grapa lunes" if mended else "corta"
        appoint(mailbox, "ana@x", ROLES[0], words)


@situation("no-log", "name the access logs of the server")
def _no_log(folder, _patch, mended):
    from infogen.visits.served import counted

    if not mended:
        counted(folder, (None, TODAY))


FILE = "acta: {title: Acta, kind: acta, file: acta.txt, sha256: %s, on: 2026-11-01}\n"


def _evidence(folder: Path, digest: str, data: bytes | None) -> Sequence[Diagnostic]:
    """What is found about the file of a piece of evidence that a practice names."""
    from infogen.forms.evidence import Practiced, _recorded

    text = (ROOT / "data/practices.yaml").read_text("utf-8")
    text = text.replace(
        "  source: S-FORM",
        "    C9: {answer: true}\n    C9e: {evidence: [acta]}\n  source: S-FORM",
        1,
    )
    workspace = small(folder, **{"data/practices.yaml": text, "data/evidence.yaml": FILE % digest})
    if data is not None:
        (folder / "acta.txt").write_bytes(data)
    return _recorded(Practiced(workspace, fill(workspace, "verificaciones", DAY), DAY))[1]


@situation("missing-evidence", "put it there, or correct file")
def _missing_evidence(folder, _patch, mended):
    return _evidence(folder, sha256(b"a").hexdigest(), b"a" if mended else None)


@situation("changed-evidence", "write its SHA-256 if it is the right one: ")
def _changed_evidence(folder, _patch, mended):
    return _evidence(folder, sha256(b"b" if mended else b"a").hexdigest(), b"b")


@situation("no-browser", "install it, or leave out --captures")
def _no_browser(folder, patch, mended):
    from infogen.forms import captures

    patch.setattr(captures.shutil, "which", lambda name: name if mended else None)
    patch.setattr(captures, "_captured", lambda _program, _url: b"picture")
    return captures.captures(stock(), fill(stock(), "guia", DAY), DAY)[1]


@situation("no-capture", "try again later, or correct the link")
def _no_capture(folder, patch, mended):
    from infogen.forms import captures

    patch.setattr(captures.shutil, "which", lambda name: name)
    patch.setattr(captures, "_captured", lambda _program, _url: b"picture" if mended else None)
    return captures.captures(stock(), fill(stock(), "guia", DAY), DAY)[1]
