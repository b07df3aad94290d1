"""Control (each, when, use, with, values by format) and what names stand for."""

import pytest
from msgspec import to_builtins

from infogen.build import manifest
from infogen.reports.review.impact import impact
from kit.tiny import box, texts, words

TEXT = "{kind: text, style: body, text: %s}"


def row(*children: str) -> str:
    return "\n".join(["kind: row", "gap: 10", "children:", *(f"  - {child}" for child in children)])


def test_each_makes_a_copy_of_every_item(tiny):
    scene = tiny.scene(row("{each: [Uno, Dos], as: name, kind: text, style: body, text: $name}"))
    assert words(scene) == "Uno|Dos"


def test_each_counts_its_copies(tiny):
    body = row(
        '{each: [Uno, Dos], as: name, kind: text, style: body, text: "${loop.n}/${loop.count}"}'
    )
    assert words(tiny.scene(body)) == "1/2|2/2"


def test_each_without_a_name_calls_it_item(tiny):
    assert words(tiny.scene(row("{each: [Uno], kind: text, style: body, text: $item}"))) == "Uno"


def test_each_takes_the_items_of_the_data(tiny):
    body = row(
        "{each: $procedures.tramite.steps, as: step, kind: text, style: body, text: $step.text}"
    )
    scene = tiny.scene(body)
    assert words(scene) == "Pide|Responde"
    assert [text.origin for text in texts(scene)] == [
        "procedures.tramite.steps.pedir.text",
        "procedures.tramite.steps.responder.text",
    ]


def test_each_takes_references_one_by_one(tiny):
    steps = "[$procedures.tramite.steps.responder, $procedures.tramite.steps.pedir]"
    body = row(f"{{each: {steps}, as: step, kind: text, style: body, text: $step.text}}")
    assert words(tiny.scene(body)) == "Responde|Pide"


def test_each_takes_the_values_of_a_mapping(tiny):
    body = row("{each: $copy.prueba, as: slot, kind: text, style: body, text: $slot}")
    assert "Responden en|7 días hábiles" in words(tiny.scene(body))


def test_each_inside_each_sees_both_names(tiny):
    inner = '{each: [1, 2], as: n, kind: text, style: body, text: "${name}${n}"}'
    body = row(f"{{each: [a, b], as: name, kind: row, children: [{inner}]}}")
    assert words(tiny.scene(body)) == "a1|a2|b1|b2"


def test_each_of_nothing_is_nothing(tiny):
    assert words(tiny.scene(row("{each: [], kind: text, style: body, text: x}"))) == ""


@pytest.mark.parametrize("value", ["null", "false", "[]", "$procedures.tramite.review_by"])
def test_when_leaves_a_block_out(tiny, value):
    assert words(tiny.scene(row(f"{{when: {value}, kind: text, style: body, text: x}}"))) == ""


@pytest.mark.parametrize("value", ["true", "0", "$procedures.tramite.title"])
def test_when_keeps_a_block(tiny, value):
    assert words(tiny.scene(row(f"{{when: {value}, kind: text, style: body, text: x}}"))) == "x"


def test_when_may_depend_on_the_format(tiny):
    body = row("{when: {card: true, else: false}, kind: text, style: body, text: x}")
    assert words(tiny.scene(body, format="card")) == "x"
    assert words(tiny.scene(body, format="sheet")) == ""


def test_when_is_asked_of_each_copy(tiny):
    body = row(
        "{each: $procedures.tramite.steps, as: step, when: $step.deadline, kind: text,"
        " style: body, text: $step.text}"
    )
    assert words(tiny.scene(body)) == "Responde"


@pytest.mark.parametrize(
    ("value", "card", "sheet"),
    [
        ("{card: uno, sheet: dos}", "uno", "dos"),
        ("{screen: uno, paper: dos}", "uno", "dos"),
        ("{sheet: dos, else: uno}", "uno", "dos"),
        ("{card: uno, screen: no, sheet: dos, paper: no, else: no}", "uno", "dos"),
    ],
)
def test_the_most_specific_value_of_a_format_is_taken(tiny, value, card, sheet):
    body = row(TEXT % value)
    assert words(tiny.scene(body, format="card")) == card
    assert words(tiny.scene(body, format="sheet")) == sheet


def test_any_field_may_depend_on_the_format(tiny):
    body = """
kind: {card: row, else: column}
children:
  card: [{kind: column, id: a, width: {card: 30, else: 5}}, {kind: column, id: b, pad: [0, {card: 7,
  else: 1}], width: 40}]
  else: [{kind: column, id: a, height: 1}]
"""
    assert box(tiny.scene(body), "b") == (30, 0, 40, 0)
    assert box(tiny.scene(body, format="sheet"), "a") == (0, 0, 100, 1)


def test_no_value_for_the_format_is_an_error(tiny):
    assert tiny.said(row(TEXT % "{sheet: dos}")) == [
        'layouts/t.yaml:9:39: error: no value for the format "card"',
        "  hint: add one, or an else",
    ]


def test_lengths_come_from_the_format(tiny):
    body = "kind: row\npad: [0, $format.margin]\nchildren: [{kind: gutter, id: g, width: $format.ribbon}]"
    assert box(tiny.scene(body), "g")[::2] == (20, 8)
    assert box(tiny.scene(body, format="sheet"), "g")[::2] == (5, 2)


