import os
import pickle
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from infogen.diagnostics import Failure, Span
from infogen.source import Map, Seq, Value, locate
from infogen.source.loader import parse, read_yaml
from kit.places import CASES

WRONG = CASES / "errors" / "yaml"


def found(data: bytes) -> list[str]:
    """The lines of a failed parse."""
    with pytest.raises(Failure) as failure:
        parse(data, "f.yaml")
    return str(failure.value).splitlines()


@pytest.mark.parametrize("path", sorted(WRONG.iterdir()), ids=lambda path: path.stem)
def test_bad_yaml_is_explained_at_its_place(path: Path) -> None:
    said = [
        line.removeprefix("# ")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith(("# Error: ", "# Hint: "))
    ]
    with pytest.raises(Failure) as failure:
        read_yaml(path, path.name)
    lines = []
    for one in failure.value.diagnostics:
        assert one.span
        lines += [f"Error: {one.span.line}:{one.span.column} {one.message}", f"Hint: {one.hint}"]
    assert lines == said


def test_values_know_where_they_were_written() -> None:
    value = parse(b"a: 1\nb:\n  - x\n  - {c: d}\n", "f.yaml")
    assert value == {"a": 1, "b": ["x", {"c": "d"}]}
    assert value.span == Span("f.yaml", 1, 1)
    assert value.spans["a"] == Span("f.yaml", 1, 4)
    assert value.keys_at["b"] == Span("f.yaml", 2, 1)
    items = value["b"]
    assert isinstance(items, Seq)
    assert items.span == Span("f.yaml", 3, 3)
    assert items.spans == [Span("f.yaml", 3, 5), Span("f.yaml", 4, 5)]


def test_columns_count_characters() -> None:
    assert parse("é: {ñ😀: 1}".encode(), "f.yaml")["é"].keys_at["ñ😀"].column == 5  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("-12", -12),
        ("+5", 5),
        ("3.50", 3.5),
        (".5", 0.5),
        ("1.0e+3", 1000.0),
        ("2026-11-23", date(2026, 11, 23)),
    ],
)
def test_plain_words_with_a_value(word: str, value: object) -> None:
    read_value = parse(f"a: {word}".encode(), "f.yaml")["a"]
    assert read_value == value
    assert type(read_value) is type(value)


@pytest.mark.parametrize(
    "word",
    [
        "no",
        "Yes",
        "on",
        "off",
        "y",
        "010",
        "08",
        "0x1F",
        "0o17",
        "12:30",
        "1_000",
        "1e5",
        "-.02",
        "2026-11-23T10:00:00",
        "2026-1-5",
        "1.2.3",
        "+",
        "$a.b",
    ],
)
def test_plain_words_that_stay_text(word: str) -> None:
    assert parse(f"a: {word}".encode(), "f.yaml")["a"] == word


def test_quoted_words_are_text() -> None:
    assert parse(b"a: '5'\nb: \"true\"\nc: |-\n  5\n", "f.yaml") == {
        "a": "5",
        "b": "true",
        "c": "5",
    }


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    value = parse(b"\xef\xbb\xbfa: 1", "f.yaml")
    assert value == {"a": 1}
    assert value.keys_at["a"] == Span("f.yaml", 1, 1)


def test_windows_line_ends_count_once() -> None:
    assert parse(b"a: 1\r\nb: 2\r\n", "f.yaml").keys_at["b"] == Span("f.yaml", 2, 1)


def test_an_alias_is_the_value_where_it_was_written() -> None:
    value = parse(b"a: &x {b: 1}\nc: *x\n", "f.yaml")
    assert value["c"] == {"b": 1}
    assert locate(value, ("c",)) == Span("f.yaml", 2, 4)
    assert locate(value, ("c", "b")) == Span("f.yaml", 1, 11)


def test_bytes_that_are_not_utf8() -> None:
    assert found("a: 1\r\nb: ñ".encode() + b"\xf1o") == [
        "f.yaml:2:5: error: the byte 0xF1 is not UTF-8",
        "  hint: save the file with the encoding UTF-8",
    ]


def test_utf16_is_refused() -> None:
    assert found("a: 1".encode("utf-16"))[0] == "f.yaml:1:1: error: the byte 0xFF is not UTF-8"


@pytest.mark.parametrize(("character", "code"), [("\x00", "0000"), ("\u2028", "2028")])
def test_invisible_characters(character: str, code: str) -> None:
    assert found(f"a: 1\nb: x{character}".encode()) == [
        f"f.yaml:2:5: error: the invisible character U+{code} is not allowed",
        "  hint: remove it",
    ]


@pytest.mark.parametrize("data", [b"", b"\n\n", b"# nothing\n", b"---\n", b"~\n", b"\xef\xbb\xbf"])
def test_an_empty_file(data: bytes) -> None:
    assert found(data) == [
        "f.yaml: error: the file is empty",
        '  hint: write at least one "key: value"',
    ]


def test_a_file_that_is_too_large() -> None:
    assert found(b"a: " + b"x" * (1 << 20)) == [
        "f.yaml: error: the file is larger than 1024 KiB",
        "  hint: split it into several files",
    ]


def test_depth_has_a_limit() -> None:
    assert parse(b"a: " + b"[" * 63 + b"]" * 63, "f.yaml")
    assert found(b"a: " + b"[" * 500) == [
        "f.yaml:1:67: error: more than 64 levels, one inside another",
        "  hint: nest less deeply",
    ]


