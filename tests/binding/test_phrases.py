"""Texts with references to phrases: what is printed, and where each piece came from."""

import pytest

from infogen.scene import Frame, Source
from kit.tiny import HERE, items, texts, words

DEADLINE = "procedures.tramite.steps.responder.deadline"


def said_by(tiny, text: str) -> str:
    return words(tiny.scene(one(text))).replace("\u00a0", " ")


def one(text: str, more: str = "") -> str:
    return f"kind: column\nchildren: [{{kind: text, style: body, text: {text}{more}}}]"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (f'"En ${{{DEADLINE}}}."', "En 7 días hábiles."),
        (f'"En ${{{DEADLINE}.days}} días"', "En 7 días"),
        (f"${DEADLINE}", "7 días hábiles"),
        ('"El ${procedures.tramite.checked_on}"', "El 23 de noviembre de 2026"),
        ('"En ${links.ipomex}"', "En ipomex.org.mx"),
        ('"Cuesta $$5"', "Cuesta $5"),
        ("$copy.prueba.precio", "Cuesta $5"),
        ("$copy.prueba.saludo", "Hola, buenas tardes"),
        ('"¡${copy.prueba.saludo}!"', "¡Hola, buenas tardes!"),
        ("$copy.prueba.saludo.short", "Hola"),
        ("$copy.prueba.plazo", "Responden en 7 días hábiles"),
        ('"${format.margin} px"', "20 px"),
    ],
)
def test_values_print_themselves(tiny, text, printed):
    assert said_by(tiny, text) == printed


def test_a_text_of_a_layout_has_its_place_as_origin(tiny):
    (text,) = texts(tiny.scene(one("Hola")))
    assert (text.origin, text.sources) == ("layouts/t.yaml:7:46", ())


def test_a_text_of_the_data_has_its_path_as_origin(tiny):
    (text,) = texts(tiny.scene(one("$procedures.tramite.title")))
    path = "procedures.tramite.title"
    assert (text.origin, text.sources) == (path, (Source(0, 7, path),))


def test_sources_say_which_characters_are_data(tiny):
    (text,) = texts(tiny.scene(one(f'"Son ${{{DEADLINE}.days}} y ${{{DEADLINE}}}"')))
    assert [(text.text[s.start : s.end], s.path) for s in text.sources] == [
        ("7", f"{DEADLINE}.days"),
        ("7\u00a0días hábiles", DEADLINE),
    ] or [(text.text[s.start : s.end], s.path) for s in text.sources] == [
        ("7", f"{DEADLINE}.days"),
        ("7 días hábiles", DEADLINE),
    ]


def test_sources_are_kept_through_texts_that_refer_to_texts(tiny):
    runs = texts(tiny.scene(one("$copy.prueba.plazo")))
    strong = runs[-1]
    assert strong.font == "box-strong"
    assert {s.path for s in strong.sources} == {"copy.prueba.plazo.long", DEADLINE}
    assert strong.origin == "copy.prueba.plazo.long"


def test_sources_are_kept_through_a_component(tiny):
    component = 'params: {t: {type: text}}\nbody: {kind: text, style: body, text: "¡${t}!"}'
    (text,) = texts(
        tiny.scene(
            f'kind: column\nchildren: [{{use: c, with: {{t: "En ${{{DEADLINE}.days}}"}}}}]',
            components={"c": component},
        )
    )
    assert [(text.text[s.start : s.end], s.path) for s in text.sources] == [
        ("7", f"{DEADLINE}.days")
    ]


def test_the_scene_knows_the_facts_it_states_and_where_they_are_written(tiny):
    scene = tiny.scene(one("$copy.prueba.plazo"))
    facts = {fact.path: fact for fact in scene.facts}
    assert facts[DEADLINE].value == "7 días hábiles"
    place = facts[DEADLINE].span
    line = (HERE / place.file).read_text("utf-8").splitlines()[place.line - 1]
    assert line[place.column - 1 :].startswith("{days: 7")


def test_the_facts_of_a_slot_are_facts_of_the_scene(tiny):
    scene = tiny.scene(one("$copy.prueba.saludo"))
    assert "procedures.tramite.steps.pedir" in {fact.path for fact in scene.facts}


def test_what_fields_take_from_the_data_is_a_fact_too(tiny):
    dots = f"{{kind: dots, diameter: 5, segments: [{{days: ${DEADLINE}.days, state: filled, color: ink}}]}}"
    scene = tiny.scene(f"kind: column\nchildren: [{dots}]")
    assert [(fact.path, fact.value) for fact in scene.facts] == [(f"{DEADLINE}.days", "7")]


def test_words_that_were_not_set_are_no_facts(tiny):
    scene = tiny.scene(one(f'["Sin dato", "${{{DEADLINE}}}"]'))
    assert scene.facts == ()


def test_links_in_words_can_be_followed(tiny):
    scene = tiny.scene(one('"En ${links.ipomex} hoy"'))
    links = [
        item.meaning.href
        for _x, _y, item in items(scene)
        if isinstance(item, Frame) and item.meaning.href
    ]
    assert links == ["https://www.ipomex.org.mx/"]


def test_alternative_texts_are_words_without_marks(tiny):
    scene = tiny.scene(
        'kind: column\nchildren: [{kind: icon, name: check, size: 9, alt: "**Sí** ${procedures.tramite.title}"}]'
    )
    alts = [
        item.meaning.alt
        for _x, _y, item in items(scene)
        if isinstance(item, Frame) and item.meaning.alt
    ]
    assert alts == ["Sí Trámite"]
    assert [fact.path for fact in scene.facts] == ["procedures.tramite.title"]


def test_what_is_not_known_cannot_be_printed(tiny):
    assert tiny.said(one('"Hasta ${procedures.tramite.review_by}"')) == [
        'layouts/t.yaml:7:46: error: "$procedures.tramite.review_by" is not known (null)',
        "  hint: leave the block out with when: $procedures.tramite.review_by",
    ]


def test_a_mapping_cannot_be_printed(tiny):
    assert tiny.said(one('"Es ${procedures.tramite}"')) == [
        'layouts/t.yaml:7:46: error: "$procedures.tramite" cannot be written as text',
        "  hint: refer to a part of it that is text or a number",
    ]
