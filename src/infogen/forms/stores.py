"""The stores of the tool in which a practice left its traces: sessions of focus groups, mailboxes.

They are opened to be read alone, and only sums leave them.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from infogen.content import format_value
from infogen.content.entries.practice import Practice
from infogen.diagnostics import Diagnostic, error, fail, warning
from infogen.messages import _
from infogen.workspace import Workspace

MAILBOX = "buzon.sqlite"


class GroupRecord(Struct, frozen=True):
    """A session that was held: its people by age, its words for a form, and its minutes."""

    folder: Path
    people: int
    ages: Mapping[str, int]
    words: Mapping[str, str]
    minutes: Mapping[str, str]


class MailboxRecord(Struct, frozen=True):
    """What a mailbox received, in words, and what was changed because of it."""

    values: Mapping[str, str]
    changes: Sequence[Mapping[str, str]]
    summary: Mapping[str, str]


NOTHING = MailboxRecord({}, (), {})


def read_groups(
    workspace: Workspace, practice: Practice
) -> tuple[list[GroupRecord], tuple[Diagnostic, ...]]:
    """The sessions of a practice, and what is wrong with those that cannot count. Raises `Failure`
    for a session that cannot be read.
    """
    if not practice.sessions:
        return [], ()
    from infogen.focus.ballots import VOTES, Ballots
    from infogen.focus.outcome import outcome
    from infogen.focus.session import load_session

    made: list[GroupRecord] = []
    findings: list[Diagnostic] = []
    for name in practice.sessions:
        folder = workspace.root / name
        session = load_session(folder)
        if session.sample:
            message = _('the focus group "{name}" is a sample: it feeds no form').format(name=name)
            hint = _("name a session that was held")
            findings.append(error("sample-record", message, practice._span, hint))
            continue
        if not (folder / VOTES).is_file():
            message = _('nobody has voted in the focus group "{name}"').format(name=name)
            hint = _("hold it, or take it out of sessions")
            findings.append(warning("empty-record", message, practice._span, hint))
            continue
        ballots = Ballots(folder, session)
        try:
            found = outcome(workspace, ballots)
        finally:
            ballots.close()
        ages = workspace.data.content.copy["grupo"]["edades"]
        held = format_value(session.made)
        made.append(
            GroupRecord(
                folder=folder,
                people=found.results.people,
                ages={
                    ages[band].long: count
                    for band, count in found.results.bands.items()
                    if band in ages
                },
                words={
                    "on": held,
                    "title": session.title,
                    "people": str(found.results.people),
                    "households": str(found.results.households),
                    "variants": str(len(session.variants)),
                    "verdict": f"{found.verdict.title}.",
                },
                minutes={
                    "title": "Acta del grupo focal",
                    "file": f"grupos/{session.code}/acta.pdf",
                    "on": held,
                    "sha256": "",
                },
            )
        )
    return made, tuple(findings)


def read_mailbox(workspace: Workspace, practice: Practice, today: date) -> MailboxRecord:
    """The sums of a practice's mailbox. Raises `Failure` for a file that is none."""
    if practice.mailbox is None:
        return NOTHING
    path = workspace.root / practice.mailbox / MAILBOX
    if not path.is_file():
        return NOTHING
    pieces = ",".join("?" * len(practice.pieces))
    asked = (
        "SELECT kind, piece, received, answer, before, after, decided FROM comment"
        f" WHERE verdict != 'withdrawn' AND piece IN ({pieces}) ORDER BY received"
    )
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            rows = connection.execute(asked, practice.pieces).fetchall()
        finally:
            connection.close()
    except sqlite3.DatabaseError:
        raise fail(
            "unreadable-store",
            _('"{path}" is no mailbox of infogen').format(path=path.as_posix()),
            practice._span,
            _("name the folder that infogen serve keeps, or leave mailbox out"),
        ) from None
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
        "title": "Resumen del buzón",
        "file": "buzon/resumen.csv",
        "on": format_value(today),
        "sha256": "",
    }
    return MailboxRecord(values, changes, summary)