def test_depth_beyond_what_the_parser_takes() -> None:
    """Where it stops is the parser's affair; that it is said in the same words is not."""
    message, hint = found(b"a: " + b"[" * 5000)
    assert message.endswith(": error: more than 64 levels, one inside another")
    assert hint == "  hint: nest less deeply"


def test_depth_counts_what_aliases_repeat() -> None:
    lines = ["a0: &a0 [x]", *(f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, 70))]
    assert found("\n".join(lines).encode()) == [
        "f.yaml:64:12: error: more than 64 levels, one inside another",
        "  hint: nest less deeply",
    ]


def test_aliases_have_a_limit() -> None:
    assert parse(b"a: &a 1\nb: [" + b"*a," * 1000 + b"]", "f.yaml")
    assert found(b"a: &a 1\nb: [" + b"*a," * 1001 + b"]") == [
        "f.yaml:2:3005: error: more than 1000 aliases",
        "  hint: split the file, or repeat less",
    ]


def test_a_bomb_of_aliases_is_refused() -> None:
    lines = ["a0: &a0 [x,x,x,x,x,x,x,x,x,x]"]
    lines += [f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    assert found("\n".join(lines).encode()) == [
        "f.yaml:5:38: error: more than 100000 values, repeated ones included",
        "  hint: split the file, or repeat less",
    ]


def test_all_that_was_found_before_broken_yaml_is_told() -> None:
    assert found(b"a: 1\na: 2\nb: [\n") == [
        'f.yaml:2:1: error: the key "a" is written twice',
        "  hint: the first is at f.yaml:1:1: remove one",
        "f.yaml:3:5: error: a bracket is not closed",
        '  hint: add "]" or "}"',
    ]


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(Failure) as failure:
        read_yaml(tmp_path / "x.yaml", "data/x.yaml")
    assert str(failure.value).splitlines() == [
        "data/x.yaml: error: no such file",
        "  hint: check its name and its folder",
    ]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="data: error: this is not a file"):
        read_yaml(tmp_path, "data")


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"a: 1")

    def refuse(*args: object) -> None:
        raise PermissionError(13, os.strerror(13))

    # The tests may run as a user who may read everything.
    monkeypatch.setattr("builtins.open", refuse)
    with pytest.raises(Failure) as failure:
        read_yaml(path, "x.yaml")
    assert str(failure.value).splitlines() == [
        "x.yaml: error: no permission to read this file",
        "  hint: give yourself permission to read it",
    ]


def test_locate_follows_a_path() -> None:
    value = parse(b"a:\n  - b: 1\n    c: x\n", "f.yaml")
    assert locate(value, ()) == Span("f.yaml", 1, 1)
    assert locate(value, ("a", 0, "c")) == Span("f.yaml", 3, 8)
    assert locate(value, ("a", 0, "c"), key=True) == Span("f.yaml", 3, 5)


def test_locate_stops_at_what_is_missing() -> None:
    value = parse(b"a:\n  - b: 1\n", "f.yaml")
    assert locate(value, ("a", 0, "z")) == Span("f.yaml", 2, 5)
    assert locate(value, ("a", 7)) == Span("f.yaml", 2, 3)


texts = st.text(
    st.characters(
        max_codepoint=0x17F, exclude_categories=["Cc", "Cf", "Zs"], exclude_characters="\"'"
    )
)
scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.dates()
    | texts
)
values = st.recursive(
    scalars, lambda inner: st.lists(inner) | st.dictionaries(texts, inner), max_leaves=20
)
documents = st.dictionaries(texts, values, min_size=1)


@settings(max_examples=50)
@given(documents)
def test_what_is_dumped_is_read(document: dict[str, object]) -> None:
    data = yaml.safe_dump(document).encode()
    assert parse(data, "f.yaml") == yaml.safe_load(data) == document


@settings(max_examples=50)
@given(documents, st.lists(texts | st.integers(), max_size=4))
def test_locate_never_fails(document: dict[str, object], loc: list[str | int]) -> None:
    value = parse(yaml.safe_dump(document).encode(), "f.yaml")
    for path in [tuple(loc), *_paths(value)]:
        assert locate(value, path).line >= 1
        assert locate(value, path, key=True).line >= 1


def _paths(value: Value) -> list[tuple[str | int, ...]]:
    steps: list[tuple[str | int, Value]] = []
    if isinstance(value, Map):
        steps = list(value.items())
    elif isinstance(value, Seq):
        steps = list(enumerate(value))
    return [()] + [(step, *rest) for step, inner in steps for rest in _paths(inner)]


def test_a_pickled_tree_keeps_its_places():
    found = parse(b"a: [1, {b: 2}]\nc: &x {d: 3}\ne: *x\n", "a.yaml")
    found.put("f", 4, Span("other.yaml", 70_000, 3), Span("other.yaml"))
    again = pickle.loads(pickle.dumps(pickle.loads(pickle.dumps(found))))
    assert again == found
    assert again["e"] is again["c"]
    assert (again.span, again.spans, again.keys_at) == (found.span, found.spans, found.keys_at)
    assert (again["a"].span, again["a"].spans) == (found["a"].span, found["a"].spans)
    assert again["a"][1].keys_at == found["a"][1].keys_at
    assert locate(again, ("a", 1, "b")) == Span("a.yaml", 1, 12)
