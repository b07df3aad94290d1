"""The sheets that a session prints: those to compare, ballots and sheets of comprehension that a
camera reads, instructions, the privacy notice; and where the boxes are.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import cv2
import msgspec
from msgspec import Struct
from PIL import Image

from infogen.artwork.qr_symbol import symbol
from infogen.backends import render
from infogen.diagnostics import fail
from infogen.focus import reach
from infogen.focus.freezing import copy_text
from infogen.focus.session import BANDS, Session, picture, session_digest
from infogen.messages import _
from infogen.scene import COUNTER, Frame, Picture, Scene, Source, walk
from infogen.sheets import picture as artwork
from infogen.sheets import sheet
from infogen.sheets.compare import SHAPES, williams
from infogen.typesetting.phrase import Phrase
from infogen.workspace import Workspace

PLACES = "places.json"
QUIET = 2
"""Modules of light around a printed code besides the white of the paper."""
DOTS = 12
"""Pixels of a module of a code or a mark, as artwork."""
WIDE, TALL = 258.0, 158.0
"""The room for variants side by side on letter paper that lies, in mm."""
GAP = 8.0
FULL = (188.0, 244.0)
"""The room for one variant on letter paper, in mm."""
SIDES = {"letter": (84.0, 150.0), "tabloid": (110.0, 220.0)}
"""The room for the picture on a sheet of comprehension, in mm."""

OUTLINES = dict(SHAPES)
DICTIONARY = cv2.aruco.DICT_4X4_50


class SheetKind(Struct, frozen=True):
    """A sheet that a camera reads: its layout, its paper, and the first of its four marks."""

    name: str
    layout: str
    format: str
    first: int


KINDS = (
    SheetKind("ballots", "grupo-boleta", "letter", 0),
    SheetKind("comprehension", "grupo-comprension", "letter", 4),
    SheetKind("ballots-large", "grupo-boleta", "tabloid", 8),
    SheetKind("comprehension-large", "grupo-comprension", "tabloid", 12),
)

BoxPlace = tuple[float, float, float]
"""Left, top and side, in mm."""


class Places(Struct, frozen=True):
    """Where things are on a kind of sheet, in mm: the sheet, its four marks from the top left on
    clockwise, the code, and the boxes of each row.
    """

    width: float
    height: float
    marks: tuple[BoxPlace, ...]
    code: BoxPlace
    rows: dict[str, tuple[BoxPlace, ...]]


class SheetMap(Struct, frozen=True):
    """Where things are on the sheets of a session, by kind; `session` is its digest."""

    session: str
    kinds: dict[str, Places]


def load_sheet_map(folder: Path, session: Session) -> SheetMap:
    """Where things are on the sheets that were printed.

    Raises `Failure` where the session was edited after its sheets were made.
    """
    path = folder / "paper" / PLACES
    try:
        made = msgspec.json.decode(path.read_bytes(), type=SheetMap)
    except (OSError, msgspec.DecodeError):
        made = SheetMap("", {})
    if made.session != session_digest(session):
        message = _("the session was edited after its sheets were made")
        hint = _("make them again with: infogen focus new {piece} …, and print them anew")
        raise fail("old-sheets", message, hint=hint.format(piece=session.piece))
    return made


def paper(workspace: Workspace, session: Session, folder: Path) -> dict[str, bytes]:
    """The files to print, by their path in the session's folder.

    Raises `Failure` for anything that does not fit.
    """
    pictures = {shape: frozen_picture(folder, shape) for shape in session.shapes}
    files = {
        "paper/comparison.pdf": _pdf(_compared(workspace, session, pictures)),
        "paper/full-size.pdf": _pdf(_full(workspace, session, pictures)),
        "paper/instructions.pdf": _pdf(_instructions(workspace, session)),
        "paper/privacy.pdf": _pdf(sheet(workspace, "grupo-aviso", "letter", {}, {})),
    }
    kinds: dict[str, Places] = {}
    for kind in KINDS:
        if session.folios and (session.questions or "comp" not in kind.name):
            scene = _readable(workspace, session, kind, pictures)
            files[f"paper/{kind.name}.pdf"] = _pdf(scene)
            kinds[kind.name] = _places(scene, _rows(session, kind))
    made = SheetMap(session_digest(session), kinds)
    files[f"paper/{PLACES}"] = msgspec.json.format(msgspec.json.encode(made)) + b"\n"
    return files


def frozen_picture(folder: Path, shape: str) -> Picture:
    """The frozen picture of a variant, as artwork."""
    with Image.open(picture(folder, shape)) as raster:
        return artwork(raster)


def _pdf(scene: Scene) -> bytes:
    return render(scene, "pdf")


def _variant(workspace: Workspace, shape: str) -> dict[str, str]:
    figures = workspace.data.content.copy["hoja"]["figuras"]
    return {"name": figures[shape].long, "d": OUTLINES[shape], "file": shape}


def picture_sizes(pictures: Mapping[str, Picture], wide: float, tall: float) -> dict[str, float]:
    """The size of the pictures in a room, and of the line around them."""
    one = next(iter(pictures.values()))
    ratio = one.columns / one.rows
    width = min(wide - 0.5, (tall - 0.5) * ratio)
    return {"width": width, "height": width / ratio, "framed": width + 0.5}


def _compared(workspace: Workspace, session: Session, pictures: Mapping[str, Picture]) -> Scene:
    count = len(session.shapes)
    pages = [
        {
            "order": counter_phrase(str(n + 1)),
            "variants": [_variant(workspace, shape) for shape in session.order(n)],
        }
        for n in range(len(williams(count)))
    ]
    size = picture_sizes(pictures, (WIDE - (count - 1) * GAP) / count, TALL)
    content = {"pages": pages, "gap": GAP, "sample": session.sample, **size}
    return sheet(workspace, "grupo-comparar", "letter-landscape", content, pictures)


def _full(workspace: Workspace, session: Session, pictures: Mapping[str, Picture]) -> Scene:
    content = {
        "pages": [_variant(workspace, shape) for shape in session.shapes],
        "sample": session.sample,
        **picture_sizes(pictures, *FULL),
    }
    return sheet(workspace, "grupo-tamano", "letter", content, pictures)


def _instructions(workspace: Workspace, session: Session) -> Scene:
    copy = workspace.data.content.copy["grupo"]["dirige"]
    parts = [
        {
            "title": copy[f"{part}_titulo"].long,
            "items": [
                {"n": counter_phrase(name), "text": slot.long} for name, slot in copy[part].items()
            ],
        }
        for part in ("antes", "durante", "despues")
    ]
    orders: dict[int, list[str]] = {}
    for folio in session.folios:
        order = session.place(folio) % len(williams(len(session.shapes)))
        orders.setdefault(order + 1, []).append(folio)
    content = {
        "title": session.title,
        "reach": counter_phrase(
            reach.describe_reach(
                workspace.data.content.copy["grupo"],
                session.expected.households,
                len(session.shapes),
                session.rule.p,
            )
        ),
        "parts": parts,
        "orders": [
            {"order": str(order), "folios": ", ".join(folios)}
            for order, folios in sorted(orders.items())
        ]
        or None,
    }
    return sheet(workspace, "grupo-dirige", "letter", content, {})


def _readable(
    workspace: Workspace, session: Session, kind: SheetKind, pictures: Mapping[str, Picture]
) -> Scene:
    """The sheets of all folios."""
    copy = workspace.data.content.copy["grupo"]
    size = picture_sizes(pictures, *SIDES[kind.format])
    marks = {f"mark-{n}": _mark(kind.first + n) for n in range(4)}
    codes = {f"code-{folio}": _code(folio) for folio in session.folios}
    unsaid = copy["boleta"]["no_digo"].long
    content = {
        "corners": {str(n + 1): f"mark-{n}" for n in range(4)},
        "places": [counter_phrase(f"{n + 1}.º") for n in range(len(session.shapes))],
        "households": [*session.households, unsaid],
        "bands": [*(copy["edades"][band].long for band in BANDS), unsaid],
        "questions": [
            {
                "ask": question.ask,
                "answers": [*(a.text for a in question.answers), copy["boleta"]["no_se"].long],
            }
            for question in session.questions
        ],
        "sample": session.sample,
        "pages": [_page(workspace, session, folio) for folio in session.folios],
        **size,
    }
    return sheet(workspace, kind.layout, kind.format, content, {**pictures, **marks, **codes})


def _page(workspace: Workspace, session: Session, folio: str) -> dict[str, Any]:
    place = session.place(folio)
    rows = [_variant(workspace, shape) for shape in session.order(place)]
    return {
        "folio": counter_phrase(folio),
        "code": f"code-{folio}",
        "variant": _variant(workspace, session.assigned_shape(place)),
        "rankings": [
            {"question": session.criteria.attention, "rows": rows},
            {"question": session.criteria.clarity, "rows": rows},
        ],
    }


def _rows(session: Session, kind: SheetKind) -> list[tuple[str, int]]:
    """The rows of boxes of a kind of sheet, in order: their names, and how many boxes they have.
    Rows of a ranking are counted, as each folio has its own order.
    """
    if kind.layout == "grupo-comprension":
        return [(f"question.{n}", len(q.answers) + 1) for n, q in enumerate(session.questions)]
    count = len(session.shapes)
    rankings = [
        (f"{criterion}.{n}", count + 1)
        for criterion in ("attention", "clarity")
        for n in range(count)
    ]
    people = [("household", len(session.households) + 1), ("band", len(BANDS) + 1)]
    return [*rankings, *people]


def _places(scene: Scene, rows: Sequence[tuple[str, int]]) -> Places:
    """Where things are on the first page: all are alike."""
    found: dict[str, list[BoxPlace]] = {"box": [], "corner": [], "code": []}
    for x, y, item in walk(scene.pages[0].frame):
        if isinstance(item, Frame) and item.id in found:
            found[item.id].append((round(x, 3), round(y, 3), round(item.size.width, 3)))
    boxes: Iterator[BoxPlace] = iter(found["box"])
    top_left, top_right, bottom_left, bottom_right = found["corner"]
    return Places(
        scene.canvas.width,
        scene.canvas.height,
        (top_left, top_right, bottom_right, bottom_left),
        found["code"][0],
        {name: tuple(next(boxes) for _n in range(many)) for name, many in rows},
    )


def _mark(number: int) -> Picture:
    """A square mark (ArUco, 4×4) with the light that it needs around it left to the paper."""
    dictionary = cv2.aruco.getPredefinedDictionary(DICTIONARY)
    return artwork(Image.fromarray(cv2.aruco.generateImageMarker(dictionary, number, 6 * DOTS)))


def _code(folio: str) -> Picture:
    rows = symbol(folio)
    side = len(rows) + 2 * QUIET
    raster = Image.new("L", (side, side), 255)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                raster.putpixel((x + QUIET, y + QUIET), 0)
    return artwork(raster.resize((side * DOTS, side * DOTS), Image.Resampling.NEAREST))


def counter_phrase(text: str) -> Phrase:
    """A text that the program has made, for a sheet."""
    return Phrase(text, COUNTER, (Source(0, len(text), COUNTER),))


def group_text(workspace: Workspace, *path: str) -> str:
    """A text of `copy.grupo`, its references filled in."""
    node: Any = workspace.data.content.copy["grupo"]
    for name in path:
        node = node[name]
    return copy_text(workspace, node)
