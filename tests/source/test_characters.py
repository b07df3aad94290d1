"""Every text and key passes one gate: letters composed, nothing invisible, nothing backwards."""

from unicodedata import is_normalized, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infogen.diagnostics import Diagnostic, Failure
from infogen.source.characters import compose, find_fault
from infogen.source.loader import parse


def _read(text):
    return parse(text.encode("utf-8", "surrogatepass"), "a.yaml")


def _wrong(text):
    with pytest.raises(Failure) as failure:
        _read(text)
    return [(found.code, str(found.span)) for found in failure.value.diagnostics]


@pytest.mark.parametrize("form", ["{}", '"{}"', "'{}'", "|\n  {}"])
def test_letters_are_composed(form):
    decomposed = normalize("NFD", "Quince días hábiles")
    text = _read(f"a: {form.format(decomposed)}\n")["a"]
    assert text.strip() == "Quince días hábiles"


def test_keys_are_composed():
    assert list(_read(normalize("NFD", "día: 1\n"))) == ["día"]


@pytest.mark.parametrize(
    "character",
    ["\\x07", "\\u200b", "\\u200e", "\\u200d", "\\u2060", "\\u202e", "\\ufffe", "\\ufeff"],
)
def test_what_cannot_be_seen_is_refused_after_escapes(character):
    assert _wrong(f'a: 1\nb: "un{character}o"\n') == [("invisible-character", "a.yaml:2:4")]


@pytest.mark.parametrize("character", ["\u200b", "\u200d", "\u2060", "\u202e", "\U000e0041"])
def test_what_cannot_be_seen_is_refused_as_it_is(character):
    assert _wrong(f"a: un{character}o\n") == [("invisible-character", "a.yaml:1:6")]


@pytest.mark.parametrize(
    "text", ["sub\u00adrayar", 'Tubo de 3"', "👩\u200d⚖️", "a\u0331 ë ꞌ", "1\u00a0250"]
)
def test_what_is_meant_stays(text):
    assert _read(f"a: {text}\n")["a"] == text


@pytest.mark.parametrize("text", ["שלום", "سلام", "uno שתיים"])
def test_right_to_left_is_refused_with_a_reason(text):
    first = next(at for at, letter in enumerate(text) if letter > "\u0400")
    assert _wrong(f"a: {text}\n") == [("right-to-left", f"a.yaml:1:{4 + first}")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a:\n  \u00a0b: 1\n", ("odd-space", "a.yaml:2:3")),
        ("a\u00a0b: 1\n", ("odd-space", "a.yaml:1:2")),
        ("a:\n  - text:\u00a0Hola\n", ("odd-space", "a.yaml:2:10")),
        ("a:\u00a0Hola\nb: 1\n", ("odd-space", "a.yaml:1:3")),
        ("a: \u00a0Hola\n", ("odd-space", "a.yaml:1:4")),
        ("a: Hola\u202f\n", ("odd-space", "a.yaml:1:8")),
        ("a: {b:\u00a0c}\n", ("odd-space", "a.yaml:1:7")),
        ("a:\n  - b\n  -\u00a0c\n", ("odd-space", "a.yaml:3:4")),
        ("\u00a0- a\n", ("odd-space", "a.yaml:1:1")),
        ("a: b\n\u00a0\nc: 1\n", ("odd-space", "a.yaml:2:1")),
        ("a:\n  - b: 1\n\u200b  - b: 2\n", ("invisible-character", "a.yaml:3:1")),
        ("sub\u00adrayar: 1\n", ("invisible-character", "a.yaml:1:4")),
        ("a: “Hola”\n", ("curly-quotes", "a.yaml:1:4")),
        ("a: ‘Hola’\n", ("curly-quotes", "a.yaml:1:4")),
        ('a: “Hola"\n', ("curly-quotes", "a.yaml:1:4")),
        ('a: "Hola”\nb: 1\n', ("bad-yaml", "a.yaml:1:4")),
        ('a: Ven a la oficina"\n', ("stray-quote", "a.yaml:1:4")),
    ],
)
def test_what_a_word_processor_changes_is_named_at_its_place(text, expected):
    assert _wrong(text) == [expected]


@pytest.mark.parametrize("text", ['"“Hola”"', "Dijo “hola” y “adiós”", "“Uno” y “dos”"])
def test_quotes_in_a_text_stay(text):
    assert "“" in _read(f"a: {text}\n")["a"]


@given(st.text())
def test_what_passes_is_composed_and_can_be_written(text):
    text = compose(text)
    assert is_normalized("NFC", text)
    if find_fault(text) is None:
        text.encode("utf-8")
        assert compose(text) == text


@given(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    st.sampled_from(['"{}"', "{}", "- {}"]),
)
def test_whatever_is_written_is_read_composed_or_refused_at_its_place(text, form):
    written = form.format(text.replace("\\", "").replace('"', ""))
    found: tuple[Diagnostic, ...] = ()
    read = None
    try:
        read = parse(f"a:\n  {written}\n".encode(), "a.yaml")["a"]
    except Failure as failure:
        found = failure.diagnostics
    assert all(one.span and one.span.line for one in found)
    for value in [read] if isinstance(read, str) else []:
        assert is_normalized("NFC", value)
        assert find_fault(value) is None
