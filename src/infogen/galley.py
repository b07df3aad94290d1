"""A phrase shaped and measured in em, once for all sizes and widths: what lines are chosen from.

Each format is shaped whole. The width of a line follows from those advances, for kerning looks no
further than the next glyph, and a line's last character is measured without its neighbour.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from infogen.breaks import stops
from infogen.diagnostics import Diagnostic, Failure, Span, error
from infogen.fonts import Face, Fonts, Shaped, name_of
from infogen.lines import Measured, Taste, choose
from infogen.markup import NO_BREAK_SPACE, Marked, read_marks
from infogen.messages import _
from infogen.phrase import Phrase

SPACES = frozenset((" ", NO_BREAK_SPACE))
WIDOW_LETTERS = 8
"""A last line of one word is a fault if the word has fewer letters and digits."""

OVERSHOOT = 0.01
"""How far, in em, a round letter goes beyond the optical margin to look as far left as a stem."""

_ROUND = frozenset("CGOQSÇÓcdegoqsçéó0689")
_DIGITS = re.compile("[0-9]+|[^0-9]+")
_TOLERANCE = 1e-6


class Setting(NamedTuple):
    """What of a style decides where the glyphs of a phrase are, in em."""

    font: str
    strong: str
    digits: str | None
    strong_digits: str | None
    tracking: float
    word_space: float
    hyphens: bool
    display: bool
    features: tuple[str, ...]
    lang: str


@dataclass(frozen=True, slots=True)
class Piece:
    """The characters `start` to `end` of the text, in one face, colour and link."""

    start: int
    end: int
    face: Face
    accent: bool
    href: str | None
    shaped: Shaped


class LineRange(NamedTuple):
    """The characters of a line; `soft` if a hyphen is added to it."""

    start: int
    end: int
    soft: bool = False


@lru_cache(maxsize=1024)
def prepare(phrase: Phrase, setting: Setting, fonts: Fonts) -> "Galley":
    """Shape a phrase. Raises `Failure`: `unbalanced-mark`, `missing-glyph`, `missing-font`."""
    marked = read_marks(phrase.text, phrase.span)
    pieces = tuple(_pieces(marked, phrase, setting, fonts))
    missing = {
        (char, piece.face.name): None
        for piece in pieces
        if 0 in piece.shaped.glyphs
        for char in _missing(piece, marked.text)
    }
    if missing:
        raise Failure(_missing_glyph(char, name, phrase.span) for char, name in missing)
    return Galley(marked, pieces, phrase, setting)


class Galley:
    """The text of a phrase in pieces of one format, and the place of each character."""

    def __init__(
        self, marked: Marked, pieces: tuple[Piece, ...], phrase: Phrase, setting: Setting
    ) -> None:
        self.text = marked.text
        self.pieces = pieces
        self.setting = setting
        self.origin = phrase.origin
        self.sources = tuple(
            (marked.place(s.start), marked.place(s.end), s.path) for s in phrase.sources
        )
        bounds = (0, *marked.forced, len(self.text)) if self.text else ()
        self._segments = tuple(pairwise(bounds))
        self._measured: dict[int, Measured] = {}
        self._places = _places(self.text, pieces, setting)

    def lines(self, width: float, taste: Taste) -> Iterator[LineRange]:
        """The lines, at most `width` em wide where the text can be broken."""
        for start, end in self._segments:
            if self._end(end) - self._start(start) <= width + _TOLERANCE:
                yield LineRange(start, end)
                continue
            measured = self._measured.get(start)
            if measured is None:
                measured = self._measured[start] = self._measure(start, end)
            begin = start
            for index in choose(measured, width, taste):
                stop = measured.stops[index]
                yield LineRange(begin, start + stop.at, stop.kind == "soft")
                begin = start + stop.at

    def bearing(self, at: int) -> float:
        """How far right of the pen, in em, a line that begins with this character is aligned."""
        if not self.setting.display:
            return 0.0
        piece = self._piece(at)
        glyph = piece.shaped.glyphs[bisect_left(piece.shaped.clusters, at - piece.start)]
        overshoot = OVERSHOOT if self.text[at] in _ROUND else 0.0
        return piece.face.left_bearing(glyph) / piece.face.upem + overshoot

    def _start(self, at: int) -> float:
        return self._places[at] + self.bearing(at)

    def _end(self, at: int, soft: bool = False) -> float:
        """Where a line before this character ends: without its space, with its hyphen."""
        before, tracking = self.text[at - 1], self.setting.tracking
        if before == " ":
            return self._places[at - 1] - tracking
        if at == len(self.text):
            return self._places[at] - tracking
        face = self._piece(at - 1).face
        drawn = before + "-" if soft else before
        shaped = face.shape(drawn, self.setting.lang, self.setting.features)
        return self._places[at - 1] + shaped.advance / face.upem + (tracking if soft else 0.0)

    def _piece(self, at: int) -> Piece:
        return next(piece for piece in self.pieces if at < piece.end)

    def _measure(self, start: int, end: int) -> Measured:
        text = self.text[start:end]
        found = stops(text, self.setting.hyphens, self.setting.lang)
        starts = (self._start(start), *(self._start(start + stop.at) for stop in found[:-1]))
        ends = (0.0, *(self._end(start + stop.at, stop.kind == "soft") for stop in found))
        widows = (i for i, stop in enumerate(found, 1) if _is_widow(text[stop.at :].rstrip(" ")))
        return Measured(found, starts, ends, frozenset(widows))


def _pieces(marked: Marked, phrase: Phrase, setting: Setting, fonts: Fonts) -> Iterator[Piece]:
    links = [(marked.place(a), marked.place(b), href) for a, b, href in sorted(phrase.links)]
    for stretch in marked.stretches:
        name = setting.strong if stretch.strong else setting.font
        digits = (setting.strong_digits if stretch.strong else setting.digits) or name
        for start, end, href in _by_links(stretch.start, stretch.end, links):
            for a, b, own in _by_digits(marked.text, start, end, digits != name):
                face = fonts.face(name if own else digits)
                shaped = face.shape(marked.text[a:b], setting.lang, setting.features)
                yield Piece(a, b, face, stretch.accent, href, shaped)


def _by_links(
    start: int, end: int, links: list[tuple[int, int, str]]
) -> Iterator[tuple[int, int, str | None]]:
    for first, last, href in links:
        first, last = max(start, first), min(end, last)
        if first < last:
            if start < first:
                yield start, first, None
            yield first, last, href
            start = last
    if start < end:
        yield start, end, None


def _by_digits(text: str, start: int, end: int, apart: bool) -> Iterator[tuple[int, int, bool]]:
    if not apart:
        yield start, end, True
        return
    for found in _DIGITS.finditer(text, start, end):
        yield found.start(), found.end(), not "0" <= found.group()[0] <= "9"


def _places(text: str, pieces: tuple[Piece, ...], setting: Setting) -> list[float]:
    """The pen's place before each character, and at the end."""
    places: list[float] = []
    x = 0.0
    for piece in pieces:
        scale = 1 / piece.face.upem
        for cluster, advance in zip(piece.shaped.clusters, piece.shaped.advances, strict=True):
            at = piece.start + cluster
            while len(places) <= at:
                places.append(x)
            if advance:
                x += advance * scale + setting.tracking
                if text[at] in SPACES:
                    x += setting.word_space
        while len(places) < piece.end:
            places.append(x)
    places.append(x)
    return places


def _is_widow(rest: str) -> bool:
    return SPACES.isdisjoint(rest) and 0 < sum(char.isalnum() for char in rest) < WIDOW_LETTERS


def _missing(piece: Piece, text: str) -> Iterator[str]:
    clusters = (*piece.shaped.clusters, piece.end - piece.start)
    for glyph, cluster in zip(piece.shaped.glyphs, clusters, strict=False):
        if glyph == 0:
            after = next(c for c in clusters if c > cluster)
            chars = text[piece.start + cluster : piece.start + after]
            yield from [char for char in chars if not piece.face.covers(char)] or chars


def _missing_glyph(char: str, font: str, span: Span | None) -> Diagnostic:
    return error(
        "missing-glyph",
        _('the font "{font}" has no glyph for {char}').format(font=font, char=name_of(char)),
        span,
        _("write it with other characters, or add the glyph to the font"),
    )
