"""Colours: `#RRGGBB` to numbers, contrast (WCAG 2.2, 1.4.3), and how they look in grey and to
colour-blind eyes.
"""

from math import cbrt, dist

Triple = tuple[float, float, float]

LEAST = {"AA": (4.5, 3.0), "AAA": (7.0, 4.5)}
"""The least contrast of text and of large text, by level (WCAG 2.2, 1.4.3 and 1.4.6)."""

VISIONS: dict[str, tuple[Triple, Triple, Triple]] = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""How each dichromacy changes linear red, green and blue (Machado, Oliveira and Fernandes, 2009,
severity 1.0).
"""


def rgb(color: str) -> tuple[int, int, int]:
    """Red, green and blue of `#RRGGBB`, each 0–255."""
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def luminance(color: str) -> float:
    """Relative luminance, 0 (black) to 1 (white)."""
    red, green, blue = (_linear(channel / 255) for channel in rgb(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def grey(color: str) -> str:
    """The grey in which a copier or a printer shows a colour (luma, ITU-R BT.601)."""
    red, green, blue = rgb(color)
    level = round(0.299 * red + 0.587 * green + 0.114 * blue)
    return f"#{level:02X}{level:02X}{level:02X}"


def seen(color: str, vision: str) -> str:
    """A colour as eyes of one of `VISIONS` see it."""
    linear = [_linear(channel / 255) for channel in rgb(color)]
    mixed = [sum(k * part for k, part in zip(row, linear, strict=True)) for row in VISIONS[vision]]
    channels = [round(255 * _encoded(min(1.0, max(0.0, value)))) for value in mixed]
    return "#{:02X}{:02X}{:02X}".format(*channels)


def difference(one: str, other: str) -> float:
    """The difference between two colours: their distance in CIE L*a*b*, D65 (ISO/CIE 11664-4). One
    of 2.3 is just noticeable.
    """
    return dist(_lab(one), _lab(other))


def _lab(color: str) -> Triple:
    red, green, blue = (_linear(channel / 255) for channel in rgb(color))
    x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883
    fx, fy, fz = (_cube_root(value) for value in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def _cube_root(value: float) -> float:
    return cbrt(value) if value > (6 / 29) ** 3 else value / (3 * (6 / 29) ** 2) + 4 / 29


def _encoded(value: float) -> float:
    return 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
