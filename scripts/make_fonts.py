"""Source fonts in; the static, Latin, repaired TrueType files of `fonts/` out, and those of
`examples/municipio/fonts/`.

    pip install -e ".[fonts]"
    python scripts/make_fonts.py FOLDER [TARGET]

FOLDER holds the packages as `npm pack` gives them, unpacked (`tar xzf`), each in a folder of
the package's name, under the SIL Open Font License 1.1:

- `bricolage-grotesque/` from @fontsource-variable/bricolage-grotesque 5.3.0;
- `atkinson-hyperlegible-next/` from @fontsource-variable/atkinson-hyperlegible-next 5.3.0;
- `bitter/`, `fira-sans/` and `fira-mono/` from @fontsource/bitter, /fira-sans and /fira-mono 5.3.0,
  which are static already.

The packages cut a family into files by range of characters; the Latin one is taken whole and the
letters of Latin Extended are added to it, so kerning across the two is lost, within each kept.
The same sources and the same fontTools give the same bytes.
"""

import shutil
import sys
import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.merge import Merger
from fontTools.otlLib.builder import buildAnchor, buildLookup, buildMarkBasePosSubtable
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables
from fontTools.ttLib.tables._g_l_y_f import ARGS_ARE_XY_VALUES, Glyph, GlyphComponent
from fontTools.varLib.instancer import instantiateVariableFont

BRICOLAGE = "bricolage-grotesque/files/bricolage-grotesque-{}-standard-normal.woff2"
ATKINSON = "atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-{}-wght-normal.woff2"
BITTER = "bitter/files/bitter-{}-%d-normal.woff2"
FIRA = "fira-sans/files/fira-sans-{}-%d-normal.woff2"
FIRA_MONO = "fira-mono/files/fira-mono-{}-%d-normal.woff2"
RANGES = ("latin", "latin-ext")
INSTANCES: dict[str, tuple[str, dict[str, float]]] = {
    "bricolage-display": (BRICOLAGE, {"opsz": 96, "wdth": 100, "wght": 800}),
    "bricolage-display-light": (BRICOLAGE, {"opsz": 96, "wdth": 100, "wght": 600}),
    "bricolage-title": (BRICOLAGE, {"opsz": 48, "wdth": 100, "wght": 700}),
    "bricolage-figure": (BRICOLAGE, {"opsz": 14, "wdth": 100, "wght": 430}),
    "bricolage-figure-bold": (BRICOLAGE, {"opsz": 14, "wdth": 100, "wght": 700}),
    "atkinson-text": (ATKINSON, {"wght": 430}),
    "atkinson-label": (ATKINSON, {"wght": 660}),
    "atkinson-bold": (ATKINSON, {"wght": 700}),
    "bitter-display": (BITTER % 800, {}),
    "bitter-title": (BITTER % 700, {}),
    "fira-text": (FIRA % 400, {}),
    "fira-label": (FIRA % 600, {}),
    "fira-mono": (FIRA_MONO % 400, {}),
}
EXAMPLE = ("bitter", "fira-text", "fira-label", "OFL-Bitter", "OFL-Fira-Sans")
"""Files of the second identity, by how their names begin."""

LICENCES = {
    "bricolage-grotesque/LICENSE": "OFL-Bricolage.txt",
    "atkinson-hyperlegible-next/LICENSE": "OFL-Atkinson.txt",
    "bitter/LICENSE": "OFL-Bitter.txt",
    "fira-sans/LICENSE": "OFL-Fira-Sans.txt",
    "fira-mono/LICENSE": "OFL-Fira-Mono.txt",
}

LICENCE = "This Font Software is licensed under the SIL Open Font License, Version 1.1."
"""What upstream says of it, which the packages leave out of the files."""

LATIN = (
    {*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x218, 0x21C), *range(0x300, 0x30D)}
    | {0x237, 0x2BC, 0x2C6, 0x2C7, *range(0x2D8, 0x2DE), 0x326, 0x327, 0x328, 0x323, 0x331}
    | {*range(0x1E80, 0x1E86), 0x1E9E, 0x1EBC, 0x1EBD, 0x1EF2, 0x1EF3, 0x1EF8, 0x1EF9}
    | {0x2009, 0x202F, 0x2044, 0x20AC, 0x2122, *range(0x2190, 0x2194), 0xA78B, 0xA78C}
    | {*range(0x2010, 0x2015), *range(0x2018, 0x201F), *range(0x2020, 0x2027)}
    | {0x2030, 0x2039, 0x203A, 0x2212, 0x221E, 0x2248, 0x2260, 0x2264, 0x2265}
)
FEATURES = ["ccmp", "locl", "liga", "case", "kern", "mark", "mkmk", "lnum", "pnum", "tnum"]

