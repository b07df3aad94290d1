"""Everything that is said to a person is said in Spanish too."""

import ast
import re
import runpy
from pathlib import Path

import click
import pytest

from infogen.messages import _
from kit.places import ROOT

SCRIPT = runpy.run_path(str(ROOT / "scripts" / "make_messages.py"))
CLICK_MODULES = ("core", "decorators", "exceptions", "formatting", "parser", "types")
PLACEHOLDER = re.compile(r"\{[^{}]*\}")


@pytest.fixture(scope="module")
def template():
    return SCRIPT["extract"]()


@pytest.fixture(scope="module")
def spanish():
    return SCRIPT["read"](SCRIPT["SPANISH"])


def _forms(text):
    return text if isinstance(text, tuple) else (text,)


def test_every_message_has_a_translation(template, spanish):
    missing = [m.id for m in template if m.id and not SCRIPT["done"](spanish.get(m.id) or m)]
    assert missing == [], "run: make messages"


def test_no_translation_is_of_a_message_that_is_gone(template, spanish):
    assert [m.id for m in spanish if m.id and m.id not in template] == [], "run: make messages"


def test_translations_have_the_placeholders_of_their_messages(spanish):
    wrong = [
        (said, meant)
        for message in spanish
        if message.id and SCRIPT["done"](message)
        for said, meant in zip(_forms(message.string), _forms(message.id), strict=True)
        if sorted(PLACEHOLDER.findall(said)) != sorted(PLACEHOLDER.findall(meant))
    ]
    assert wrong == []


def test_the_compiled_catalogue_is_that_of_the_translations(spanish):
    compiled = SCRIPT["SPANISH"].with_suffix(".mo").read_bytes()
    assert compiled == SCRIPT["as_mo"](SCRIPT["translated"](spanish, spanish))


def test_messages_are_written_out_where_they_are_said():
    calls = [
        (path.name, node.lineno)
        for path in sorted((ROOT / "src").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "_"
        and not (len(node.args) == 1 and isinstance(node.args[0], ast.Constant))
    ]
    assert calls == []


def test_the_language_is_looked_up_when_a_message_is_made(monkeypatch):
    monkeypatch.setenv("INFOGEN_LANG", "es")
    assert _("the file is empty") == "el archivo está vacío"
    monkeypatch.setenv("INFOGEN_LANG", "en")
    assert _("the file is empty") == "the file is empty"


def test_click_still_says_what_is_translated_for_it():
    sources = [Path(click.__file__).with_name(f"{name}.py") for name in CLICK_MODULES]
    said = {
        node.value
        for path in sources
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant)
    }
    wanted = {form for message in SCRIPT["CLICK"] for form in _forms(message)}
    assert wanted - said == set()
