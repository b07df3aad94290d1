"""Runs of text in an SVG: live, each character at its place, or as outlines of their glyphs."""

from collections.abc import Iterator

from msgspec import Struct, field

from infogen.backends.markup import escape_text
from infogen.backends.svg.elements import attributes, num
from infogen.backends.svg.fonts import Faces, LooseGlyph, SubsetText
from infogen.backends.svg.shapes import glyph_outline
from infogen.scene import Text
from infogen.scene.fonts import Fonts
from infogen.scene.ink import SOFT_HYPHEN

_KEPT = ' xml:space="preserve"'
"""Each space has its place, too. Browsers look for this on the element of the text alone."""


class PlacedText(Struct, frozen=True):
    """A run of text with its place on the page."""

    text: Text
    x: float
    y: float


class Outlines(Struct):
    """Glyphs as shapes, each written once in the file and used where it stands."""

    fonts: Fonts
    _names: dict[tuple[str, int], str] = field(default_factory=dict)
    _shapes: list[str] = field(default_factory=list)

    def draw(self, run: PlacedText, glyphs: list[LooseGlyph], places: int) -> str:
        """These glyphs of a run, in its colour."""
        face = self.fonts.face(run.text.font)
        scale = run.text.size / face.upem
        used = []
        for glyph in glyphs:
            name = self._named(run.text.font, glyph.glyph)
            if name:
                at = attributes(
                    x=num(glyph.x / scale, 0), y=num(glyph.y / scale, 0) if glyph.y else None
                )
                used.append(f'<use xlink:href="#{name}"{at}/>')
        if not used:
            return ""
        matrix = f"translate({num(run.x, places)} {num(run.y, places)}) scale({num(scale, 7)})"
        return f"<g{attributes(fill=run.text.color, transform=matrix)}>{''.join(used)}</g>"

    @property
    def definitions(self) -> str:
        """The shapes that were used."""
        return f"<defs>{''.join(self._shapes)}</defs>" if self._shapes else ""

    def _named(self, font: str, glyph: int) -> str:
        key = font, glyph
        if key not in self._names:
            shape = glyph_outline(self.fonts.face(font), glyph)
            self._names[key] = f"{font}-{glyph}" if shape else ""
            if shape:
                self._shapes.append(f'<path id="{self._names[key]}" d="{shape}"/>')
        return self._names[key]


def live(runs: list[PlacedText], own: str, faces: Faces, outlines: Outlines, places: int) -> str:
    """One `text` element of these runs; the glyphs that no character shows stand after it."""
    parts = [(run, piece) for run in runs for piece in faces.encode(run.text).pieces]
    drawn = "".join(outlines.draw(run, list(faces.encode(run.text).glyphs), places) for run in runs)
    if not parts:
        return drawn
    first = _style(*parts[0])
    if len(parts) == 1:
        run, piece = parts[0]
        at = _places(run, piece, places)
        return (
            f"<text{_KEPT}{own}{attributes(**first, **at)}>{escape_text(piece.chars)}</text>{drawn}"
        )
    spans = "".join(_span(run, piece, first, places) for run, piece in parts)
    return f"<text{_KEPT}{own}{attributes(**first)}>{spans}</text>{drawn}"


def outline_text(runs: list[PlacedText], own: str, outlines: Outlines, places: int) -> str:
    """The runs as shapes, which are read aloud as their text."""
    said = "".join(run.text.text for run in runs).replace(SOFT_HYPHEN, "").strip()
    shapes = "".join(
        outlines.draw(run, [LooseGlyph(*glyph) for glyph in _glyphs(run.text)], places)
        for run in runs
    )
    if not shapes:
        return ""
    picture = f"<g{attributes(role='img', aria_label=said)}>{shapes}</g>"
    return f"<g{own}>{picture}</g>" if own else picture


def _glyphs(text: Text) -> Iterator[tuple[int, float, float]]:
    return zip(text.glyphs, text.xs, text.ys, strict=True)


def _span(run: PlacedText, piece: SubsetText, first: dict[str, str | None], places: int) -> str:
    style = {name: value for name, value in _style(run, piece).items() if value != first[name]}
    given = attributes(**_places(run, piece, places), **style)
    return f"<tspan{given}>{escape_text(piece.chars)}</tspan>"


def _style(run: PlacedText, piece: SubsetText) -> dict[str, str | None]:
    return {
        "font_family": f"{piece.subset.name},sans-serif",
        "font_size": num(run.text.size, 4),
        "fill": run.text.color,
    }


def _places(run: PlacedText, piece: SubsetText, places: int) -> dict[str, str | None]:
    """The place of each character; one height where all have the same."""
    xs = [num(run.x + x, places) for x in piece.xs]
    ys = [num(run.y + y, places) for y in piece.ys]
    while len(ys) > 1 and ys[-1] == ys[-2]:
        ys.pop()
    return {"x": " ".join(xs), "y": " ".join(ys)}
