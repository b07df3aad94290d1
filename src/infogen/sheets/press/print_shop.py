"""A scene for the print shop: each page on a larger sheet, with its bleed and with crop marks."""

from msgspec.structs import replace

from infogen.diagnostics import fail
from infogen.messages import _
from infogen.scene import Canvas, Page, Placed, Scene
from infogen.scene.destinations import Press
from infogen.scene.geometry import Box
from infogen.sheets.press.frames import paint_ground, sheet_page
from infogen.sheets.press.marks import CLEAR, LENGTH, crop_marks, small_text, white_edges

NAME_AT = 1.0
"""Of the line that names the page, from the edge of the sheet, in mm."""


def for_press(scene: Scene, ink: Press) -> Scene:
    """The scene with one sheet a page. `ink` says how colours are printed; trim and bleed are those
    of the scene's format.

    Raises `Failure` for a format of screens: its pixels have no size on paper.
    """
    canvas = paper(scene)
    slug = canvas.bleed + CLEAR + LENGTH + NAME_AT
    width, height = canvas.width + 2 * slug, canvas.height + 2 * slug
    trim = Box(slug, slug, canvas.width, canvas.height)
    pages = tuple(
        _sheet(scene, number, page, trim, width, height)
        for number, page in enumerate(scene.pages, 1)
    )
    press = replace(ink, trim=trim, bleed=canvas.bleed)
    return replace(
        scene, canvas=replace(canvas, width=width, height=height), pages=pages, press=press
    )


def paper(scene: Scene) -> Canvas:
    """The canvas of a scene on paper. Raises `Failure` for one of a screen."""
    if scene.canvas.family != "paper":
        raise fail(
            "no-paper",
            _('"{format}" is a screen format: it has no size on paper').format(
                format=scene.canvas.id
            ),
            hint=_("choose a paper format with --format"),
        )
    return scene.canvas


def _sheet(scene: Scene, number: int, page: Page, trim: Box, width: float, height: float) -> Page:
    bleed = scene.canvas.bleed
    paint = Box(trim.x - bleed, trim.y - bleed, trim.width + 2 * bleed, trim.height + 2 * bleed)
    name = f"{scene.title} · {scene.canvas.id} · {number}/{len(scene.pages)}"
    items = (
        Placed(trim.x, trim.y, paint_ground(page, bleed)),
        *white_edges(paint, width, height),
        *crop_marks(trim, bleed + CLEAR),
        small_text(name, trim.x + LENGTH, trim.bottom + bleed + CLEAR + 3.0, scene.fonts),
    )
    return sheet_page(width, height, items)
