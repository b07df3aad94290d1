"""The labels of a chart: values, years, names of series, and why a value is missing."""

from infogen.blocks.chart.data import DataPoint, Scores
from infogen.blocks.chart.look import ChartForm, Look, Scale
from infogen.blocks.chart.marks import DOT
from infogen.blocks.data_rows import Gap
from infogen.blocks.fragment import Fragment, Laid
from infogen.scene import COUNTER, Placed
from infogen.scene.geometry import Region
from infogen.typesetting.phrase import Phrase

BESIDE = 2.0
"""The years on each side of a line's gap over whose feet its label may stand, together."""

Values = list[list[Fragment | None]]
"""The label of each point of each series; None where it has no value."""


def values(scores: Scores, look: Look) -> Values:
    """The values as they are printed, larger where they are highlighted."""
    return [
        [
            None
            if point.value is None
            else look.label(
                (point.value_row.phrase(),),
                "highlight_style" if scores.lit(point) else "value_style",
            )
            for point in one
        ]
        for one in scores.series
    ]


def placed_values(
    scores: Scores, labels: Values, form: ChartForm, width: float, scale: Scale
) -> list[Laid]:
    """Values at their marks, inside `width`; of a line at its ends and what is highlighted."""
    out: list[Laid] = []
    for n, one in enumerate(scores.series):
        ends = {one[0].year, one[-1].year}
        for point, frame in zip(one, labels[n], strict=True):
            if frame is None or point.value is None:
                continue
            if form == "line" and point.year not in ends and not scores.lit(point):
                continue
            x = scale.x(point.year) - frame.size.width / 2
            x = min(max(0.0, x), width - frame.size.width)
            gap = scale.air + (0.0 if form == "bars" else DOT * scale.cap)
            y = scale.y(point.value)
            below = _is_below(scores, n, point, point.value)
            out.append(Placed(x, y + gap if below else y - gap - frame.size.height, frame))
    return out


def _is_below(scores: Scores, n: int, point: DataPoint, value: float) -> bool:
    """True if a label stands below its mark, because the other series' mark of that year is above
    it.
    """
    others = [
        p.value
        for i, one in enumerate(scores.series)
        if i != n
        for p in one
        if p.year == point.year and p.value is not None
    ]
    return any(other > value or (other == value and n > 0) for other in others)


def years(scores: Scores, scale: Scale, look: Look) -> list[Laid]:
    """The years under the marks, as many as have room, counted from the last."""
    rows = {p.year: p.year_row for one in scores.series for p in one}
    frames = {
        year: look.label((rows[year].phrase() if year in rows else Phrase(str(year), COUNTER),))
        for year in scores.years
    }
    widest = max(frame.size.width for frame in frames.values()) + scale.air
    step = max(1, -int(-widest // scale.slot))
    return [
        Placed(scale.x(year) - frame.size.width / 2, scale.bottom + scale.air, frame)
        for year, frame in frames.items()
        if (scores.years[-1] - year) % step == 0
    ]


def placed_names(scores: Scores, names: list[Fragment], scale: Scale) -> list[Laid]:
    """The name of each series beside its last mark, moved apart where they would meet."""
    out: list[Laid] = []
    tops = []
    for n, frame in enumerate(names):
        last = [p.value for p in scores.series[n] if p.value is not None]
        tops.append((scale.y(last[-1] if last else 0.0) - scale.cap / 2, frame))
    floor = 0.0
    for top, frame in sorted(tops, key=lambda pair: pair[0]):
        y = max(top, floor)
        out.append(Placed(scale.right + scale.air, y, frame))
        floor = y + frame.size.height + scale.air
    return out


def gaps(
    scores: Scores, state: str, reasons: tuple[Gap, ...], form: ChartForm, scale: Scale, look: Look
) -> list[Laid]:
    """Why there is no mark, where it would stand; years in a row say it once."""
    out: list[Laid] = []
    spare = BESIDE if form == "line" else 0.0
    why = {year: scores.why(year, state, reasons) for year in scores.missing}
    runs: list[list[int]] = []
    for year in scores.missing:
        if runs and runs[-1][-1] == year - 1 and _said(why[year]) == _said(why[year - 1]):
            runs[-1].append(year)
        else:
            runs.append([year])
    for run in runs:
        words = why[run[0]]
        if words is None:
            continue
        middle = (scale.x(run[0]) + scale.x(run[-1])) / 2
        room = (len(run) + spare) * scale.slot - scale.air
        room = max(0.0, min(room, 2 * (middle - scale.left), 2 * (scale.right - middle)))
        text = look.text(words, halign="center")
        frame = look.quiet(text.layout(Region(room, fill_width=True), look.env))
        at = scale.bottom - scale.air - frame.size.height
        out.append(Placed(middle - room / 2, at, frame))
    return out


def _said(words: tuple[Phrase, ...] | None) -> str:
    return words[0].text if words else ""
