"""The line under words that are to stand out where colour alone would not tell them."""

from collections.abc import Iterator

from infogen.scene import Placed, Rect, Text
from infogen.scene.fonts import Face

BELOW, THICK, CLEAR = 0.1, 0.065, 0.05
"""From the baseline to the line, its thickness, and what it keeps from letters that reach below it,
in em.
"""


def underline(text: Text, face: Face, x: float, baseline: float) -> Iterator[Placed[Rect]]:
    """The parts of the line under a run that begins at `x`: none under the space at its end, nor
    where a letter reaches through it.
    """
    size, scale = text.size, text.size / face.upem
    start, end = 0.0, 0.0
    cuts: list[tuple[float, float]] = []
    for glyph, pen in zip(text.glyphs, text.xs, strict=True):
        ink = face.hb_font.get_glyph_extents(glyph)
        if ink is None or not ink.width:
            continue
        left, right = pen + ink.x_bearing * scale, pen + (ink.x_bearing + ink.width) * scale
        end = max(end, right)
        if (ink.y_bearing + ink.height) * scale < -BELOW * size:
            cuts.append((left - CLEAR * size, right + CLEAR * size))
    for left, right in [*cuts, (end, end)]:
        if left - start > CLEAR * size:
            yield Placed(x + start, baseline + BELOW * size, _bar(left - start, text))
        start = max(start, right)


def _bar(width: float, text: Text) -> Rect:
    return Rect(width, THICK * text.size, text.color)
