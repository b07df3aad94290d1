"""Typesetting: a phrase, a style and a width go in, lines of shaped runs come out.

A `Galley` shapes the phrase and chooses the lines; here they get their size and their colours.
"""

from bisect import bisect_left
from functools import lru_cache

from msgspec import Struct

from infogen.scene import Source, Text
from infogen.scene.fonts import Fonts
from infogen.scene.ink import SOFT_HYPHEN
from infogen.typesetting.galley import FormatSegment, Galley, LineRange, Setting, prepare
from infogen.typesetting.lines import Taste
from infogen.typesetting.phrase import Phrase


class Style(Struct, frozen=True):
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


class LineRun(Struct, frozen=True):
    """A run, its distance from the line's left edge (below 0 by the optical margin), its link, and
    whether it is accented.
    """

    x: float
    text: Text
    href: str | None
    accent: bool


class Line(Struct, frozen=True):
    """The runs of a line, and how far it reaches from its left edge, without the trailing space."""

    runs: tuple[LineRun, ...]
    width: float


class Paragraph(Struct, frozen=True, eq=False):
    """The lines of a phrase, the width of the widest, and its main face's metrics (positive). It
    is compared by identity: it stands for one answer of `typeset`.
    """

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
        lines=lines,
        width=max((line.width for line in lines), default=0.0),
        leading=style.leading,
        cap_height=face.cap_height * scale,
        x_height=face.x_height * scale,
        descent=face.descent * scale,
    )


def _setting(style: Style) -> Setting:
    return Setting(
        font=style.font,
        strong=style.strong,
        digits=style.digits,
        strong_digits=style.strong_digits,
        tracking=style.tracking,
        word_space=style.word_space,
        hyphens=style.hyphens,
        display=style.display,
        features=("tnum",) if style.tabular else (),
        lang=style.lang,
    )


def _line(galley: Galley, line: LineRange, style: Style) -> Line:
    left, right = galley.left(line.start), galley.right(line.end, line.soft)
    size = style.size
    runs = []
    for piece, pens in zip(galley.pieces, galley.pens, strict=True):
        start, end = max(line.start, piece.start), min(line.end, piece.end)
        if start >= end:
            continue
        text, (glyphs, drawn, ys, clusters) = (
            galley.text[start:end],
            _slice(piece, pens, start, end),
        )
        if end == line.end and line.soft:
            glyph, pen, _ = galley.hyphen(end)
            text, glyphs, drawn = text + SOFT_HYPHEN, (*glyphs, glyph), [*drawn, pen]
            ys, clusters = (*ys, 0), (*clusters, end - start)
        origin = galley.places[start]
        scale = size / piece.face.upem
        run = Text(
            text=text,
            font=piece.face.name,
            size=size,
            color=style.accent if piece.accent else style.color,
            glyphs=glyphs,
            xs=tuple([(pen - origin) * size for pen in drawn]),
            ys=tuple([-y * scale for y in ys]) if any(ys) else (0.0,) * len(ys),
            clusters=clusters,
            width=max(0.0, (right if end == line.end else galley.places[end]) - origin) * size,
            origin=galley.origin,
            sources=_sources(galley, start, end) if galley.sources else (),
        )
        runs.append(LineRun((origin - left) * size, run, piece.href, piece.accent))
    return Line(tuple(runs), max(0.0, right - left) * size)


_Glyphs = tuple[tuple[int, ...], list[float], tuple[int, ...], tuple[int, ...]]


def _slice(piece: FormatSegment, pens: list[float], start: int, end: int) -> _Glyphs:
    """Glyphs, pens, heights and clusters of the characters `start` to `end` of a piece."""
    shaped = piece.glyphs
    if start == piece.start and end == piece.end:
        return shaped.glyphs, pens, shaped.y_offsets, shaped.clusters
    shift = start - piece.start
    i = bisect_left(shaped.clusters, shift)
    j = bisect_left(shaped.clusters, end - piece.start)
    clusters = tuple([cluster - shift for cluster in shaped.clusters[i:j]])
    return shaped.glyphs[i:j], pens[i:j], shaped.y_offsets[i:j], clusters


def _sources(galley: Galley, start: int, end: int) -> tuple[Source, ...]:
    return tuple(
        Source(max(first, start) - start, min(last, end) - start, path)
        for first, last, path in galley.sources
        if first < end and last > start
    )
