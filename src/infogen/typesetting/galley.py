"""A phrase shaped and measured in em, once for all sizes and widths: what lines are cut from.

Each format is shaped whole, and lines are slices of it: what was measured is what is drawn. Kerning
looks no further than the next glyph, so a slice is like the line shaped alone; only the advance of
its last character differs, and that one is measured without its neighbour.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, islice, pairwise
from typing import NamedTuple

from msgspec import Struct

from infogen.diagnostics import Diagnostic, Failure, error
from infogen.messages import _
from infogen.scene.fonts import Face, Fonts, GlyphRun, name_of
from infogen.typesetting.breaks import stops
from infogen.typesetting.lines import MeasuredText, Taste, choose
from infogen.typesetting.markup import NO_BREAK_SPACE, ParsedText, read_marks
from infogen.typesetting.phrase import Phrase

HYPHEN = "-"
WIDOW_LETTERS = 8
"""A last line of one word is a fault if the word has fewer letters and digits."""

OVERSHOOT = 0.01
"""How far, in em, a round letter goes beyond the optical margin to look as far left as a stem."""

SHOWN = 24
"""Characters on each side of one that has no glyph, in its diagnostic."""

_ROUND = frozenset("CGOQSÇÓcdegoqsçéó0689")
_SPACES = frozenset((" ", NO_BREAK_SPACE))
_DIGITS = re.compile("[0-9]+|[^0-9]+")
_TOLERANCE = 1e-6


class Setting(NamedTuple):
    """The part of a style that decides where the glyphs of a phrase are, in em."""

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


class FormatSegment(Struct, frozen=True):
    """The characters `start` to `end` of the text, in one face, colour and link."""

    start: int
    end: int
    face: Face
    accent: bool
    href: str | None
    glyphs: GlyphRun


class LineRange(NamedTuple):
    """The characters of a line; `soft` if a hyphen is added to it."""

    start: int
    end: int
    soft: bool = False


@lru_cache(maxsize=1024)
def prepare(phrase: Phrase, setting: Setting, fonts: Fonts) -> "Galley":
    """Shape a phrase. Raises `Failure`: `unbalanced-mark`, `missing-glyph`, `missing-font`."""
    marked = read_marks(phrase.text, phrase.span, phrase.literal)
    pieces = tuple(_pieces(marked, phrase, setting, fonts))
    missing: dict[tuple[str, str], int] = {}
    for piece in pieces:
        if 0 in piece.glyphs.glyphs:
            for at in _missing(piece, marked.text):
                missing.setdefault((marked.text[at], piece.face.name), at)
    if missing:
        raise Failure(
            _missing_glyph(name, phrase, marked, at) for (_char, name), at in missing.items()
        )
    return Galley(marked, pieces, phrase, setting)


class Galley:
    """The text of a phrase in pieces of one format, and the place of each character in em.

    `pens[k][i]` is where glyph i of piece k is drawn, `places[c]` where character c begins.
    """

    def __init__(
        self,
        marked: ParsedText,
        pieces: tuple[FormatSegment, ...],
        phrase: Phrase,
        setting: Setting,
    ) -> None:
        self.text = marked.text
        self.pieces = pieces
        self.origin = phrase.origin
        self.sources = tuple(
            (marked.position(s.start), marked.position(s.end), s.path) for s in phrase.sources
        )
        self._soft_hyphens = marked.soft_hyphens
        self.pens: list[list[float]] = []
        self.places: list[float] = []
        self._setting = setting
        self._inside: set[int] = set()
        self._measured: dict[int, MeasuredText] = {}
        bounds = (0, *marked.line_starts, len(self.text)) if self.text else ()
        self._segments = tuple(pairwise(bounds))
        x = 0.0
        for piece in pieces:
            x = self._advance(piece, x)
        self.places.append(x)

    def lines(self, width: float, taste: Taste) -> Iterator[LineRange]:
        """The lines, at most `width` em wide where the text can be broken."""
        for start, end in self._segments:
            if self.right(end) - self.left(start) <= width + _TOLERANCE:
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

    def left(self, at: int) -> float:
        """The left edge of a line that begins with this character: in display, its ink's."""
        if not self._setting.display:
            return self.places[at]
        piece = self._piece(at)
        glyph = piece.glyphs.glyphs[bisect_left(piece.glyphs.clusters, at - piece.start)]
        overshoot = OVERSHOOT if self.text[at] in _ROUND else 0.0
        return self.places[at] + piece.face.left_bearing(glyph) / piece.face.upem + overshoot

    def right(self, at: int, soft: bool = False) -> float:
        """The right edge of a line that ends before this character.

        Neither the space that the line wraps at nor the last tracking counts; an added hyphen does.
        """
        if soft:
            return self.hyphen(at)[2]
        before, tracking = self.text[at - 1], self._setting.tracking
        if before == " ":
            return self.places[at - 1] - tracking
        if at == len(self.text):
            return self.places[at] - tracking
        face, alone = self._shape(at, before)
        return self.places[at - 1] + alone.advance / face.upem

    def hyphen(self, at: int) -> tuple[int, float, float]:
        """The glyph of a hyphen added before this character, where it is drawn, where it ends."""
        face, pair = self._shape(at, self.text[at - 1] + HYPHEN)
        end = self.places[at - 1] + pair.advance / face.upem + self._setting.tracking
        return pair.glyphs[-1], end - pair.advances[-1] / face.upem, end

    def _shape(self, at: int, text: str) -> tuple[Face, GlyphRun]:
        face = self._piece(at - 1).face
        return face, face.shape(text, self._setting.lang, self._setting.features)

    def _piece(self, at: int) -> FormatSegment:
        return next(piece for piece in self.pieces if at < piece.end)

    def _advance(self, piece: FormatSegment, x: float) -> float:
        """Place the characters of a piece that begins at `x`; returns where it ends."""
        shaped, setting, scale = piece.glyphs, self._setting, 1 / piece.face.upem
        text = self.text[piece.start : piece.end]
        tracking, space = setting.tracking, setting.tracking + setting.word_space
        steps = [
            advance * scale + (space if text[cluster] in _SPACES else tracking) if advance else 0.0
            for advance, cluster in zip(shaped.advances, shaped.clusters, strict=True)
        ]
        *pens, end = accumulate(steps, initial=x)
        if shaped.clusters == tuple(range(len(text))):
            self.places += pens
        else:
            self._place(piece, pens, end)
        if any(shaped.x_offsets) or not all(shaped.advances):
            # A mark stays on its letter: the tracking comes after both.
            pens = [
                pen + offset * scale - (0.0 if advance else tracking)
                for pen, offset, advance in zip(
                    pens, shaped.x_offsets, shaped.advances, strict=True
                )
            ]
        self.pens.append(pens)
        return end

    def _place(self, piece: FormatSegment, pens: list[float], end: float) -> None:
        """Several characters in one glyph, or several glyphs for one character."""
        first: dict[int, float] = {}
        for cluster, pen in zip(piece.glyphs.clusters, pens, strict=True):
            first.setdefault(piece.start + cluster, pen)
        for at in range(piece.end - 1, piece.start - 1, -1):
            if at not in first:
                self._inside.add(at)
                first[at] = end
            end = first[at]
        self.places += [first[at] for at in range(piece.start, piece.end)]

    def _measure(self, start: int, end: int) -> MeasuredText:
        text = self.text[start:end]
        typed = [at - start for at in self._soft_hyphens if start < at < end]
        found = tuple(
            stop
            for stop in stops(text, self._setting.hyphens, self._setting.lang, typed)
            if start + stop.at not in self._inside
        )
        lefts = (self.left(start), *(self.left(start + stop.at) for stop in found[:-1]))
        rights = (0.0, *(self.right(start + stop.at, stop.kind == "soft") for stop in found))
        widows = (i for i, stop in enumerate(found, 1) if _is_widow(text[stop.at :].rstrip(" ")))
        return MeasuredText(found, lefts, rights, frozenset(widows))


