"""JSON Schemas of everything that people write, so that editors complete and check while typing.

A field of a block may be what its model says, a `$reference`, a sentence with `${references}`, or a
mapping of such values by format; `each`, `when`, `use` and the other control keys stand beside the
fields.
"""

import json
from pathlib import Path

from infogen.blocks import BLOCKS
from infogen.design.axes import Axis
from infogen.design.components import ComponentFile, Example
from infogen.design.drawings import Drawing
from infogen.design.formats import Format
from infogen.design.forms import Form
from infogen.design.pieces import Concession, PieceFile
from infogen.design.platforms import Platform
from infogen.design.themes import Theme
from infogen.source.json_schema import json_schema
from infogen.source.model import Schema

DIALECT = "https://json-schema.org/draft/2020-12/schema"
REFERENCE = {"type": "string", "pattern": r"^\$[A-Za-z_]", "description": "$path.to.a.value"}
SENTENCE = {"type": "string", "pattern": r"\$\{", "description": "text with ${path} in it"}
BLOCK = {"$ref": "#/$defs/block"}
CONTROL: Schema = {
    "kind": {"enum": list(BLOCKS)},
    "each": {"anyOf": [REFERENCE, {"type": "array"}], "description": "one copy per item"},
    "as": {"type": "string", "description": "the name of the item of each"},
    "when": {"description": "left out where this is null, false or empty"},
    "use": {"type": "string", "description": "the name of a component"},
    "with": {"type": "object", "description": "the component's parameters"},
}


def schemas(formats: tuple[str, ...]) -> dict[str, Schema]:
    """Each schema by its name; `formats` are the ids that per-format values may have as keys."""
    from infogen.content import SCHEMAS

    names = [*formats, "screen", "paper", "else"]
    made = {
        "format": json_schema(Format),
        "form": json_schema(Form),
        # A theme that extends another one need not have what that one has.
        "theme": json_schema(Theme) | {"required": ["name"]},
        "axis": json_schema(Axis),
        "platform": json_schema(Platform),
        "component": _component(names),
        "drawing": json_schema(Drawing),
        "example": json_schema(Example),
        "piece": _piece(names),
    }
    for name, model in SCHEMAS.items():
        made[name] = json_schema(model)
    return {name: {"$schema": DIALECT, **made[name]} for name in sorted(made)}


def schema_files(folder: Path, formats: tuple[str, ...]) -> dict[Path, bytes]:
    """The file `<name>.json` of each schema, to be written into a folder."""
    return {
        folder / f"{name}.json": (
            json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        ).encode()
        for name, schema in schemas(formats).items()
    }


def _piece(names: list[str]) -> Schema:
    schema = json_schema(PieceFile)
    fields = Definitions(schema.setdefault("$defs", {}), names)
    words = {
        key: fields.flexible(key, {"type": "string"}, "piece")
        for key in ("title", "subject", "alt")
    }
    concession = {
        key: fields.by_format(key, part, "concede")
        for key, part in json_schema(Concession)["properties"].items()
    }
    schema["properties"] |= {
        **words,
        "body": fields.by_format("block", BLOCK, "piece"),
        "pages": {
            "type": "array",
            "items": fields.by_format("block", BLOCK, "piece"),
            "minItems": 1,
        },
        "concede": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": concession,
                "additionalProperties": False,
            },
        },
    }
    return _with_blocks(schema, fields)


def _component(names: list[str]) -> Schema:
    schema = json_schema(ComponentFile)
    fields = Definitions(schema.setdefault("$defs", {}), names)
    schema["properties"]["body"] = fields.by_format("block", BLOCK, "component")
    return _with_blocks(schema, fields)


