"""The stores of the tool in which a practice left its traces: sessions of focus groups, mailboxes.

They are opened to be read alone, and only sums leave them.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from infogen.content import format_value
from infogen.content.entries.practice import Practice
from infogen.diagnostics import Diagnostic, error, fail, warning
from infogen.messages import _
from infogen.workspace import Workspace

if TYPE_CHECKING:
    from infogen.focus.outcome import SessionOutcome
    from infogen.focus.session import Session

MAILBOX = "buzon.sqlite"


class GroupRecord(Struct, frozen=True):
    """A session that was held: its people by age, its words for a form, and its minutes."""

    people: int
    ages: Mapping[str, int]
    words: Mapping[str, str]
    minutes: Mapping[str, str]


class MailboxRecord(Struct, frozen=True):
    """The record of a mailbox: what it received, in words, and what was changed because of it."""

    values: Mapping[str, str]
    changes: Sequence[Mapping[str, str]]
    summary: Mapping[str, str]


NOTHING = MailboxRecord({}, (), {})


def outcomes(
    workspace: Workspace, practice: Practice
) -> Iterator[tuple[Path, "Session", "SessionOutcome"]]:
    """The sessions of a practice that were held: folder, session, and what the votes show. Raises
    `Failure` for one that cannot be read.
    """
    if not practice.sessions:
        return
    from infogen.focus.ballots import VOTES, Ballots
    from infogen.focus.outcome import outcome
    from infogen.focus.session import load_session

    for name in practice.sessions:
        folder = workspace.root / name
        session = load_session(folder)
        if session.sample or not (folder / VOTES).is_file():
            continue
        ballots = Ballots(folder, session)
        try:
            yield folder, session, outcome(workspace, ballots)
        finally:
            ballots.close()


def unusable_sessions(workspace: Workspace, practice: Practice) -> Iterator[Diagnostic]:
    """An error for each session that is a sample, a warning for each in which nobody has voted."""
    if not practice.sessions:
        return
    from infogen.focus.ballots import VOTES
    from infogen.focus.session import load_session

    for name in practice.sessions:
        if load_session(workspace.root / name).sample:
            message = _('the focus group "{name}" is a sample: it feeds no form').format(name=name)
            hint = _("name a session that was held")
            yield error("sample-record", message, practice._span, hint)
        elif not (workspace.root / name / VOTES).is_file():
            message = _('nobody has voted in the focus group "{name}"').format(name=name)
            hint = _("hold it, or take it out of sessions")
            yield warning("empty-record", message, practice._span, hint)


def read_groups(workspace: Workspace, practice: Practice) -> list[GroupRecord]:
    """The sessions of a practice that were held. Raises as `outcomes`."""
    ages = workspace.data.content.copy["grupo"]["edades"]
    minutes = workspace.data.content.copy["evidencia"]["acta"].long
    made: list[GroupRecord] = []
    for _folder, session, found in outcomes(workspace, practice):
        held = format_value(session.made)
        people = found.results.people
        bands = found.results.bands.items()
        path = f"grupos/{session.code}/acta.pdf"
        words = {
            "on": held,
            "title": session.title,
            "people": str(people),
            "households": str(found.results.households),
            "variants": str(len(session.variants)),
            "verdict": f"{found.verdict.title}.",
        }
        made.append(
            GroupRecord(
                people=people,
                ages={ages[band].long: count for band, count in bands if band in ages},
                words=words,
                minutes={"title": minutes, "file": path, "on": held, "sha256": ""},
            )
        )
    return made


def read_mailbox(workspace: Workspace, practice: Practice, today: date) -> MailboxRecord:
    """The sums of a practice's mailbox. Raises `Failure` for a file that is none."""
    rows = _rows(workspace, practice)
    if not rows:
        return NOTHING
    first, last = (format_value(date.fromtimestamp(rows[n][2])) for n in (0, -1))
    values = {
        "received": str(len(rows)),
        "answered": str(sum(bool(row[3]) for row in rows)),
        "mailbox_from": first,
        "mailbox_to": last,
        "mailbox_read_on": format_value(today),
    }
    if questions := sum(row[0] == "question" for row in rows):
        values["questions"] = str(questions)
    changes = [
        {
            "piece": row[1],
            "before": row[4],
            "after": row[5],
            "on": format_value(date.fromtimestamp(row[6])),
        }
        for row in rows
        if row[4] and row[5]
    ]
    summary = {
        "title": workspace.data.content.copy["evidencia"]["buzon"].long,
        "file": "buzon/resumen.csv",
        "on": format_value(today),
        "sha256": "",
    }
    return MailboxRecord(values, changes, summary)


def mailbox_months(workspace: Workspace, practice: Practice) -> list[tuple[str, int, int, int]]:
    """Month, and how many messages, questions and answers there were in it."""
    months: dict[str, list[int]] = {}
    for row in _rows(workspace, practice):
        month = months.setdefault(date.fromtimestamp(row[2]).isoformat()[:7], [0, 0, 0])
        for n, one in enumerate((True, row[0] == "question", bool(row[3]))):
            month[n] += one
    return [(month, *counts) for month, counts in months.items()]  # type: ignore[misc]


def _rows(workspace: Workspace, practice: Practice) -> list[Any]:
    """The messages about the pieces of a practice that nobody has withdrawn, the oldest first."""
    path = workspace.root / (practice.mailbox or "") / MAILBOX
    if practice.mailbox is None or not path.is_file():
        return []
    pieces = ",".join("?" * len(practice.pieces))
    asked = (
        "SELECT kind, piece, received, answer, before, after, decided FROM comment"
        f" WHERE verdict != 'withdrawn' AND piece IN ({pieces}) ORDER BY received"
    )
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            return connection.execute(asked, practice.pieces).fetchall()
        finally:
            connection.close()
    except sqlite3.DatabaseError:
        raise fail(
            "unreadable-store",
            _('"{path}" is no mailbox of infogen').format(path=path.as_posix()),
            practice._span,
            _("name the folder that infogen serve keeps, or leave mailbox out"),
        ) from None
