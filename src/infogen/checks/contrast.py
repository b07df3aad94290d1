"""Each text must stand out from what is really painted under it (WCAG 2.2, 1.4.3).

4.5:1, or 3:1 for large text. A picture of 1080 px is seen some 360 wide on a phone, so that large
(24 px there, or 18 pt on paper) is a fifteenth of a screen format's width.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from PIL.Image import Image as Raster

from infogen.checks._surfaces import Lettering, Surface, surfaces
from infogen.color import contrast as ratio
from infogen.diagnostics import Diagnostic, error
from infogen.messages import _
from infogen.scene import Canvas, Scene

LEAST, LEAST_LARGE = 4.5, 3.0
LARGE_ON_SCREEN = 1 / 15
"""Of the format's width."""
LARGE_ON_PAPER = 18 * 25.4 / 72
"""18 pt in mm."""

SHARE = 0.03
"""Part of a text's ground that a colour must cover to count: less is the edge of something."""


def contrast(scene: Scene) -> Iterator[Diagnostic]:
    """One error for each text whose colour is too near to its ground."""
    for surface in surfaces(scene):
        for letters in surface.letters:
            least = _least(letters, scene.canvas)
            worst = min(
                (
                    (_ratio(letters.text.color, ground), ground)
                    for ground in _under(surface, letters)
                ),
                default=(least, ""),
            )
            if worst[0] < least:
                yield error(
                    "contrast",
                    _('"{text}" has a contrast of {ratio}:1 on {ground} in "{theme}"').format(
                        text=letters.text.text.strip(),
                        ratio=f"{worst[0]:.1f}",
                        ground=worst[1],
                        theme=scene.theme,
                    ),
                    letters.span,
                    _("it must be {least}:1 or more: choose another color or ground").format(
                        least=f"{least:g}"
                    ),
                )


def _least(letters: Lettering, canvas: Canvas) -> float:
    large = LARGE_ON_PAPER if canvas.unit == "mm" else canvas.width * LARGE_ON_SCREEN
    return LEAST_LARGE if letters.text.size >= large else LEAST


def _under(surface: Surface, letters: Lettering) -> Iterator[str]:
    """The colours under a text that cover enough of its ground to count."""
    left, top, right, bottom = surface.pixels(letters.box)
    area = (right - left) * (bottom - top)
    if area <= 0:
        return
    ground = surface.bare.crop((left, top, right, bottom))
    for count, color in _colors(ground):
        if count >= SHARE * area:
            yield "#{:02X}{:02X}{:02X}".format(*color)


def _colors(ground: Raster) -> list[tuple[int, tuple[int, int, int]]]:
    """The colours of a ground with their pixels; those of a photograph are brought down to 16."""
    few: Any = ground.getcolors(256)
    if few is None:
        few = ground.quantize(16).convert("RGB").getcolors(256)
    return list(few)


_ratio = cache(ratio)
