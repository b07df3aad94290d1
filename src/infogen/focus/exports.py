"""Ballots as open data: CSV (RFC 4180), ABIF for rankings; and figures and charts."""

import csv as comma
import io
from collections import Counter
from collections.abc import Sequence
from typing import Any

from msgspec import json, to_builtins

from infogen.backends import render
from infogen.focus.charts import chart
from infogen.focus.outcome import SessionOutcome
from infogen.focus.reach import smallest_p
from infogen.focus.reading import Vote
from infogen.focus.session import CRITERIA, Session
from infogen.workspace import Workspace

RISKY = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet takes for a formula."""


def csv(session: Session, votes: Sequence[Vote]) -> bytes:
    """A row for each ballot, without anything that says whose it is. With a byte order mark:
    spreadsheets read the accents.
    """
    questions = [f"question-{n + 1}" for n in range(len(session.questions))]
    file = io.StringIO()
    table = comma.writer(file, lineterminator="\r\n")
    table.writerow(
        ["folio", "channel", "assigned", "household", "band", "attention", "clarity"]
        + [name for question in questions for name in (question, f"{question}-key")]
        + ["glance", "line"]
    )
    for vote in votes:
        answers = [
            cell
            for n, answer in enumerate(vote.answers)
            for cell in (_answer(session, n, answer), session.key(n, answer) if answer else "")
        ]
        cells = [
            vote.folio,
            vote.channel,
            vote.assigned,
            vote.household,
            vote.band,
            ">".join(vote.attention),
            ">".join(vote.clarity),
            *answers,
            vote.glance,
            vote.line,
        ]
        table.writerow([_safe(cell) for cell in cells])
    return file.getvalue().encode("utf-8-sig")


def _answer(session: Session, question: int, answer: str) -> str:
    answers = session.questions[question].answers
    return answers[int(answer)].text if answer.isdigit() else answer


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(RISKY) else cell


def abif(session: Session, votes: Sequence[Vote], criterion: str) -> bytes:
    """The rankings by one criterion in the Aggregated Ballot Information Format."""
    counts = Counter(">".join(vote.ranking(criterion)) for vote in votes if vote.ranking(criterion))
    names = [f"={shape}:[{one.variant}]" for shape, one in session.variants.items()]
    lines = [f"{count}:{order}" for order, count in sorted(counts.items())]
    title = f'{{"title": "{session.code} {criterion}"}}'
    return "\n".join([title, *names, *lines, ""]).encode()


def figures(session: Session, made: SessionOutcome) -> dict[str, Any]:
    """The figures for programs: results, verdict, and the smallest p that these could reach."""
    ranked = made.results.rankings["clarity"]
    return {
        "session": session.code,
        "piece": session.piece,
        "variants": {shape: one.variant for shape, one in session.variants.items()},
        "verdict": to_builtins(made.verdict),
        "smallest_p": smallest_p(ranked.households, len(session.shapes)),
        "results": to_builtins(made.results),
    }


def files(workspace: Workspace, session: Session, made: SessionOutcome) -> dict[str, bytes]:
    """Ballots, rankings, figures and charts, by the names of their files."""
    written = {
        "ballots.csv": csv(session, made.votes),
        **{f"{name}.abif": abif(session, made.votes, name) for name in CRITERIA},
        "results.json": json.format(json.encode(figures(session, made))) + b"\n",
    }
    for kind in ("places", *(["understood"] if session.questions else [])):
        scene = chart(workspace, session, made.results, kind)
        written[f"{kind}.svg"] = render(scene, "svg", 0)
        written[f"{kind}.png"] = render(scene, "png", 0)
    return written
