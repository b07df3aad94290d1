"""The codes of a scene, as they are drawn and where."""

from collections.abc import Iterator

from msgspec import Struct

from infogen.diagnostics import Span, Spot
from infogen.scene import Frame, Modules, Rect, Scene, walk

DPI = 300
"""At which a printed code is seen: scale 1."""


class Code(Struct, frozen=True):
    """A code as it is drawn: the same on any page. `module` in px, on paper at `DPI`."""

    address: str
    rows: tuple[tuple[bool, ...], ...]
    module: int
    dark: str
    light: str
    printed: bool


class CodeOnPage(Struct, frozen=True):
    """A code on a page, and where it was written."""

    code: Code
    size: str
    span: Span | None
    spot: Spot


def codes_on(scene: Scene) -> Iterator[CodeOnPage]:
    """The codes of a scene."""
    canvas = scene.canvas
    printed = canvas.family == "paper"
    for number, page in enumerate(scene.pages):
        for x, y, item in walk(page.frame):
            if not isinstance(item, Frame) or item.role != "qr" or not item.href:
                continue
            modules = next((p.item for p in item.items if isinstance(p.item, Modules)), None)
            ground = next((p.item for p in item.items if isinstance(p.item, Rect)), None)
            if modules is None or ground is None or ground.fill is None:
                continue
            module = modules.module * (DPI / 25.4 if canvas.unit == "mm" else 1)
            code = Code(item.href, modules.rows, round(module), modules.color, ground.fill, printed)
            box = (x, y, x + item.size.width, y + item.size.height)
            size = f"{modules.module:g} {canvas.unit}"
            yield CodeOnPage(code, size, item.span, Spot(number, box))
