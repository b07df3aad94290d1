"""A rule: a straight line across its room, or down it."""

from math import inf
from typing import Literal

from infogen.blocks.base import Block
from infogen.blocks.env import Env
from infogen.blocks.fragment import Fragment
from infogen.scene import ARTIFACT, Placed, Rect
from infogen.scene.geometry import Region, Size
from infogen.source.model import Positive


class Rule(Block):
    """A line of `thickness` canvas units, as long as the room that it is offered."""

    kind: Literal["rule"]

    thickness: Positive
    color: str = "ink"
    axis: Literal["horizontal", "vertical"] = "horizontal"

    def layout(self, region: Region, env: Env) -> Fragment:
        """Decoration. In an infinite room it has no length of its own."""
        across = self.axis == "horizontal"
        room = region.width if across else region.height
        length = room if room < inf else 0.0
        size = Size(length, self.thickness) if across else Size(self.thickness, length)
        ink = Rect(size.width, size.height, env.color(self.color, self, "color"))
        return Fragment(size, (Placed(0.0, 0.0, ink),), meaning=ARTIFACT)
