"""Faces in an SVG: subsets whose characters lead to the very glyphs of the scene.

A browser shapes text by itself. So that it draws the glyphs that were shaped once, a subset has no
substitutions and no kerning, and its own character map; marks keep their anchors. Where a character
has several glyphs in a document (a ligature, tabular figures), each but the first is in another
subset: of a ligature the first character leads to its glyph, the others to a blank one. So the text
stays the text: it can be selected, searched and read aloud.
"""

import unicodedata
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256

import uharfbuzz as hb
from msgspec import Struct, field

from infogen.backends.svg.sfnt import character_map, font_file
from infogen.diagnostics import fail
from infogen.messages import _
from infogen.scene import Text
from infogen.scene.fonts import Face, Fonts, name_of
from infogen.scene.ink import SOFT_HYPHEN

_UNUSED = [
    int.from_bytes(tag.encode(), "big") for tag in ["GSUB", "cmap", "kern", "gasp", "STAT", "DSIG"]
]

_FEATURES = [int.from_bytes(tag.encode(), "big") for tag in ["mark", "mkmk"]]


class Subset(Struct, eq=False):
    """Characters of a face that each have one glyph; `name` is known once its rule is."""

    face: Face
    glyphs: dict[str, int] = field(default_factory=dict)
    name: str = ""

    def takes(self, letters: "list[_Letter]") -> bool:
        """True if these characters have no other glyphs in it."""
        return all(self.glyphs.get(letter.char, letter.glyph) == letter.glyph for letter in letters)

    def font_face_rule(self) -> str:
        """The rule that embeds it. Its name tells it from all other subsets."""
        program = _program(self.face, self.glyphs)
        self.name = f"{self.face.name}-{sha256(program).hexdigest()[:8]}"
        data = b64encode(program).decode("ascii")
        return f'@font-face{{font-family:"{self.name}";src:url(data:font/ttf;base64,{data})}}'


class SubsetText(Struct, frozen=True):
    """Characters of one subset, each with its place from the run's origin."""

    subset: Subset
    chars: str
    xs: tuple[float, ...]
    ys: tuple[float, ...]


class LooseGlyph(Struct, frozen=True):
    """A glyph that no character may show, such as the hyphen of a word that goes on."""

    glyph: int
    x: float
    y: float


class EncodedRun(Struct, frozen=True):
    """A run as pieces of text, and the glyphs that are drawn instead."""

    pieces: tuple[SubsetText, ...]
    glyphs: tuple[LooseGlyph, ...]


class _Letter(Struct, frozen=True):
    char: str
    glyph: int
    x: float
    y: float


class Faces:
    """The subsets of one file: each text is encoded first, then the `rules` are written."""

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts
        self._subsets: dict[str, list[Subset]] = {}

    def encode(self, text: Text) -> EncodedRun:
        """The run in characters that lead to its glyphs. Raises `Failure` for a missing glyph."""
        face = self._fonts.face(text.font)
        if 0 in text.glyphs:
            raise _missing(text)
        parts: list[tuple[Subset, list[_Letter]]] = []
        drawn: list[LooseGlyph] = []
        for letters, others in _spelled(text, face):
            drawn += others
            if not letters:
                continue
            subset = self._subset(face, letters, parts[-1][0] if parts else None)
            if not parts or parts[-1][0] is not subset:
                parts.append((subset, []))
            parts[-1][1].extend(letters)
        return EncodedRun(tuple(_piece(*part) for part in parts), tuple(drawn))

    def rules(self) -> str:
        """The rules that embed all subsets."""
        return "".join(
            subset.font_face_rule()
            for name in sorted(self._subsets)
            for subset in self._subsets[name]
        )

    def _subset(self, face: Face, letters: list[_Letter], before: Subset | None) -> Subset:
        """The first subset that takes these characters, the one in use before others."""
        known = self._subsets.setdefault(face.name, [])
        for subset in ([before] if before else []) + known:
            if subset.takes(letters):
                break
        else:
            subset = Subset(face)
            known.append(subset)
        subset.glyphs.update((letter.char, letter.glyph) for letter in letters)
        return subset


