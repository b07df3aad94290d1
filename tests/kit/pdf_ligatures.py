"""A page with what is hard to read back: ligatures, a letter with a mark, an emoji."""

from pathlib import Path

from msgspec.structs import replace

from infogen.scene import Frame, Meaning, Page, Placed, Role, Scene
from infogen.scene.fonts import Fonts
from infogen.scene.geometry import Size
from kit import box_font, places
from kit.pdf_scene import box, guide, run

JOINED = "La oficina eficiente", "Un sufijo en na\u0331ha\u0331 \ua78cu: 😀 y fin."
"""The paragraphs of `joined`, with ligatures, a letter with a mark, a saltillo and an emoji."""


def joined(folder: Path) -> Scene:
    """A page set in a font, made in that folder, that draws some letters as one and an emoji."""
    box_font.make(folder / "joined.ttf", more="\u0331\ua78c😀", ligatures=("ffi", "fi"))
    fonts = Fonts(folder, places.FONTS)

    def line(text: str, role: Role) -> Frame:
        ink = run(text, 4, "joined", fonts=fonts)
        held = Frame(Size(ink.width, 4), (Placed(0, 4, ink),), kind="line")
        return Frame(held.size, (Placed(0, 0, held),), meaning=Meaning(role=role))

    title, text = (
        line(said, role) for said, role in zip(JOINED, ("title", "paragraph"), strict=True)
    )
    page = box((15, 15, title), (15, 30, text))
    return replace(guide(), fonts=fonts, pages=(Page(page, "#FFFFFF"),))
