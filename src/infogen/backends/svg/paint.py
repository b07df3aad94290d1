"""How lines are painted in an SVG: presentation attributes (SVG 1.1, 11.4)."""

from infogen.backends.svg.elements import attributes, num
from infogen.scene import Stroke


def stroke_attributes(stroke: Stroke, places: int, join: str | None = "round") -> str:
    """The attributes of a stroke, its lengths with so many decimals."""
    return attributes(
        stroke=stroke.color,
        stroke_width=num(stroke.width, places),
        stroke_linecap="round" if stroke.cap == "round" else None,
        stroke_linejoin=join,
        stroke_dasharray=" ".join(num(length, places) for length in stroke.dash) or None,
    )