ALIKE = {
    0xA78B: 0x27,  # saltillo, capital and small: the straight quote, as printed in Mexico
    0xA78C: 0x27,
    0x2BC: 0x2019,
    0x2010: 0x2D,
    0x2011: 0x2D,
    0xAD: 0x2D,
    0x2009: 0xA0,
    0x202F: 0x2009,
    0xB5: 0x3BC,
}
"""Characters that upstream may lack, drawn and kerned as another one."""
BELOW = {0x331: 0x304, 0x323: 0x307}
"""Marks under the letter that upstream may lack, and the mark over it that is lowered."""


def add(font: TTFont, code: int, model: str, lower: int = 0) -> str:
    """Add a glyph for `code`: `model` lowered by some units, as wide as it. Returns its name."""
    name, glyph = f"uni{code:04X}", Glyph()
    if font["glyf"][model].numberOfContours:
        part = GlyphComponent()
        part.glyphName, part.x, part.y, part.flags = model, 0, -lower, ARGS_ARE_XY_VALUES
        glyph.numberOfContours, glyph.components = -1, [part]
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"].glyphs[name] = glyph
    font["hmtx"].metrics[name] = font["hmtx"].metrics[model]
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[code] = name
    classes = font["GDEF"].table.GlyphClassDef.classDefs
    if model in classes:
        classes[name] = classes[model]
    return name


def kern_like(font: TTFont, name: str, model: str) -> None:
    """Give `name`, the last glyph of the font, the kerning of `model`."""
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for subtable in lookup.SubTable:
            pairs = getattr(subtable, "ExtSubTable", subtable)
            if isinstance(pairs, otTables.PairPos):
                _pair_like(pairs, name, model)


def _pair_like(pairs: otTables.PairPos, name: str, model: str) -> None:
    first = pairs.Coverage.glyphs
    if pairs.Format == 2:
        for classes in (pairs.ClassDef1.classDefs, pairs.ClassDef2.classDefs):
            if model in classes:
                classes[name] = classes[model]
        if model in first:
            first.append(name)
        return
    for pair_set in pairs.PairSet:
        for record in list(pair_set.PairValueRecord):
            if record.SecondGlyph == model:
                twin = otTables.PairValueRecord()
                twin.SecondGlyph, twin.Value1, twin.Value2 = name, record.Value1, record.Value2
                pair_set.PairValueRecord.append(twin)
    if model in first:
        pairs.PairSet.append(pairs.PairSet[first.index(model)])
        first.append(name)


