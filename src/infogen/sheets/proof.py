"""A printed page as an office's machines leave it: in black or white alone, and copied twice.

Finished PDF pages go in; pictures of them come out, on a sheet to look at, and what became of their
codes.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from PIL import Image
from PIL.Image import Image as Raster

from infogen.backends import render
from infogen.checks.scanning.printed import printed_page
from infogen.checks.scanning.readers import read_codes
from infogen.checks.scanning.wear import bilevel, photocopy
from infogen.content import Slot
from infogen.diagnostics import Diagnostic, error, warning
from infogen.messages import _
from infogen.scene import Scene
from infogen.scene.units import MM_PER_INCH
from infogen.sheets import picture, sheet
from infogen.sheets.press.print_shop import paper
from infogen.typesetting.phrase import Phrase, counted_phrase
from infogen.workspace import Workspace

DPI = 300
"""At which an office's copier scans and prints."""
GENERATIONS = 2

FORMAT = "letter-landscape"
COLUMN, PAGE_HEIGHT = 82.0, 100.0
"""Room for a page on the sheet, in mm."""
EDGE = 0.2
"""The line around a picture, so that a white one has an edge."""
DETAIL = (COLUMN - 2 * EDGE, 62.0)
"""A part of the page in its own size, in mm."""
DENSITY = DPI / MM_PER_INCH


class View(Struct, frozen=True):
    """One way in which a page is seen: its name in `data/copy/imprenta.yaml`, the picture, and how
    many of its codes are read from that.
    """

    name: str
    picture: Raster
    readings: Counter[str]


class Proof(Struct, frozen=True):
    """The views of a page, and the codes that it has."""

    page: int
    codes: Counter[str]
    views: tuple[View, ...]


def proofs(scene: Scene) -> tuple[Proof, ...]:
    """The proofs of all pages. Raises `Failure` for a format of screens."""
    paper(scene)
    data = render(scene, "pdf")
    return tuple(
        _proof(scene, number, printed_page(data, number, DPI)) for number in range(len(scene.pages))
    )


def findings(scene: Scene, made: tuple[Proof, ...]) -> Iterator[Diagnostic]:
    """One error for each code that is not read in black or white, one warning for each that two
    generations of copying spoil.
    """
    for proof in made:
        for view in proof.views[1:]:  # what is printed is read by the checks of each build
            for address in proof.codes - view.readings:
                if view.name == "bits":
                    message = _("the code of {address} is not read in black or white (page {page})")
                else:
                    message = _("the code of {address} is not read from a copy (page {page})")
                yield (warning if view.name == "copia" else error)(
                    "unread-proof",
                    message.format(address=address, page=proof.page + 1),
                    scene.span,
                    _("make its module larger, or what lies around it lighter"),
                )


def proof_sheet(workspace: Workspace, scene: Scene, made: tuple[Proof, ...]) -> Scene:
    """The sheet of proofs: for each page its views, whole and in part. Raises `Failure`."""
    art, pages = {}, []
    for proof in made:
        cells = []
        for view in proof.views:
            whole, part = f"{proof.page}-{view.name}", f"{proof.page}-{view.name}-part"
            size = _fitted(view.picture)
            pixels = (round(size[0] * DENSITY), round(size[1] * DENSITY))
            art[whole] = picture(view.picture.resize(pixels, Image.Resampling.BOX))
            art[part] = picture(_part(scene, proof, view.picture))
            cells.append(
                {
                    "name": _words(workspace, view.name),
                    "read": _reading(workspace, proof, view),
                    "file": whole,
                    "width": size[0],
                    "height": size[1],
                    "framed": size[0] + 2 * EDGE,
                    "part": part,
                }
            )
        pages.append({"cells": cells})
    title = f"{scene.title} · {scene.canvas.id}"
    content: dict[str, Any] = {
        "title": counted_phrase(title),
        "pages": pages,
        "column": COLUMN,
        "high": max(_fitted(proof.views[0].picture)[1] for proof in made) + 2 * EDGE,
        "wide": DETAIL[0],
        "detail": DETAIL[1],
    }
    return sheet(workspace, "prueba", FORMAT, content, art)


def _proof(scene: Scene, number: int, page: Raster) -> Proof:
    codes = Counter(code.frame.meaning.href or "" for code in scene.codes() if code.page == number)
    copy = page
    for generation in range(GENERATIONS):
        copy = photocopy(copy, seed=generation)
    seen = (("papel", page), ("bits", bilevel(page)), ("copia", copy))
    views = tuple(View(name, shown, Counter(read_codes(shown))) for name, shown in seen)
    return Proof(number, codes, views)


def _fitted(page: Raster) -> tuple[float, float]:
    """The size of a page on the sheet, in mm."""
    factor = min((COLUMN - 2 * EDGE) / page.width, PAGE_HEIGHT / page.height)
    return page.width * factor, page.height * factor


def _part(scene: Scene, proof: Proof, page: Raster) -> Raster:
    """The part of a page around its first code, or its upper corner, in its own size."""
    places = (
        (code.box.x + code.box.width / 2, code.box.y + code.box.height / 2)
        for code in scene.codes()
        if code.page == proof.page
    )
    x, y = (side * DENSITY for side in next(places, (0.0, 0.0)))
    width, height = (round(side * DENSITY) for side in DETAIL)
    left = round(min(max(0.0, x - width / 2), page.width - width))
    top = round(min(max(0.0, y - height / 2), page.height - height))
    return page.crop((left, top, left + width, top + height))


def _reading(workspace: Workspace, proof: Proof, view: View) -> Phrase:
    """The number of a page's codes that are read from a view, in words, or that it has none."""
    count = proof.codes.total()
    if not count:
        return _words(workspace, "sin_codigos")
    return _words(workspace, "leidos", read=(proof.codes & view.readings).total(), count=count)


def _words(workspace: Workspace, name: str, **counts: object) -> Phrase:
    slot = workspace.data.content.copy["imprenta"][name]
    assert isinstance(slot, Slot)
    return counted_phrase(slot.long.format(**counts))
