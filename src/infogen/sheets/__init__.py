"""Sheets: layouts of the program's own that show scenes, composed as every piece is."""

import hashlib
from collections.abc import Mapping
from typing import Any

from PIL.Image import Image as Raster

from infogen.backends.png import draw
from infogen.binding.scope import Ref
from infogen.checks.scene.overflow import overflow
from infogen.diagnostics import Diagnostic, Failure
from infogen.layout.compose import SheetContent, compose_spec
from infogen.scene import Picture, Scene
from infogen.workspace import Workspace


def sheet(
    workspace: Workspace,
    name: str,
    format: str,
    content: Mapping[str, Any],
    pictures: Mapping[str, Picture],
) -> Scene:
    """The scene of `layouts/sheets/<name>.yaml`, in which `$sheet` is the content.

    Raises `Failure` for an error in the layout, and for anything that does not fit.
    """
    given = SheetContent({"sheet": Ref(content)}, pictures)
    scene = compose_spec(workspace, workspace.sheets[name].spec, format, given=given)
    problems: list[Diagnostic] = list(overflow(scene))
    if problems:
        raise Failure(problems)
    return scene


def page_picture(scene: Scene, page: int = 0) -> Picture:
    """A page of a scene as artwork: each pixel of it is kept."""
    return picture(draw(scene, page))


def picture(raster: Raster) -> Picture:
    """A raster as artwork."""
    pixels = raster.convert("RGB").tobytes()
    digest = hashlib.sha256(pixels).hexdigest()
    return Picture(raster.width, raster.height, "RGB", pixels, digest)
