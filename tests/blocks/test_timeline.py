"""The block `timeline`: what it draws, states and says, and what it refuses."""

from datetime import date

import pytest

from infogen.backends.png import draw
from infogen.checks.scene.figures import figures
from infogen.content import format_value
from infogen.scene import Frame, Path
from kit.places import ROOT
from kit.tiny import items, texts, words

BODY = """\
kind: timeline
procedure: $procedures.cadena
from: %s
start: Pides
thickness: 20
indent: 10
gap: 20
text-gap: 10
date-style: small
note: Falta
stations:
  - {step: responder, label: "Responden **pronto**"}
"""


def _colors(scene, *places):
    picture = draw(scene, 0).convert("RGB")
    return ["#{:02X}{:02X}{:02X}".format(*picture.getpixel(place)) for place in places]


def test_an_exact_date_is_a_target_and_an_earliest_one_is_hollow(tiny):
    """The middle of the station, and its ring, of a line of 20 px."""
    for start, middle in (("2031-03-04", "#AA0000"), ("2031-12-24", "#FFFFFF")):
        body = "kind: column\npad: 20\nchildren:\n  - " + BODY.replace("\n", "\n    ") % start
        scene = tiny.scene(body)
        discs = [(y, ink) for _x, y, ink in items(scene) if isinstance(ink, Path) and ink.fill]
        station = max(y + ink.commands[0][2] for y, ink in discs)
        y = round(station)
        assert _colors(scene, (34, y), (34 + 7, y), (34 + 12, y), (34, y - 20)) == [
            middle,
            "#FFFFFF",
            "#AA0000",
            "#AA0000",
        ]


def test_only_what_is_not_exact_is_not_before(tiny):
    assert words(tiny.scene(BODY % "2031-03-04")) == (
        "4 de marzo de 2031|Pides|13 de marzo de 2031|Responden pronto|7 días hábiles"
    )
    assert words(tiny.scene(BODY % "2031-12-24")) == (
        "24 de diciembre de 2031|Pides|no antes del 6 de enero de 2032|Responden pronto"
        "|7 días hábiles|Falta"
    )


def test_the_note_is_about_the_calendar_alone(tiny):
    """3 March 2031 is no working day, but the calendar of that year is complete."""
    assert words(tiny.scene(BODY % "2031-03-03")) == (
        "3 de marzo de 2031|Pides|no antes del 12 de marzo de 2031|Responden pronto|7 días hábiles"
    )


def test_every_figure_has_its_source(tiny):
    scene = tiny.scene(BODY % "2031-12-24")
    assert list(figures(scene)) == []
    sources = {text.text.strip(): {s.path for s in text.sources} for text in texts(scene)}
    assert sources["no antes del 6 de enero de 2032"] == {
        "procedures.cadena.steps.responder.deadline"
    }
    assert sources["24 de diciembre de 2031"] == {"layouts/t.yaml:6:3"}
    facts = {fact.path: fact.value for fact in scene.facts}
    assert facts["procedures.cadena.steps.responder.deadline"] == "7 días hábiles"
    assert facts["calendars.entero-2031"] == "2031, completo, 8 días"


def test_a_day_that_is_data_keeps_its_path(tiny):
    scene = tiny.scene(BODY % "$meta.checked_on")
    first = texts(scene)[0]
    assert first.text == format_value(date(2026, 11, 23))
    assert [source.path for source in first.sources] == ["meta.checked_on"]


def test_it_is_a_list_that_can_be_read_and_a_figure_that_is_told(tiny):
    scene = tiny.scene(BODY % "2031-12-24")
    roles = [
        item.meaning.role
        for _x, _y, item in items(scene)
        if isinstance(item, Frame) and item.meaning.role
    ]
    assert roles.count("list") == 1
    assert roles.count("item") == 2
    assert "artifact" in roles
    told = next(
        i.meaning.alt for _x, _y, i in items(scene) if isinstance(i, Frame) and i.kind == "timeline"
    )
    assert told == (
        "24 de diciembre de 2031: Pides."
        " No antes del 6 de enero de 2032 (7 días hábiles): Responden pronto."
    )


@pytest.mark.parametrize(
    ("old", "new", "message", "hint"),
    [
        (
            "step: responder",
            "step: respondr",
            'no term of the procedure belongs to a step "respondr"',
            'did you mean "responder"?',
        ),
        (
            "step: responder",
            "step: responder, part: silence",
            '"responder" has no such part: silence',
            "one of: term",
        ),
        (
            "gap: 20\ntext",
            "events: {pedi: 2031-03-05}\ntext",
            'nothing is counted from a step "pedi"',
            "one of: responder, cumplir",
        ),
    ],
)
def test_what_it_refuses(tiny, old, new, message, hint):
    body = BODY % "2031-03-04"
    assert old in body
    said = tiny.said(body.replace(old, new))
    assert said[0].endswith(f"error: {message}")
    assert said[1] == f"  hint: {hint}"


def test_it_counts_by_no_law_before_it_held(tiny):
    said = tiny.said(BODY % "2016-05-03")
    assert said[0].endswith('error: the rules of "edomex_2016" did not hold on 2016-05-03')
    assert said[1] == "  hint: they hold from 2016-05-05 to …"


def test_the_example_of_the_stock_says_what_is_missing():
    """While the official calendar of its year is not there."""
    from infogen.sheets.gallery import entries
    from infogen.workspace import load

    workspace = load(ROOT)
    example = next(e for e in entries(workspace) if e.name == "timeline")
    assert (
        words(example.scene).count("no antes del")
        == len([1 for line in words(example.scene).split("|") if "de 2026" in line]) - 1
    )
    assert list(figures(example.scene)) == []
