"""Room that nothing is in but a ribbon."""

from math import inf
from typing import Literal

from infogen.blocks.base import Block
from infogen.blocks.env import Env
from infogen.blocks.fragment import Fragment
from infogen.scene.geometry import Region, Size


class Gutter(Block):
    """Room that a ribbon runs through: a width, the height of its row, and no ink."""

    kind: Literal["gutter"]

    def layout(self, region: Region, env: Env) -> Fragment:
        """Nothing, as tall as it may be."""
        return Fragment(Size(0.0, region.height if region.height < inf else 0.0))
