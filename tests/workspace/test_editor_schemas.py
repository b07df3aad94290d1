"""The JSON Schemas: they accept what infogen accepts, refuse what it refuses, and stay small enough for
an editor.
"""

import json

import pytest
from jsonschema import Draft202012Validator

from infogen.files.write import write_all
from infogen.source.loader import parse, read_yaml
from infogen.workspace.editor_schemas import schema_files
from infogen.workspace.stock import stock_names
from kit.places import ROOT

LAYOUTS = {
    "": "piece",
    "axes": "axis",
    "components": "component",
    "drawings": "drawing",
    "examples": "example",
    "formats": "format",
    "platforms": "platform",
    "sheets": "piece",
    "themes": "theme",
}
LARGEST = 500_000
"""Bytes: an editor reads the whole schema again for each file that it opens."""


@pytest.fixture(scope="module")
def schemas(tmp_path_factory):
    """The validator of each schema, as it was written, and its size."""
    made = schema_files(tmp_path_factory.mktemp("schemas"), stock_names(ROOT, "formats"))
    write_all(made)
    return {path.stem: (Draft202012Validator(read_yaml(path, path.name)), path) for path in made}


def test_each_is_a_schema_and_small(schemas):
    for validator, path in schemas.values():
        validator.check_schema(validator.schema)
        assert path.stat().st_size < LARGEST, path.name


def test_all_that_the_schemas_refer_to_is_in_them(schemas):
    def references(part):
        if isinstance(part, dict):
            yield from [part["$ref"]] if isinstance(part.get("$ref"), str) else []
            for inner in part.values():
                yield from references(inner)
        elif isinstance(part, list):
            for inner in part:
                yield from references(inner)

    for name, (validator, _path) in schemas.items():
        known = {f"#/$defs/{key}" for key in validator.schema.get("$defs", {})}
        assert set(references(validator.schema)) <= known, name


@pytest.mark.parametrize("folder", LAYOUTS)
def test_every_stock_file_fits(schemas, folder):
    validator, _path = schemas[LAYOUTS[folder]]
    paths = sorted((ROOT / "layouts" / folder).glob("*.yaml"))
    assert paths
    for path in paths:
        value = json.loads(json.dumps(read_yaml(path, path.name), default=str))  # days as text
        found = [f"{path.name}: {error.json_path}" for error in validator.iter_errors(value)]
        assert found == []


PIECE = "title: T\nalt: A\nformats: [portrait]\nbody:\n  kind: column\n  children:\n    - {}\n"


def _wrong(schemas, block):
    raw = parse(PIECE.replace("{}", block).encode(), "t.yaml")
    return sorted({error.json_path for error in schemas["piece"][0].iter_errors(raw)})


TEXTS = (
    '"Hola"',
    '["Hola, ¿qué tal?", "Hola"]',
    "$copy.lema",
    '"Quedan ${plazo} días"',
    "[$copy.lema, Hola]",
)


@pytest.mark.parametrize(
    "text", [*TEXTS, *(f"{{story: {t}, paper: {t}, else: {t}}}" for t in TEXTS)]
)
def test_a_text_may_be_written_in_each_way(schemas, text):
    assert _wrong(schemas, f"{{kind: text, style: body, text: {text}}}") == []


@pytest.mark.parametrize(
    "block",
    [
        "{kind: text, style: body, text: Hola, size: {screen: [40, 32], paper: 9}}",
        "{kind: text, style: body, text: Hola, each: $data.list, as: it, when: $it.shown}",
        "{kind: column, children: {screen: [{use: header}], else: $blocks}}",
        "{kind: dots, diameter: fit, segments: [{days: 3, state: ring, color: ink}]}",
        "{kind: ribbon, width: {screen: 9, paper: 2}, color: ink, path: [{x: 0}, {y: 9}], start: disc}",
        "{use: header, with: {subject: Hola}, pad: 4}",
        "{kind: column, border: {width: $format.hair, color: {screen: ink, else: path}}}",
        "{kind: column, pad: [{square: 2, else: 5}, 0, $gap, 0]}",
        "{kind: {story: column, else: row}, gap: 4}",
        "{story: {kind: column}, else: {use: header}}",
        "{kind: table, rows: $rows, columns: [{head: A, value: a, width: {paper: 54, else: 1fr}}]}",
    ],
)
def test_what_a_layout_may_say_is_accepted(schemas, block):
    assert _wrong(schemas, block) == []


@pytest.mark.parametrize(
    "block",
    [
        "{kind: text, style: body, text: Hola, txt: Hola}",
        "{kind: text, style: body, text: 12}",
        "{kind: text, style: body}",
        "{kind: text, style: body, text: {storys: Hola, else: Hola}}",
        "{kind: text, style: body, text: {story: 12}}",
        "{kind: text, style: body, text: {}}",
        "{kind: text, style: [body], text: Hola}",
        "{kind: text, style: body, text: Hola, size: big}",
        "{kind: text, style: body, text: Hola, halign: middle}",
        "{kind: column, gap: -1}",
        "{kind: colum}",
        "{kind: column, children: {kind: text}}",
        "{kind: column, children: [{kind: text, style: body, text: Hola, bold: true}]}",
        "{kind: dots, diameter: fit, segments: [{days: 3, state: full, color: ink}]}",
        "{style: body}",
        "{kind: column, border: {width: $format.hair}}",
        "{kind: column, border: {width: {screen: thin}, color: ink}}",
        "{kind: column, pad: [1, 2, 3]}",
    ],
)
def test_what_is_wrong_in_a_layout_is_refused(schemas, block):
    assert _wrong(schemas, block) != []
