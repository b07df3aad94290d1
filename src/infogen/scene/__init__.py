"""The scene: everything that is to be drawn, placed and resolved. Backends replay it, checks read
it.

A page is a tree of frames. A frame has a size, a meaning (role, alternative text, link, language)
and items at places inside it: other frames, or ink. There are five kinds of ink: `Text` is one
shaped run of one font and colour (a line is a frame of runs), `Rect`, `Path`, `Image`, and
`Modules` (the squares of a QR code, which every backend must draw crisp). Lengths are in the
canvas's unit, y down, colours are `#RRGGBB`.
"""

from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct, field

from infogen.diagnostics import Span
from infogen.scene.accompaniment import NO_TWIN, Twin
from infogen.scene.destinations import Outlet, Press
from infogen.scene.facts import COUNTER, Fact, Source, is_link, merge_facts
from infogen.scene.fonts import Fonts
from infogen.scene.frame import (
    ARTIFACT,
    NO_MEANING,
    Frame,
    Item,
    Meaning,
    OnPage,
    Placed,
    Role,
    codes_on,
    facts_on,
    frames_in,
    on_pages,
    texts_in,
    walk,
)
from infogen.scene.geometry import NO_INSETS, Insets
from infogen.scene.ink import Command, Image, Ink, Modules, Path, Picture, Rect, Stroke, Text

__all__ = [
    "ARTIFACT",
    "COUNTER",
    "NO_MEANING",
    "Canvas",
    "Command",
    "ContrastLevel",
    "Fact",
    "Frame",
    "Image",
    "Ink",
    "Item",
    "Look",
    "Meaning",
    "Modules",
    "OnPage",
    "Page",
    "Path",
    "Picture",
    "Placed",
    "Rect",
    "Role",
    "Scene",
    "Source",
    "Stroke",
    "Text",
    "codes_on",
    "facts_on",
    "frames_in",
    "is_link",
    "merge_facts",
    "on_pages",
    "texts_in",
    "walk",
]  # fmt: skip

ContrastLevel = Literal["AA", "AAA"]
"""How much contrast a theme promises (WCAG 2.2, 1.4.3 and 1.4.6)."""


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


class Look(Struct, frozen=True):
    """The theme as far as a page of text has it: colours by role, the faces of running text, of
    what is strong in it, of headlines and of headings, the face of the digits of each face that
    does not draw them itself, and the series' mark as path data in a box of 100 × 100, each outline
    with its colour (empty: a ring with a dot).
    """

    colors: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    strong: str = ""
    display: str = ""
    title: str = ""
    digits: Mapping[str, str] = field(default_factory=dict)
    mark: tuple[tuple[str, str], ...] = ()


NO_LOOK = Look()
"""That of a scene that is only a sheet of the program's own."""


class Scene(Struct, frozen=True, eq=False, weakref=True):
    """A finished piece in one format, theme and variant. It is compared by identity.

    `facts` are all that it uses, `title_facts` those in its title and subject, `alt_facts` those
    behind its alternative text, `condition_facts` those that decide what is shown and do not appear
    themselves. `untranslated_paths` lead to texts in another language than its own, `samples` names
    the namespaces whose data is made up. `level` is the contrast that its theme promises (WCAG 2.2,
    1.4.3 and 1.4.6), `twin` what its text twin says beside its pages, `press` how a printer's sheet
    is printed, if it is one, `edition` the letters that its codes carry on paper. `shortened` are
    the frames that had no room before all texts took their short words, `look` what a page of text
    takes of the theme.
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
    title_facts: tuple[Fact, ...] = ()
    alt_facts: tuple[Fact, ...] = ()
    span: Span | None = None
    outlets: tuple[Outlet, ...] = ()
    condition_facts: tuple[Fact, ...] = ()
    untranslated_paths: tuple[str, ...] = ()
    samples: frozenset[str] = frozenset()
    level: ContrastLevel = "AA"
    twin: Twin = NO_TWIN
    press: Press | None = None
    edition: str | None = None
    shortened: tuple[OnPage, ...] = ()
    look: Look = NO_LOOK

    def __repr__(self) -> str:
        name = f"{self.piece}.{self.variant}" if self.variant else self.piece
        return f"<Scene {name} {self.canvas.id}, theme {self.theme}, pages: {len(self.pages)}>"

    def frames(self, *roles: Role) -> Iterator[OnPage]:
        """The frames of some roles, or all, on all pages, in paint order."""
        return on_pages((page.frame for page in self.pages), *roles)

    def codes(self) -> Iterator[OnPage]:
        """The QR codes on all pages, in paint order; each leads to its frame's `href`."""
        return codes_on(page.frame for page in self.pages)
