"""A page of a scene to an SVG file that needs nothing else: no font, no script, no address.

Text is live, each character at its place, in fonts that the file brings along; or outlines, for
programs that take no fonts from a file. Roles, levels, languages and alternative texts are those of
the frames. One user unit is one unit of the canvas.
"""

from typing import assert_never

from msgspec import Struct, field

from infogen.backends.markup import escape_text, escape_value
from infogen.backends.svg.elements import attributes, num
from infogen.backends.svg.fonts import Faces
from infogen.backends.svg.images import data_address
from infogen.backends.svg.paint import stroke_attributes
from infogen.backends.svg.roles import NOTHING, markup
from infogen.backends.svg.shapes import outline, squares
from infogen.backends.svg.text import Outlines, PlacedText, live, outline_text
from infogen.scene import (
    Frame,
    Image,
    Modules,
    Path,
    Rect,
    Scene,
    Text,
    texts_in,
    walk,
)
from infogen.semantics.rules import sets_text
from infogen.semantics.tree import Reading, reading

_PLACES = {"px": 2, "mm": 3}
"""Decimals of a length: a hundredth of a pixel."""

_STYLE = "font-kerning:none;font-variant-ligatures:none;font-synthesis:none"
"""Nothing is shaped or slanted once more."""


class _Sheet(Struct):
    """The file being written; without `faces` text is drawn."""

    places: int
    outlines: Outlines
    faces: Faces | None
    reading: Reading
    out: list[str] = field(default_factory=list)
    whole: bool = False


def render(scene: Scene, page: int = 0) -> bytes:
    """The file of a page with live text. Raises `Failure` for a glyph that a font lacks."""
    faces = Faces(scene.fonts)
    for run in texts_in(scene.pages[page].frame):
        faces.encode(run)
    return _file(scene, page, faces)


def render_outlines(scene: Scene, page: int = 0) -> bytes:
    """The file of a page, with text as outlines."""
    return _file(scene, page, None)


def _file(scene: Scene, page: int, faces: Faces | None) -> bytes:
    canvas, drawn = scene.canvas, scene.pages[page]
    name = "-".join(part for part in (scene.piece, scene.variant, canvas.id, str(page + 1)) if part)
    label = escape_value(name)
    rules = faces.rules() if faces else ""
    outlines = Outlines(scene.fonts)
    sheet = _Sheet(_PLACES[canvas.unit], outlines, faces, reading(scene))
    _rect(Rect(canvas.width, canvas.height, drawn.ground), 0.0, 0.0, sheet)
    _frame(drawn.frame, 0.0, 0.0, sheet)
    width, height = num(canvas.width, 4), num(canvas.height, 4)
    unit = "" if canvas.unit == "px" else canvas.unit
    root = attributes(
        width=width + unit,
        height=height + unit,
        viewBox=f"0 0 {width} {height}",
        lang=scene.lang,
        role="document",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc" if scene.alt else None,
        style=_STYLE if faces else None,
    )
    parts = [
        f'<svg xmlns="{_SVG}" xmlns:xlink="{_XLINK}" xml:lang="{escape_value(scene.lang)}"{root}>',
        f'<title id="{label}-title">{escape_text(scene.title)}</title>',
        f'<desc id="{label}-desc">{escape_text(scene.alt)}</desc>' if scene.alt else "",
        f"<style>{rules}</style>" if rules else "",
        outlines.definitions,
        *sheet.out,
        "</svg>",
    ]
    return "\n".join(part for part in parts if part).encode() + b"\n"


_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"


def _frame(frame: Frame, x: float, y: float, sheet: _Sheet) -> None:
    """A frame, in an element if it means something."""
    made = NOTHING if sheet.whole else markup(frame, x, y, sheet.reading, sheet.places)
    outside, sheet.whole = sheet.whole, made.whole
    runs = _runs(frame, x, y) if sets_text(frame) else None
    if made.before:
        sheet.out.append(made.before)
    if runs is not None:
        _set(runs, made.attributes, sheet)
    else:
        if made.attributes:
            sheet.out.append(f"<g{made.attributes}>")
        _items(frame, x, y, sheet)
        if made.attributes:
            sheet.out.append("</g>")
    if made.after:
        sheet.out.append(made.after)
    sheet.whole = outside