def _piece(subset: Subset, letters: list[_Letter]) -> SubsetText:
    """The letters as text; places are counted in units of two bytes (SVG 2, 11.4.3)."""
    units = [letter for letter in letters for _unit in range(1 + (ord(letter.char) > 0xFFFF))]
    return SubsetText(
        subset,
        "".join(letter.char for letter in letters),
        tuple(letter.x for letter in units),
        tuple(letter.y for letter in units),
    )


def _spelled(text: Text, face: Face) -> Iterator[tuple[list[_Letter], list[LooseGlyph]]]:
    """The letters of each base character and its marks, which must stay in one subset, and the
    glyphs that are drawn instead.
    """
    together: list[_Letter] = []
    for chars, glyphs in _clusters(text):
        letters, drawn = _letters(text, face, chars, glyphs)
        for letter in letters:
            if together and not unicodedata.combining(letter.char):
                yield together, []
                together = []
            together.append(letter)
        if drawn:
            yield together, drawn
            together = []
    if together:
        yield together, []


def _clusters(text: Text) -> Iterator[tuple[str, range]]:
    """The characters of each cluster, and the places of its glyphs."""
    counts = Counter(text.clusters)
    starts = sorted(counts)
    at = 0
    for start, end in zip(starts, [*starts[1:], len(text.text)], strict=False):
        count = counts[start]
        yield text.text[start:end], range(at, at + count)
        at += count


def _letters(
    text: Text, face: Face, chars: str, glyphs: range
) -> tuple[list[_Letter], list[LooseGlyph]]:
    """The letters of a cluster; where its glyphs outnumber them, blank ones and drawn glyphs."""
    if chars == SOFT_HYPHEN:
        return [], [LooseGlyph(text.glyphs[i], text.xs[i], text.ys[i]) for i in glyphs]
    parts = chars if len(chars) >= len(glyphs) else unicodedata.normalize("NFD", chars)
    last = glyphs[-1]
    if len(parts) < len(glyphs):
        blank = _blank(text, face)
        x, y = text.xs[glyphs[0]], text.ys[glyphs[0]]
        drawn = [LooseGlyph(text.glyphs[i], text.xs[i], text.ys[i]) for i in glyphs]
        return [_Letter(char, blank, x, y) for char in parts], drawn
    found = [
        _Letter(char, text.glyphs[i], text.xs[i], text.ys[i])
        for char, i in zip(parts, glyphs, strict=False)
    ]
    more = parts[len(glyphs) :]
    if more:
        blank = _blank(text, face)
        advance = face.hb_font.get_glyph_h_advance(text.glyphs[last]) * text.size / face.upem
        step = advance / (1 + len(more))
        found += [
            _Letter(char, blank, text.xs[last] + step * n, text.ys[last])
            for n, char in enumerate(more, 1)
        ]
    return found, []


def _blank(text: Text, face: Face) -> int:
    """The glyph of the space."""
    glyph: int | None = face.hb_font.get_nominal_glyph(ord(" "))
    if not glyph:
        raise _missing(text)
    return glyph


def _program(face: Face, glyphs: dict[str, int]) -> bytes:
    """The font file of these characters."""
    wanted = hb.SubsetInput()
    wanted.glyph_set.update({0, *glyphs.values()})
    wanted.drop_table_tag_set.update(_UNUSED)
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(_FEATURES)
    wanted.flags = (
        hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    )
    made, ids = face.subset(wanted, glyphs.values())
    tables = {tag: made.reference_table(tag).data for tag in made.table_tags}
    tables["cmap"] = character_map({char: ids[glyph] for char, glyph in glyphs.items()})
    return font_file(tables)


def _missing(text: Text) -> Exception:
    at = text.clusters[text.glyphs.index(0)] if 0 in text.glyphs else 0
    return fail(
        "missing-glyph",
        _('the font "{font}" has no glyph for {char}').format(
            font=text.font, char=name_of(text.text[at]) if 0 in text.glyphs else name_of(" ")
        ),
        hint=_('set "{text}" in another font').format(text=text.text),
    )
