"""A flat shape that fills its box: disc, station, pill, arch, or an outline of one's own."""

from math import inf
from typing import Annotated, Literal

from msgspec import Meta

from infogen.artwork.svg_path import commands as path_data
from infogen.blocks.base import Block
from infogen.blocks.env import Env
from infogen.blocks.fields import Border
from infogen.blocks.fragment import Fragment
from infogen.blocks.stations import CORNER
from infogen.diagnostics import fail
from infogen.messages import _
from infogen.scene import Command, Meaning, Path, Placed, Rect, Stroke
from infogen.scene.geometry import Region, Size
from infogen.scene.shapes import circle, transform

BOX = 100.0
"""Side of the box that the `d` of an outline is drawn in."""


class Shape(Block):
    """A shape as wide and high as its room; a `station` is a disc or a patch, as the theme has them
    on its ribbons. `d` is SVG path data in a box of 100 × 100 units."""

    kind: Literal["shape"]

    shape: Literal["disc", "station", "pill", "arch", "path"]
    color: str | None = None
    line: Border | None = None
    d: Annotated[str, Meta(max_length=20_000)] = ""

    def layout(self, region: Region, env: Env) -> Fragment:
        """A figure if it has an `alt`, else decoration. Raises `Failure` for path data that is
        none.
        """
        wide = region.width if region.width < inf else 0.0
        high = region.height if region.height < inf else wide
        fill = env.color(self.color, self, "color") if self.color else None
        stroke = (
            Stroke(env.color(self.line.color, self.line, "color"), self.line.width, "round")
            if self.line
            else None
        )
        ink: Rect | Path
        if self.shape == "station" and env.theme.ribbons.stations == "patch":
            ink = Rect(wide, high, fill, min(wide, high) / 2 * CORNER, stroke)
        elif self.shape == "pill":
            ink = Rect(wide, high, fill, min(wide, high) / 2, stroke)
        else:
            ink = Path(self._outline(wide, high), fill, stroke)
        role: Literal["figure", "artifact"] = "figure" if self.alt else "artifact"
        return Fragment(Size(wide, high), (Placed(0.0, 0.0, ink),), meaning=Meaning(role=role))

    def _outline(self, wide: float, high: float) -> tuple[Command, ...]:
        if self.shape in ("disc", "station"):
            return transform(circle(0.5, 0.5, 0.5), 0.0, 0.0, wide, high)
        if self.shape == "arch":
            top = min(wide / 2, high)
            arc = transform(circle(0.0, 0.0, 1.0), wide / 2, top, wide / 2, top)
            left_to_right = (("M", 0.0, top), arc[3], arc[4])
            return (*left_to_right, ("L", wide, high), ("L", 0.0, high), ("Z",))
        try:
            return transform(path_data(self.d), 0.0, 0.0, wide / BOX, high / BOX)
        except ValueError as problem:
            raise fail(
                "bad-path",
                _("this is not path data: {problem}").format(problem=problem),
                self.place_of("d"),
                _('write d as in SVG, in a box of 100 × 100: "M 0 0 L 100 50 Z"'),
            ) from None
