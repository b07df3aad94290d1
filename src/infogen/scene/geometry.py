"""Sizes, insets and regions, in the unit of the format (px on screens, mm on paper), y down."""

from math import inf, isfinite
from typing import Literal

from msgspec import Struct

Side = Literal["top", "right", "bottom", "left"]


class Size(Struct, frozen=True):
    """Width and height of something."""

    width: float
    height: float


class Insets(Struct, frozen=True):
    """Distances from the four sides, inwards."""

    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    left: float = 0.0

    @property
    def across(self) -> float:
        """Left and right together."""
        return self.left + self.right

    @property
    def down(self) -> float:
        """Top and bottom together."""
        return self.top + self.bottom


NO_INSETS = Insets()


class Region(Struct, frozen=True):
    """The room offered to a block; a side may be infinite. `fill_*` asks the block to take all
    of it.
    """

    width: float = inf
    height: float = inf
    fill_width: bool = False
    fill_height: bool = False

    def inside(self, pad: Insets) -> "Region":
        """The region that is left inside the padding."""
        return Region(
            max(0.0, self.width - pad.across),
            max(0.0, self.height - pad.down),
            self.fill_width,
            self.fill_height,
        )

    @property
    def size(self) -> Size:
        """The room as a size."""
        return Size(self.width, self.height)


class Room(Struct, frozen=True):
    """The room left on a page: `height` of the `full` height of an empty one.

    `forced`: the page is still empty, so something must be placed on it.
    """

    width: float
    height: float
    full: float
    fill_width: bool = True
    forced: bool = False

    def inside(self, pad: Insets) -> "Room":
        """The room that is left inside the padding."""
        width, height = max(0.0, self.width - pad.across), max(0.0, self.height - pad.down)
        return Room(width, height, max(0.0, self.full - pad.down), self.fill_width, self.forced)


class Box(Struct, frozen=True):
    """A rectangle placed on a page."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height


def finite(value: float, otherwise: float) -> float:
    """`value`, or `otherwise` where it is infinite."""
    return value if isfinite(value) else otherwise
