"""PNG, PDF and SVG are one picture: each piece and variant on a screen and on paper, and all cases of
layout and drawing, compared square by square as PDFium and Chromium show them.
"""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
import yaml
from msgspec.structs import replace
from PIL import Image, ImageDraw

from infogen.backends.pdf import render as pdf
from infogen.backends.png import draw
from infogen.backends.svg import render as svg
from infogen.design.pieces import pieces, specs
from infogen.layout.compose import compose
from infogen.scene import Image as Artwork
from infogen.scene import Path as Outline
from infogen.scene import Picture, Rect, Scene
from infogen.source.loader import parse
from infogen.workspace import load
from kit.browser import shown
from kit.family import JOBS, STOCK, scene_of
from kit.pixels import sheet
from kit.places import CASES, ROOT
from kit.tiles import flat_tile, shifted_tile
from kit.tiny import HERE, piece

ACROSS = 720
"""Pixels of width at which files are compared."""

SIDE = 16
SMOOTHED = {"pdf": 16.0, "svg": 30.0}
"""By how much the mean colour of a square may differ: type is smoothed in another way, by Chromium
more than by PDFium.
"""

FLAT = 4.0
"""By how much a square of one colour may differ."""

TALLEST = 12_000
"""Pixels down that Chromium shows at once."""

FAMILIES = {
    (piece, variant, STOCK.formats[form].canvas(form).unit): (piece, variant, form)
    for piece, variant, form in reversed(JOBS)
}
BODIES = {
    f"{path.parent.name}/{path.stem}": path
    for folder in ("drawing", "layout")
    for path in sorted((CASES / folder).glob("*.yaml"))
}


def transparent() -> Scene:
    """Translucent pictures over a page, two grounds, a shape and each other."""
    disc = Image.new("RGBA", (96, 96))
    pen = ImageDraw.Draw(disc)
    pen.ellipse((8, 8, 87, 87), fill=(200, 30, 30, 255))
    pen.rectangle((40, 30, 56, 66), fill=(255, 255, 255, 100))
    logo = Picture(96, 96, "RGBA", disc.tobytes(), "disc")
    photo = Image.linear_gradient("L").convert("RGB")
    below = Picture(256, 256, "RGB", photo.tobytes(), "photo")
    triangle = Outline((("M", 0, 0), ("L", 200, 0), ("L", 100, 180), ("Z",)), "#0055AA")
    return sheet(
        640,
        480,
        (0, 0, Rect(320, 240, "#FFE9C7")),
        (320, 0, Rect(320, 240, "#123456", radius=30)),
        (40, 260, triangle),
        (360, 260, Artwork(200, 200, below)),
        (20, 20, Artwork(120, 120, logo)),
        (260, 60, Artwork(120, 120, logo)),
        (90, 250, Artwork(120, 120, logo)),
        (420, 300, Artwork(120, 120, logo)),
        (460, 340, Artwork(120, 120, logo)),
        (300, 420, Artwork(48, 48, logo)),
    )


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory, tiny) -> dict[str, Scene]:
    """All scenes by name."""
    found = {"-".join(filter(None, job)): scene_of(*job) for job in FAMILIES.values()}
    stock = load(ROOT)
    stock = replace(stock, formats={**stock.formats, **load(HERE).formats})
    for name, path in BODIES.items():
        text = path.read_text("utf-8")
        if name.startswith("drawing/"):
            raw = parse(piece(text).encode(), path.name)
            here = replace(stock, pieces=pieces(specs({"t": raw}, stock.formats)))
            found[name] = compose(here, "t", format="card")
            continue
        paper = path.stem in ("paper", "flow")
        for case, body in yaml.safe_load(text).items():
            written = yaml.safe_dump(body, allow_unicode=True, sort_keys=False)
            found[f"{name}/{case}"] = tiny.scene(written, format="sheet" if paper else "card")
    return found | {"transparent": transparent()}


def test_the_pdf_is_the_picture(compared: dict[str, Scene]) -> None:
    found = {}
    for name, scene in compared.items():
        document = pypdfium2.PdfDocument(pdf(scene))
        for number in _pages(scene):
            drawn = _drawn(scene, number)
            page = document[number]
            seen = page.render(scale=drawn.width / page.get_width()).to_pil().resize(drawn.size)
            found[f"{name} {number}"] = _differences(drawn, seen, "pdf")
    assert {name: problem for name, problem in found.items() if problem} == {}


def test_the_svg_is_the_picture(compared: dict[str, Scene], tmp_path: Path) -> None:
    drawn, files = {}, {}
    for name, scene in compared.items():
        for number in _pages(scene):
            key = f"{name}-{number}".replace("/", "-").replace(" ", "_")
            drawn[key] = _drawn(scene, number)
            files[key] = svg(scene, number), *drawn[key].size
    found = {}
    for number, batch in enumerate(_batches(files)):
        for name, seen in shown(tmp_path / str(number), batch).items():
            found[name] = _differences(drawn[name], seen, "svg")
    assert {name: problem for name, problem in found.items() if problem} == {}


@pytest.mark.parametrize("fault", ["box", "shape", "colour", "line"])
def test_a_fault_is_found(fault: str) -> None:
    """What the comparison is for: a wrong box, a missing shape or line, a slightly other colour."""
    good = draw(transparent(), 0).convert("RGB")
    bad = good.copy()
    pen = ImageDraw.Draw(bad)
    match fault:
        case "box":
            pen.rectangle((260, 60, 379, 90), fill="#FFE9C7")
        case "shape":
            pen.rectangle((300, 420, 347, 467), fill="#FFFFFF")
        case "colour":
            pen.rectangle((600, 400, 639, 479), fill="#FAFAFA")
        case "line":
            pen.line((0, 470, 200, 470), fill="#222222", width=3)
    for kind in SMOOTHED:
        assert _differences(good, good, kind) == ""
        assert _differences(good, bad, kind)


def _differences(one: Image.Image, other: Image.Image, kind: str) -> str:
    """What is wrong with a file of a kind, "" if nothing."""
    mean, flat = shifted_tile(one, other, SIDE), flat_tile(one, other, SIDE)
    if mean > SMOOTHED[kind] or flat > FLAT:
        return f"squares differ by {mean:.0f}, those of one colour by {flat:.0f}"
    return ""


def _drawn(scene: Scene, page: int) -> Image.Image:
    image = draw(scene, page).convert("RGB")
    if image.width <= ACROSS:
        return image
    return image.resize((ACROSS, round(image.height * ACROSS / image.width)))


def _pages(scene: Scene) -> list[int]:
    """The first page and the last."""
    return sorted({0, len(scene.pages) - 1})


def _batches(
    files: dict[str, tuple[bytes, int, int]],
) -> Iterator[dict[str, tuple[bytes, int, int]]]:
    """Files that Chromium shows at once."""
    batch: dict[str, tuple[bytes, int, int]] = {}
    down = 0
    for name, file in files.items():
        if batch and down + file[2] > TALLEST:
            yield batch
            batch, down = {}, 0
        batch[name] = file
        down += file[2]
    yield batch
