"""A picture: artwork from a file of the workspace, in its box."""

from math import inf
from pathlib import Path
from typing import Literal

from pydantic import model_validator

from infogen.blocks.base import Block, Env
from infogen.diagnostics import fail
from infogen.geometry import Region, Size
from infogen.messages import _
from infogen.model import Problem
from infogen.pictures import cropped, load
from infogen.scene import Frame, Image, Picture, Placed


class PictureBlock(Block):
    """PNG, JPEG or WebP artwork. `contain` shows all of it, `cover` crops it to the form of the
    box.
    """

    kind: Literal["picture"]

    file: str
    fit: Literal["contain", "cover"] = "contain"

    @model_validator(mode="after")
    def _described(self) -> "PictureBlock":
        if not self.alt and self.role != "artifact":
            raise Problem(
                _("a picture needs an alternative text"),
                _("add alt: with what it shows, or role: artifact if it only decorates"),
            )
        return self

    def layout(self, region: Region, env: Env) -> Frame:
        """As large as its room, in its own proportions; its own pixels where the room is
        infinite.
        """
        picture = env.pictures.get(self.file) or load(self._path(env), self.file, self.span)
        wide = region.width if region.width < inf else picture.columns / env.canvas.density
        high = region.height if region.height < inf else wide * picture.rows / picture.columns
        if self.fit == "cover":
            ink, x, y = Image(wide, high, cropped(picture, wide / high)), 0.0, 0.0
        else:
            ink, x, y = _contained(picture, wide, high)
        role: Literal["figure", "artifact"] = "figure" if self.alt else "artifact"
        return Frame(Size(wide, high), (Placed(x, y, ink),), role=role)

    def _path(self, env: Env) -> Path:
        for folder in env.folders:
            path = folder / self.file
            if path.is_file() and path.resolve().is_relative_to(folder.resolve()):
                return path
        raise fail(
            "missing-file",
            _('there is no picture "{file}" in the workspace').format(file=self.file),
            self.span,
            _("write its path from the folder that holds layouts and data"),
        )


def _contained(picture: Picture, wide: float, high: float) -> tuple[Image, float, float]:
    scale = min(wide / picture.columns, high / picture.rows)
    image = Image(picture.columns * scale, picture.rows * scale, picture)
    return image, (wide - image.width) / 2, (high - image.height) / 2
