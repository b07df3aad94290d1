"""The marks of a chart: bars, dots or lines, the rules of its scale, and its breaks."""

from collections.abc import Iterator
from itertools import pairwise

from infogen.blocks.chart.data import DataPoint, Scores
from infogen.blocks.chart.look import TICKS, ChartForm, Look, Scale
from infogen.blocks.chart.places import Places, box_around
from infogen.blocks.fragment import Fragment, Laid
from infogen.scene import Command, Path, Placed, Rect, Stroke
from infogen.scene.geometry import Size
from infogen.scene.shapes import circle

BAR = 0.56
"""Width of a bar, as a part of its year's."""
HAIR, LINE, DOT, RING = 0.1, 0.34, 0.55, 0.24
"""Rules, the line of a series, radius and ring of a dot, as parts of the height of a label's
capitals.
"""
OUTER = 1.1
"""Radius of a ring about a dot of the other series, likewise."""


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
                x, y = dot_x(scores, n, point, form, scale), scale.y(point.value)
                if form == "bars":
                    out.append(_bar(x, y, color, scale))
                elif n:
                    over = form == "line" and _is_over(scores, n, point, scale)
                    paper = None if over else look.env.color("paper")
                    out.append(_ring(x, y, color, paper, scale))
                else:
                    out.append(Placed(0.0, 0.0, Path(circle(x, y, DOT * scale.cap), fill=color)))
    return out


def keep_off_marks(scores: Scores, form: ChartForm, scale: Scale, places: Places) -> None:
    """Let no label lie on dots and lines, nor on the axis."""
    axis = (scale.left, scale.bottom), (scale.right, scale.bottom)
    places.keep_off_line(*axis, HAIR * scale.cap)
    for n, one in enumerate(scores.series):
        if form == "line":
            for a, b in _stretches(one):
                ends = [(scale.x(p.year), scale.y(p.value or 0.0)) for p in (a, b)]
                places.keep_off_line(ends[0], ends[1], LINE * scale.cap)
        for point in one:
            if point.value is not None:
                x, y = dot_x(scores, n, point, form, scale), scale.y(point.value)
                if form == "bars":
                    wide = BAR * scale.slot / 2
                    places.keep_off((x - wide, y, x + wide, scale.bottom))
                else:
                    over = form == "line" and _is_over(scores, n, point, scale)
                    places.keep_off(box_around(x, y, (OUTER if over else DOT) * scale.cap))


def dot_x(scores: Scores, n: int, point: DataPoint, form: ChartForm, scale: Scale) -> float:
    """The middle of a mark: that of its year, and beside it where the dot of the other series
    would cover it.
    """
    x = scale.x(point.year)
    if form == "dots" and _is_over(scores, n, point, scale):
        x += (DOT * scale.cap + scale.air / 4) * (1 if n else -1)
    return x


def _is_over(scores: Scores, n: int, point: DataPoint, scale: Scale) -> bool:
    """True if the dots of both series would lie on each other."""
    y = scale.y(point.value or 0.0)
    return any(abs(scale.y(other) - y) < 2 * DOT * scale.cap for other in scores.others(n, point))


def _stretches(one: tuple[DataPoint, ...]) -> Iterator[tuple[DataPoint, DataPoint]]:
    """The values that are joined: of years that follow each other, with no break between."""
    for a, b in pairwise(one):
        if a.value is None or b.value is None or b.year != a.year + 1 or a.judge != b.judge:
            continue
        yield a, b


def _line(n: int, one: tuple[DataPoint, ...], scale: Scale, look: Look) -> list[Laid]:
    """The line of a series."""
    color = look.paint("accent" if n == 0 else "color")
    dash = (scale.cap, scale.cap * 0.7) if n else ()
    stroke = Stroke(color, LINE * scale.cap, "butt", dash)
    out: list[Laid] = []
    for a, b in _stretches(one):
        line: tuple[Command, ...] = (
            ("M", scale.x(a.year), scale.y(a.value or 0.0)),
            ("L", scale.x(b.year), scale.y(b.value or 0.0)),
        )
        out.append(Placed(0.0, 0.0, Path(line, stroke=stroke)))
    return out


def _bar(x: float, y: float, color: str, scale: Scale) -> Laid:
    wide = BAR * scale.slot
    return Placed(x - wide / 2, y, Rect(wide, scale.bottom - y, color))


def _ring(x: float, y: float, color: str, paper: str | None, scale: Scale) -> Laid:
    """A ring on paper; without any it is one about the disc that it lies over."""
    radius = (DOT if paper else OUTER) * scale.cap - RING * scale.cap / 2
    ring = Stroke(color, RING * scale.cap)
    return Placed(0.0, 0.0, Path(circle(x, y, radius), fill=paper, stroke=ring))


def rules(scale: Scale, look: Look) -> Laid:
    """The lines of the scale: a few light ones, the one at 0 dark. They are no marks."""
    thin = HAIR * scale.cap
    lines: list[Laid] = []
    for value in TICKS:
        y = scale.y(value) - (0.0 if value == 0 else thin / 2)
        color = look.paint("accent" if value == 0 else "grid")
        lines.append(Placed(scale.left, y, Rect(scale.right - scale.left, thin, color)))
    return Placed(0.0, 0.0, Fragment(Size(scale.right, scale.bottom), tuple(lines), kind="scale"))


def place_ticks(ticks: list[Fragment], scale: Scale, places: Places) -> None:
    """The values of the scale beside its lines."""
    for value, frame in zip(TICKS, ticks, strict=True):
        at = scale.left - scale.air - frame.size.width
        places.put(frame, (at, scale.y(value) - frame.size.height / 2))


def breaks(
    years: list[int], note: Fragment | None, scale: Scale, look: Look, places: Places
) -> list[Laid]:
    """A dashed line before each of the years, under the note that names it: once, where two of
    them have no room for it.
    """
    out: list[Laid] = []
    for year in years:
        x = scale.x(year) - scale.slot / 2
        foot = note.size.height + scale.air if note else 0.0
        dash = (scale.cap * 0.5, scale.cap * 0.4)
        line: tuple[Command, ...] = (("M", x, foot), ("L", x, scale.bottom))
        stroke = Stroke(look.paint("accent"), HAIR * scale.cap, "butt", dash)
        out.append(Placed(0.0, 0.0, Path(line, stroke=stroke)))
        places.keep_off_line((x, foot), (x, scale.bottom), HAIR * scale.cap)
        if note:
            places.put_if_free(note, (max(scale.left, x - note.size.width / 2), 0.0))
    return out
