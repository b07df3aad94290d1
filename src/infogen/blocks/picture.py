"""A picture: artwork from a file of the workspace, in its box."""

from contextlib import suppress
from math import inf
from pathlib import Path
from typing import Literal

from infogen.artwork import svg_drawings
from infogen.artwork.pictures import Extent, crop, load_picture, measure
from infogen.blocks.base import Block
from infogen.blocks.env import Env
from infogen.blocks.fragment import Fragment
from infogen.diagnostics import fail
from infogen.files.paths import composed_path
from infogen.messages import _
from infogen.scene import Canvas, Image, Meaning, Picture, Placed
from infogen.scene.geometry import Region, Size
from infogen.scene.units import MM_PER_INCH
from infogen.source.model import Problem

FINE = {"mm": 600 / MM_PER_INCH, "px": 4.0}
"""Pixels of a drawing to a canvas unit: 600 to the inch in print, and on screens enough to enlarge
it in a PDF. A PNG shows it in the pixels that it has.
"""


MOST_PIXELS = 128_000_000
"""Pixels of all artwork of a piece together, in one format."""


class PictureBlock(Block):
    """PNG, JPEG, WebP or SVG artwork. `contain` shows all of it, `cover` crops it to the form of
    the box.
    """

    kind: Literal["picture"]

    file: str
    fit: Literal["contain", "cover"] = "contain"

    def __post_init__(self) -> None:
        if not self.alt and self.role != "artifact":
            raise Problem(
                _("a picture needs an alternative text"),
                _("add alt: with what it shows, or role: artifact if it only decorates"),
            )

    def layout(self, region: Region, env: Env) -> Fragment:
        """As large as its room, in its own proportions; its own pixels where the room is
        infinite.
        """
        given = env.pictures.get(self.file)
        path = self._path(env) if given is None else Path()
        extent = (
            Extent(given.columns, given.rows)
            if given
            else measure(path, self.file, self.place_of("file"))
        )
        density = _density(extent, env.canvas)
        wide = region.width if region.width < inf else extent.width / density
        high = region.height if region.height < inf else wide * extent.height / extent.width
        choose = max if self.fit == "cover" else min
        scale = choose(wide / extent.width, high / extent.height)
        across = extent.width * scale * FINE[env.canvas.unit]
        if given is None:
            self._count(path, extent, across, env)
        picture = given or load_picture(path, self.file, self.place_of("file"), across)
        if self.fit == "cover":
            ink, x, y = Image(wide, high, crop(picture, wide / high)), 0.0, 0.0
        else:
            ink, x, y = _contained(picture, wide, high)
        role: Literal["figure", "artifact"] = "figure" if self.alt else "artifact"
        return Fragment(Size(wide, high), (Placed(x, y, ink),), meaning=Meaning(role=role))

    def _count(self, path: Path, extent: Extent, across: float, env: Env) -> None:
        """Raises `Failure` if this is the file with which a piece has too much artwork."""
        pixels = extent.width * extent.height
        if extent.per_inch is not None:  # a drawing, which gets its pixels now
            pixels = min(pixels * (across / extent.width) ** 2, svg_drawings.MOST_PIXELS)
        env.artwork[path] = max(pixels, env.artwork.get(path, 0.0))
        if sum(env.artwork.values()) > MOST_PIXELS:
            raise fail(
                "too-large",
                _("the pictures of this piece have more than {count} million pixels").format(
                    count=MOST_PIXELS // 10**6
                ),
                self.place_of("file"),
                _("save them with fewer pixels"),
            )

    def _path(self, env: Env) -> Path:
        for folder in env.folders:
            with suppress(OSError):  # such as a name that is too long
                path = composed_path(folder, self.file)
                if path.is_file() and path.resolve().is_relative_to(folder.resolve()):
                    return path
        raise fail(
            "missing-file",
            _('there is no picture "{file}" in the workspace').format(file=self.file),
            self.place_of("file"),
            _("write its path from the folder that holds layouts and data"),
        )


def _density(extent: Extent, canvas: Canvas) -> float:
    """Pixels of artwork to a canvas unit, in its own size."""
    if extent.per_inch is None:
        return canvas.density
    return extent.per_inch / MM_PER_INCH if canvas.unit == "mm" else 1.0


def _contained(picture: Picture, wide: float, high: float) -> tuple[Image, float, float]:
    scale = min(wide / picture.columns, high / picture.rows)
    image = Image(picture.columns * scale, picture.rows * scale, picture)
    return image, (wide - image.width) / 2, (high - image.height) / 2
