"""The data that a `when` asks for without its being shown."""

from types import SimpleNamespace

import pytest

from infogen.binding import conditions
from infogen.binding.conditions import hidden_facts
from infogen.binding.scope import Ref
from infogen.content import ancestors
from infogen.scene import Fact


def hidden(asked, used):
    binder = SimpleNamespace(conditions={path: Ref(True, path) for path in asked})
    return [fact.path for fact in hidden_facts(binder, [Fact(path, "") for path in used])]


@pytest.mark.parametrize(
    ("used", "hangs"),
    [
        ("links.a", False),
        ("links.a.url", False),
        ("links", False),
        ("links.ab", True),
        ("links.b", True),
        ("link", True),
    ],
)
def test_a_condition_is_hidden_unless_a_part_or_the_whole_of_it_is_used(used, hangs):
    assert hidden(["links.a"], [used]) == (["links.a"] if hangs else [])


def test_each_path_is_taken_apart_once(monkeypatch):
    counted = []
    monkeypatch.setattr(
        conditions, "ancestors", lambda path: counted.append(path) or ancestors(path)
    )
    asked = [f"copy.a{n}" for n in range(50)]
    used = [f"laws.b{n}" for n in range(70)]
    assert sorted(hidden(asked, used)) == sorted(asked)
    assert len(counted) == 120
