"""The marks of a chart: bars, dots or lines, the rules of its scale, and its breaks."""

from itertools import pairwise

from infogen.blocks.chart.data import DataPoint, Scores
from infogen.blocks.chart.look import TICKS, ChartForm, Look, Scale
from infogen.blocks.fragment import Fragment, Laid
from infogen.scene import Command, Ink, Path, Placed, Rect, Stroke
from infogen.scene.shapes import circle

BAR = 0.56
"""Width of a bar, as a part of its year's."""
HAIR, LINE, DOT, RING = 0.1, 0.34, 0.55, 0.24
"""Rules, the line of a series, radius and ring of a dot, as parts of the height of a label's
capitals.
"""


def draw_marks(scores: Scores, form: ChartForm, scale: Scale, look: Look) -> list[Laid]:
    """A mark for each value, of the second series in another shape; lines lie under their dots."""
    out: list[Laid] = []
    for n, one in enumerate(scores.series):
        if form == "line":
            out += _line(n, one, scale, look)
        for point in one:
            if point.value is not None:
                strong = scores.lit(point) or form == "line" or n
                color = look.paint("accent" if strong else "color")
                x, y = scale.x(point.year), scale.y(point.value)
                if form == "bars":
                    out.append(_bar(x, y, color, scale))
                else:
                    out.append(_dot(n, x, y, color, scale, look))
    return out


def _line(n: int, one: tuple[DataPoint, ...], scale: Scale, look: Look) -> list[Laid]:
    """The line of a series: between years that follow each other with no break between."""
    color = look.paint("accent" if n == 0 else "color")
    dash = (scale.cap, scale.cap * 0.7) if n else ()
    stroke = Stroke(color, LINE * scale.cap, "butt", dash)
    out: list[Laid] = []
    for a, b in pairwise(one):
        if a.value is None or b.value is None or b.year != a.year + 1 or a.judge != b.judge:
            continue
        line: tuple[Command, ...] = (
            ("M", scale.x(a.year), scale.y(a.value)),
            ("L", scale.x(b.year), scale.y(b.value)),
        )
        out.append(Placed(0.0, 0.0, Path(line, stroke=stroke)))
    return out


def _bar(x: float, y: float, color: str, scale: Scale) -> Laid:
    wide = BAR * scale.slot
    return Placed(x - wide / 2, y, Rect(wide, scale.bottom - y, color))


def _dot(n: int, x: float, y: float, color: str, scale: Scale, look: Look) -> Laid:
    """A disc, or a ring of the second series."""
    radius = DOT * scale.cap
    mark: Ink = Path(circle(x, y, radius), fill=color)
    if n:
        ring = Stroke(color, RING * scale.cap)
        outline = circle(x, y, radius - RING * scale.cap / 2)
        mark = Path(outline, fill=look.env.color("paper"), stroke=ring)
    return Placed(0.0, 0.0, mark)


def rules(ticks: list[Fragment], scale: Scale, look: Look) -> list[Laid]:
    """The scale: a few light lines with their labels, the one at 0 dark."""
    out: list[Laid] = []
    thin = HAIR * scale.cap
    for value, frame in zip(TICKS, ticks, strict=True):
        y = scale.y(value)
        rule = Rect(scale.right - scale.left, thin, look.paint("accent" if value == 0 else "grid"))
        out.append(Placed(scale.left, y - (0.0 if value == 0 else thin / 2), rule))
        at = scale.left - scale.air - frame.size.width
        out.append(Placed(at, y - frame.size.height / 2, frame))
    return out


def breaks(
    years: list[int], note: Fragment | None, width: float, scale: Scale, look: Look
) -> list[Laid]:
    """A dashed line before each of the years, under the note that names it, inside `width`."""
    out: list[Laid] = []
    for year in years:
        x = scale.x(year) - scale.slot / 2
        foot = scale.cap + scale.air if note else 0.0
        dash = (scale.cap * 0.5, scale.cap * 0.4)
        line: tuple[Command, ...] = (("M", x, foot), ("L", x, scale.bottom))
        stroke = Stroke(look.paint("accent"), HAIR * scale.cap, "butt", dash)
        out.append(Placed(0.0, 0.0, Path(line, stroke=stroke)))
        if note:
            wide = note.size.width
            at = min(max(scale.left, x - wide / 2), width - wide)
            out.append(Placed(at, 0.0, note))
    return out
