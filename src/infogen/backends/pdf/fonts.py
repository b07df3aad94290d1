"""Faces in a PDF: Type0 fonts by glyph id, subset, with an exact way back to the text.

A character code stands for a pair of glyph and source text, numbered on first use. So a ligature
maps to all its letters, a mark to itself and a soft hyphen to U+00AD, and no code has two meanings
(ISO 32000-1, 9.7 and 9.10.3).
"""

import re
from itertools import groupby
from typing import Any

import uharfbuzz as hb
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObjectReference, PDFString

from infogen.backends.pdf.document import Document, Stream, dictionary, num, string
from infogen.backends.pdf.font_programs import (
    FontProgram,
    post_script_name,
    subset_program,
    subset_tag,
)
from infogen.diagnostics import fail
from infogen.messages import _
from infogen.scene import Text
from infogen.scene.fonts import Face, name_of
from infogen.scene.ink import SOFT_HYPHEN

_MARKS = re.compile("[\u0300-\u036f]+")
"""Combining diacritical marks."""


class _Gaps(dict[int, str]):
    """The number that moves the pen to the right inside a string, by tenths of 1/1000 em."""

    def __missing__(self, gap: int) -> str:
        self[gap] = f">{num(-gap / 10)}<"
        return self[gap]


_GAPS = _Gaps()


class EmbeddedFont:
    """One face of one document, as resource `name`; collects the codes that the pages use."""

    def __init__(self, face: Face, name: str) -> None:
        self.face = face
        self.name = name
        self._codes: dict[tuple[int, str], tuple[str, float]] = {}

    def show(self, text: Text, size: float) -> str:
        """Operators that show a run at `size` points, each glyph in its place from the pen."""
        parts, whole = _sources(text)
        if not whole and not any(text.ys):
            return self._array(text, parts, slice(None), 0.0)[0]
        out, pen, rise = [], 0.0, 0.0
        for actual, together in groupby(range(len(parts)), lambda i: whole.get(i, (0, ""))):
            if actual[1]:
                out.append(f"/Span<</ActualText{string(actual[1])}>>BDC")
            for y, level in groupby(together, text.ys.__getitem__):
                if y != rise:
                    out.append(f"{num(-y * size / text.size)} Ts")
                    rise = y
                here = list(level)
                shown, pen = self._array(text, parts, slice(here[0], here[-1] + 1), pen)
                out.append(shown)
            if actual[1]:
                out.append("EMC")
        if rise:
            out.append("0 Ts")
        return "\n".join(out)

    def _array(self, text: Text, parts: list[str], which: slice, pen: float) -> tuple[str, float]:
        """A TJ array of some glyphs, and where it leaves the pen, in tenths of a 1/1000 em."""
        per, codes, out = 10_000 / text.size, self._codes, []
        for glyph, part, x in zip(text.glyphs[which], parts[which], text.xs[which], strict=True):
            found = codes.get((glyph, part)) or self._code(glyph, part, text)
            gap = x * per - pen
            if gap > 0.5 or gap < -0.5:
                step = round(gap)
                out.append(_GAPS[step])
                pen += step
            out.append(found[0])
            pen += found[1]
        return f"[<{''.join(out)}>]TJ", pen

    def _code(self, glyph: int, part: str, text: Text) -> tuple[str, float]:
        if glyph == 0:
            raise fail(
                "missing-glyph",
                _('the font "{font}" has no glyph for {char}').format(
                    font=self.face.name, char=", ".join(map(name_of, part))
                ),
                hint=_('set "{text}" in another font').format(text=text.text),
            )
        width = self.face.hb_font.get_glyph_h_advance(glyph) * 10_000 / self.face.upem
        found = self._codes[glyph, part] = f"{len(self._codes) + 1:04X}", width
        return found

    def write(self, document: Document) -> PDFObjectReference:
        """Add the font, its program and its maps to the document."""
        glyphs = [0, *(glyph for glyph, _part in self._codes)]
        program, ids = subset_program(self.face, glyphs)
        name = PDFName(f"{subset_tag(program)}+{post_script_name(self.face)}")
        descendant = dictionary(
            Type="/Font",
            Subtype=f"/{program.kind}",
            BaseFont=name,
            CIDSystemInfo=_identity(),
            FontDescriptor=document.add(self._descriptor(name, program, document)),
            W=self._widths(program, ids),
        )
        encoding: Any = PDFName("Identity-H")
        if program.outlines:
            encoding = document.add(self._character_codes(ids))
        else:
            packed = b"".join(number.to_bytes(2, "big") for number in ids)
            descendant.dict["CIDToGIDMap"] = document.add(Stream(packed))
        return document.add(
            dictionary(
                Type="/Font",
                Subtype="/Type0",
                BaseFont=name,
                Encoding=encoding,
                DescendantFonts=PDFArray([document.add(descendant)]),
                ToUnicode=document.add(Stream(self._to_unicode())),
            )
        )

    def _widths(self, program: FontProgram, ids: list[int]) -> str:
        """The widths by CID: those of codes, or of glyphs where these are taken for CIDs."""
        widths = [num(width / 10) for _code, width in self._codes.values()]
        if not program.outlines:
            return f"[1 [{' '.join(widths)}]]"
        by_glyph = dict(zip(ids[1:], widths, strict=True))
        return "[" + " ".join(f"{glyph} [{by_glyph[glyph]}]" for glyph in sorted(by_glyph)) + "]"

    def _character_codes(self, ids: list[int]) -> Stream:
        """The CMap from codes to the glyphs of a CFF program: there is no other way to say that two
        codes have one glyph (9.7.4.2 and 9.7.5.4).
        """
        codes = [code for code, _width in self._codes.values()]
        lines = [f"<{code}> {glyph}" for code, glyph in zip(codes, ids[1:], strict=True)]
        body = _CODES.replace("@", _blocks(lines, "cidchar"))
        return Stream(
            body.encode("ascii"),
            Type=PDFName("CMap"),
            CMapName=PDFName(_CODES_NAME),
            CIDSystemInfo=_identity(),
            WMode=0,
        )

    def _descriptor(self, name: str, program: FontProgram, document: Document) -> PDFDictionary:
        font, em = self.face.hb_font, 1000 / self.face.upem
        extents = font.get_font_extents("ltr")
        head = self.face.hb_face.reference_table("head").data
        box = [int.from_bytes(head[at : at + 2], "big", signed=True) for at in (36, 38, 40, 42)]
        bold = font.get_style_value(hb.StyleTag.WEIGHT) >= 600
        file = (
            {"FontFile3": document.add(Stream(program.data, Subtype=PDFName("CIDFontType0C")))}
            if program.outlines
            else {"FontFile2": document.add(Stream(program.data, Length1=len(program.data)))}
        )
        return dictionary(
            Type="/FontDescriptor",
            FontName=name,
            Flags=4,
            FontBBox=PDFArray([round(edge * em) for edge in box]),
            ItalicAngle=0,
            Ascent=round(extents.ascender * em),
            Descent=round(extents.descender * em),
            CapHeight=round(self.face.cap_height * em),
            StemV=140 if bold else 80,
            **file,
        )

    def _to_unicode(self) -> bytes:
        lines = [
            f"<{code}><{part.encode('utf-16-be').hex().upper()}>"
            for (_glyph, part), (code, _width) in self._codes.items()
        ]
        return _CMAP.replace("@", _blocks(lines, "bfchar")).encode("ascii")


