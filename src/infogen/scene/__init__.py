"""The scene: everything that is to be drawn, placed and resolved. Backends replay it, checks read
it.

A page is a tree of frames. A frame has a size, a meaning (role, alternative text, link, language)
and items at places inside it: other frames, or ink. There are five kinds of ink: `Text` is one
shaped run of one font and colour (a line is a frame of runs), `Rect`, `Path`, `Image`, and
`Modules` (the squares of a QR code, which every backend must draw crisp). Lengths are in the
canvas's unit, y down, colours are `#RRGGBB`.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from msgspec import Struct

from infogen.diagnostics import Span
from infogen.scene.accompaniment import NO_TWIN, Twin
from infogen.scene.destinations import Outlet, Press
from infogen.scene.fonts import Fonts
from infogen.scene.geometry import NO_INSETS, Box, Insets, Side, Size

Role = Literal[
    "title", "heading", "subheading", "paragraph", "list", "item",
    "table", "row", "head", "cell", "figure", "qr", "link", "running", "artifact",
]  # fmt: skip
Cap = Literal["butt", "round"]
Command = tuple[str, *tuple[float, ...]]

COUNTER = "counter"
"""The origin of figures that count what is on the page (steps, slides, days): they are no data."""


class Fact(Struct, frozen=True):
    """A piece of data that was used: its path in `data/`, the value as printed, and where it is
    written. `stated`: the value itself is printed or drawn; other facts only support a text.
    """

    path: str
    value: str
    span: Span | None = None
    stated: bool = True


class Source(Struct, frozen=True):
    """The characters `start` to `end` of a text come from the data at `path`."""

    start: int
    end: int
    path: str


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


Level = Literal["AA", "AAA"]
Ink = Text | Rect | Path | Image | Modules


class Placed(Struct, frozen=True):
    """An item at a place inside its frame."""

    x: float
    y: float
    item: "Frame | Ink"


class Frame(Struct, frozen=True):
    """A box with a meaning. What is inside may not be larger than the box: `need` > `size` is an
    overflow.

    Frames of one `whole` are the parts of one block on several pages, `target` is the name under
    which links inside the document (`#name`) find the frame. `rest` is what a flow could not hold:
    a finished scene has none.
    """

    size: Size
    items: tuple[Placed, ...] = ()
    role: Role | None = None
    id: str | None = None
    alt: str | None = None
    href: str | None = None
    lang: str | None = None
    span: Span | None = None
    kind: str = ""
    room: Size | None = None
    need: Size | None = None
    first: float | None = None
    baseline: float | None = None
    facts: tuple[Fact, ...] = ()
    bleed: frozenset[Side] = frozenset()
    late: "Late | None" = None
    rest: object | None = None
    whole: str | None = None
    target: str | None = None


Late = Callable[["Anchors"], Frame]
"""In a frame that is not finished: draws it once all anchors are known. A finished scene has none.

"""


class Anchor(Struct, frozen=True):
    """Where a named block ended up on its page, with the lines that text offers."""

    box: Box
    first: float
    baseline: float


Anchors = dict[str, tuple[Anchor, ...]]


class Canvas(Struct, frozen=True):
    """The sheet: `density` is raster pixels per unit (1 on screens, 150/25.4 on paper), `safe` the
    part of each side that may be covered, as a fraction.
    """

    id: str
    family: Literal["screen", "paper"]
    unit: Literal["px", "mm"]
    width: float
    height: float
    density: float
    bleed: float = 0.0
    smallest: float = 0.0
    margin: float = 0.0
    safe: Insets = NO_INSETS

    @property
    def pixels(self) -> tuple[int, int]:
        """Its width and height in raster pixels."""
        return round(self.width * self.density), round(self.height * self.density)


class Page(Struct, frozen=True):
    """One page: its frame, and the colour of the sheet."""

    frame: Frame
    ground: str


class Scene(Struct, frozen=True, eq=False, weakref=True):
    """A finished piece in one format, theme and variant. It is compared by identity.

    `facts` are all that it uses, `headed` those in its title and subject, `told` those in its
    alternative text, `asked` those that decide what is shown and are not in it. `untranslated` are
    the paths of texts that are not in its language, `samples` the namespaces whose data is made up,
    `level` how much contrast its theme promises (WCAG 2.2, 1.4.3 and 1.4.6), `twin` what its text
    twin says beside its pages, `press` how a printer's sheet is printed, if it is one.
    """

    piece: str
    title: str
    subject: str
    author: str
    lang: str
    alt: str
    canvas: Canvas
    theme: str
    variant: str | None
    fonts: Fonts
    pages: tuple[Page, ...]
    facts: tuple[Fact, ...] = ()
    headed: tuple[Fact, ...] = ()
    told: tuple[Fact, ...] = ()
    span: Span | None = None
    outlets: tuple[Outlet, ...] = ()
    asked: tuple[Fact, ...] = ()
    untranslated: tuple[str, ...] = ()
    samples: frozenset[str] = frozenset()
    level: Level = "AA"
    twin: Twin = NO_TWIN
    press: Press | None = None


def merged(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Each fact once, by path: as stated where any of them is."""
    found: dict[str, Fact] = {}
    for fact in facts:
        known = found.get(fact.path)
        if known is None or fact.stated or not known.stated:
            found[fact.path] = fact
    return tuple(found[path] for path in sorted(found))


def facts_on(frame: Frame) -> tuple[Fact, ...]:
    """The facts that a page uses, each once, by path."""
    return merged(
        fact for _x, _y, item in walk(frame) if isinstance(item, Frame) for fact in item.facts
    )


def walk(
    frame: Frame, x: float = 0.0, y: float = 0.0
) -> Iterator[tuple[float, float, Frame | Ink]]:
    """Each frame and ink of a page in paint order, with the absolute place of its origin."""
    waiting: list[tuple[float, float, Frame | Ink]] = [(x, y, frame)]
    while waiting:
        found = waiting.pop()
        yield found
        left, top, item = found
        if isinstance(item, Frame):
            waiting += [(left + p.x, top + p.y, p.item) for p in reversed(item.items)]
