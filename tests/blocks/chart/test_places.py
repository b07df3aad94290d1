"""Labels of charts stay in their block and apart from each other and from marks, whatever the data,
or the chart is said not to fit.
"""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from infogen.checks.scene.overflow import overflow
from infogen.checks.seen.drawn_marks import outline_points
from infogen.scene import Frame, Path, Scene, walk

SLACK = 0.02

VALUES = st.sampled_from([0, 1, 3.5, 49, 50, 50, 97, 99.5, 100])
GAPS = st.lists(st.booleans(), min_size=24, max_size=24)


@st.composite
def charts(draw):
    """The YAML of a chart of 2 to 24 years, in any form, with long and short words."""
    count = draw(st.integers(2, 24))
    gaps = draw(GAPS)
    series = draw(st.integers(1, 2))
    words = draw(st.sampled_from(["A", "Por denuncia", "Verificaciones oficiosas del año"]))
    form = draw(st.sampled_from(["auto", "dots", "line", "bars" if series == 1 else "auto"]))
    lines = [
        "kind: chart",
        f"height: {draw(st.sampled_from([120, 200, 260]))}",
        f"form: {form}",
        "color: quiet",
        "value-style: small",
        "highlight-style: body",
        f"unit: {draw(st.sampled_from(['', '%', 'puntos']))!r}",
        "breaks: by",
        f"break-label: {draw(st.sampled_from(['Cambio', 'Otra autoridad revisa']))}",
        f"highlight: {draw(st.sampled_from(['first', 'last', '2001']))}",
        "gaps: [{state: sin_dato, label: Sin dato}]",
        "series:",
    ]
    turn = draw(st.integers(1, 24))
    for n in range(series):
        lines += [f"  - name: {words} {n}", "    rows:"]
        for i in range(count):
            known = not gaps[i] or i in (0, count - 1)
            value = draw(VALUES) if known else "null"
            lines.append(
                f"      - {{year: {2000 + i}, value: {value}, by: {'a' if i < turn else 'b'}}}"
            )
    return "\n".join(lines)


def boxes(scene: Scene) -> list[tuple[float, float, float, float]]:
    """The boxes of the lines of text."""
    return [
        (x, y, x + item.size.width, y + item.size.height)
        for x, y, item in walk(scene.pages[0].frame)
        if isinstance(item, Frame) and item.kind == "line"
    ]


def meet(a, b) -> bool:
    across = min(a[2], b[2]) - max(a[0], b[0])
    return across > SLACK and min(a[3], b[3]) - max(a[1], b[1]) > SLACK


def marked(scene: Scene) -> list[tuple[float, float]]:
    """Points along the outlines of all marks."""
    return [
        (x + a, y + b)
        for x, y, item in walk(scene.pages[0].frame)
        if isinstance(item, Path)
        for a, b in outline_points(item, 2.0)
    ]


def inside(at, box) -> bool:
    return box[0] + SLACK < at[0] < box[2] - SLACK and box[1] + SLACK < at[1] < box[3] - SLACK


@settings(max_examples=60, deadline=None)
@given(body=charts())
def test_labels_stay_in_their_chart_and_apart_or_it_is_said_not_to_fit(tiny, body):
    scene = tiny.scene(body)
    if any(finding.code == "overflow" for finding in overflow(scene)):
        return
    chart = next(
        (x, y, x + i.size.width, y + i.size.height)
        for x, y, i in walk(scene.pages[0].frame)
        if isinstance(i, Frame) and i.kind == "chart"
    )
    labels = boxes(scene)
    for box in labels:
        assert box[0] >= chart[0] - SLACK
        assert box[1] >= chart[1] - SLACK
        assert box[2] <= chart[2] + SLACK
        assert box[3] <= chart[3] + SLACK
    assert not [pair for pair in combinations(labels, 2) if meet(*pair)]
    assert not [(at, box) for at in marked(scene) for box in labels if inside(at, box)]
