"""A tiny workspace over the stock: a card of 400 × 300 px, a sheet of 100 × 80 mm, a box font, one
procedure.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from textwrap import indent

from msgspec.structs import replace

from infogen.design.components import component
from infogen.design.pieces import pieces, specs
from infogen.diagnostics import Failure
from infogen.layout.compose import compose
from infogen.scene import Frame, Ink, Scene, Text, walk
from infogen.scene.fonts import Fonts
from infogen.source.loader import parse
from infogen.workspace import Workspace, load
from kit import box_font
from kit.places import FIXTURES

HERE = FIXTURES / "tiny"


class Tiny:
    """Makes scenes of bodies that a test writes. `fonts` is a folder for the box font."""

    def __init__(self, fonts: Path) -> None:
        for name in ("box", "box-strong"):
            box_font.make(fonts / f"{name}.ttf")
        loaded = load(HERE)
        stock = loaded.folders[-1] / "fonts"
        self._base = replace(loaded, fonts=Fonts(fonts, stock), default_theme="plain")

    def workspace(
        self, files: Mapping[str, str], components: Mapping[str, str] | None = None
    ) -> Workspace:
        """The tiny workspace with these files in `layouts/` and `layouts/components/`."""
        read = {name: parse(text.encode(), f"layouts/{name}.yaml") for name, text in files.items()}
        made = {
            name: component(name, parse(text.encode(), f"layouts/components/{name}.yaml"))
            for name, text in (components or {}).items()
        }
        base = self._base
        return replace(
            base,
            pieces=pieces(specs(read, base.formats)),
            components={**base.components, **made},
        )

    def scene(
        self,
        body: str,
        *,
        format: str = "card",
        components: Mapping[str, str] | None = None,
        concede: str = "[]",
    ) -> Scene:
        """The scene of a piece `t` whose `body:` is this YAML."""
        here = self.workspace({"t": piece(body, concede=concede)}, components)
        return compose(here, "t", format=format)

    def said(self, body: str, **options: object) -> list[str]:
        """The lines of the failure that a body ends in; the places are those in the body."""
        try:
            self.scene(body, **options)
        except Failure as failure:
            return str(failure).splitlines()
        return []


def piece(body: str, *, title: str = "T", alt: str = "A", concede: str = "[]") -> str:
    """A whole piece for the card and the sheet. The body begins in line 6."""
    head = f"title: {title}\nalt: {alt}\nformats: [card, sheet]\nconcede: {concede}\nbody:\n"
    return head + indent(body.strip("\n"), "  ") + "\n"


def items(scene: Scene, page: int = 0) -> Iterator[tuple[float, float, Frame | Ink]]:
    """Everything on a page with its place."""
    return walk(scene.pages[page].frame)


def texts(scene: Scene) -> list[Text]:
    """The runs of all pages, in order."""
    return [
        item
        for page in range(len(scene.pages))
        for _x, _y, item in items(scene, page)
        if isinstance(item, Text)
    ]


def words(scene: Scene) -> str:
    """The words of all pages: lines and blocks apart by `|`."""
    out: list[str] = []
    for page in range(len(scene.pages)):
        for _x, _y, item in items(scene, page):
            if isinstance(item, Frame) and item.kind == "line":
                out.append("")
            elif isinstance(item, Text):
                out[-1] += item.text
    return "|".join(line.rstrip() for line in out)


def box(scene: Scene, name: str, copy: int = 1) -> tuple[float, float, float, float]:
    """Place and size of the frame with this id (of the copies of an `each`, the one named)."""
    found = [
        (x, y, item.size.width, item.size.height)
        for page in range(len(scene.pages))
        for x, y, item in items(scene, page)
        if isinstance(item, Frame) and item.id == name
    ]
    x, y, width, height = found[copy - 1]
    return round(x, 3), round(y, 3), round(width, 3), round(height, 3)
