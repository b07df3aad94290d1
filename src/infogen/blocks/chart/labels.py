"""The labels of a chart: values, years, names of series, and why a value is missing."""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from infogen.blocks.chart.data import DataPoint, Scores
from infogen.blocks.chart.look import ChartForm, Look, Scale
from infogen.blocks.chart.marks import DOT, dot_x
from infogen.blocks.chart.places import Places, Point
from infogen.blocks.fragment import Fragment
from infogen.scene import COUNTER, Fact, Source
from infogen.scene.geometry import Region
from infogen.typesetting.phrase import Phrase

FARTHEST = 4
"""Half heights of a label by which it may stand farther from its dot, and one."""

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


def place_values(
    scores: Scores, labels: Values, form: ChartForm, scale: Scale, places: Places
) -> None:
    """Values at their marks; of a line at its ends and what is highlighted."""
    for n, one in enumerate(scores.series):
        known = [point.year for point in one if point.value is not None]
        for point, frame in zip(one, labels[n], strict=True):
            if frame is None or point.value is None:
                continue
            if form == "line" and point.year not in (known[0], known[-1]) and not scores.lit(point):
                continue
            y = scale.y(point.value)
            if form == "bars":
                x = scale.x(point.year) - frame.size.width / 2
                places.put(frame, (x, y - scale.air - frame.size.height))
                continue
            x = dot_x(scores, n, point, form, scale)
            around = list(_around(frame, x, y, scale))
            if _is_below(scores, n, point, point.value):
                around[:2] = reversed(around[:2])
            places.choose((frame, at) for at in around)


def _around(frame: Fragment, x: float, y: float, scale: Scale) -> Iterator[Point]:
    """Places of a label about a dot: above it, below it, at its sides, across its corners, and the
    same a little farther away.
    """
    wide, tall = frame.size.width, frame.size.height
    gap = scale.air + DOT * scale.cap
    yield x - wide / 2, y - gap - tall
    yield x - wide / 2, y + gap
    for left in (x + gap, x - gap - wide):
        yield left, y - tall / 2
    for far in range(1, FARTHEST + 1):
        away = gap + (far - 1) * tall / 2
        for top in (y - away - tall, y + away):
            yield x, top
            yield x - wide, top
            yield x - wide / 2, top


def _is_below(scores: Scores, n: int, point: DataPoint, value: float) -> bool:
    """True if a label stands below its mark, because the other series' mark of that year is above
    it.
    """
    others = scores.others(n, point)
    return any(other > value or (other == value and n > 0) for other in others)


def place_years(scores: Scores, scale: Scale, look: Look, places: Places) -> None:
    """The years under the marks: the last, the first and what is highlighted, and of the others,
    counted from the last, as many as have room: evenly, if a step is near that leads to the first.
    """
    rows = {p.year: p.year_row for one in scores.series for p in one}
    frames = {
        year: look.label((rows[year].phrase() if year in rows else Phrase(str(year), COUNTER),))
        for year in scores.years
    }
    widest = max(frame.size.width for frame in frames.values()) + scale.air
    least = max(1, -int(-widest // scale.slot))
    span = len(scores.years) - 1
    step = next((n for n in range(least, 2 * least + 1) if span % n == 0), least)
    lit = [point.year for one in scores.series for point in one if scores.lit(point)]
    named = [scores.years[-1], scores.years[0], *lit, *scores.years[::-1][::step]]
    before = len(places.labels)
    for year in dict.fromkeys(named):
        x = scale.x(year) - frames[year].size.width / 2
        places.put_if_free(frames[year], (x, scale.bottom + scale.air))
    places.labels[before:] = sorted(places.labels[before:], key=lambda label: label.x)


def place_names(scores: Scores, names: list[Fragment], scale: Scale, places: Places) -> None:
    """The name of each series beside its last mark, moved apart where they would meet, and up
    where they would go below the scale.
    """
    tops = []
    for n, frame in enumerate(names):
        last = [p.value for p in scores.series[n] if p.value is not None]
        tops.append((scale.y(last[-1] if last else 0.0) - scale.cap / 2, n, frame))
    floor, ys = 0.0, []
    for top, _n, frame in sorted(tops):
        ys.append((max(top, floor), frame))
        floor = ys[-1][0] + frame.size.height + scale.air
    ceiling = scale.bottom
    for y, frame in reversed(ys):
        at = min(y, ceiling - frame.size.height)
        places.choose([(frame, (scale.right + scale.air, at))])
        ceiling = at - scale.air


def place_gaps(
    why: Mapping[int, tuple[Phrase, ...] | None],
    form: ChartForm,
    scale: Scale,
    look: Look,
    places: Places,
) -> bool:
    """Why a year has no mark, where it would stand; years in a row say it once. False if that has
    no room, and a note is to say it.
    """
    runs: list[list[int]] = []
    for year in why:
        if runs and runs[-1][-1] == year - 1 and _said(why[year]) == _said(why[year - 1]):
            runs[-1].append(year)
        else:
            runs.append([year])
    for run in runs:
        words = why[run[0]]
        if words is not None and not any(
            places.put_if_free(frame, at)
            for frame, at in _in_gap(words, run, form, scale, look)
            if frame.need is None or frame.need.width <= frame.size.width
        ):
            return False
    return True


def gap_note(why: Mapping[int, tuple[Phrase, ...] | None]) -> tuple[Phrase, ...]:
    """One line for all reasons, each with its years; empty if there are none."""
    text, sources, facts = "", list[Source](), list[Fact]()
    for said in dict.fromkeys(_said(words) for words in why.values() if words):
        years = [year for year, words in why.items() if _said(words) == said]
        phrase = next(words[0] for words in why.values() if words and words[0].text == said)
        start = len(text) + (2 if text else 0)
        text += f"{'. ' if text else ''}{said}: "
        sources += [replace(s, start=s.start + start, end=s.end + start) for s in phrase.sources]
        facts += phrase.facts
        for n, year in enumerate(years):
            text += ", " if n else ""
            sources.append(Source(len(text), len(text) + len(str(year)), COUNTER))
            text += str(year)
    return (Phrase(f"{text}.", sources=tuple(sources), facts=tuple(facts)),) if text else ()


def _in_gap(
    words: tuple[Phrase, ...], run: list[int], form: ChartForm, scale: Scale, look: Look
) -> Iterator[tuple[Fragment, Point]]:
    """Settings of a reason: over its years, of a line also over the feet of those beside it; at
    the foot of the scale, at its top, or between.
    """
    text = look.text(words, halign="center")
    half = scale.slot / 2
    left, right = scale.x(run[0]) - half, scale.x(run[-1]) + half
    beside = [(1, 1), (1, 0), (0, 1)] if form == "line" else []
    for before, after in [*beside, (0, 0)]:
        start = max(scale.left, left - before * scale.slot) + scale.air / 2
        end = min(scale.right, right + after * scale.slot) - scale.air / 2
        if before and after:  # centred on its years
            wide = min(left - start, end - right)
            start, end = left - wide, right + wide
        room = max(0.0, end - start)
        frame = look.quiet(text.layout(Region(room, fill_width=True), look.env))
        low = scale.bottom - scale.air - frame.size.height
        high = scale.top
        for share in (0.0, 1.0, 0.5, 0.25, 0.75):
            yield frame, (start, low + (high - low) * share)


def _said(words: tuple[Phrase, ...] | None) -> str:
    return words[0].text if words else ""
