"""The record that a person has signed facts: a new entry of `data/signatures.yaml`."""

import json
import re
import unicodedata
from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path

from infogen.content import Data, fact_digest, table_digest
from infogen.diagnostics import error
from infogen.diagnostics.hints import did_you_mean
from infogen.diagnostics.misuse import Misuse
from infogen.files.read import decode_text, read_bytes
from infogen.files.write import write
from infogen.messages import _
from infogen.reports.review.sources import SourceTable, chosen, short_hash
from infogen.source.loader import parse

NAME = "signatures.yaml"
HEAD = (
    "# yaml-language-server: $schema=../schemas/signatures.json\n"
    "# Who has signed which facts. Written by infogen sign: what changes is no longer signed.\n"
)
SHORTEST = 8
"""Digits of a hash that name a table."""


def facts_to_sign(made: SourceTable, asked: Sequence[str], hashed: str | None) -> list[str]:
    """The facts of the table at or under the paths that were asked for; all where there are none.

    `hashed` is the hash that stands on the table that was read, or its beginning. Raises `Misuse`
    for a path without facts in the table, and for a hash that is not this table's.
    """
    for path in asked:
        if not chosen(made, [path]):
            message = _('no piece uses the fact "{path}"').format(path=path)
            hint = did_you_mean(path, [row.fact for row in made.rows])
            raise Misuse([error("unknown-fact", message, hint=hint)])
    digits = re.sub(r"\s", "", hashed or "").lower()
    if hashed is not None and (len(digits) < SHORTEST or not made.sha256.startswith(digits)):
        message = _('this is not the table "{asked}": it is now {digest}')
        message = message.format(asked=hashed, digest=short_hash(made.sha256))
        hint = _("the data have changed since it was printed: make it again and read it")
        raise Misuse([error("other-table", message, hint=hint)])
    return chosen(made, asked)


def record(root: Path, data: Data, facts: Sequence[str], by: str, on: date) -> Path:
    """Add the sign-off to the workspace's file; its path. Raises `Failure` if it cannot be
    written.
    """
    path = root / "data" / NAME
    name = f"data/{NAME}"
    before = decode_text(read_bytes(path, name), name) if path.is_file() else HEAD
    if not before.endswith("\n"):
        before += "\n"
    lines = [
        f"{json.dumps(_key(by, on, data.content.signatures))}:",
        f"  by: {json.dumps(by, ensure_ascii=False)}",
        f"  on: {on.isoformat()}",
        f"  table: {json.dumps(table_digest(data, facts))}",
        "  facts:",
        *(f'    - {{fact: "{fact}", sha256: "{fact_digest(data, fact)}"}}' for fact in facts),
    ]
    new = (before + "\n".join(lines) + "\n").encode()
    parse(new, name)  # what could not be read again would stop every command
    write(path, new, root)
    return path


def _key(by: str, on: date, taken: Collection[str]) -> str:
    """`2026-11-24-maria-perez`, counted on where that is taken."""
    letters = unicodedata.normalize("NFKD", by).encode("ascii", "ignore").decode().lower()
    key = f"{on.isoformat()}-{re.sub(r'[^a-z0-9]+', '-', letters).strip('-')}".rstrip("-")
    names = (key, *(f"{key}-{number}" for number in range(2, len(taken) + 2)))
    return next(name for name in names if name not in taken)
