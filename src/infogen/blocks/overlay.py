"""Children over each other."""

from typing import Literal

from infogen.blocks.base import Block, lay, visible_blocks
from infogen.blocks.containers import Children, container
from infogen.blocks.env import Env
from infogen.blocks.fragment import Fragment
from infogen.scene import Placed
from infogen.scene.geometry import Region, Size


class Overlay(Block):
    """Children painted over each other in list order; ribbons and placed children give it no
    size.
    """

    kind: Literal["overlay"]
    children: Children = ()

    def layout(self, region: Region, env: Env) -> Fragment:
        """Every child gets the full box."""
        frames = [lay(c, region, env) for c in visible_blocks(self.children, env)]
        laid = [f for f in frames if f.late is None]
        size = Size(
            max((f.size.width for f in laid), default=0.0),
            max((f.size.height for f in laid), default=0.0),
        )
        return container(size, tuple(Placed(0.0, 0.0, f) for f in frames))