def _pieces(
    marked: ParsedText, phrase: Phrase, setting: Setting, fonts: Fonts
) -> Iterator[FormatSegment]:
    links = [(marked.position(a), marked.position(b), href) for a, b, href in sorted(phrase.links)]
    for stretch in marked.stretches:
        name = setting.strong if stretch.strong else setting.font
        digits = (setting.strong_digits if stretch.strong else setting.digits) or name
        for start, end, href in _by_links(stretch.start, stretch.end, links):
            for a, b, own in _by_digits(marked.text, start, end, digits != name):
                face = fonts.face(name if own else digits)
                shaped = face.shape(marked.text[a:b], setting.lang, setting.features)
                yield FormatSegment(
                    start=a, end=b, face=face, accent=stretch.accent, href=href, glyphs=shaped
                )


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


def _is_widow(rest: str) -> bool:
    if not _SPACES.isdisjoint(rest):
        return False
    letters = islice((char for char in rest if char.isalnum()), WIDOW_LETTERS)
    return 0 < sum(1 for _letter in letters) < WIDOW_LETTERS


def _missing(piece: FormatSegment, text: str) -> Iterator[int]:
    """The places in the text of characters that a face cannot draw."""
    clusters = (*piece.glyphs.clusters, piece.end - piece.start)
    for glyph, cluster in zip(piece.glyphs.glyphs, clusters, strict=False):
        if glyph == 0:
            after = next(c for c in clusters if c > cluster)
            places = range(piece.start + cluster, piece.start + after)
            yield from [at for at in places if not piece.face.covers(text[at])] or places


def _missing_glyph(font: str, phrase: Phrase, marked: ParsedText, at: int) -> Diagnostic:
    """Says which character of what was written it is: of the data that filled it in, or of the
    text.
    """
    char, text, span = marked.text[at], phrase.text, phrase.span
    index = next(i for i, one in enumerate(text) if one == char and marked.position(i) == at)
    known = {fact.path: fact.span for fact in phrase.facts if fact.span}
    inside = [s for s in phrase.sources if s.start <= index < s.end and s.path in known]
    if inside:
        source = min(inside, key=lambda s: s.end - s.start)
        text, span = text[source.start : source.end], known[source.path]
        index -= source.start
    message = _('the font "{font}" has no glyph for {char}, character {count} of "{text}"')
    return error(
        "missing-glyph",
        message.format(font=font, char=name_of(char), count=index + 1, text=_around(text, index)),
        span,
        _("take it out, and put a block icon or picture beside the text")
        if unicodedata.category(char) == "So"
        else _("write it with other characters, or add the glyph to the font"),
    )


def _around(text: str, index: int) -> str:
    """A text, of a long one what stands about a character."""
    start, end = max(0, index - SHOWN), index + SHOWN + 1
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return f"{before}{' '.join(text[start:end].split())}{after}"
