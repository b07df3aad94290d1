"""The codes of a scene, as they are drawn and where."""

from collections.abc import Iterator

from msgspec import Struct

from infogen.diagnostics import Span, Spot
from infogen.scene import Modules, Rect, Scene
from infogen.scene.units import MM_PER_INCH

DPI = 300
"""At which a printed code is seen: scale 1."""


class Code(Struct, frozen=True):
    """A code as it is drawn: the same on any page. `module` in px, on paper at `DPI`."""

    address: str
    rows: tuple[tuple[bool, ...], ...]
    module: int
    dark: str
    light: str
    on_paper: bool


class DrawnCode(Struct, frozen=True):
    """A code on a page, and where it was written."""

    code: Code
    size: str
    span: Span | None
    spot: Spot


def drawn_codes(scene: Scene) -> Iterator[DrawnCode]:
    """The codes of a scene as they are drawn."""
    canvas = scene.canvas
    printed = canvas.family == "paper"
    for found in scene.codes():
        inks = [placed.item for placed in found.frame.items]
        modules = next((ink for ink in inks if isinstance(ink, Modules)), None)
        ground = next((ink for ink in inks if isinstance(ink, Rect)), None)
        if modules is None or ground is None or ground.fill is None:
            continue
        module = round(modules.module * (DPI / MM_PER_INCH if canvas.unit == "mm" else 1))
        address = found.frame.meaning.href or ""
        code = Code(
            address=address,
            rows=modules.rows,
            module=module,
            dark=modules.color,
            light=ground.fill,
            on_paper=printed,
        )
        size = f"{modules.module:g} {canvas.unit}"
        yield DrawnCode(code, size, found.frame.span, found.spot)
