"""References in texts: what they name, and texts with their words in place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infogen.source.references import (
    DEEPEST,
    broken_reference,
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


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("$${a}", "$one"),
        ("$$${a}", "$one"),
        ("$1,250.50", "$1,250.50"),
        ("$$5 y $6", "$5 y $6"),
    ],
)
def test_a_dollar_of_money_needs_no_escape(text, printed):
    assert fill_references(text, WORDS.get) == printed


@pytest.mark.parametrize(
    "text",
    [
        "Ve a $links.citas y",
        "Ve a ${links.citas y",
        "Ve a {links.citas}",
        "$(a)",
        "$copy.a.$n.b",
        "a ${",
    ],
)
def test_what_is_left_of_a_reference_is_an_error(text):
    found = [broken_reference(plain) for plain, _path in split_references(text)]
    assert any(error is not None and error.code == "broken-reference" for error in found)


@pytest.mark.parametrize("text", ["$5", "US$ 5", "{a}", "a.b.c", "{uno, dos}", "5 $/hoja", "$"])
def test_a_text_that_only_looks_like_one_is_none(text):
    assert broken_reference(text) is None


@pytest.mark.parametrize(
    "text", ["Hola $nombre", "Hola $nombre.", "$ {a.b}", "${a", "$[a]", "{{a.b}}"]
)
def test_a_name_behind_a_dollar_is_no_text_either(text):
    found = [broken_reference(plain) for plain, _path in split_references(text)]
    assert any(found)


NAMES = st.from_regex(r"[a-z][a-z_]{0,5}", fullmatch=True)
PATHS = st.lists(NAMES, min_size=2, max_size=4).map(".".join)
WORDS_AROUND = st.text(
    st.characters(categories=["L", "Zs", "Po"], exclude_characters="$"), max_size=9
)


@given(WORDS_AROUND, PATHS, WORDS_AROUND)
def test_a_reference_is_replaced_whole_and_its_remains_are_errors(before, path, after):
    text = f"{before} ${{{path}}} {after}"
    assert references(text) == [path]
    assert fill_references(text, lambda _path: "X") == f"{before} X {after}"
    assert fill_references(f"{before} $${{{path}}}", lambda _path: "5") == f"{before} $5"
    for remains in (f"${path}", f"${{{path}", f"{{{path}}}", f"$({path})", f"${{{path} "):
        left = split_references(f"{before} {remains} {after}")
        assert any(broken_reference(plain) for plain, _path in left), remains


@given(st.text(max_size=30))
def test_text_without_signs_of_a_reference_is_left_alone(text):
    plain = text.replace("$", "").replace("{", "")
    assert fill_references(plain, lambda _path: None) == plain
    assert broken_reference(plain) is None
