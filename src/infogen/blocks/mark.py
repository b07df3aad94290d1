"""A sign of the theme: the mark of the series, or that of the institution that issues the piece."""

from typing import Literal

from infogen.artwork.svg_path import commands
from infogen.blocks.base import Block
from infogen.blocks.env import Env
from infogen.blocks.fragment import Fragment, Laid
from infogen.blocks.stations import CORNER, station
from infogen.design.themes import Sign
from infogen.diagnostics import fail
from infogen.messages import _
from infogen.scene import ARTIFACT, Path, Placed, Rect, Stroke
from infogen.scene.geometry import Region, Size
from infogen.scene.shapes import circle, transform
from infogen.source.model import Positive

RING, DOT = 0.15, 0.18
"""The ring's stroke and the dot's radius, as parts of the size."""

BOX = 100.0
"""Side of the box in which a sign is drawn."""


class Mark(Block):
    """The mark of the `series`, where the theme has none a ring of `color` with a disc of `dot` in
    it; the sign of the `issuer`; or an `eye`, the largest of stations, which a ribbon may leave. It
    is `size` canvas units wide.
    """

    kind: Literal["mark"]
    rigid = True

    size: Positive
    color: str = "ink"
    dot: str = "path"
    of: Literal["series", "issuer", "eye"] = "series"

    def layout(self, region: Region, env: Env) -> Fragment:
        """Decoration: the name stands beside it. Raises `Failure` where the theme has no sign of
        the issuer that is drawn.
        """
        main, accent = env.color(self.color, self, "color"), env.color(self.dot, self, "dot")
        if self.of == "eye":
            return Fragment(
                Size(self.size, self.size), self._eye(main, accent, env), meaning=ARTIFACT
            )
        sign = env.theme.mark if self.of == "series" else env.theme.issuer
        if self.of == "issuer" and (sign is None or sign.main is None):
            raise fail(
                "no-sign",
                _('the theme "{theme}" has no outline for the sign of the issuer').format(
                    theme=env.theme.name
                ),
                self.place_of("of"),
                _("show it only when: $theme.issuer.drawn"),
            )
        inks = self._ring(main, accent) if sign is None else self._outlines(sign, main, accent)
        return Fragment(Size(self.size, self.size), inks, meaning=ARTIFACT)

    def _eye(self, main: str, accent: str, env: Env) -> tuple[Laid, ...]:
        """A ring with a dot, or a patch in a patch, as the theme has its stations."""
        if env.theme.ribbons.stations == "disc":
            return self._ring(main, accent)
        half, ring, dot = self.size / 2, self.size * RING, self.size * DOT
        frame = Rect(self.size, self.size, None, half * CORNER, Stroke(main, ring))
        return Placed(0.0, 0.0, frame), station(half, half, dot, accent, env)

    def _ring(self, main: str, accent: str) -> tuple[Placed[Path], ...]:
        half, ring = self.size / 2, self.size * RING
        outer = Path(circle(half, half, half - ring / 2), stroke=Stroke(main, ring))
        inner = Path(circle(half, half, self.size * DOT), fill=accent)
        return Placed(0.0, 0.0, outer), Placed(0.0, 0.0, inner)

    def _outlines(self, sign: Sign, main: str, accent: str) -> tuple[Placed[Path], ...]:
        scale = self.size / BOX
        return tuple(
            Placed(0.0, 0.0, Path(transform(commands(outline), 0.0, 0.0, scale), fill=color))
            for outline, color in ((sign.main, main), (sign.accent, accent))
            if outline is not None
        )
