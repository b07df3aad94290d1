"""No text lies on another one, and nothing is painted over a text."""

from collections.abc import Iterator
from itertools import combinations

from PIL import ImageChops
from PIL.Image import Image as Raster

from infogen.checks._surfaces import Surface, surfaces
from infogen.diagnostics import Diagnostic, Spot, error
from infogen.messages import _
from infogen.scene import Scene

TOLERANCE = 1.0
"""Raster pixels by which the boxes of two texts may meet."""

COVERED = 0.01
"""Part of a text's box that may differ where something touches its edge."""


def overlap(scene: Scene) -> Iterator[Diagnostic]:
    """One error for each two texts that meet, and for each that is painted over."""
    for surface in surfaces(scene):
        yield from _meeting(surface)
        yield from _covered(surface)


def _meeting(surface: Surface) -> Iterator[Diagnostic]:
    slack = TOLERANCE / surface.scene.canvas.density
    boxed = [(found, found.box) for found in surface.letters]
    for (one, a), (other, b) in combinations(boxed, 2):
        wide = min(a[2], b[2]) - max(a[0], b[0])
        tall = min(a[3], b[3]) - max(a[1], b[1])
        if wide > slack and tall > slack and one.block != other.block:
            yield error(
                "overlap",
                _('"{one}" and "{other}" lie on each other in "{format}" (page {page})').format(
                    one=one.text.text.strip(),
                    other=other.text.text.strip(),
                    format=surface.scene.canvas.id,
                    page=surface.page + 1,
                ),
                other.span,
                _("give them more room, or shorten one"),
                spot=Spot(surface.page, b),
            )


def _covered(surface: Surface) -> Iterator[Diagnostic]:
    for found, seen, as_set in surface.touched():
        if _share(seen, as_set) > COVERED:
            yield error(
                "covered",
                _('"{text}" is painted over in "{format}" (page {page})').format(
                    text=found.text.text.strip(),
                    format=surface.scene.canvas.id,
                    page=surface.page + 1,
                ),
                found.span,
                _("move it, or what lies over it"),
                spot=Spot(surface.page, found.box),
            )


def _share(seen: Raster, as_set: Raster) -> float:
    """The part of a text's box in which it is not seen as it was set."""
    difference = ImageChops.difference(seen, as_set)
    return 1 - difference.convert("L").histogram()[0] / (seen.width * seen.height)
