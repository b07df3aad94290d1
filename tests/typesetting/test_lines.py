"""Which lines a text is broken into."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from kit.typesetting import BODY, DISPLAY, STYLES, WORDS, set_in, shown, words


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (950, "La revisión|también puede|empezar contigo."),
        (1300, "La revisión también|puede empezar contigo."),
        (540, "La revisión|también|puede|empezar|contigo."),
    ],
)
def test_headlines_break_in_balance(width, lines):
    assert shown(set_in("La revisión también puede empezar contigo.", DISPLAY, width)) == lines


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        (
            "Sirve para ver si el partido publica en IPOMEX lo que pide la ley, completo y al día."
            " Empieza de dos formas:",
            420,
            "Sirve para ver si el partido|publica en IPOMEX lo que pide|la ley, completo y al día.|"
            "Empieza de dos formas:",
        ),
        (
            "Máximo 15 días hábiles si es oficiosa y 10 si es por denuncia.",
            420,
            "Máximo 15 días hábiles si es|oficiosa y 10 si es por denuncia.",
        ),
        (
            "En línea o por correo electrónico. En papel, llévala a la oficina.",
            560,
            "En línea o por correo electrónico.|En papel, llévala a la oficina.",
        ),
        (
            "Presenta un recurso de revisión. Tienes 15 días hábiles tras la respuesta:",
            760,
            "Presenta un recurso de revisión. Tienes 15 días hábiles|tras la respuesta:",
        ),
    ],
)
def test_body_breaks_well(text, width, lines):
    assert shown(set_in(text, BODY, width)) == lines


def test_no_short_word_is_left_alone_where_another_can_join_it():
    text = "Puedes pedir los datos que ya tienen aquí"
    width = set_in("Puedes pedir los datos que ya tienen").width + 1
    assert shown(set_in(text, BODY, width)) == "Puedes pedir los datos que ya|tienen aquí"


def test_no_article_ends_a_line_of_display_where_it_can_be_helped():
    text = "Revisa las negativas"
    width = set_in("Revisa las", DISPLAY).width + 300
    assert shown(set_in(text, DISPLAY, width)) == "Revisa|las negativas"


def test_a_number_stays_with_its_unit():
    assert shown(set_in("Tienes 15 días", BODY, 120)) == "Tienes|15 días"


def test_a_newline_breaks_and_a_tilde_does_not():
    assert shown(set_in("a\nb~c d", BODY, 10)) == "a|b\u00a0c|d"


def test_an_infinite_width_breaks_only_where_it_is_forced():
    assert shown(set_in("La revisión también\npuede", DISPLAY)) == "La revisión también|puede"


def test_the_natural_width_is_enough():
    for style in (BODY, DISPLAY, replace(DISPLAY, tracking=0.05)):
        natural = set_in("También puede empezar **contigo** 15 veces.", style)
        again = set_in("También puede empezar **contigo** 15 veces.", style, natural.width)
        assert len(again.lines) == 1


def test_a_word_that_cannot_be_broken_is_set_wider_than_the_room():
    paragraph = set_in("la Transparencia ya", BODY, 60)
    assert shown(paragraph) == "la|Transparencia|ya"
    assert paragraph.width > 60


def test_an_address_is_broken_before_it_is_too_wide():
    paragraph = set_in("En www.infoem.org.mx/transparencia ya", BODY, 280)
    assert shown(paragraph) == "En|www.infoem.org.mx/|transparencia ya"


def test_at_most_two_lines_in_a_row_end_with_an_added_hyphen():
    text = "extraordinariamente electrónicamente transparentemente oficiosamente aquí está"
    for width in range(110, 260, 10):
        soft = [words(line)[-1] == "\u00ad" for line in set_in(
            text, replace(BODY, hyphens=True), width
        ).lines]  # fmt: skip
        assert not any(all(soft[i : i + 3]) for i in range(len(soft) - 2))


@settings(max_examples=150, deadline=None)
@given(WORDS, STYLES, st.floats(0, 2000))
def test_nothing_is_lost(text, style, width):
    paragraph = set_in(text, style, width)
    plain = text.replace("**", "").replace("==", "").replace("~", "\u00a0")
    found = "".join(map(words, paragraph.lines)).replace("\u00ad", "")
    assert re.sub("[ \n]+", " ", found) == re.sub("[ \n]+", " ", plain).strip(" ")


@settings(max_examples=150, deadline=None)
@given(WORDS, STYLES, st.floats(20, 2000))
def test_only_what_cannot_be_broken_is_wider_than_the_room(text, style, width):
    for line in set_in(text, style, width).lines:
        if line.width > width + 0.01:
            assert len(set_in(words(line), style, 0).lines) == 1


@settings(max_examples=100, deadline=None)
@given(WORDS, STYLES, st.floats(20, 1000), st.floats(0, 1000))
def test_more_room_never_takes_more_lines(text, style, width, more):
    assert len(set_in(text, style, width + more).lines) <= len(set_in(text, style, width).lines)
