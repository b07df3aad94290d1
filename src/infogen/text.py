"""Typesetting: a phrase, a style and a width go in, lines of shaped runs come out.

A `Galley` chooses the lines; then each is shaped by itself, so that what is drawn is what HarfBuzz
gives for that line.
"""

from dataclasses import dataclass
from functools import lru_cache

from infogen.fonts import Fonts, Shaped
from infogen.galley import SPACES, Galley, LineRange, Piece, Setting, prepare
from infogen.lines import Taste
from infogen.phrase import Phrase
from infogen.scene import Source, Text

SOFT_HYPHEN = "\u00ad"
HYPHEN = "-"


@dataclass(frozen=True, slots=True)
class Style:
    """How to set a phrase: names of faces, lengths in canvas units, colours as `#RRGGBB`.

    `digits` and `strong_digits` are the faces of the digits 0–9, `None` for the face of the text.
    `tracking` (em) follows each glyph but a line's last, `word_space` (em) widens each space.
    `display` text lets no article end a line, and aligns the ink of its lines with the margin.
    """

    font: str
    strong: str
    digits: str | None
    strong_digits: str | None
    size: float
    leading: float
    tracking: float = 0.0
    word_space: float = 0.0
    color: str = "#000000"
    accent: str = "#000000"
    balance: bool = False
    hyphens: bool = False
    display: bool = False
    tabular: bool = False
    lang: str = "es"


@dataclass(frozen=True, slots=True)
class Run:
    """A run, its distance from the line's left edge (below 0 by the optical margin), its link."""

    x: float
    text: Text
    href: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """The runs of a line, and how far it reaches from its left edge, without the trailing space."""

    runs: tuple[Run, ...]
    width: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The lines of a phrase, the width of the widest, and its main face's metrics (positive)."""

    lines: tuple[Line, ...]
    width: float
    leading: float
    cap_height: float
    x_height: float
    descent: float


def typeset(phrase: Phrase, style: Style, width: float, fonts: Fonts) -> Paragraph:
    """Set a phrase in lines of at most `width` canvas units; infinite: only forced breaks.

    A piece that cannot be broken is set even if it is wider; then `Paragraph.width` is too. Raises
    `Failure`: `unbalanced-mark`, `missing-glyph` (a character no face covers), `missing-font`.
    """
    return _typeset(phrase, style, width, fonts)


@lru_cache(maxsize=2048)
def _typeset(phrase: Phrase, style: Style, width: float, fonts: Fonts) -> Paragraph:
    galley = prepare(phrase, _setting(style), fonts)
    ranges = galley.lines(max(0.0, width) / style.size, Taste(style.balance, style.display))
    lines = tuple(_line(galley, line, style) for line in ranges)
    face = fonts.face(style.font)
    scale = style.size / face.upem
    return Paragraph(
        lines,
        max((line.width for line in lines), default=0.0),
        style.leading,
        face.cap_height * scale,
        face.x_height * scale,
        face.descent * scale,
    )


def _setting(style: Style) -> Setting:
    return Setting(
        style.font,
        style.strong,
        style.digits,
        style.strong_digits,
        style.tracking,
        style.word_space,
        style.hyphens,
        style.display,
        ("tnum",) if style.tabular else (),
        style.lang,
    )


def _line(galley: Galley, line: LineRange, style: Style) -> Line:
    x = 0.0 - galley.bearing(line.start) * style.size
    runs = []
    for piece in galley.pieces:
        if piece.end > line.start and piece.start < line.end:
            start, end = max(line.start, piece.start), min(line.end, piece.end)
            is_last = end == line.end
            text = galley.text[start:end] + SOFT_HYPHEN * (is_last and line.soft)
            shaped = _shaped(galley.setting, piece, text)
            xs, advance = _pens(shaped, text, style, style.size / piece.face.upem)
            if is_last:
                # Neither the space that the line wraps at nor the last tracking counts.
                advance = (xs[-1] if text[-1] == " " else advance) - style.tracking * style.size
            run = Text(
                text=text,
                font=piece.face.name,
                size=style.size,
                color=style.accent if piece.accent else style.color,
                glyphs=shaped.glyphs,
                xs=xs,
                ys=_heights(shaped, style.size / piece.face.upem),
                clusters=shaped.clusters,
                width=max(0.0, advance),
                origin=galley.origin,
                sources=_sources(galley, start, end),
            )
            runs.append(Run(x, run, piece.href))
            x += advance
    return Line(tuple(runs), max(0.0, x))


def _shaped(setting: Setting, piece: Piece, text: str) -> Shaped:
    if len(text) == piece.end - piece.start and text[-1] != SOFT_HYPHEN:
        return piece.shaped
    drawn = text.replace(SOFT_HYPHEN, HYPHEN)
    return piece.face.shape(drawn, setting.lang, setting.features)


def _pens(shaped: Shaped, text: str, style: Style, scale: float) -> tuple[tuple[float, ...], float]:
    """Where each glyph is drawn, and where the next run begins."""
    tracking, word_space = style.tracking * style.size, style.word_space * style.size
    xs = []
    x = 0.0
    for advance, offset, cluster in zip(
        shaped.advances, shaped.x_offsets, shaped.clusters, strict=True
    ):
        if advance:
            xs.append(x + offset * scale)
            x += advance * scale + tracking
            if text[cluster] in SPACES:
                x += word_space
        else:
            # A mark stays on its letter: the tracking comes after both.
            xs.append(x - tracking + offset * scale)
    return tuple(xs), x


def _heights(shaped: Shaped, scale: float) -> tuple[float, ...]:
    if any(shaped.y_offsets):
        return tuple(-offset * scale for offset in shaped.y_offsets)
    return (0.0,) * len(shaped.glyphs)


def _sources(galley: Galley, start: int, end: int) -> tuple[Source, ...]:
    return tuple(
        Source(max(first, start) - start, min(last, end) - start, path)
        for first, last, path in galley.sources
        if first < end and last > start
    )
