"""Slips of typing are named where they are made, with a cure that works."""

import pytest

from infogen.diagnostics import Failure
from infogen.source.loader import parse


def _said(text):
    with pytest.raises(Failure) as failure:
        parse(text.encode(), "a.yaml")
    (found,) = failure.value.diagnostics
    assert found.span is not None
    return found.code, f"{found.span.line}:{found.span.column}", f"{found.message} | {found.hint}"


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("a: Ven a Hidalgo #12, Centro\nb: 1\n", "1:4", '"Ven a Hidalgo #12, Centro"'),
        ("a: Ven a Hidalgo # 12, Centro\n", "1:4", '"# 12, Centro" is taken for a comment'),
        ("a:\n  - Hidalgo #12\n", "2:5", '"Hidalgo #12"'),
        ("a: {b: Hidalgo #12}\n", "1:8", '"#12}" is taken for a comment'),
        ("a: [uno, dos #3]\n", "1:10", '"#3]" is taken for a comment'),
        ("colors:\n  citizen: #7CC576\n", "2:11", 'put it in quotes: "#7CC576"'),
        ("tags: #IPOMEX #SAIMEX\n", "1:6", 'put it in quotes: "#IPOMEX #SAIMEX"'),
        ("a:\n  uno\n  dos #3\n", "2:3", '"uno dos #3"'),
    ],
)
def test_a_sign_that_would_cut_a_text_is_an_error(text, place, words):
    code, at, said = _said(text)
    assert (code, at) == ("cut-text", place)
    assert words in said


@pytest.mark.parametrize(
    "text",
    [
        "a: Uno dos # nota\n",
        "a: 5 #nota\n",
        "a: 2026-01-02 # 3 días\n",
        'a: "Hidalgo #12" #nota\n',
        "#7CC576\na: 1\n",
        "a: #\n  b: 1\n",
        "a: # nota\n  b: 1\n",
        "a: C#\n",
        "a: |\n  Hidalgo #12\n",
        "a: {b: 1} #nota\n",
    ],
)
def test_a_comment_is_one(text):
    parse(text.encode(), "a.yaml")


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("a: {kind: text, text:Mundo}\n", "1:17", 'write "text: Mundo"'),
        ("a:\n  kind: text\n  text:Mundo\n  b: 1\n", "3:3", 'write "text: Mundo"'),
        ("a: {t: Hola, mundo}\n", "1:14", 'in quotes: "Hola, mundo"'),
        ("a: {t: Hola, mundo, cruel, b: 1}\n", "1:14", 'in quotes: "Hola, mundo, cruel"'),
        ("a: {nada}\n", "1:5", 'the key "nada" has no value'),
        ("a: Nota: trae tu acta\n", "1:8", "put the text in quotes"),
        ("a: {b: Nota: trae}\n", "1:12", 'put a text with ": " in quotes'),
    ],
)
def test_colons_and_commas_of_texts_are_named(text, place, words):
    _code, at, said = _said(text)
    assert at == place
    assert words in said


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('long: "Ven a la oficina\nshort: "Oficina"\nb: 1\n', "1:7"),
        ('a:\n  - {t: "Hola, u: 2}\n  - {t: "q"}\n', "2:9"),
        ("- a: 'uno\n- b: 'dos'\n", "1:6"),
        ('a: "uno\nb: dos\n', "1:4"),
        ('a: "uno”\nb: dos\n', "1:4"),
    ],
)
def test_a_missing_quote_is_reported_where_it_is_missing(text, place):
    code, at, said = _said(text)
    assert (code, at) == ("bad-yaml", place)
    assert "this quoted text does not end" in said


def test_keys_in_braces_may_have_no_value_where_there_is_a_colon():
    assert parse(b"a: {b: , c: x}\n", "a.yaml") == {"a": {"b": None, "c": "x"}}
