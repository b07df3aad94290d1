"""The five kinds of ink: text, rectangles, paths, pictures, and the modules of QR codes."""

from typing import Literal

from msgspec import Struct

from infogen.scene.facts import Source

SOFT_HYPHEN = "\u00ad"
"""Ends a line that is broken inside a word: drawn as a hyphen, and no letter of the word."""

Cap = Literal["butt", "round"]
Command = tuple[str, *tuple[float, ...]]


class Text(Struct, frozen=True):
    """One shaped run: glyph `glyphs[i]` is drawn at `(xs[i], ys[i])` from the pen's origin on the
    baseline.

    `clusters[i]` is the index in `text` of the first character that glyph stands for (ascending).
    `text` of a paragraph's runs in order is the paragraph: a line that wraps at a space ends with
    that space (its glyph is the last one, and lies outside `width`); one that wraps at a
    hyphenation point ends with U+00AD drawn as a hyphen. `origin` says who wrote it (a path in
    `data/` or `file:line:col`), `sources` which characters were filled in from data.
    """

    text: str
    font: str
    size: float
    color: str
    glyphs: tuple[int, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    clusters: tuple[int, ...]
    width: float
    origin: str = ""
    sources: tuple[Source, ...] = ()


class Stroke(Struct, frozen=True):
    """A line of some width, centred on its path; joins are round. `dash` = lengths on, off."""

    color: str
    width: float
    cap: Cap = "butt"
    dash: tuple[float, ...] = ()


class Rect(Struct, frozen=True):
    """A rectangle, filled or with a border drawn inside its edge, with round corners of
    `radius`.
    """

    width: float
    height: float
    fill: str | None = None
    radius: float = 0.0
    border: Stroke | None = None


class Path(Struct, frozen=True):
    """An outline of `("M", x, y)`, `("L", x, y)`, `("C", x1, y1, x2, y2, x, y)` and `("Z",)`.

    Filled by the non-zero rule, stroked, or both (the stroke lies above the fill).
    """

    commands: tuple[Command, ...]
    fill: str | None = None
    stroke: Stroke | None = None


class Picture(Struct, frozen=True):
    """Decoded artwork: 8-bit RGB or RGBA pixels, rows from the top. `digest` identifies the
    pixels.
    """

    columns: int
    rows: int
    mode: Literal["RGB", "RGBA"]
    pixels: bytes
    digest: str


class Image(Struct, frozen=True):
    """Artwork stretched over `width` × `height`."""

    width: float
    height: float
    picture: Picture


class Modules(Struct, frozen=True):
    """Square modules of side `module`: a dark one for each true cell of `rows`. Never antialiased.

    A raster backend draws whole pixels: the largest whole module that fits, centred in the same
    square.
    """

    rows: tuple[tuple[bool, ...], ...]
    module: float
    color: str


Ink = Text | Rect | Path | Image | Modules
