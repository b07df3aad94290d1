"""A flow: a column that goes on on the next page for as long as it has content."""

from math import inf
from typing import Literal

from msgspec.structs import replace

from infogen.blocks.base import visible_blocks
from infogen.blocks.containers import Column, stack_frames
from infogen.blocks.env import Env
from infogen.blocks.fields import Length
from infogen.blocks.fragment import Fragment
from infogen.blocks.page_breaks import fill
from infogen.diagnostics import fail
from infogen.messages import _
from infogen.scene.geometry import Region, Room
from infogen.source.model import Problem


class Flow(Column):
    """On paper alone: children from top to bottom, on as many pages as they need. The body that the
    flow is in is repeated for each of them.

    It fills the height that the page's other blocks leave. Children break where they say by `keep`.
    """

    kind: Literal["flow"]  # type: ignore[assignment]
    width: Length = "1fr"
    height: Length = "1fr"

    def __post_init__(self) -> None:
        if self.height == "auto" or self.justify != "start":
            raise Problem(
                _("a flow fills the page from the top"),
                _("leave out justify, and write a height, or none: it takes what is left"),
            )

    def layout(self, region: Region, env: Env) -> Fragment:
        """The children, or those that the page before left, that this page holds."""
        if env.canvas.family != "paper":
            raise fail(
                "no-pages",
                _("a screen has no next page for a flow"),
                self.span,
                _("use a column, or leave the flow out with when: {paper: true, else: false}"),
            )
        if region.height == inf:
            return super().layout(region, env)
        children = visible_blocks(self.children, env) if env.rest is None else env.rest
        room = Room(region.width, region.height, region.height, self.align == "stretch", True)
        gap = self.gap * env.theme.density
        pitch = self.pitch and self.pitch * env.theme.density
        filled = fill(children, room, env, gap=gap, pitch=pitch)
        assert filled is not None
        frame = stack_frames(filled.frames, filled.tops, region.width, self.align)
        return replace(frame, rest=filled.rest or None)
