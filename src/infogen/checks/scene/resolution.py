"""Photographs have pixels enough where they are shown: 150 to the inch in print, one to one on a
screen.
"""

from collections.abc import Iterator
from math import ceil

from infogen.diagnostics import Diagnostic, Spot, warning
from infogen.messages import _
from infogen.scene import Frame, Image, Scene, walk
from infogen.scene.units import MM_PER_INCH

PRINT = 150.0
"""Pixels to the inch below which print looks coarse."""

ENLARGED = 1.1
"""How much a picture may be enlarged on a screen before it is seen."""


def resolution(scene: Scene) -> Iterator[Diagnostic]:
    """One warning for each picture that has too few pixels for its size."""
    paper = scene.canvas.unit == "mm"
    wanted = PRINT / MM_PER_INCH if paper else 1 / ENLARGED
    for number, page in enumerate(scene.pages):
        frame = page.frame
        for x, y, item in walk(page.frame):
            if isinstance(item, Frame):
                frame = item
            if not isinstance(item, Image) or frame.kind != "picture":
                continue
            has = min(item.picture.columns / item.width, item.picture.rows / item.height)
            if has >= wanted:
                continue
            found = (
                _(
                    "the picture has {count} pixels to the inch"
                    ' in "{format}", and print needs {least}'
                )
                if paper
                else _('the picture is enlarged {times} times in "{format}"')
            )
            enough = wanted if paper else 1.0
            yield warning(
                "low-resolution",
                found.format(
                    count=int(has * MM_PER_INCH),
                    least=int(PRINT),
                    times=f"{1 / has:.1f}",
                    format=scene.canvas.id,
                ),
                frame.span,
                _("use a file of {columns} × {rows} pixels or more, or show it smaller").format(
                    columns=ceil(item.width * enough), rows=ceil(item.height * enough)
                ),
                spot=Spot(number, (x, y, x + item.width, y + item.height)),
            )