STEP = """
params:
  title: {type: text}
  size: {type: number, default: 20}
  note: {type: text, default: null}
  children: {type: blocks, default: null}
body:
  kind: column
  children:
    - {kind: text, style: body, size: $size, text: $title}
    - {kind: text, style: small, when: $note, text: $note}
    - {kind: row, id: inside, children: $children}
"""


def test_use_puts_a_component_in(tiny):
    scene = tiny.scene(row("{use: s, with: {title: Uno, size: 30}}"), components={"s": STEP})
    assert [(text.text, text.size) for text in texts(scene)] == [("Uno", 30)]


def test_parameters_have_defaults_also_null(tiny):
    scene = tiny.scene(row("{use: s, with: {title: Uno}}"), components={"s": STEP})
    assert [(text.text, text.size) for text in texts(scene)] == [("Uno", 20)]


def test_fields_beside_use_are_set_on_its_root(tiny):
    scene = tiny.scene(
        row("{use: s, id: mine, width: 77, with: {title: Uno}}"), components={"s": STEP}
    )
    assert box(scene, "mine")[2] == 77


def test_children_handed_on_keep_the_names_of_where_they_were_written(tiny):
    inner = "[{kind: text, style: body, text: $name}]"
    body = row(f"{{each: [Ana, Eva], as: name, use: s, with: {{title: x, children: {inner}}}}}")
    assert words(tiny.scene(body, components={"s": STEP})) == "x|Ana|x|Eva"


def test_a_component_does_not_see_the_names_around_it(tiny):
    greedy = "body: {kind: text, style: body, text: $name}"
    said = tiny.said(row("{each: [a], as: name, use: g}"), components={"g": greedy})
    assert said == [
        'layouts/components/g.yaml:1:39: error: "$name" refers to nothing',
        '  in "g", used at layouts/t.yaml:9:34',
    ]


def test_a_component_sees_the_counter_and_the_format(tiny):
    counted = 'body: {kind: text, style: body, text: "${loop.n} ${format.margin}"}'
    scene = tiny.scene(row("{each: [a, b], use: c}"), components={"c": counted})
    assert words(scene) == "1 20|2 20"


def test_components_may_use_components(tiny):
    outer = "params: {t: {type: text}}\nbody: {use: s, with: {title: $t}}"
    scene = tiny.scene(row("{use: outer, with: {t: Hola}}"), components={"s": STEP, "outer": outer})
    assert words(scene) == "Hola"


def test_ids_join_names(tiny):
    named = (
        'params: {name: {type: id}}\nbody: {kind: column, id: "${name}-head", width: 9, height: 3}'
    )
    scene = tiny.scene(row("{use: n, with: {name: izq}}"), components={"n": named})
    assert box(scene, "izq-head") == (0, 0, 9, 3)


def test_names_of_as_hide_those_of_the_data(tiny):
    assert (
        words(tiny.scene(row("{each: [x], as: links, kind: text, style: body, text: $links}")))
        == "x"
    )


def test_a_reference_alone_keeps_its_type(tiny):
    days = "$procedures.tramite.steps.responder.deadline.days"
    scene = tiny.scene(row(f"{{kind: column, id: a, width: {days}, height: 1}}"))
    assert box(scene, "a")[2] == 7


ASKED = """\
kind: column
children:
  - {kind: text, style: body, text: A}
  - {kind: text, when: %s, style: body, text: B}
"""


@pytest.mark.parametrize(
    ("when", "asked"),
    [
        ("$results.sample", {"results.sample": "true"}),
        ("$results.last", {"results.oficiosa.2025": ""}),
        ("$format.margin", {}),
        ("true", {}),
    ],
)
def test_what_a_condition_asks_for_is_known_though_it_is_not_shown(tiny, when, asked):
    scene = tiny.scene(ASKED % when)
    assert {fact.path: fact.value for fact in scene.condition_facts} == asked
    assert not any(fact.stated for fact in scene.condition_facts)
    (one, *_others) = (manifest.entry(scene, "t.png", b"", page=1, unit="px"),)
    used = impact([to_builtins(one)], "results.sample")
    assert [use.states for use in used] == ([False] if "results.sample" in asked else [])


def test_what_is_shown_too_is_not_asked_for(tiny):
    deadline = "$procedures.tramite.steps.responder.deadline"
    scene = tiny.scene(ASKED.replace("text: B", f"text: {deadline}") % deadline)
    assert scene.condition_facts == ()


@pytest.mark.parametrize("condition", ["no", '"false"', "off", "{card: no, else: true}"])
def test_a_word_is_no_condition(tiny, condition):
    assert any(
        "when needs a reference, true or false" in said
        for said in tiny.said(f"{{kind: text, style: body, text: a, when: {condition}}}")
    )


@pytest.mark.parametrize("text", ["Ve a $links.citas y", "{links.citas}", "cuesta $(a)"])
def test_what_is_left_of_a_reference_is_said_at_its_place(tiny, text):
    assert any(
        "would be printed as it stands" in said
        for said in tiny.said(f'{{kind: text, style: body, text: "{text}"}}')
    )
