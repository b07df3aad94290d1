"""The catalogue: every component and example as it looks, with its YAML beside it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

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
from infogen.typesetting.markup import WORD_JOINER
from infogen.typesetting.phrase import Phrase, counted_phrase
from infogen.workspace import Workspace, stock

FORMAT = "letter-landscape"
WIDTH, HEIGHT = 118.0, 150.0
"""Room for a picture on a page of the catalogue, in mm."""
INDENT = 3.2
"""Two spaces of YAML, in mm."""
MOST_ROWS = 38
"""Rows of YAML that a page has room for."""
ROW = 74
"""Characters that a row holds at the least."""
SHOWN = "shown"
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


def gallery(workspace: Workspace) -> Scene:
    """The catalogue, a page for each entry. Raises `Failure`."""
    pages: list[dict[str, Any]] = []
    art: dict[str, Picture] = {}
    for entry in entries(workspace):
        shown = crop_example(entry.scene)
        density = entry.scene.canvas.density if entry.scene.canvas.unit == "mm" else 1080 / WIDTH
        scale = min(1.0, WIDTH / (shown.columns / density), HEIGHT / (shown.rows / density))
        art[entry.name] = shown
        parts = list(_parts(entry.lines))
        pages += [
            {
                "name": _literal(entry.name),
                "number": _literal(f"{number} / {len(parts)}" if len(parts) > 1 else ""),
                "description": _literal(entry.description),
                "file": entry.name,
                "width": shown.columns / density * scale,
                "height": shown.rows / density * scale,
                "lines": [
                    {"indent": indent * INDENT / 2, "text": _literal(text)} for indent, text in part
                ],
            }
            for number, part in enumerate(parts, 1)
        ]
    return sheet(workspace, "catalogo", FORMAT, {"pages": pages}, art)


def page_names(workspace: Workspace) -> Iterator[str]:
    """The name of each page of the catalogue; later pages of an entry have their number."""
    for entry in entries(workspace):
        for number, _part in enumerate(_parts(entry.lines), 1):
            yield entry.name if number == 1 else f"{entry.name}-{number}"


def _parts(lines: tuple[tuple[int, str], ...]) -> Iterator[list[tuple[int, str]]]:
    """The lines of a file, as many on each page as it has room for."""
    part: list[tuple[int, str]] = []
    rows = 0
    for indent, text in lines:
        needed = -(-(indent + len(text)) // ROW)
        if part and rows + needed > MOST_ROWS:
            yield part
            part, rows = [], 0
        part.append((indent, text))
        rows += needed
    yield part


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
    """The lines of a file with the spaces before each; its first comment is for editors."""
    places = [folder / "layouts" / kind / f"{name}.yaml" for folder in workspace.folders]
    path = next((place for place in places if place.is_file()), None)
    if path is None:
        path = stock.folder() / Path("layouts") / kind / f"{name}.yaml"
    written = path.read_text("utf-8").splitlines()
    return tuple(
        (len(line) - len(line.lstrip()), line.strip())
        for line in written
        if line.strip() and not line.startswith("#")
    )


def _literal(text: str) -> Phrase:
    """Text of a file as it is: what would be a mark in a sentence is none here."""
    for mark in ("**", "==", "~"):
        text = text.replace(mark, f"{mark[0]}{WORD_JOINER}{mark[1:]}")
    return counted_phrase(text)
