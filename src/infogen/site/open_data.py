"""The statements of the pages as data: the facts of a piece and the results, in CSV and JSON."""

import csv
import json
from collections.abc import Sequence
from io import StringIO
from typing import Any

from infogen.content import Data, standing
from infogen.content.entries.results import SERIES
from infogen.content.naming import fact_label
from infogen.content.standing import WORDS
from infogen.scene import Scene

RESULTS = (
    "kind",
    "year",
    "value",
    "state",
    "authority",
    "agreed_on",
    "document",
    "source",
    "sample",
)
"""The columns of the results."""

FACTS = ("fact", "name", "value", "law", "source", "checked_on", "confidence")
"""The columns of the facts of a piece."""


def facts(scene: Scene, data: Data) -> list[dict[str, str]]:
    """The facts that a scene prints or draws, each with the law and the day it was checked."""
    rows = []
    for fact in scene.facts:
        found = standing(data, fact.path)
        if not fact.stated or fact.path.partition(".")[0] in WORDS or found is None:
            continue
        day = found.checked_on.isoformat() if found.checked_on else ""
        values = (
            fact.path,
            fact_label(data, fact.path),
            fact.value,
            found.law,
            found.source or "",
            day,
            found.confidence or "",
        )
        rows.append(dict(zip(FACTS, values, strict=True)))
    return rows


def results(data: Data) -> list[dict[str, str]]:
    """The results of the verifications, of both kinds, one a row; what is not known is empty."""
    found = data.content.results
    rows = []
    for kind in SERIES:
        for one in getattr(found, kind):
            authority = data.content.authorities.get(one.authority or "")
            values = (
                kind,
                str(one.year),
                "" if one.value is None else str(one.value),
                one.state,
                authority.name if authority else "",
                one.agreed_on.isoformat() if one.agreed_on else "",
                one.document or "",
                one.source or "",
                "true" if found.sample else "false",
            )
            rows.append(dict(zip(RESULTS, values, strict=True)))
    return rows


def as_csv(rows: Sequence[dict[str, str]], columns: Sequence[str]) -> bytes:
    """Rows as CSV (RFC 4180) in UTF-8, with the mark by which spreadsheets know that it is.

    A cell that a spreadsheet would calculate begins with a quote (OWASP, CSV injection).
    """
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_plain(row[name]) for name in columns])
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def _plain(text: str) -> str:
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def as_json(rows: Any) -> bytes:
    """Rows as JSON in UTF-8, for programs."""
    return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode()
