"""One mapping over another keeps the places of both."""

from infogen.diagnostics import Span
from infogen.source.loader import parse
from infogen.source.merge import merge_maps


def over(base, other, *paths):
    return merge_maps(
        parse(base, "base.yaml"), parse(other, "over.yaml"), frozenset(paths).__contains__
    )


def test_a_key_is_replaced_whole_unless_it_is_merged():
    assert over(b"a: {b: 1, c: 2}\nd: 3\n", b"a: {b: 4}\ne: 5\n") == {"a": {"b": 4}, "d": 3, "e": 5}
    assert over(b"a: {b: 1, c: 2}\n", b"a: {b: 4}\n", "a") == {"a": {"b": 4, "c": 2}}


def test_paths_say_how_deep_it_goes():
    base, other = b"a: {a: {b: 1, c: 2}}\n", b"a: {a: {b: 4}}\n"
    assert over(base, other, "a") == {"a": {"a": {"b": 4}}}
    assert over(base, other, "a", "a.a") == {"a": {"a": {"b": 4, "c": 2}}}


def test_each_value_is_where_it_was_written():
    whole = over(b"a: {b: 1, c: 2}\n", b"# over\na: {b: 4}\nd: 1\n", "a")
    assert whole.span == Span("over.yaml", 2, 1)
    assert whole.spans == {"a": Span("base.yaml", 1, 4), "d": Span("over.yaml", 3, 4)}
    inner = whole["a"]
    assert inner.spans == {"b": Span("over.yaml", 2, 8), "c": Span("base.yaml", 1, 14)}


def test_neither_mapping_is_changed():
    base, other = parse(b"a: {b: 1}\n", "base.yaml"), parse(b"a: {c: 2}\n", "over.yaml")
    merge_maps(base, other, lambda _path: True)
    assert (base, other) == ({"a": {"b": 1}}, {"a": {"c": 2}})