_CMAP = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000><FFFF> endcodespacerange
@
endcmap CMapName currentdict /CMap defineresource pop end end"""


_CODES_NAME = "infogen-codes"

_CODES = f"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo 3 dict dup begin
/Registry (Adobe) def /Ordering (Identity) def /Supplement 0 def end def
/CMapName /{_CODES_NAME} def /CMapType 1 def /WMode 0 def
1 begincodespacerange <0000><FFFF> endcodespacerange
@
endcmap CMapName currentdict /CMap defineresource pop end end"""


def _blocks(lines: list[str], operator: str) -> str:
    """The lines of a CMap in blocks of a hundred (Adobe Technical Note 5014, 1.4.3)."""
    blocks = [lines[i : i + 100] for i in range(0, len(lines), 100)]
    return "\n".join(
        f"{len(block)} begin{operator}\n" + "\n".join(block) + f"\nend{operator}"
        for block in blocks
    )


def _identity() -> PDFDictionary:
    return dictionary(Registry=PDFString("Adobe"), Ordering=PDFString("Identity"), Supplement=0)


def _sources(text: Text) -> tuple[list[str], dict[int, tuple[int, str]]]:
    """The characters each glyph stands for; and of glyphs that do so only together, the group.

    A group is named by its first character and has its text. A letter with its marks is one, since
    some readers take a mark that stands for itself for a word; so is a hyphen drawn for U+00AD, so
    that readers that go by the actual text join the word (14.8.2.2.3).
    """
    chars, clusters = text.text, text.clusters
    count = len(clusters)
    parts: list[str]
    whole: dict[int, tuple[int, str]] = {}
    if clusters == tuple(range(len(chars))):
        parts = list(chars)
    else:
        parts = []
        starts = sorted(set(clusters))
        ends = dict(zip(starts, [*starts[1:], len(chars)], strict=True))
        for start in starts:
            part, drawn = chars[start : ends[start]], clusters.count(start)
            if drawn == 1:
                parts.append(part)
            elif drawn == len(part):
                parts += part
            else:
                whole.update(dict.fromkeys(range(len(parts), len(parts) + drawn), (start, part)))
                parts += [part] * drawn
    if not chars.isascii():
        _join_marks(parts, whole)
    if count and parts[-1] == SOFT_HYPHEN:
        whole[count - 1] = (len(chars) - 1, SOFT_HYPHEN)
    return parts, whole


def _join_marks(parts: list[str], whole: dict[int, tuple[int, str]]) -> None:
    """Group each letter with the marks that follow it as glyphs of their own."""
    first, taken = 0, frozenset(whole)
    for i, part in enumerate(parts):
        if i and _MARKS.fullmatch(part) and first not in taken:
            group = first, "".join(parts[first : i + 1])
            whole.update(dict.fromkeys(range(first, i + 1), group))
        else:
            first = i
