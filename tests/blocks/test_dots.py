"""Days as dots: their size, what they concede, and the labels under a strip."""

import pytest

from infogen.checks.scene.overflow import overflow
from infogen.scene import Path, walk
from kit.tiny import words


@pytest.mark.parametrize(("width", "diameter"), [(100, 8.0), (60, 5.0), (30, 4.0)])
def test_dots_take_the_first_diameter_that_fits(tiny, width, diameter):
    dots = "{kind: dots, diameter: [8, 5, 4], segments: [{days: 7, state: filled, color: ink}]}"
    scene = tiny.scene(
        f"kind: column\nchildren: [{{kind: column, width: {width}, children: [{dots}]}}]"
    )
    assert diameters(scene) == [diameter]


def diameters(scene):
    """Of each block of dots on the page: how far its first dot reaches to the right."""
    blocks = (found.frame for found in scene.frames() if found.frame.kind == "dots")
    dots = (next(ink for _x, _y, ink in walk(block) if isinstance(ink, Path)) for block in blocks)
    return [dot.commands[0][1] for dot in dots]


def calendars(*days, height=60):
    blocks = [
        "{kind: dots, form: calendar, diameter: 20,"
        f" segments: [{{days: {n}, state: filled, color: ink}}]}}"
        for n in days
    ]
    return f"kind: column\nchildren: [{{kind: row, height: {height}, children: [{', '.join(blocks)}]}}]"


CONCEDE = "[{dots: 0.78}, {dots: 0.5}]"


@pytest.mark.parametrize(
    ("days", "diameter"),
    [(10, 20.0), (15, 15.0), (20, 10.0)],  # 0.78 of 20 px is 15 whole ones
)
def test_dots_give_way_all_alike_until_the_longest_term_fits(tiny, days, diameter):
    scene = tiny.scene(calendars(days, 3), concede=CONCEDE)
    assert diameters(scene) == [diameter, diameter]
    assert list(overflow(scene)) == []


def test_what_still_does_not_fit_is_said(tiny):
    found = list(overflow(tiny.scene(calendars(40), concede=CONCEDE)))
    assert [finding.code for finding in found] == ["overflow"]


def test_on_paper_dots_need_no_whole_pixels(tiny):
    scene = tiny.scene(calendars(15, height=56), format="sheet", concede=CONCEDE)
    assert diameters(scene) == [pytest.approx(15.6)]


@pytest.mark.parametrize("share", ["0", "1", "1.5", "half"])
def test_a_share_is_less_than_all_and_more_than_nothing(tiny, share):
    said = tiny.said(calendars(3), concede=f"[{{dots: {share}}}]")
    assert said
    assert "layouts/t.yaml:4" in said[0]


def strip(days, diameter=10):
    """Weeks of dots, 6.75 diameters apart; a letter of their labels is 5 px wide."""
    return (
        "kind: column\nchildren: [{kind: dots, form: strip, label-style: caption,"
        f" diameter: {diameter}, groups: ['dias {{from}} a {{to}}', '{{from}} a {{to}}'],"
        f" segments: [{{days: {days}, state: filled, color: ink}}]}}]"
    )


@pytest.mark.parametrize(
    ("diameter", "said"),
    [(10, "dias 1 a 5|dias 6 a 10"), (7, "1 a 5|6 a 10")],
)
def test_labels_take_the_alternative_in_which_none_reaches_the_next(tiny, diameter, said):
    scene = tiny.scene(strip(10, diameter))
    assert words(scene) == said
    assert list(overflow(scene)) == []


def test_labels_that_reach_the_next_in_all_alternatives_are_said(tiny):
    found = list(overflow(tiny.scene(strip(10, 3))))
    assert {finding.code for finding in found} == {"overflow"}
