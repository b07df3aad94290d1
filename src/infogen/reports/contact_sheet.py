"""Contact sheets: the pictures that a build has made of a piece, on one sheet."""

from collections.abc import Sequence
from math import ceil
from pathlib import Path
from typing import Any

from PIL import Image

from infogen.build.manifest import ManifestEntry
from infogen.scene import Scene
from infogen.sheets import picture, sheet
from infogen.typesetting.phrase import Phrase, counted_phrase
from infogen.workspace import Workspace

FORMAT = "letter-landscape"
WIDTH, HEIGHT = 258.4, 178.0
"""Room for the pictures, in mm."""
GAP, CAPTION = 5.0, 11.5
"""Between pictures, and under each for two lines that name it, in mm."""
EDGE = 0.2
"""The line around a picture, so that a white one has an edge."""
DENSITY = 8.0
"""Pixels to a mm: enough to read a headline with a loupe."""

RASTERS = frozenset({".png", ".jpg", ".webp"})


def pictures_of(entries: Sequence[ManifestEntry]) -> list[ManifestEntry]:
    """The entries that a contact sheet shows: pictures, one kind of each scene."""
    shown: dict[str, ManifestEntry] = {}
    for entry in entries:
        if Path(entry.path).suffix in RASTERS:
            shown.setdefault(entry.path.rpartition(".")[0], entry)
    return list(shown.values())


def contact_sheet(
    workspace: Workspace, piece: str, entries: Sequence[ManifestEntry], folder: Path
) -> Scene:
    """The sheet of the pictures that these entries name in a folder. Raises `Failure`."""
    columns = _columns(len(entries))
    rows = ceil(len(entries) / columns)
    width = (WIDTH - (columns - 1) * GAP) / columns
    height = (HEIGHT - (rows - 1) * GAP) / rows - CAPTION
    themes = {entry.theme for entry in entries}
    cells, art = [], {}
    for entry in entries:
        assert entry.width is not None
        assert entry.height is not None
        scale = min((width - 2 * EDGE) / entry.width, height / entry.height)
        wide, high = entry.width * scale, entry.height * scale
        with Image.open(folder / entry.path) as file:
            size = (max(1, round(wide * DENSITY)), max(1, round(high * DENSITY)))
            art[entry.path] = picture(file.convert("RGB").resize(size, Image.Resampling.LANCZOS))
        cells.append(
            {
                "name": _name(entry, themed=len(themes) > 1),
                "file": entry.path,
                "width": wide,
                "height": high,
                "framed": wide + 2 * EDGE,
            }
        )
    content: dict[str, Any] = {
        "title": Phrase(" · ".join([piece, *themes]) if len(themes) == 1 else piece),
        "gap": GAP,
        "width": width,
        "rows": [_row(cells[i : i + columns]) for i in range(0, len(cells), columns)],
    }
    return sheet(workspace, "contactos", FORMAT, content, art)


def _row(cells: list[dict[str, Any]]) -> dict[str, Any]:
    return {"cells": cells, "height": max(cell["height"] for cell in cells) + 2 * EDGE}


def _columns(count: int) -> int:
    """The number of columns that leaves the largest pictures, of forms between 9:16 and 16:9."""

    def side(columns: int) -> float:
        rows = ceil(count / columns)
        width = (WIDTH - (columns - 1) * GAP) / columns
        height = (HEIGHT - (rows - 1) * GAP) / rows - CAPTION
        return min(width, height * 0.8)

    return max(range(1, count + 1), key=side)


def _name(entry: ManifestEntry, *, themed: bool) -> Phrase:
    """The caption of a picture: variant, format, theme if there are several, page."""
    theme = entry.theme if themed else None
    parts = [entry.variant, entry.format, theme, str(entry.page) if entry.page else None]
    text = " · ".join(part for part in parts if part)
    return counted_phrase(text)