def _items(frame: Frame, x: float, y: float, sheet: _Sheet) -> None:
    for placed in frame.items:
        item, left, top = placed.item, x + placed.x, y + placed.y
        match item:
            case Frame():
                _frame(item, left, top, sheet)
            case Text():
                _text(item, left, top, sheet)
            case Rect():
                _rect(item, left, top, sheet)
            case Path():
                _path(item, left, top, sheet)
            case Image():
                _image(item, left, top, sheet)
            case Modules():
                _modules(item, left, top, sheet)
            case _:
                assert_never(item)


def _runs(frame: Frame, x: float, y: float) -> list[PlacedText] | None:
    """The runs of a frame of mere text, None if anything else is in it."""
    runs = []
    for left, top, item in walk(frame, x, y):
        if isinstance(item, Text):
            runs.append(PlacedText(item, left, top))
        elif not isinstance(item, Frame) or (item is not frame and _means(item)):
            return None
    return runs


def _means(frame: Frame) -> bool:
    return bool(frame.meaning.role or frame.meaning.href or frame.meaning.lang)


def _text(text: Text, x: float, y: float, sheet: _Sheet) -> None:
    _set([PlacedText(text, x, y)], "", sheet)


def _set(runs: list[PlacedText], own: str, sheet: _Sheet) -> None:
    """Text that is read in one go, in an element with some attributes of its own."""
    if sheet.faces:
        sheet.out.append(live(runs, own, sheet.faces, sheet.outlines, sheet.places))
    else:
        sheet.out.append(outline_text(runs, own, sheet.outlines, sheet.places))


def _rect(rect: Rect, x: float, y: float, sheet: _Sheet) -> None:
    if rect.fill:
        box = _box(x, y, rect.width, rect.height, rect.radius, sheet)
        sheet.out.append(f"<rect{box}{attributes(fill=rect.fill)}/>")
    if rect.border:
        line = rect.border.width
        inner = x + line / 2, y + line / 2, rect.width - line, rect.height - line
        box = _box(*inner, rect.radius - line / 2, sheet)
        sheet.out.append(
            f'<rect{box} fill="none"{stroke_attributes(rect.border, sheet.places, None)}/>'
        )


def _box(x: float, y: float, width: float, height: float, radius: float, sheet: _Sheet) -> str:
    places, rounded = sheet.places, min(radius, width / 2, height / 2)
    return attributes(
        x=num(x, places),
        y=num(y, places),
        width=num(max(0.0, width), places),
        height=num(max(0.0, height), places),
        rx=num(rounded, places) if rounded > 0 else None,
    )


def _path(path: Path, x: float, y: float, sheet: _Sheet) -> None:
    data = outline(path.commands, x, y, sheet.places)
    stroke = stroke_attributes(path.stroke, sheet.places) if path.stroke else ""
    sheet.out.append(f'<path{attributes(fill=path.fill or "none")}{stroke} d="{data}"/>')


def _image(image: Image, x: float, y: float, sheet: _Sheet) -> None:
    box = _box(x, y, image.width, image.height, 0.0, sheet)
    address = f'xlink:href="{data_address(image.picture)}"'
    sheet.out.append(f'<image{box} preserveAspectRatio="none" {address}/>')


def _modules(modules: Modules, x: float, y: float, sheet: _Sheet) -> None:
    places = sheet.places
    matrix = f"translate({num(x, places)} {num(y, places)}) scale({num(modules.module, 5)})"
    shown = attributes(fill=modules.color, shape_rendering="crispEdges", transform=matrix)
    sheet.out.append(f'<path{shown} d="{squares(modules.rows)}"/>')
