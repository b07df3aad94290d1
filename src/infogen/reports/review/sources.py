"""The table that a legal reviewer signs: each fact that the pieces use, with what it rests on."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import asdict

from infogen.content import Data, facts, signature, standing, table_digest
from infogen.content.naming import describe_fact, fact_group, fact_name
from infogen.reports.review.usage import usage
from infogen.workspace import Workspace

_FORMULA = re.compile(r"(^|[;\t\r\n]\s*)([=+\-@\t])")
"""A sign that begins a cell, and with it a formula."""


class SourceRow(Struct, frozen=True):
    """A fact as the table shows it: dates as `2026-11-23`, empty text where nothing is known."""

    fact: str
    group: str
    name: str
    value: str
    law: str
    source: str
    confidence: str
    regime: str
    checked_on: str
    review_by: str
    used_in: tuple[str, ...]
    state: str
    signed_by: str
    signed_on: str


class SourceTable(Struct, frozen=True):
    """The rows, in the order of the content, and the hash of what they say."""

    rows: tuple[SourceRow, ...]
    sha256: str

    @property
    def groups(self) -> list[tuple[str, list[SourceRow]]]:
        """The rows under what they are about."""
        return [(about, list(rows)) for about, rows in groupby(self.rows, lambda row: row.group)]


def table(workspace: Workspace) -> SourceTable:
    """The table of all facts that the pieces use. Raises `Failure` for a piece that is wrong."""
    used = usage(workspace)
    data = workspace.data
    paths = [path for path in facts(data) if path in used]
    rows = tuple(_row(data, path, used[path]) for path in paths)
    return SourceTable(rows, table_digest(data, paths))


def _row(data: Data, path: str, pieces: tuple[str, ...]) -> SourceRow:
    known, signed = standing(data, path), signature(data, path)
    assert known is not None
    return SourceRow(
        fact=path,
        group=fact_group(data, path),
        name=fact_name(data, path),
        value=describe_fact(data, path),
        law=known.law,
        source=known.source or "",
        confidence=known.confidence or "",
        regime=known.regime or "",
        checked_on=str(known.checked_on or ""),
        review_by=str(known.review_by or ""),
        used_in=pieces,
        state=signed.state,
        signed_by=signed.by or "",
        signed_on=str(signed.on or ""),
    )


def legend(data: Data, rows: Iterable[SourceRow]) -> list[tuple[str, str]]:
    """The full names behind the short ones of sources and laws in the rows."""
    rows = list(rows)
    content = data.content
    named = {row.source for row in rows} | {
        part.partition(" ")[0] for row in rows for part in row.law.split("; ")
    }
    laws = [(key, law.name) for key, law in content.laws.items() if key in named]
    return laws + [(key, text) for key, text in content.sources.items() if key in named]


def as_csv(made: SourceTable) -> bytes:
    """The table for spreadsheets and as open data: UTF-8 with a mark (RFC 4180)."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(SourceRow.__struct_fields__)
    for row in made.rows:
        cells = asdict(row) | {"used_in": ", ".join(row.used_in)}
        writer.writerow(_inert(str(cell)) for cell in cells.values())
    # Spreadsheets take a file without the mark for one of their own encoding.
    return file.getvalue().encode("utf-8-sig")


def _inert(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula, also where semicolons separate cells."""
    return _FORMULA.sub(r"\1'\2", cell)


def as_html(workspace: Workspace, made: SourceTable) -> bytes:
    """The table as a page of its own, without scripts or anything from elsewhere."""
    from infogen.reports.html import fill_template

    return fill_template(
        "sources",
        lang=workspace.data.language or "es-MX",
        words=workspace.data.content.copy["fuentes"],
        body=workspace.data.content.sujeto_obligado,
        table=made,
        links={key: law.url for key, law in workspace.data.content.laws.items() if law.url},
        legend=legend(workspace.data, made.rows),
    )


def short_hash(digest: str) -> str:
    """The beginning of a hash, in fours, for people to compare."""
    return " ".join(digest[at : at + 4] for at in range(0, 16, 4))


def chosen(made: SourceTable, prefixes: Sequence[str]) -> list[str]:
    """The facts of the table at or under some paths; all where none is given."""
    return [
        row.fact
        for row in made.rows
        if not prefixes or any(f"{row.fact}.".startswith(f"{path}.") for path in prefixes)
    ]
