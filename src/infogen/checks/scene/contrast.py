"""Each text must stand out from what is really painted under it (WCAG 2.2, 1.4.3), in grey too.

4.5:1, or 3:1 for large text; 7:1 and 4.5:1 where the theme promises it (1.4.6). A picture of
1080 px is seen some 360 wide on a phone, so that large (24 px there, or 18 pt on paper) is a
fifteenth of a screen format's width.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from PIL.Image import Image as Raster

from infogen.checks.seen.passages import beginning
from infogen.checks.seen.surfaces import Lettering, Surface, surfaces
from infogen.diagnostics import Diagnostic, Spot, error
from infogen.messages import _
from infogen.scene import Canvas, Scene
from infogen.scene.color import LEAST, grey
from infogen.scene.color import contrast as ratio
from infogen.scene.units import MM_PER_POINT

LARGE_ON_SCREEN = 1 / 15
"""Of the format's width."""
LARGE_ON_PAPER = 18 * MM_PER_POINT
"""18 pt in mm."""

SHARE = 0.03
"""Part of a text's ground that a colour must cover to count: less is the edge of something."""


def contrast(scene: Scene) -> Iterator[Diagnostic]:
    """One error for each text whose colour is too near to its ground, as it is or in grey."""
    for surface in surfaces(scene):
        for letters in surface.letters:
            grounds = tuple(_under(surface, letters))
            if not grounds:
                continue
            size = _is_large(letters, scene.canvas)
            own, least = letters.text.color, LEAST[scene.level][size]
            worst = min(grounds, key=lambda ground: _ratio(own, ground))
            if _ratio(own, worst) < least:
                message = _('"{text}" has a contrast of {ratio}:1 on {ground} in "{theme}"')
                found = _ratio(own, worst)
            else:
                worst = min(grounds, key=lambda ground: _in_grey(own, ground))
                found, least = _in_grey(own, worst), LEAST["AA"][size]
                message = _(
                    '"{text}" has a contrast of {ratio}:1 on {ground} in "{theme}", once it is'
                    " printed or copied in grey"
                )
            if found < least:
                yield error(
                    "contrast",
                    message.format(
                        text=beginning(letters.text.text),
                        ratio=f"{found:.1f}",
                        ground=worst,
                        theme=scene.theme,
                    ),
                    letters.span,
                    _("it must be {least}:1 or more: choose another colour or ground").format(
                        least=f"{least:g}"
                    ),
                    spot=Spot(surface.page, letters.box),
                )


def _is_large(letters: Lettering, canvas: Canvas) -> bool:
    large = LARGE_ON_PAPER if canvas.unit == "mm" else canvas.width * LARGE_ON_SCREEN
    return letters.text.size >= large


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


@cache
def _in_grey(one: str, other: str) -> float:
    return ratio(grey(one), grey(other))