class Definitions:
    """The schemas of fields, each once under `$defs`: editors read the whole file first."""

    def __init__(self, defs: Schema, names: list[str]) -> None:
        self.defs, self.names = defs, names
        defs["reference"], defs["sentence"] = REFERENCE, SENTENCE

    def of(self, model: Schema, kind: str) -> Schema:
        """The fields of a model of blocks or of a part of one, whose own models become `$defs`."""
        for name, inner in model.pop("$defs", {}).items():
            self.defs[name] = {**inner, "properties": self.of(inner, name)}
        return {key: self.flexible(key, part, kind) for key, part in model["properties"].items()}

    def flexible(self, key: str, schema: Schema, kind: str) -> Schema:
        """The schema of a field that may be its own, a reference, a sentence, or any of these by
        format. The same holds for what is in it, at any depth.
        """
        own, notes = _parted(schema)
        either = [self._inside(key, own, kind), _at("reference"), _at("sentence")]
        return self.by_format(key, {"anyOf": either, **notes}, kind)

    def _inside(self, key: str, schema: Schema, kind: str) -> Schema:
        """A schema whose items are flexible."""
        item = f"{key}.item"
        out = dict(schema)
        for name in ("items", "additionalProperties"):
            if isinstance(schema.get(name), dict):
                out[name] = self.flexible(item, schema[name], kind)
        if "prefixItems" in schema:
            out["prefixItems"] = [
                self.flexible(f"{item}.{n}", part, kind)
                for n, part in enumerate(schema["prefixItems"])
            ]
        if "anyOf" in schema:
            out["anyOf"] = [
                self._inside(f"{key}.{n}", part, kind) for n, part in enumerate(schema["anyOf"])
            ]
        return out

    def by_format(self, key: str, schema: Schema, kind: str) -> Schema:
        """A value, or one for each of some formats."""
        own, notes = _parted(schema)
        one = self._once(f"value.{key}", own, kind)
        choice = {
            "title": "by format",
            "type": "object",
            "properties": dict.fromkeys(self.names, one),
            "additionalProperties": False,
            "minProperties": 1,
        }
        return {**self._once(f"field.{key}", {"anyOf": [one, choice]}, kind), **notes}

    def _once(self, name: str, schema: Schema, kind: str) -> Schema:
        """Where a schema stands; of two fields of one name the later has that of its block too."""
        if self.defs.setdefault(name, schema) != schema:
            name = f"{name}.{kind}"
            self.defs[name] = schema
        return _at(name)


def _at(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _parted(schema: Schema) -> tuple[Schema, Schema]:
    """The schema of a value, and apart from it the notes of editors, which differ from place to
    place.
    """
    notes: Schema = {key: schema[key] for key in ("description", "default") if key in schema}
    return {key: part for key, part in schema.items() if key not in notes}, notes


def _with_blocks(schema: Schema, fields: Definitions) -> Schema:
    """The schema with the definitions of all blocks."""
    defs = fields.defs
    block = fields.by_format("block", BLOCK, "")
    control = {**CONTROL, "kind": fields.by_format("kind", CONTROL["kind"], "")}
    kinds = []
    for kind, cls in BLOCKS.items():
        model = json_schema(cls)
        parented = "children" in model["properties"]
        own = {
            key: part
            for key, part in model["properties"].items()
            if key not in ("kind", "children")
        }
        properties = fields.of({**model, "properties": own}, kind)
        if parented:
            reference = _at("reference")
            listed = {"type": "array", "items": {"anyOf": [block, reference]}}
            properties["children"] = fields.by_format(
                "children", {"anyOf": [reference, listed]}, kind
            )
        defs[kind] = {
            "description": model.get("description", ""),
            "properties": {**properties, **control},
            "required": [key for key in model.get("required", ()) if key != "kind"],
            "additionalProperties": False,
        }
        kinds.append({"if": {"properties": {"kind": {"const": kind}}}, "then": _at(kind)})
    defs["block"] = {
        "type": "object",
        "anyOf": [{"required": ["kind"]}, {"required": ["use"]}],
        "properties": control,
        "if": {"required": ["kind"]},
        "then": {"allOf": kinds},
    }
    return schema
