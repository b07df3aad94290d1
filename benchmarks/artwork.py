"""Measures how SVG drawings are drawn, against pictures of how they should be.

    python -m benchmarks.artwork FOLDER [--way infogen|resvg|cairosvg|picosvg] [--list]

The folder, with those inside of it, holds drawings `name.svg`, each beside its `name.png`, as
resvg's own test suite does. A drawing is alike if no square of ten pixels differs by more than 12
of 255 in the mean. CairoSVG and picosvg are no dependencies: `pip install cairosvg picosvg` first.
"""

import argparse
import io
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageChops

from infogen.artwork.svg_drawings import parse_drawing, rasterize

SIDE, MOST = 10, 12.0


def infogen(path: Path, across: int) -> Image.Image:
    """As infogen draws it, if it does."""
    return rasterize(parse_drawing(path.read_bytes()), across)


def resvg(path: Path, across: int) -> Image.Image:
    """By resvg alone, without anything being refused."""
    from resvg_py import svg_to_bytes

    png = svg_to_bytes(
        svg_string=path.read_text("utf-8"), width=across, dpi=96, skip_system_fonts=True
    )
    return Image.open(io.BytesIO(bytes(png)))


def cairosvg(path: Path, across: int) -> Image.Image:
    """By CairoSVG alone, without anything being refused."""
    import cairosvg

    return Image.open(io.BytesIO(cairosvg.svg2png(path.read_bytes(), output_width=across)))


def picosvg(path: Path, across: int) -> Image.Image:
    """Simplified by picosvg, which refuses what it cannot simplify, then drawn by resvg."""
    from picosvg.svg import SVG
    from resvg_py import svg_to_bytes

    simple = SVG.parse(str(path)).topicosvg(allow_text=False, drop_unsupported=False).tostring()
    png = svg_to_bytes(svg_string=simple, width=across, dpi=96, skip_system_fonts=True)
    return Image.open(io.BytesIO(bytes(png)))


WAYS: dict[str, Callable[[Path, int], Image.Image]] = {
    "infogen": infogen,
    "resvg": resvg,
    "cairosvg": cairosvg,
    "picosvg": picosvg,
}


def main() -> None:
    """Print how many drawings are alike, different and refused."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--way", choices=WAYS, default="infogen")
    options.add_argument("--list", action="store_true", help="name each that differs")
    given = options.parse_args()
    found = Counter[str]()
    for path in sorted(given.folder.rglob("*.svg")):
        if path.with_suffix(".png").is_file():
            result = compared(path, WAYS[given.way])
            found[result] += 1
            if given.list and result == "different":
                print(path.relative_to(given.folder))
    print(given.way, ", ".join(f"{number} {result}" for result, number in sorted(found.items())))


def compared(path: Path, way: Callable[[Path, int], Image.Image]) -> str:
    """How a drawing comes out."""
    with Image.open(path.with_suffix(".png")) as file:
        wanted = _on_white(file)
    try:
        seen = _on_white(way(path, wanted.width))
    except Exception:  # each way raises what it likes
        return "refused"
    return "alike" if seen.size == wanted.size and _differs(seen, wanted) <= MOST else "different"


def _differs(one: Image.Image, other: Image.Image) -> float:
    red, green, blue = ImageChops.difference(one, other).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    size = max(1, one.width // SIDE), max(1, one.height // SIDE)
    extremes = most.resize(size, Image.Resampling.BOX).getextrema()
    return float(extremes[1])  # type: ignore[arg-type]


def _on_white(image: Image.Image) -> Image.Image:
    white = Image.new("RGBA", image.size, "white")
    white.alpha_composite(image.convert("RGBA"))
    return white.convert("RGB")


if __name__ == "__main__":
    main()
