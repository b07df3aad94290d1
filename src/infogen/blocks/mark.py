"""The series mark, a ring with a dot: an eye, a day and a station at once."""

from typing import Literal

from infogen.blocks.base import Block
from infogen.blocks.env import Env
from infogen.blocks.fragment import Fragment
from infogen.scene import ARTIFACT, Path, Placed, Stroke
from infogen.scene.geometry import Region, Size
from infogen.scene.shapes import circle
from infogen.source.model import Positive

RING, DOT = 0.15, 0.18
"""The ring's stroke and the dot's radius, as parts of the size."""


class Mark(Block):
    """A ring of `color` with a disc of `dot` in it, `size` canvas units wide."""

    kind: Literal["mark"]
    rigid = True

    size: Positive
    color: str = "ink"
    dot: str = "path"

    def layout(self, region: Region, env: Env) -> Fragment:
        """Decoration: the name of the series stands beside it."""
        half, ring = self.size / 2, self.size * RING
        outer = Path(
            circle(half, half, half - ring / 2),
            stroke=Stroke(env.color(self.color, self, "color"), ring),
        )
        inner = Path(circle(half, half, self.size * DOT), fill=env.color(self.dot, self, "dot"))
        return Fragment(
            Size(self.size, self.size),
            (Placed(0.0, 0.0, outer), Placed(0.0, 0.0, inner)),
            meaning=ARTIFACT,
        )
