"""Pictures as text: one letter a pixel, by which any raster can be compared with what is expected."""

from textwrap import dedent

from PIL.Image import Image

from infogen.scene import Canvas, Frame, Ink, Page, Placed, Scene
from infogen.scene.fonts import Fonts
from infogen.scene.geometry import Size
from kit import places

FONTS = Fonts(places.FONTS)

LETTERS = {
    "_": (255, 255, 255),
    "K": (0, 0, 0),
    "R": (255, 0, 0),
    "G": (0, 255, 0),
    "B": (0, 0, 255),
    "g": (128, 128, 128),
}
"""`z` in a picture stands for any colour, `?` in what was drawn for one without a letter."""


def sheet(
    width: float, height: float, *items: tuple[float, float, Frame | Ink], density: float = 1.0
) -> Scene:
    """A white page with things at places; in millimetres if it is denser than one pixel a unit."""
    paper = density != 1.0
    canvas = Canvas(
        id="test",
        family="paper" if paper else "screen",
        unit="mm" if paper else "px",
        width=width,
        height=height,
        density=density,
    )
    frame = Frame(Size(width, height), tuple(Placed(*item) for item in items))
    page = Page(frame, "#FFFFFF")
    return Scene(
        piece="test",
        title="",
        subject="",
        author="",
        lang="es",
        alt="",
        canvas=canvas,
        theme="light",
        variant=None,
        fonts=FONTS,
        pages=(page,),
    )


def assert_pixels(expected: str, image: Image) -> None:
    """Each pixel has the colour of its letter; grey may be off by one."""
    wanted = dedent(expected).split()
    drawn = _letters(image)
    assert len(wanted) == len(drawn)
    seen = [
        "".join("z" if want == "z" else have for want, have in zip(*rows, strict=True))
        for rows in zip(wanted, drawn, strict=True)
    ]
    assert "\n".join(seen) == "\n".join(wanted)


def _letters(image: Image) -> list[str]:
    names = {color: letter for letter, color in LETTERS.items()} | {(127, 127, 127): "g"}
    return [
        "".join(names.get(image.getpixel((x, y)), "?") for x in range(image.width))
        for y in range(image.height)
    ]
