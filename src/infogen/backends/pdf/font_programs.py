"""Font programs in a PDF: subsets of faces, as TrueType files or as CFF tables."""

import re
from hashlib import md5

import uharfbuzz as hb
from msgspec import Struct

from infogen.scene.fonts import Face

_UNUSED = [
    int.from_bytes(tag.encode(), "big")
    for tag in ["GSUB", "GPOS", "GDEF", "cmap", "name", "post", "OS/2", "kern", "gasp", "STAT"]
]
"""Tables that a CIDFontType2 does not need (9.9, table 126)."""


class FontProgram(Struct, frozen=True):
    """A font program of some glyphs; `outlines` of PostScript are a CFF table alone."""

    data: bytes
    outlines: bool

    @property
    def kind(self) -> str:
        """The kind of CIDFont that holds it (9.7.4.1)."""
        return "CIDFontType0" if self.outlines else "CIDFontType2"


def subset_program(face: Face, glyphs: list[int]) -> tuple[FontProgram, list[int]]:
    """The font program of these glyphs, and their ids in it.

    Packed anew the program deflates in half the time of one that keeps its ids.
    """
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(glyphs)
    wanted.drop_table_tag_set.update(_UNUSED)
    wanted.flags = (
        hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    )
    made, ids = face.subset(wanted, glyphs)
    outlines = "CFF " in made.table_tags
    data: bytes = made.reference_table("CFF ").data if outlines else made.blob.data
    return FontProgram(data, outlines), [ids[glyph] for glyph in glyphs]


def subset_tag(program: FontProgram) -> str:
    """The six letters that tell this subset from others of its face (9.6.4)."""
    digest = md5(program.data, usedforsecurity=False).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def post_script_name(face: Face) -> str:
    """The name of a face in characters that a PDF takes."""
    name = face.hb_face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or face.name
    return re.sub(r"[^A-Za-z0-9-]", "", name)
