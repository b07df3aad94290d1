"""Charts: what they refuse, what they never join, and the words that stand for them."""

import pytest

from infogen.blocks.chart import FEW
from infogen.checks.scene.overflow import overflow
from infogen.scene import Frame, Path, Rect
from kit.tiny import items, words

BODY = """\
kind: chart
height: 200
color: quiet
value-style: small
highlight-style: body
"""


def chart(*rows: str, more: str = "") -> str:
    listed = "".join(f"\n      - {row}" for row in rows)
    return f"{BODY}{more}series:\n  - rows:{listed}\n"


def years(values, first=2010, by="a"):
    return [f"{{year: {first + i}, value: {v}, by: {by}}}" for i, v in enumerate(values)]


def bars(scene) -> list[float]:
    """The heights of the bars: rectangles that stand on the dark line."""
    placed = [(x, y, i) for x, y, i in items(scene) if isinstance(i, Rect)]
    foot = max(y for _x, y, _i in placed)
    return [i.height for _x, y, i in placed if abs(y + i.height - foot) < 0.01]


def strokes(scene) -> list[tuple[float, float]]:
    """Where each stretch of a line begins and ends."""
    return [
        (item.commands[0][1], item.commands[1][1])
        for _x, _y, item in items(scene)
        if isinstance(item, Path) and item.stroke and not item.fill and len(item.commands) == 2
    ]


def alt(scene) -> str:
    return next(
        i.meaning.alt for _x, _y, i in items(scene) if isinstance(i, Frame) and i.kind == "chart"
    )


def test_bars_are_in_proportion_from_zero(tiny):
    low, half, whole = bars(tiny.scene(chart(*years([5, 50, 100]))))
    assert whole == pytest.approx(2 * half)
    assert half == pytest.approx(10 * low)


def test_each_bar_has_its_value_and_each_year_its_name(tiny):
    shown = words(tiny.scene(chart(*years([5, 50, 100])))).split("|")
    assert sorted(shown) == sorted(["0", "50", "100", "5", "50", "100", "2010", "2011", "2012"])


def test_a_year_without_a_row_is_a_gap_and_no_zero(tiny):
    scene = tiny.scene(chart("{year: 2010, value: 50}", "{year: 2012, value: 50}"))
    assert len(bars(scene)) == 2
    assert "2011" in words(scene)


def test_a_line_joins_years_that_follow_each_other_under_one_authority(tiny):
    ten = years([10, 20, "null", 40, 50, 60, 70])
    whole = strokes(tiny.scene(chart(*ten, more="breaks: by\n")))
    assert len(whole) == 4
    ten[5:] = years([60, 70], 2015, by="b")
    broken = strokes(tiny.scene(chart(*ten, more="breaks: by\n")))
    upright = [stretch for stretch in broken if stretch[0] == stretch[1]]
    assert len(upright) == 1
    assert len(broken) - len(upright) == 3


def test_two_series_are_never_joined(tiny):
    more = "form: line\n"
    rows = "".join(f"\n      - {row}" for row in years([10, 30, 50]))
    other = "".join(f"\n      - {row}" for row in years([20, 40], 2011))
    body = f"{BODY}{more}series:\n  - name: uno\n    rows:{rows}\n  - name: dos\n    rows:{other}\n"
    scene = tiny.scene(body)
    assert len(strokes(scene)) == 3
    assert {"uno", "dos"} <= set(words(scene).split("|"))
    assert "uno: de 10 en 2010 a 50 en 2012" in alt(scene)
    assert "dos: de 20 en 2011 a 40 en 2012" in alt(scene)


@pytest.mark.parametrize(("count", "lined"), [(2, False), (FEW, False), (FEW + 1, True)])
def test_the_form_is_that_of_the_number_of_years(tiny, count, lined):
    scene = tiny.scene(chart(*years(range(10, 10 + count))))
    assert bool(strokes(scene)) is lined
    assert alt(scene).startswith("Gráfica de línea" if lined else "Gráfica de barras")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["{year: 2020, value: 5}"], "a chart needs two results or more, and there is 1"),
        (["{year: 2020, value: 5}", "{year: 2021, value: null}"], "and there is 1"),
        (["{year: 2020, value: 5}", "{year: 2020, value: 6}"], "the year 2020 appears twice"),
        (["{year: 2020, value: 5}", "{year: 2021, value: 101}"], "101 is not between 0 and 100"),
        (["{year: 2020, value: 5}", "{year: 2021, value: -1}"], "-1 is not between 0 and 100"),
        (["{year: 2020, value: 5}", '{year: 2021, value: "6"}'], "a chart needs numbers"),
        (["{year: 2020, value: 5}", '{year: "2021", value: 6}'], "a chart needs years"),
        (["{year: 2020, value: 5}", "{year: 2021}"], 'a row of the data has no "value"'),
    ],
)
def test_what_is_no_chart_is_refused(tiny, rows, said):
    assert said in tiny.said(chart(*rows))[0]


def test_bars_show_one_series(tiny):
    rows = "".join(f"\n      - {row}" for row in years([10, 30]))
    body = (
        f"{BODY}form: bars\nseries:\n  - name: a\n    rows:{rows}\n  - name: b\n    rows:{rows}\n"
    )
    assert "bars show one series" in tiny.said(body)[0]


def test_the_alternative_text_says_kind_subject_trend_and_extremes(tiny):
    more = 'unit: "%"\nsubject: Cumplimiento\nbreaks: by\nbreak-label: Cambio\n'
    more += "gaps: [{state: sin_dato, label: Sin dato}]\n"
    rows = [*years([50, 10]), *years([90, 70], 2013, by="b")]
    assert alt(tiny.scene(chart(*rows, more=more))) == (
        "Gráfica de barras. Cumplimiento. De 50 % en 2010 a 70 % en 2014; mínimo 10 % (2011),"
        " máximo 90 % (2013). Sin dato: 2012. Cambio: 2013."
    )


def test_an_alternative_text_that_is_too_long_is_refused(tiny):
    more = f"subject: {'largo ' * 60}\n"
    assert "and 300 are read" in tiny.said(chart(*years([5, 6]), more=more))[0]


def test_values_that_do_not_fit_are_found(tiny):
    tight = chart(*years([11, 22, 33, 44, 55, 66]), more="width: 60\n")
    assert [found.code for found in overflow(tiny.scene(tight))] == ["overflow"]


def test_the_tone_marks_one_year_and_so_does_its_label(tiny):
    scene = tiny.scene(chart(*years([50, 60]), more="highlight: 2011\n"))
    fills = [i.fill for _x, _y, i in items(scene) if isinstance(i, Rect) and i.height > 20]
    assert fills == ["#CCCCCC", "#111111"]
