"""A workspace with a practice whose stores a rehearsal has filled: a focus group, a mailbox, visits."""

import asyncio
from pathlib import Path

from infogen.focus.ballots import PHONE, Ballots
from infogen.focus.freezing import SessionPlan, freeze
from infogen.focus.session import BANDS, FILE, load_session
from infogen.focus.session_file import session_bytes
from infogen.mailbox.store import Mailbox
from infogen.workspace import Workspace
from kit.focus import DAY, EXPECTED, kept
from kit.places import ROOT

RECORDS = """\
  sessions: [grupo]
  mailbox: buzon
  visits:
    - {month: "2026-10", page: buzon, visits: 1204, counted_by: "Registro del servidor", read_on: 2026-11-27, evidence: visitas}
    - {month: "2026-11", page: buzon, visits: 986, counted_by: "Registro del servidor", read_on: 2026-11-27, evidence: visitas}
"""
SAID = """\
    C1: {answer: false}
    C2: {answer: false}
"""


def practices(*, records: str = RECORDS, replies: str = SAID) -> str:
    """The practices of the stock; the first one has records, and replies of a person."""
    text = (ROOT / "data/practices.yaml").read_text("utf-8")
    first, rest = text.split("  source: S-FORM", 1)
    return (
        f"{first.replace('  replies:', f'{records}  replies:', 1)}{replies}  source: S-FORM{rest}"
    )


def rehearsed(stock: Workspace, root: Path, *, sample: bool = False) -> Path:
    """The workspace, with votes and messages in its stores."""
    asked = SessionPlan(
        "verificacion", (None, "lineas", "cifras"), "portrait", None, EXPECTED, sample
    )
    made, files = freeze(stock, asked, DAY)
    kept(root / "grupo", {**files, FILE: session_bytes(made)})
    session = load_session(root / "grupo")
    ballots = Ballots(root / "grupo", session)
    for seat in range(1, 15):
        order = ("cuadrado>circulo>triangulo", "circulo>cuadrado>triangulo")[seat % 3 == 0]
        answers = {
            "household": session.households[seat % 7], "band": BANDS[seat % 4],
            "attention": order, "clarity": order,
            **{f"question.{n}": "1" for n in range(len(session.questions))},
        }  # fmt: skip
        asyncio.run(ballots.put(session.phone(seat), answers, PHONE))
    ballots.close()
    mailbox = Mailbox(root / "buzon")
    folios = [
        asyncio.run(mailbox.put(f"once-{n}", "verificacion", kind, words, "", 0))
        for n, (kind, words) in enumerate(
            (("opinion", "No entendí la palabra oficiosa."), ("question", "¿Cuánto tarda?"),
             ("question", "¿Dónde veo lo que ya corrigieron?"))
        )
    ]  # fmt: skip
    changes = {
        "verdict": "shown",
        "answer": "Gracias.",
        "before": "Oficiosa",
        "after": "La inicia la autoridad",
    }
    asyncio.run(mailbox.decide("unidad", folios[:1], "approve", changes, ""))
    mailbox.database.close()
    (root / "data").mkdir(exist_ok=True)
    (root / "data/practices.yaml").write_text(practices(), "utf-8")
    (root / "evidencia").mkdir(exist_ok=True)
    (root / "evidencia/visitas.csv").write_text("mes,visitas\n2026-10,1204\n2026-11,986\n", "utf-8")
    (root / "data/evidence.yaml").write_text(evidence(root), "utf-8")
    return root


def evidence(root: Path) -> str:
    """The evidence of the rehearsal, with the digest of its file."""
    from hashlib import sha256

    digest = sha256((root / "evidencia/visitas.csv").read_bytes()).hexdigest()
    return (
        'visitas: {title: "Registro de visitas", kind: documento, file: evidencia/visitas.csv,'
        f" on: 2026-11-27, sha256: {digest}}}\n"
    )
