"""References in texts: what they name, and texts with their words in place."""

import pytest

from infogen.source.references import (
    DEEPEST,
    fill_references,
    has_references,
    references,
    split_references,
    whole_reference,
)

WORDS = {"a": "one", "b.c": "${a} and $$", "circle": "(${circle})"}


def test_a_text_names_its_references():
    assert references("de ${a.b} a ${c-d.0}, por $$${e}") == ["a.b", "c-d.0", "e"]
    assert references("$links.buzon") == ["links.buzon"]
    assert references("$$ y {from}") == []


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("$links.buzon", "links.buzon"),
        ("$a-b.0", "a-b.0"),
        ("${links.buzon}", None),
        ("$5", None),
        ("$a b", None),
        ("a", None),
    ],
)
def test_a_reference_alone_is_a_name_after_a_dollar(text, path):
    assert whole_reference(text) == path


def test_a_text_that_is_not_what_it_says_has_something_inside():
    assert has_references("a ${b}")
    assert has_references("$$5")
    assert not has_references("$5 {b} $b")


def test_a_text_is_plain_pieces_with_the_paths_after_them():
    assert list(split_references("de ${a} a $$5")) == [("de ", "a"), (" a $", None), ("5", None)]


def test_words_are_put_in_their_places_again_and_again():
    assert fill_references("$$1 ${b.c}, ${other}", WORDS.get) == "$1 one and $, ${other}"


def test_a_circle_ends():
    assert fill_references("${circle}", WORDS.get).count("(") == DEEPEST
