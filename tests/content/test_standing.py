"""Which facts a path stands for."""

from importlib import import_module

import pytest

from infogen.content import entries_under, facts, load_data
from kit.places import DATA

module = import_module("infogen.content.standing")


@pytest.fixture
def data():
    return load_data([(DATA, "data")])


def test_a_list_stands_for_the_facts_of_its_items(data):
    steps = entries_under(data, "procedures.solicitud_arco.steps")
    assert "procedures.solicitud_arco.steps.responder" in steps
    assert {path.rpartition(".")[0] for path in steps} >= {"procedures.solicitud_arco.steps"}
    assert entries_under(data, "copy.comun") == []


def test_the_content_is_looked_through_for_facts_once(data, monkeypatch):
    asked = []
    look = module._all
    monkeypatch.setattr(module, "_all", lambda given: asked.append(given) or look(given))
    for _time in range(3):
        for procedure in data.content.procedures:
            assert entries_under(data, f"procedures.{procedure}.steps")
    assert len(facts(data)) > 100
    assert asked == [data]
