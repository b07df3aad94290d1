"""Marks on a line: stations, as the theme makes them, a disc or a square patch."""

from infogen.blocks.env import Env
from infogen.scene import Path, Placed, Rect, Stroke
from infogen.scene.shapes import circle

CORNER = 0.22
"""The radius of a patch's corners, as a part of half its side."""


def station(x: float, y: float, half: float, fill: str, env: Env) -> Placed[Path] | Placed[Rect]:
    """A disc about a point with the radius `half`, or a patch that is as wide and as high."""
    if env.theme.ribbons.stations == "patch":
        side = 2 * half
        return Placed(x - half, y - half, Rect(side, side, fill, half * CORNER))
    return Placed(0.0, 0.0, Path(circle(x, y, half), fill=fill))


def ring(
    x: float, y: float, half: float, thickness: float, color: str, env: Env
) -> Placed[Path] | Placed[Rect]:
    """A white station within a line of some thickness, which reaches to the radius `half`."""
    white, line = env.color("white"), Stroke(color, thickness)
    if env.theme.ribbons.stations == "patch":
        return Placed(x - half, y - half, Rect(2 * half, 2 * half, white, half * CORNER, line))
    return Placed(0.0, 0.0, Path(circle(x, y, half - thickness / 2), white, line))


def pill(x: float, y: float, width: float, height: float, fill: str, env: Env) -> Placed[Rect]:
    """A mark that lies across ribbons, its ends round, or like a patch's."""
    radius = min(width, height) / 2 * (CORNER if env.theme.ribbons.stations == "patch" else 1.0)
    return Placed(x - width / 2, y - height / 2, Rect(width, height, fill, radius))
