"""The colours of a theme that must be told apart, and the nearest colour where one cannot.

Each pair is one that the stock components put on each other (WCAG 2.2, 1.4.3 and 1.4.11).
"""

import colorsys
from collections.abc import Mapping

from infogen.diagnostics import Diagnostic, error
from infogen.messages import _
from infogen.scene.color import LEAST, contrast, rgb
from infogen.source import Map, Value

TEXT, LARGE = range(2)
"""True if a pair is of text or of large text: what it needs follows from the theme's level."""

PAIRS = (
    ("ink", "paper", TEXT),
    ("ink", "white", TEXT),
    ("ink", "citizen", TEXT),
    ("ink", "quiet", TEXT),
    ("muted", "paper", TEXT),
    ("muted", "white", TEXT),
    ("path-text", "citizen", TEXT),
    ("path", "paper", LARGE),
    ("path", "white", LARGE),
    ("citizen", "ink", LARGE),
)
"""Pairs of the drawn colour and its ground, with the least contrast. Ribbons and large type need
3:1.
"""

STEPS = 200
"""Steps of lightness that are tried."""


def illegible(
    theme: str, file: str, colors: Mapping[str, str], written: Value, level: str = "AA"
) -> list[Diagnostic]:
    """One error for each pair of colours that is too alike, at the one that `file` has changed."""
    spans = written.spans if isinstance(written, Map) else {}
    found = []
    for over, under, size in PAIRS:
        if over not in colors or under not in colors:
            continue
        least = LEAST[level][size]
        ratio = contrast(colors[over], colors[under])
        if ratio >= least:
            continue
        own = {role for role in (over, under) if role in spans and spans[role].file == file}
        blamed = under if own == {under} else over
        near = nearest_color(blamed, colors, level)
        message = _(
            'in "{theme}", {over} {color} on {under} {ground} has a contrast of {ratio}:1;'
            " {least}:1 is needed"
        ).format(
            theme=theme,
            over=over,
            color=colors[over],
            under=under,
            ground=colors[under],
            ratio=f"{ratio:.2f}",
            least=f"{least:g}",
        )
        hint = (
            _('the nearest {role} that passes is "{color}"').format(role=blamed, color=near)
            if near
            else _("choose colors that are further apart in lightness")
        )
        found.append(error("contrast", message, spans.get(blamed), hint))
    return found


def nearest_color(role: str, colors: Mapping[str, str], level: str = "AA") -> str | None:
    """The colour of the same hue and saturation, nearest in lightness, with which all pairs of the
    role pass; None if there is none.
    """
    red, green, blue = (channel / 255 for channel in rgb(colors[role]))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    steps = (step / STEPS for step in range(STEPS + 1))
    for value in sorted(steps, key=lambda step: abs(step - lightness)):
        parts = colorsys.hls_to_rgb(hue, value, saturation)
        color = "#{:02X}{:02X}{:02X}".format(*(round(part * 255) for part in parts))
        changed = {**colors, role: color}
        if all(
            contrast(changed[over], changed[under]) >= LEAST[level][size]
            for over, under, size in PAIRS
            if role in (over, under) and over in colors and under in colors
        ):
            return color
    return None
