"""An icon of the bundled set, stroked in one colour."""

from typing import Annotated, Literal

from msgspec import Meta

from infogen.artwork.icons import icon_names, icon_strokes
from infogen.blocks.base import Block
from infogen.blocks.env import Env
from infogen.blocks.fragment import Fragment
from infogen.diagnostics.hints import unknown
from infogen.messages import _
from infogen.scene import Meaning, Path, Placed, Stroke
from infogen.scene.geometry import Region, Size
from infogen.scene.shapes import transform
from infogen.source.model import Positive


class Icon(Block):
    """An icon in a square of `size` canvas units; `stroke` counts units of its 24-unit box,
    round caps and joins.
    """

    kind: Literal["icon"]
    rigid = True

    name: str
    size: Positive
    stroke: Annotated[float, Meta(gt=0, le=24)] = 2.0
    color: str = "ink"

    def layout(self, region: Region, env: Env) -> Fragment:
        """A figure if it has an `alt`, else decoration."""
        if self.name not in icon_names():
            raise unknown(
                "icon", _('unknown icon "{name}"'), self.name, icon_names(), self.place_of("name")
            )
        icon = icon_strokes(self.name)
        scale = self.size / icon.box
        line = Stroke(
            env.color(self.color, self, "color"), self.stroke * env.theme.stroke * scale, "round"
        )
        path = Path(transform(icon.commands, 0.0, 0.0, scale), stroke=line)
        return Fragment(
            Size(self.size, self.size),
            (Placed(0.0, 0.0, path),),
            meaning=Meaning(role="figure" if self.alt else "artifact"),
            first=self.size / 2,
        )
