"""No text lies on another one, and nothing is painted over a text."""

from collections.abc import Iterator
from itertools import islice

from PIL import ImageChops
from PIL.Image import Image as Raster

from infogen.checks.seen.passages import beginning
from infogen.checks.seen.surfaces import Lettering, Surface, surfaces
from infogen.diagnostics import Bounds, Diagnostic, Spot, error
from infogen.diagnostics.findings import MOST_FINDINGS
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
    met = islice(_pairs(boxed, slack), MOST_FINDINGS)
    for i, j in sorted(met):
        (one, _a), (other, b) = boxed[i], boxed[j]
        yield error(
            "overlap",
            _('"{one}" and "{other}" overlap in "{format}" (page {page})').format(
                one=beginning(one.text.text),
                other=beginning(other.text.text),
                format=surface.scene.canvas.id,
                page=surface.page + 1,
            ),
            other.span,
            _("give them more room, or shorten one"),
            spot=Spot(surface.page, b),
        )


def _pairs(boxed: list[tuple[Lettering, Bounds]], slack: float) -> Iterator[tuple[int, int]]:
    """The texts of different blocks that meet. They are found from top to bottom, so that a page
    of thousands of lines is looked through once.
    """
    open_: list[int] = []
    for i in sorted(range(len(boxed)), key=lambda n: boxed[n][1][1]):
        one, (left, top, right, low) = boxed[i]
        open_ = [j for j in open_ if boxed[j][1][3] - top > slack]
        for j in open_:
            other, box = boxed[j]
            across = min(right, box[2]) - max(left, box[0])
            if across > slack and min(low, box[3]) - top > slack and one.block != other.block:
                yield min(i, j), max(i, j)
        open_.append(i)


def _covered(surface: Surface) -> Iterator[Diagnostic]:
    for found, seen, as_set in surface.overlapping_texts():
        if _share(seen, as_set) > COVERED:
            yield error(
                "covered",
                _('"{text}" is painted over in "{format}" (page {page})').format(
                    text=beginning(found.text.text),
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
