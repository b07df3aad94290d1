"""JSON Schemas of everything that people write, so that editors complete and check while typing.

A field of a block may be what its model says, a `$reference`, a sentence with `${references}`, or a
mapping of such values by format; `each`, `when`, `use` and the other control keys stand beside the
fields.
"""

import json
from pathlib import Path
from typing import Any

from infogen.axes import Axis
from infogen.blocks import BLOCKS
from infogen.components import ComponentFile, Example
from infogen.format import Format
from infogen.json_schema import json_schema
from infogen.model import Schema
from infogen.platforms import Platform
from infogen.spec import Concession, PieceFile
from infogen.theme import Theme

DIALECT = "https://json-schema.org/draft/2020-12/schema"
REFERENCE = {"type": "string", "pattern": r"^\$[A-Za-z_]", "description": "$path.to.a.value"}
SENTENCE = {"type": "string", "pattern": r"\$\{", "description": "text with ${path} in it"}
BLOCK = {"$ref": "#/$defs/block"}


def schemas(formats: tuple[str, ...]) -> dict[str, Schema]:
    """Each schema by its name; `formats` are the ids that per-format values may have as keys."""
    from infogen.content import SCHEMAS

    names = [*formats, "screen", "paper", "else"]
    made = {
        "format": json_schema(Format),
        # A theme that extends another one need not have what that one has.
        "theme": json_schema(Theme) | {"required": ["name"]},
        "axis": json_schema(Axis),
        "platform": json_schema(Platform),
        "component": _component(names),
        "example": json_schema(Example),
        "piece": _piece(names),
    }
    for name, model in SCHEMAS.items():
        made[name] = json_schema(model)
    return {name: {"$schema": DIALECT, **made[name]} for name in sorted(made)}


def write(folder: Path, formats: tuple[str, ...]) -> list[Path]:
    """Write `<name>.json` for each schema into a folder; the paths written."""
    from infogen.output import write as write_file

    written = []
    for name, schema in schemas(formats).items():
        path = folder / f"{name}.json"
        text = json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        write_file(path, text.encode())
        written.append(path)
    return written


def _piece(names: list[str]) -> Schema:
    schema = json_schema(PieceFile)
    words = _flexible({"type": "string"}, names)
    schema["properties"] |= {
        "title": words,
        "subject": words,
        "alt": words,
        "body": BLOCK,
        "pages": {"type": "array", "items": BLOCK, "minItems": 1},
        "concede": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    key: _by_format(part, names)
                    for key, part in _defs(Concession, {})["properties"].items()
                },
                "additionalProperties": False,
            },
        },
    }
    return _with_blocks(schema, names)


def _component(names: list[str]) -> Schema:
    schema = json_schema(ComponentFile)
    schema["properties"]["body"] = BLOCK
    return _with_blocks(schema, names)


def _with_blocks(schema: Schema, names: list[str]) -> Schema:
    """The schema with the definitions of all blocks."""
    defs: Schema = schema.setdefault("$defs", {})
    kinds = []
    for kind, cls in BLOCKS.items():
        model = _defs(cls, defs)
        properties = {
            key: _flexible(part, names)
            for key, part in model["properties"].items()
            if key != "kind"
        }
        if "children" in properties:
            properties["children"] = _by_format(
                {"anyOf": [REFERENCE, {"type": "array", "items": {"anyOf": [BLOCK, REFERENCE]}}]},
                names,
            )
        defs[kind] = {
            "description": model.get("description", ""),
            "properties": {**properties, **_control(names)},
            "required": [key for key in model.get("required", ()) if key != "kind"],
            "additionalProperties": False,
        }
        kinds.append(
            {"if": {"properties": {"kind": {"const": kind}}}, "then": {"$ref": f"#/$defs/{kind}"}}
        )
    defs["block"] = {
        "type": "object",
        "anyOf": [{"required": ["kind"]}, {"required": ["use"]}],
        "properties": _control(names),
        "if": {"required": ["kind"]},
        "then": {"allOf": kinds},
    }
    return schema


def _control(names: list[str]) -> Schema:
    return {
        "kind": {"enum": list(BLOCKS)},
        "each": {"anyOf": [REFERENCE, {"type": "array"}], "description": "one copy per item"},
        "as": {"type": "string", "description": "the name of the item of each"},
        "when": {"description": "left out where this is null, false or empty"},
        "use": {"type": "string", "description": "the name of a component"},
        "with": {"type": "object", "description": "the component's parameters"},
    }


def _flexible(schema: Schema, names: list[str]) -> Schema:
    """What a field may be: its own, a reference, a sentence, or any of these by format."""
    description = schema.get("description")
    own = {"anyOf": [schema, REFERENCE, SENTENCE]}
    out = _by_format(own, names)
    return {**out, "description": description} if description else out


def _by_format(schema: Schema, names: list[str]) -> Schema:
    choice = {
        "type": "object",
        "properties": dict.fromkeys(names, schema),
        "additionalProperties": False,
        "minProperties": 1,
    }
    return {"anyOf": [schema, choice]}


def _defs(cls: Any, defs: Schema) -> Schema:
    """A model's schema, its inner definitions moved to `defs`."""
    model: Schema = json_schema(cls)
    defs.update(model.pop("$defs", {}))
    return model
