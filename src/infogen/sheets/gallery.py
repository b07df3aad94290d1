"""The catalogue: every component and example as it looks, with its YAML beside it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from infogen.backends.png import draw
from infogen.design.components import Example
from infogen.design.pieces import PieceFile, Spec
from infogen.diagnostics import Span
from infogen.layout.compose import compose_spec
from infogen.messages import _
from infogen.scene import Picture, Scene
from infogen.sheets import picture, sheet
from infogen.source import Map, Seq
from infogen.source.validate import build_model
from infogen.typesetting.phrase import Phrase, counted_phrase
from infogen.workspace import Workspace, stock

FORMAT = "letter-landscape"
WIDTH, HEIGHT = 96.0, 150.0
"""The room that a picture has at the most, in mm."""
ROOM = 186.0
"""The height of a page that entries share, in mm."""
HEAD, BETWEEN = 12.0, 8.0
"""The height of an entry's name with its rule, and what is between two entries, in mm."""
INDENT = 1.75
"""A letter of YAML, in mm: all are equally wide."""
LEADING = 3.9
"""From one row of YAML to the next, in mm."""
ROW = 84
"""Letters that a row holds."""
SPARE = 8
"""Letters of a row that a long word may leave free."""
FEWEST = 8
"""Rows of YAML with which an entry begins or goes on on a page."""
SHOWN = "shown"
_COMMENT = re.compile(r"\s+# [^\"']*$")
"""A comment behind a line: nothing that may be in quotes."""
MARGIN = {"px": 40.0, "mm": 6.0}


class CataloguePage(Struct, frozen=True):
    """A page of the catalogue."""

    name: str
    description: str
    scene: Scene
    lines: tuple[tuple[int, str], ...]


def entries(workspace: Workspace) -> Iterator[CataloguePage]:
    """The entries of the catalogue: the components that have an example, then the examples. Raises
    `Failure` for one that is wrong.
    """
    for name, component in sorted(workspace.components.items()):
        example = component.raw.get("example")
        if isinstance(example, Map):
            body = Map(example.span)
            _put(body, "use", name, example.span)
            if "with" in example:
                _put(body, "with", example["with"], example.spans["with"])
            scene = _scene(workspace, name, example, body)
            yield CataloguePage(
                name, component.description, scene, _lines(workspace, "components", name)
            )
    for name, raw in sorted(workspace.examples.items()):
        checked = build_model(Example, raw, what=lambda: _("an example"))
        shown = raw["body"]
        assert isinstance(shown, Map)
        scene = _scene(workspace, name, raw, shown)
        yield CataloguePage(name, checked.description, scene, _lines(workspace, "examples", name))


class _Shown(Struct):
    """A part of an entry on a page: its lines, the number of the part and of how many."""

    entry: CataloguePage
    lines: list[tuple[int, str]]
    number: int
    count: int = 1


class _Art(Struct, frozen=True):
    """A picture, and its size on the page in mm."""

    picture: Picture
    width: float
    height: float


def gallery(workspace: Workspace) -> Scene:
    """The catalogue: as many entries on a page as it has room for, and a long file goes on on the
    next one. Raises `Failure`.
    """
    pages, art = _laid(workspace)
    content = [{"entries": [_content(shown, art) for shown in page]} for page in pages]
    pictures = {name: found.picture for name, found in art.items()}
    return sheet(workspace, "catalogo", FORMAT, {"pages": content}, pictures)


def page_names(workspace: Workspace) -> Iterator[tuple[str, ...]]:
    """The names of the entries on each page of the catalogue."""
    for page in _laid(workspace)[0]:
        yield tuple(shown.entry.name for shown in page)


def _content(shown: _Shown, art: dict[str, _Art]) -> dict[str, Any]:
    """The values of a part for the layout."""
    name = shown.entry.name
    of_several = f"{shown.number} / {shown.count}" if shown.count > 1 else ""
    return {
        "name": _literal(name),
        "number": _literal(of_several),
        "file": name,
        "pictured": shown.number == 1,
        "width": art[name].width,
        "height": art[name].height,
        "lines": [
            {"indent": indent * INDENT, "text": _literal(text)} for indent, text in shown.lines
        ],
    }


