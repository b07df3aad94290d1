"""Marks are taken out of text, and what they marked is known."""

import pytest

from infogen.diagnostics import Failure, Span
from infogen.typesetting.markup import Stretch, read_marks


def test_plain_text_is_itself():
    marked = read_marks("Todos los plazos son máximos.")
    assert marked.text == "Todos los plazos son máximos."
    assert marked.stretches == (Stretch(0, 29),)
    assert marked.position(7) == 7


def test_strong_and_accent_become_stretches():
    marked = read_marks("Tienes **15 días** para ==ti==")
    assert marked.text == "Tienes 15 días para ti"
    assert marked.stretches == (
        Stretch(0, 7),
        Stretch(7, 14, strong=True),
        Stretch(14, 20),
        Stretch(20, 22, accent=True),
    )


def test_strong_may_stand_in_accent():
    marked = read_marks("==a **b** c==")
    assert marked.stretches == (
        Stretch(0, 2, accent=True),
        Stretch(2, 3, strong=True, accent=True),
        Stretch(3, 5, accent=True),
    )


def test_a_tilde_is_a_space_that_does_not_break():
    assert read_marks("puede~empezar").text == "puede\u00a0empezar"


def test_a_newline_is_a_space_before_a_forced_line():
    marked = read_marks("uno  \n dos\n\ntres\n")
    assert marked.text == "uno dos  tres"
    assert marked.line_starts == (4, 8, 9)


def test_white_space_is_one_space_also_across_marks():
    assert read_marks("  a   b ** c ** \td ").text == "a b c d"


def test_places_follow_the_characters():
    written = "a **bb**~c"
    marked = read_marks(written)
    assert marked.text == "a bb\u00a0c"
    for char in "abc":
        assert marked.text[marked.position(written.index(char))] == char
    assert marked.position(len(written)) == len(marked.text)


def test_each_mark_left_open_is_an_error_where_the_text_was_written():
    with pytest.raises(Failure) as caught:
        read_marks("**a ==b", Span("layouts/a.yaml", 3, 7))
    assert [(d.code, d.message) for d in caught.value.diagnostics] == [
        ("unbalanced-mark", '"**" is opened but not closed'),
        ("unbalanced-mark", '"==" is opened but not closed'),
    ]
    assert str(caught.value.diagnostics[0].span) == "layouts/a.yaml:3:7"
