"""A drawing of `layouts/drawings/`, in two of the theme's colours."""

from typing import Literal

from infogen.blocks.base import Block
from infogen.blocks.env import Env
from infogen.blocks.fragment import Fragment
from infogen.design.drawings import BOX, DOT, LINE
from infogen.diagnostics.hints import unknown
from infogen.messages import _
from infogen.scene import Meaning, Path, Placed, Stroke
from infogen.scene.geometry import Region, Size
from infogen.scene.shapes import circle, transform
from infogen.source.model import Positive


class DrawingBlock(Block):
    """A drawing in a square of `size` canvas units, its lines in `color` over a disc of `disc`
    (null: without one). It says its own `alt`; with `role: artifact` it decorates.
    """

    kind: Literal["drawing"]
    rigid = True

    name: str
    size: Positive
    color: str = "ink"
    disc: str | None = "citizen"

    def layout(self, region: Region, env: Env) -> Fragment:
        """The disc first, then the lines and the dots. Raises `Failure` for a name that no file
        has.
        """
        if self.name not in env.drawings:
            message = _('unknown drawing "{name}"')
            raise unknown("drawing", message, self.name, env.drawings, self.place_of("name"))
        drawing = env.drawings[self.name]
        scale = self.size / BOX
        color = env.color(self.color, self, "color")
        inks: list[Placed[Path]] = []
        if self.disc is not None:
            disc = circle(*(side * scale for side in drawing.disc))
            inks.append(Placed(0.0, 0.0, Path(disc, fill=env.color(self.disc, self, "disc"))))
        weight = LINE * env.theme.stroke * scale
        outline = transform(drawing.outline(), 0.0, 0.0, scale)
        inks.append(Placed(0.0, 0.0, Path(outline, stroke=Stroke(color, weight, "round"))))
        for x, y in drawing.dots:
            dot = circle(x * scale, y * scale, DOT / 2 * scale)
            inks.append(Placed(0.0, 0.0, Path(dot, fill=color)))
        role: Literal["figure", "artifact"] = "artifact" if self.role == "artifact" else "figure"
        alt = None if role == "artifact" else self.alt or drawing.alt
        return Fragment(
            Size(self.size, self.size), tuple(inks), meaning=Meaning(role=role, alt=alt)
        )
