"""The block `gantt`: its scale, the rows beside it, what it says, and what it refuses."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infogen.blocks.gantt.scale import spread
from infogen.checks.scene.figures import figures
from infogen.checks.scene.overflow import overflow
from infogen.layout.compose import compose
from infogen.scene import Frame, Path
from infogen.semantics.prose import description
from kit.family import STOCK, errors, scene_of
from kit.tiny import items, texts, words
from kit.workspaces import with_term

BODY = """\
kind: gantt
height: 1fr
procedure: $procedures.cadena
title: Total
day: 12
bar: 20
line: 3
disc: 14
figure: [12, 60]
gap: 10
title-style: small
lane-style: small
text-style: small
figure-style: small
lanes:
  - {actors: [persona], label: Yo, ground: citizen, width: 40}
  - {actors: [unidad], label: Ella, ground: paper, color: path, width: 50}
rows:
  - {step: pedir, text: Pido}
  - {step: responder, text: Responde}
  - {step: cumplir, text: Cumple, reaches: persona}
"""


def bars(scene):
    """The slices of each bar, as the places of their tops and bottoms."""
    found = []
    for _x, y, ink in items(scene):
        if isinstance(ink, Path) and ink.fill == "#AA0000" and len(ink.commands) % 5 == 0:
            corners = [command for command in ink.commands if len(command) == 3]
            found.append(
                [(y + a[2], y + b[2]) for a, b in zip(corners[::4], corners[2::4], strict=True)]
            )
    return [bar for bar in found if all(bottom > top for top, bottom in bar)]


def test_each_day_is_a_slice_and_all_are_alike(tiny):
    seven, three = bars(tiny.scene(BODY))
    assert [len(seven), len(three)] == [7, 3]
    tops = [top for top, _bottom in seven + three]
    assert {round(b - a, 6) for a, b in pairwise(tops)} == {12}
    assert {round(bottom - top, 6) for top, bottom in seven + three} == {10}


def test_a_day_gives_way_until_all_fits(tiny):
    scene = tiny.scene("kind: column\nheight: 130\nchildren:\n  - " + BODY.replace("\n", "\n    "))
    assert list(overflow(scene)) == []
    (first, second, *_rest), _three = bars(scene)
    assert round(second[0] - first[0], 6) == 10


def test_its_rows_are_a_list_with_the_days_in_words(tiny):
    scene = tiny.scene(BODY)
    assert description(scene).splitlines() == [
        "Total",
        "- Pido",
        "- Responde",
        "  [7 días hábiles]",
        "- Cumple",
        "  [3 días hábiles]",
    ]
    assert list(figures(scene)) == []
    days = {text.text: {s.path for s in text.sources} for text in texts(scene)}
    assert days["7"] == {"procedures.cadena.steps.responder.deadline.days"}
    facts = {fact.path: fact.value for fact in scene.facts}
    assert facts["procedures.cadena.steps.responder.deadline"] == "7 días hábiles"


def test_what_nobody_can_count_stands_after_the_scale_without_a_number(tiny):
    later = BODY.replace("$procedures.cadena", "$procedures.tramite").replace(
        "  - {step: cumplir, text: Cumple, reaches: persona}\n", ""
    )
    scene = tiny.scene(later)
    assert bars(scene) == []
    assert words(scene).split("|")[-3:] == ["1", "Pido", "Responde"]


def test_a_step_without_a_term_may_be_anywhere_in_that_of_another(tiny):
    within = BODY.replace(
        "{step: pedir, text: Pido}", "{step: pedir, text: Pido, within: responder}"
    )
    scene = tiny.scene(within)
    (frame,) = [
        (y, item.height)
        for _x, y, item in items(scene)
        if getattr(item, "border", None) is not None
    ]
    seven, _three = bars(scene)
    assert frame[1] == 7 * 12
    assert frame[0] == pytest.approx(seven[0][0] - 1)


def test_a_lane_is_as_wide_as_the_longest_word_of_its_name(tiny):
    wide = tiny.scene(BODY.replace("label: Ella", "label: Un Ayuntamiento"))
    assert [item.size.width for _x, _y, item in items(wide) if _is_ground(item)] == [40, 12 * 6 - 2]


def _is_ground(item):
    inside = item.items[0].item if isinstance(item, Frame) and len(item.items) == 1 else None
    return getattr(inside, "fill", None) in ("#00AA00", "#EEEEEE") and item.size.height > 100


@pytest.mark.parametrize(
    ("old", "new", "message", "hint"),
    [
        (
            "step: pedir",
            "step: pidir",
            'the procedure has no step "pidir"',
            'did you mean "pedir"?',
        ),
        (
            "reaches: persona",
            "reaches: comite",
            'no lane is that of the actor "comite"',
            "add the actor to the actors of a lane",
        ),
    ],
)
def test_what_it_refuses(tiny, old, new, message, hint):
    assert old in BODY
    said = tiny.said(BODY.replace(old, new))
    assert said[0].endswith(f"error: {message}")
    assert said[1] == f"  hint: {hint}"


HEIGHTS = st.lists(st.floats(1, 50), min_size=1, max_size=8)


@given(HEIGHTS, st.floats(0, 10), st.data())
def test_rows_stand_in_order_and_do_not_touch(heights, gap, data):
    wanted = [data.draw(st.floats(-100, 600)) for _height in heights]
    room = sum(heights) + gap * (len(heights) - 1)
    tops = spread(wanted, heights, gap, 0.0, room + 100)
    assert tops[0] >= 0
    assert tops[-1] + heights[-1] <= room + 100 + 1e-6
    for (one, height), other in zip(zip(tops, heights, strict=True), tops[1:], strict=False):
        assert other >= one + height + gap - 1e-6


def test_rows_that_have_their_room_stand_where_they_are_wanted():
    assert spread([10, 40, 90], [20, 20, 20], 5, 0, 200) == [10, 40, 90]
    assert spread([10, 10], [20, 20], 0, 0, 200) == [0, 20]


@pytest.mark.parametrize("format", ["portrait", "square", "tall", "letter", "legal", "tabloid"])
def test_the_line_of_a_report_adds_up_to_the_total_that_it_states(format):
    """The total is counted from the data, so another term makes another total."""
    for scene, total in (
        (scene_of("denuncia", None, format), 47),
        (compose(_longer(), "denuncia", format=format), 57),
    ):
        assert errors(scene) == []
        days = [
            int((item.meaning.alt or "").split()[0])
            for _x, _y, item in items(scene)
            if isinstance(item, Frame) and item.meaning.role == "figure"
        ]
        assert sum(days) == total
        assert f"hasta {total} días hábiles" in description(scene).replace("\u00a0", " ")


def _longer():
    path = "procedures.verificacion_denuncia.steps.resolver.deadline"
    return with_term(STOCK, path, lambda days: days + 10)
