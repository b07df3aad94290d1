"""Hints name what was probably meant, or what there is."""

import ast

import pytest

from infogen.diagnostics.hints import closest, did_you_mean, name_hint, suggest, unknown
from kit.places import ROOT


@pytest.mark.parametrize(
    ("word", "names", "hint"),
    [
        ("colunm", ["row", "column"], 'did you mean "column"?'),
        ("COLUMN", ["row", "column"], 'did you mean "column"?'),
        ("xyz", ["row", "column"], "one of: row, column"),
        ("xyz", {"row": 1, "column": 2}, "one of: row, column"),
        ("xyz", [], "one of: –"),
    ],
)
def test_a_name_that_does_not_exist_has_a_hint(word, names, hint):
    assert name_hint(word, names) == hint


def test_where_no_name_is_near_none_is_suggested():
    assert did_you_mean("xyz", ["row"]) is None
    assert suggest(None) is None


def test_an_unknown_name_is_a_failure_with_its_code():
    (found,) = unknown(
        "theme", 'unknown theme "{name}"', "noch", {"noche", "dia"}, None
    ).diagnostics
    assert (found.code, found.message, found.hint) == (
        "unknown-theme",
        'unknown theme "noch"',
        'did you mean "noche"?',
    )


def test_no_other_module_asks_whether_a_name_was_meant():
    asking = [
        path.name
        for path in (ROOT / "src").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and str(node.value).startswith("did you mean")
    ]
    assert asking == ["hints.py"]


def test_closest_is_near_or_nothing():
    assert closest("Titel", ["title", "text"]) == "title"
    assert closest("zzz", ["title", "text"]) is None
    assert closest("x", []) is None
