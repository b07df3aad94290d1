"""Glyphs to masks, remembered: one for each font, size, and quarter of a pixel where it begins."""

from typing import TYPE_CHECKING

from uharfbuzz import RasterDraw

from infogen.backends.png.coverage import read_mask
from infogen.scene.fonts import Face

if TYPE_CHECKING:
    from PIL._imaging import ImagingCore

PHASES = 4
"""Places within a pixel, across, that are told apart; baselines lie on whole pixels, so that
horizontal strokes are equally sharp in every line."""

LIMIT = 32 * 2**20
"""Pixels that are remembered before the atlas starts afresh."""

Glyph = tuple["ImagingCore", int, int, int, int]
"""A mask, the column and row where it begins, counted from the pen, and those where it ends."""


class Atlas:
    """The masks of the glyphs drawn so far: for each face and size, by `glyph * PHASES + phase`."""

    def __init__(self) -> None:
        self._settings: dict[tuple[Face, float], dict[int, Glyph | None]] = {}
        self._pixels = 0

    def setting(self, face: Face, size: float) -> dict[int, Glyph | None]:
        """The remembered glyphs of a face at a size in pixels."""
        if self._pixels > LIMIT:
            self._settings.clear()
            self._pixels = 0
        return self._settings.setdefault((face, size), {})

    def draw(self, face: Face, size: float, key: int) -> Glyph | None:
        """The mask of a glyph, added to what is remembered; None if it has no ink."""
        glyph, phase = divmod(key, PHASES)
        unit = size / face.upem
        raster = RasterDraw()
        raster.transform = (unit, 0, 0, -unit, phase / PHASES, 0)
        raster.draw_glyph(face.hb_font, glyph)
        mask, drawn = read_mask(raster), None
        if mask:
            width, height = mask.image.size
            right, low = mask.left + width, mask.top + height
            drawn = mask.image.im, mask.left, mask.top, right, low
            self._pixels += width * height
        self.setting(face, size)[key] = drawn
        return drawn
