"""A font for mental arithmetic: every glyph is half an em wide, capitals 0.7 em high, x 0.5 em."""

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

CHARS = [chr(code) for code in range(0x20, 0x7F)] + list("\u00a0áéíóúüñÁÉÍÓÚÜÑ¿¡«»–—…°·")


def make(path: Path, more: str = "", ligatures: tuple[str, ...] = ()) -> None:
    """Write the font. It lacks most characters: `ä`, for one, unless there are `more`.

    Each of the `ligatures`, the longest first, is one glyph for its letters.
    """
    names = {ord(char): f"u{ord(char):04X}" for char in [*CHARS, *more]}
    joined = {letters: "_".join(names[ord(char)] for char in letters) for letters in ligatures}
    order = [".notdef", *names.values(), *joined.values()]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(names)
    glyphs = {name: _box(0, 700) for name in order}
    glyphs |= {names[code]: _box(0, 0) for code in (0x20, 0xA0)}
    glyphs |= {names[ord(char)]: _box(0, 500) for char in "acemnorsuvwxz"}
    glyphs |= {names[ord(char)]: _box(-200, 500) for char in "gpqy"}
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(order, (500, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200, sxHeight=500, sCapHeight=700)
    builder.setupNameTable({"familyName": path.stem, "styleName": "Regular"})
    builder.setupPost()
    if joined:
        rules = (f"sub {glyph.replace('_', ' ')} by {glyph};" for glyph in joined.values())
        builder.addOpenTypeFeatures("feature liga { " + " ".join(rules) + " } liga;")
    builder.save(path)


def _box(bottom: int, top: int):
    pen = TTGlyphPen(None)
    if top > bottom:
        pen.moveTo((0, bottom))
        for point in ((0, top), (450, top), (450, bottom)):
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()