def hang(font: TTFont, marks: list[str]) -> None:
    """Let `marks` hang centred under each letter, from the baseline or from its descender."""
    cmap, widths = font.getBestCmap(), font["hmtx"].metrics
    bases = {}
    for code, name in cmap.items():
        if unicodedata.category(chr(code)) not in ("Lu", "Ll"):
            continue
        # Centred under the letter without its accent, which may stand out at one side.
        plain = cmap.get(ord(unicodedata.normalize("NFD", chr(code))[0]), name)
        left, bottom, right, _top = bounds(font, plain)
        middle = (left + right + widths[name][0] - widths[plain][0]) // 2
        bases[name] = {0: buildAnchor(middle, bottom if bottom < -60 else 0)}
    hung = {}
    for name in marks:
        left, _bottom, right, _top = bounds(font, name)
        hung[name] = (0, buildAnchor((left + right) // 2, 0))
    table = font["GPOS"].table
    subtable = buildMarkBasePosSubtable(hung, bases, font.getReverseGlyphMap())
    table.LookupList.Lookup.append(buildLookup([subtable]))
    table.LookupList.LookupCount += 1
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == "mark":
            record.Feature.LookupListIndex.append(table.LookupList.LookupCount - 1)
            record.Feature.LookupCount += 1


def bounds(font: TTFont, name: str) -> tuple[int, int, int, int]:
    """Left, bottom, right and top of a glyph that has ink."""
    glyph = font["glyf"][name]
    glyph.recalcBounds(font["glyf"])
    return glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax


def repair(font: TTFont) -> None:
    """Add the glyphs of `ALIKE` and `BELOW` that the font lacks."""
    cmap = font.getBestCmap()
    for code, like in ALIKE.items():
        if code not in cmap and like in cmap:
            kern_like(font, add(font, code, cmap[like]), cmap[like])
    marks = []
    x_height = bounds(font, cmap[ord("x")])[3]
    for code, over in BELOW.items():
        if code not in cmap and over in cmap:
            _left, bottom, _right, top = bounds(font, cmap[over])
            # The gap under the baseline is the one that the mark leaves above a small letter.
            marks.append(add(font, code, cmap[over], top + bottom - x_height))
    hang(font, marks)


def cut(font: TTFont) -> None:
    """Keep the Latin characters, the features that typesetting uses and no hinting."""
    options = Options()
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.layout_features = FEATURES
    options.name_IDs = ["*"]
    options.drop_tables += ["STAT", "MVAR", "gasp"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=LATIN)
    subsetter.subset(font)


def rename(font: TTFont, stem: str) -> None:
    """Name the font after its file; copyright, version and licence stay upstream's."""
    family = stem.replace("-", " ").title()
    postscript = family.replace(" ", "")
    names = font["name"]
    kept = {number: names.getDebugName(number) for number in (0, 5, 13, 14)}
    kept |= {1: family, 2: "Regular", 3: f"{kept[5]};{postscript}", 4: family, 6: postscript}
    kept[13] = kept[13] or LICENCE
    kept = {number: text for number, text in kept.items() if text}
    names.names = []
    for number, text in sorted(kept.items()):
        names.setName(text, number, 3, 1, 0x409)
    font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~0x61 | 0x40
    font["head"].macStyle = 0


def measure(font: TTFont) -> None:
    """Write the heights of the drawn H and x, which instancing only estimates."""
    cmap = font.getBestCmap()
    font["OS/2"].sCapHeight = bounds(font, cmap[ord("H")])[3]
    font["OS/2"].sxHeight = bounds(font, cmap[ord("x")])[3]


def instance(source: Path, axes: dict[str, float]) -> TTFont:
    """One static instance of a variable font, or the font that is static (no axes)."""
    font = TTFont(source, recalcTimestamp=False)
    if axes:
        instantiateVariableFont(font, axes, inplace=True)
    for table in ("STAT", "MVAR", "gasp"):
        if table in font:
            del font[table]
    font.flavor = None
    return font


def joined(fonts: list[TTFont]) -> TTFont:
    """The first font with the characters that only the others have."""
    first, *others = fonts
    have = set(first.getBestCmap())
    with TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{i}.ttf" for i in range(len(fonts))]
        first.save(paths[0])
        for font, path in zip(others, paths[1:], strict=True):
            options = Options()
            options.hinting = False
            options.layout_features = ["ccmp", "kern"]
            subsetter = Subsetter(options)
            subsetter.populate(unicodes=(set(font.getBestCmap()) & LATIN) - have)
            subsetter.subset(font)
            have |= set(font.getBestCmap())
            font.save(path)
        merged: TTFont = Merger().merge([str(path) for path in paths])
    merged["head"].created = merged["head"].modified = first["head"].created
    merged.recalcTimestamp = False
    return merged


def make(source: Path, pattern: str, axes: dict[str, float], target: Path) -> None:
    """Write one instance of a family."""
    font = joined([instance(source / pattern.format(part), axes) for part in RANGES])
    repair(font)
    measure(font)
    cut(font)
    rename(font, target.stem)
    font.save(target)


def place(target: Path, name: str) -> Path:
    """Where a file goes, under the folder of the project."""
    folder = "examples/municipio/fonts" if name.startswith(EXAMPLE) else "fonts"
    (target / folder).mkdir(parents=True, exist_ok=True)
    return target / folder / name


def main(sources: Path, target: Path) -> None:
    """Make all instances and copy the licences."""
    for stem, (pattern, axes) in INSTANCES.items():
        made = place(target, f"{stem}.ttf")
        make(sources, pattern, axes, made)
        print(f"{made.name} {made.stat().st_size:,} bytes")
    for licence, name in LICENCES.items():
        shutil.copyfile(sources / licence, place(target, name))


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit("usage: python scripts/make_fonts.py FOLDER-OF-SOURCES [TARGET]")
    main(Path(sys.argv[1]), Path(sys.argv[2] if len(sys.argv) == 3 else "."))
