"""The faces of a theme on web pages: which files they are, and the style sheet that names them."""

from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO

from infogen.design.themes import Theme

FAMILIES = (("Display", "display"), ("Title", "series"))
"""The families of headlines and titles, and the roles of type that a theme sets in them."""

WEIGHTS = ((400, "body"), (600, "label"))
"""The weights of running text, and their roles; what is strong in a body is 700."""

BOLD = 700

DIGITS = "U+30-39"

KEPT = (
    "U+20-7E,U+A0-17F,U+2C6,U+2DA,U+2DC,U+300-30C,U+323,U+331,U+2010-2026,U+2030,U+2039-203A,"
    "U+20AC,U+2122,U+2190-2193,U+2212,U+A78B-A78C"
)
"""The characters of web fonts: Spanish, the languages of the state, and typography."""


def faces(theme: Theme) -> dict[str, str]:
    """The declarations of a theme by the stem of the font file that each needs."""
    found: dict[str, str] = {}
    for family, font, weight, characters in _uses(theme):
        limits = f";unicode-range:{characters}" if characters else ""
        found[font] = found.get(font, "") + (
            f"@font-face{{font-family:{family};font-weight:{weight};src:url({{file}}){limits};"
            "font-display:{display}}\n"
        )
    return found


def _uses(theme: Theme) -> Iterator[tuple[str, str, str, str]]:
    """Family, font, weight and range of characters (empty: all) of each declaration.

    One range after another may name a family again: the last declaration that has a character
    draws it (CSS Fonts 4, clause 4.5). Digits of a text may come from another font.
    """
    for family, role in FAMILIES:
        yield family, theme.type[role].font, "400", ""
    texts = [(weight, theme.type[role].font) for weight, role in WEIGHTS]
    body = theme.type["body"].font
    texts.append((BOLD, theme.strong.get(body, body)))
    for weight, font in texts:
        yield "Text", font, str(weight), ""
    for weight, font in texts:
        if font in theme.digits:
            yield "Text", theme.digits[font], str(weight), DIGITS


def style_sheet(theme: Theme, suffix: str, display: str = "swap") -> str:
    """The style sheet; the files lie beside it and end in `suffix`. `display` says what is done
    while a file is on its way (CSS Fonts 4, clause 4.9): with `optional` no line ever moves.
    """
    return "".join(
        declaration.replace("{file}", f"{font}{suffix}").replace("{display}", display)
        for font, declaration in faces(theme).items()
    )


def kept(theme: Theme, font: str) -> str:
    """The characters that a page takes from a font: all of `KEPT`, or digits alone."""
    whole = any(name == font and not characters for _f, name, _w, characters in _uses(theme))
    return KEPT if whole else DIGITS


@lru_cache(maxsize=32)
def compressed(data: bytes, characters: str) -> bytes:
    """A TrueType font as WOFF2 (W3C Recommendation, 2022) with some of its characters.

    The same font gives the same bytes.
    """
    from fontTools.subset import Options, Subsetter, parse_unicodes
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(data), recalcTimestamp=False)
    options = Options()
    options.layout_features = ["*"]
    options.name_IDs = [0, 1, 2, 5, 6, 13, 14]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=parse_unicodes(characters.replace("U+", "")))
    subsetter.subset(font)
    font.flavor = "woff2"
    file = BytesIO()
    font.save(file)
    return file.getvalue()
