"""A sheet with some of everything, and discs and words to put on others."""

from infogen.scene import Command, Image, Modules, Path, Picture, Rect, Scene, Stroke, Text
from kit.pixels import FONTS, sheet

BLACK = "#000000"
QUARTER = 0.5522847498
"""How far the handles of a quarter of a circle reach, in radii."""


def sampler() -> Scene:
    """Some of everything."""
    pixels = bytes(v for y in range(8) for x in range(8) for v in (32 * x, 32 * y, 9, 30 * x))
    rows = ((True, False), (False, True))
    bent = (("M", 0, 0), ("C", 30, 0, 30, 30, 60, 30), ("L", 80, 10))
    return sheet(
        160,
        120,
        (5, 5, Rect(60.5, 40, "#FFC72C", 9.3, Stroke("#14202B", 2))),
        (70, 5, Rect(60.5, 40, None, 9.3, Stroke("#14202B", 2, "round", (0, 5)))),
        (10, 60, Path(bent, None, Stroke("#C4161C", 9, "round"))),
        (100, 60, Path(disc(12), "#0B7A75", Stroke("#14202B", 2, dash=(5, 2)))),
        (120, 80, Image(20, 30, Picture(8, 8, "RGBA", pixels, "ramp"))),
        (10, 100, Modules(rows, 4.4, BLACK)),
        (8, 30, text_of("Petición", 17)),
        (70, 112, text_of("¿15 días?", 15, "bricolage-title")),
    )


def text_of(words: str, size: float, font: str = "atkinson-text") -> Text:
    face = FONTS.face(font)
    shaped, unit, pen, xs = face.shape(words), size / face.upem, 0, []
    for advance, offset in zip(shaped.advances, shaped.x_offsets, strict=True):
        xs.append((pen + offset) * unit)
        pen += advance
    ys = tuple(-y * unit for y in shaped.y_offsets)
    return Text(
        text=words,
        font=font,
        size=size,
        color=BLACK,
        glyphs=shaped.glyphs,
        xs=tuple(xs),
        ys=ys,
        clusters=shaped.clusters,
        width=pen * unit,
    )


def disc(r: float) -> tuple[Command, ...]:
    """A circle whose box begins at the origin."""
    h = r * QUARTER
    return (
        ("M", 2 * r, r),
        ("C", 2 * r, r + h, r + h, 2 * r, r, 2 * r),
        ("C", r - h, 2 * r, 0, r + h, 0, r),
        ("C", 0, r - h, r - h, 0, r, 0),
        ("C", r + h, 0, 2 * r, r - h, 2 * r, r),
        ("Z",),
    )