def _laid(workspace: Workspace) -> tuple[list[list[_Shown]], dict[str, _Art]]:
    """The parts on each page, and the picture of each entry."""
    pages: list[list[_Shown]] = [[]]
    art: dict[str, _Art] = {}
    used = 0.0
    for entry in entries(workspace):
        found = art[entry.name] = _art(entry.scene)
        lines, parts = list(entry.lines), list[_Shown]()
        while lines or not parts:
            picture = 0.0 if parts else found.height
            room = ROOM - used - HEAD
            least = max(picture, min(FEWEST, sum(_rows(*line) for line in lines)) * LEADING)
            if pages[-1] and room < least:
                pages.append([])
                used = 0.0
                continue
            taken, rows = _fitting(lines, int(room / LEADING))
            parts.append(_Shown(entry, lines[:taken], len(parts) + 1))
            pages[-1].append(parts[-1])
            lines = lines[taken:]
            used += HEAD + max(picture, rows * LEADING) + BETWEEN
        for part in parts:
            part.count = len(parts)
    return pages, art


def _fitting(lines: list[tuple[int, str]], most: int) -> tuple[int, int]:
    """How many lines stand in so many rows, one at the least, and the rows that they take."""
    rows = 0
    for count, line in enumerate(lines):
        if count and rows + _rows(*line) > most:
            return count, rows
        rows += _rows(*line)
    return len(lines), rows


def _rows(indent: int, text: str) -> int:
    """The rows that a line takes: those after the first begin where it does, and a word that does
    not fit leaves a part of each free.
    """
    return -(-len(text) // max(1, ROW - indent - SPARE)) if len(text) > ROW - indent else 1


def _art(scene: Scene) -> _Art:
    """The picture of an example, no larger than its room."""
    shown = crop_example(scene)
    density = scene.canvas.density if scene.canvas.unit == "mm" else 1080 / WIDTH
    scale = min(1.0, WIDTH / (shown.columns / density), HEIGHT / (shown.rows / density))
    return _Art(shown, shown.columns / density * scale, shown.rows / density * scale)


def crop_example(scene: Scene) -> Picture:
    """The example alone, with a margin around it."""
    canvas = scene.canvas
    margin = MARGIN[canvas.unit]
    shown = next(found.box for found in scene.frames() if found.frame.id == SHOWN)
    box = (
        max(0.0, shown.x - margin),
        max(0.0, shown.y - margin),
        min(canvas.width, shown.right + margin),
        min(canvas.height, shown.bottom + margin),
    )
    pixels = [round(side * canvas.density) for side in box]
    return picture(draw(scene, 0).crop((pixels[0], pixels[1], pixels[2], pixels[3])))


def _scene(workspace: Workspace, name: str, stage: Map, body: Map) -> Scene:
    """A sheet with the example in its corner, on its ground."""
    span = stage.span
    frame, page, raw, children = Map(span), Map(span), Map(span), Seq(span)
    children.add(body, span)
    for key, value in (
        ("kind", "column"),
        ("id", SHOWN),
        ("width", stage.get("width", "1fr")),
        ("height", stage.get("height", "auto")),
        ("children", children),
    ):
        _put(frame, key, value, span)
    outer, format = Seq(span), str(stage["format"])
    outer.add(frame, span)
    margin = workspace.formats[format].margin if format in workspace.formats else 0.0
    for key, value in (
        ("kind", "column"),
        ("ground", stage.get("ground", "paper")),
        ("height", "1fr"),
        ("pad", margin),
        ("align", "start" if "width" in stage else "stretch"),
        ("children", outer),
    ):
        _put(page, key, value, span)
    for key, value in (("title", name), ("alt", name), ("body", page)):
        _put(raw, key, value, span)
    spec = Spec(name, None, raw, PieceFile(title=name, alt=name, formats=(format,)), span)
    return compose_spec(workspace, spec, format)


def _put(target: Map, key: str, value: Any, span: Span) -> None:
    target.put(key, value, span, span)


def _lines(workspace: Workspace, kind: str, name: str) -> tuple[tuple[int, str], ...]:
    """The lines of a file with the spaces before each, without its comments and its description,
    which are for those who keep it.
    """
    places = [folder / "layouts" / kind / f"{name}.yaml" for folder in workspace.folders]
    path = next((place for place in places if place.is_file()), None)
    if path is None:
        path = stock.folder() / Path("layouts") / kind / f"{name}.yaml"
    written = path.read_text("utf-8").splitlines()
    return tuple(
        (len(line) - len(line.lstrip()), _COMMENT.sub("", line.strip()))
        for line in written
        if line.strip() and not line.lstrip().startswith(("#", "description:"))
    )


def _literal(text: str) -> Phrase:
    """Text of a file as it is: what would be a mark in a sentence is none here."""
    return replace(counted_phrase(text), literal=((0, len(text)),))
