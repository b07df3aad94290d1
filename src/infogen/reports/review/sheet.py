"""The table of sources as pages to print and sign: rows of known height, laid on as many sheets."""

import re
from collections.abc import Sequence
from typing import Any

from msgspec import Struct, field

from infogen.binding.scope import Ref
from infogen.layout.compose import SheetContent, compose_spec
from infogen.reports.review.sources import SourceRow, SourceTable, legend, short_hash
from infogen.scene import Frame, Scene, walk
from infogen.sheets import sheet
from infogen.typesetting.phrase import counted_phrase
from infogen.workspace import Workspace

NAME, FORMAT = "fuentes", "letter-landscape"
HYPHEN = "\u2011"
"""Does not break: the name of a piece stays in one line."""
APART = 7.0
"""Between sections, in mm: as in the layout."""

_ADDRESS = re.compile(r"https?://\S+")
_MARKS = (("~", "%7E"), ("**", "*%2A"), ("==", "=%3D"))
"""Characters that are marks in a text, and their escapes in an address (RFC 3986)."""


class _Section(Struct):
    """A heading and rows under it, with the heights that they take, in mm."""

    about: str
    key: str
    rows: list[dict[str, str]]
    above: float = 0.0
    heights: list[float] = field(default_factory=list)


def review_sheet(workspace: Workspace, made: SourceTable) -> Scene:
    """The pages. Raises `Failure` for anything that does not fit."""
    sections = _sections(workspace, made)
    room = _measured(workspace, made, sections)
    pages = _laid(sections, room)
    content = {"digest": counted_phrase(short_hash(made.sha256)), "pages": pages}
    return sheet(workspace, NAME, FORMAT, content, {})


def _sections(workspace: Workspace, made: SourceTable) -> list[_Section]:
    words = workspace.data.content.copy["fuentes"]
    sections = [
        _Section(about, "rows", [_cells(row, words) for row in rows]) for about, rows in made.groups
    ]
    known = [{"key": key, "text": _plain(text)} for key, text in legend(workspace.data, made.rows)]
    return [*sections, _Section(words["fuentes"].long, "legend", known)] if known else sections


def _cells(row: SourceRow, words: Any) -> dict[str, str]:
    signed = words["estado"][row.state].short
    sure = f" ({row.confidence})" if row.confidence else ""
    return {
        "name": row.name,
        "value": _plain(row.value),
        "law": row.law or "–",
        "source": _plain(row.source) + sure if row.source else "–",
        "checked_on": row.checked_on or "–",
        "used_in": ", ".join(part.replace("-", HYPHEN) for part in row.used_in),
        "signed": f"{row.signed_by}, {row.signed_on}" if row.state == "signed" else signed,
    }


def _plain(text: str) -> str:
    """A text in whose addresses nothing is read as a mark."""

    def spelled(found: re.Match[str]) -> str:
        address = found[0]
        for mark, other in _MARKS:
            address = address.replace(mark, other)
        return address

    return _ADDRESS.sub(spelled, text)


class _Room(Struct, frozen=True):
    """Heights in mm: of a page for sections, of what heads the first and ends the last."""

    page: float
    head: float
    sign: float


def _measured(workspace: Workspace, made: SourceTable, sections: Sequence[_Section]) -> _Room:
    """Everything set on one endless page, to see what is how tall."""
    page = {
        "first": True,
        "last": True,
        "sections": [_part(section, section.rows) for section in sections],
    }
    given = SheetContent(
        {"sheet": Ref({"digest": counted_phrase(short_hash(made.sha256)), "pages": [page]})}
    )
    scene = compose_spec(workspace, workspace.sheets[NAME].spec, FORMAT, given=given)
    tops: dict[str, float] = {}
    sizes: dict[str, float] = {}
    found: list[tuple[float, Frame]] = []
    for _x, y, item in walk(scene.pages[0].frame):
        if isinstance(item, Frame):
            if item.id == "section":
                found.append((y, item))
            elif item.id:
                tops.setdefault(item.id, y)
                sizes.setdefault(item.id, item.size.height)
    for section, (y, frame) in zip(sections, found, strict=True):
        rows = [(top, row) for _x, top, row in walk(frame, 0.0, y) if _is_row(row)]
        section.above = rows[1][0] - y
        section.heights = [row.size.height for _top, row in rows[1:] if isinstance(row, Frame)]
    spec_margin = 9.4 + 8.0
    return _Room(
        page=scene.canvas.height - spec_margin - sizes["foot"] - APART,
        head=sizes["head"],
        sign=sizes["sign"] + APART,
    )


def _is_row(item: object) -> bool:
    return isinstance(item, Frame) and item.meaning.role == "row"


def _laid(sections: Sequence[_Section], room: _Room) -> list[dict[str, Any]]:
    """Pages of sections: one that goes on repeats its heading, none begins without a row."""
    pages: list[list[dict[str, Any]]] = [[]]
    left = room.page - room.head
    for section in sections:
        rows: list[dict[str, str]] = []
        whole = section.above + sum(section.heights) + room.sign
        if section is sections[-1] and left - APART < whole <= room.page and pages[-1]:
            # Nobody signs an empty page: the last section stands with the signature.
            pages.append([])
            left = room.page
        left -= section.above + (APART if pages[-1] else 0.0)
        for row, height in zip(section.rows, section.heights, strict=True):
            if height > left and (rows or pages[-1]):
                if rows:
                    pages[-1].append(_part(section, rows))
                pages.append([])
                rows, left = [], room.page - section.above
            rows.append(row)
            left -= height
        pages[-1].append(_part(section, rows))
    if left < room.sign:
        pages.append([])
    last = len(pages) - 1
    return [
        {"first": n == 0, "last": n == last, "sections": parts} for n, parts in enumerate(pages)
    ]


def _part(section: _Section, rows: list[dict[str, str]]) -> dict[str, Any]:
    return {"about": section.about, "rows": None, "legend": None, section.key: rows}
