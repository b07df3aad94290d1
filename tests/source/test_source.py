"""Values know where they were written, whatever becomes of them."""

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infogen.diagnostics import Span
from infogen.source import Map, Seq, locate
from infogen.source.loader import parse

KEYS = st.sampled_from("abcde")
CHANGES = st.lists(st.tuples(st.sampled_from(["set", "delete", "pickle"]), KEYS, st.integers()))


def changed(value, change, key, new):
    if change == "set":
        value[key] = new
    elif change == "pickle":
        value = pickle.loads(pickle.dumps(value))
    elif key in value:
        del value[key]
    return value


@given(CHANGES, st.booleans())
def test_each_key_of_a_mapping_has_its_places_however_it_is_changed(changes, asked):
    value = parse(b"{a: 1, b: 2, c: 3}\n", "f.yaml")
    if asked:
        assert value.spans["b"] == Span("f.yaml", 1, 11)
    for change in changes:
        value = changed(value, *change)
    assert list(value.spans) == list(value.keys_at) == list(value)
    for key in "abcde":
        assert locate(value, (key,), key=True).file == "f.yaml"


def test_a_key_keeps_its_place_and_a_new_one_has_that_of_the_mapping():
    value = parse(b"a: 1\nb: {c: 2}\n", "f.yaml")
    value["a"] = 5
    value["b"]["d"] = 6
    del value["b"]["c"]
    assert value == {"a": 5, "b": {"d": 6}}
    assert locate(value, ("a",)) == Span("f.yaml", 1, 4)
    assert locate(value, ("b", "d")) == locate(value, ("b", "c")) == value["b"].span


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy])
def test_a_copy_has_its_own_values_and_places(copied):
    value = parse(b"a: [1, 2]\nb: 3\n", "f.yaml")
    other = copied(value)
    del other["b"]
    assert value.spans["b"] == Span("f.yaml", 2, 4)
    assert locate(other, ("a", 1)) == Span("f.yaml", 1, 8)


@pytest.mark.parametrize(
    "change",
    [
        lambda values: values.clear(),
        lambda values: values.pop("a"),
        lambda values: values.popitem(),
        lambda values: values.setdefault("b", 1),
        lambda values: values.update(b=1),
        lambda values: values.__ior__({"b": 1}),
        lambda values: values["a"].append(1),
        lambda values: values["a"].extend([1]),
        lambda values: values["a"].insert(0, 1),
        lambda values: values["a"].pop(),
        lambda values: values["a"].remove(1),
        lambda values: values["a"].clear(),
        lambda values: values["a"].sort(),
        lambda values: values["a"].reverse(),
        lambda values: values["a"].__delitem__(0),
        lambda values: values["a"].__setitem__(slice(0, 1), []),
        lambda values: values["a"].__iadd__([1]),
        lambda values: values["a"].__imul__(2),
    ],
)
def test_a_change_that_would_leave_places_behind_is_refused(change):
    values = parse(b"a: [1, 2]\n", "f.yaml")
    with pytest.raises(TypeError, match="has a place for each value"):
        change(values)
    assert values == {"a": [1, 2]}


def test_an_item_of_a_list_leaves_its_place_to_the_next():
    items = parse(b"a: [1, 2]\n", "f.yaml")["a"]
    items[0] = 7
    items.add(8, Span("f.yaml", 9, 9))
    assert items == [7, 2, 8]
    assert [at.column for at in items.spans] == [5, 8, 9]
    assert pickle.loads(pickle.dumps(items)).spans == items.spans


def test_what_was_put_together_is_pickled_with_its_places():
    value = Map(Span("f.yaml", 1, 1))
    value.put("a", Seq(Span("g.yaml", 2, 2)), Span("g.yaml", 2, 1), Span("f.yaml", 1, 3))
    again = pickle.loads(pickle.dumps(value))
    assert (again.span, again.spans, again.keys_at) == (value.span, value.spans, value.keys_at)
    assert again["a"].span == Span("g.yaml", 2, 2)
