"""The fields that people write, read from the models: names, types, what is usual, in Spanish."""

from dataclasses import dataclass
from typing import Any

from infogen.blocks.base import Block
from infogen.blocks.fields import DISTANCES
from infogen.source.json_schema import json_schema
from infogen.source.model import Model, model_fields

Schema = dict[str, Any]

NAMED = {
    "Block": "bloque",
    "Link": "enlace",
    "Procedure": "trámite",
}
PLAIN = {
    "string": "texto",
    "number": "número",
    "integer": "número entero",
    "boolean": "`true` o `false`",
    "object": "tabla de nombres y valores",
}
MANY = {"bloque": "bloques", "número": "números", "medida": "medidas", "valor": "valores"}
LENGTH = [{"type": "number"}, {"type": "string"}]


@dataclass(frozen=True, slots=True)
class Field:
    """A field: what it may be, what it is when it is left out, whether it may be."""

    name: str
    type: str
    usual: str
    required: bool


def of(model: type[Model]) -> tuple[list[Field], dict[str, list[Field]]]:
    """The fields of a model, and those of the values in it that have fields of their own."""
    schema = json_schema(model)
    names = {info.encode_name: name for name, info in model_fields(model).items()}
    shown = [key for key in schema["properties"] if _own(model, names[key])]
    defs: dict[str, Schema] = schema.get("$defs", {})
    parts = {name: _fields(defs[name], defs) for name in _used(schema, shown, defs)}
    return [f for f in _fields(schema, defs) if f.name in shown], parts


def common() -> tuple[list[Field], dict[str, list[Field]]]:
    """The fields of every block, as `of` has those of one."""
    schema = json_schema(Block)
    defs = schema.get("$defs", {})
    parts = {
        name: _fields(defs[name], defs) for name in _used(schema, [*schema["properties"]], defs)
    }
    return _fields(schema, defs), parts


def _own(model: type[Model], name: str) -> bool:
    """Whether a field is not one that every block has alike."""
    if not issubclass(model, Block):
        return True
    classes = model.__mro__[: model.__mro__.index(Block)]
    return name != "kind" and any(name in vars(c).get("__annotations__", {}) for c in classes)


def _fields(schema: Schema, defs: dict[str, Schema]) -> list[Field]:
    needed = schema.get("required", ())
    return [
        Field(name, _type(part, defs), _usual(part), name in needed)
        for name, part in schema["properties"].items()
    ]


def _used(schema: Schema, shown: list[str], defs: dict[str, Schema]) -> list[str]:
    """The values with fields that these fields may be, in the order in which they are met."""
    found: list[str] = []

    def walk(part: Any) -> None:
        if isinstance(part, list):
            for one in part:
                walk(one)
        elif isinstance(part, dict):
            name = part.get("$ref", "").rpartition("/")[2]
            if name and name not in found:
                found.append(name)
                walk(defs[name].get("properties", {}))
            for one in part.values():
                walk(one)

    walk([schema["properties"][name] for name in shown])
    return found


def _type(part: Schema, defs: dict[str, Schema]) -> str:
    if "$ref" in part:
        return f"`{part['$ref'].rpartition('/')[2]}`"
    if "enum" in part:
        return ", ".join(f"`{value}`" for value in part["enum"])
    if "const" in part:
        return f"`{part['const']}`"
    if "anyOf" in part:
        options = [one for one in part["anyOf"] if one.get("type") != "null"]
        if options == LENGTH:
            return "medida"
        if options == DISTANCES:
            return "distancias"
        return " o ".join(dict.fromkeys(_type(one, defs) for one in options))
    if part.get("type") == "array":
        return _list(part, defs)
    if part.get("pattern") == "^#[0-9A-Fa-f]{6}$":
        return "color `#RRGGBB`"
    if part.get("format") == "date":
        return "fecha"
    return NAMED.get(part.get("title", "")) or PLAIN.get(part.get("type", ""), "valor")


def _list(part: Schema, defs: dict[str, Schema]) -> str:
    if "prefixItems" in part:
        return f"{len(part['prefixItems'])} valores"
    item = _type(part.get("items", {}), defs)
    # One text, or several versions of it.
    return item if item == "texto" else f"lista de {MANY.get(item, item)}"


def _usual(part: Schema) -> str:
    usual = part.get("default")
    if usual in (None, "", [], {}) or isinstance(usual, dict):
        return ""
    if isinstance(usual, bool):
        return "`true`" if usual else "`false`"
    if isinstance(usual, float) and usual == int(usual):
        usual = int(usual)
    return f"`{usual}`"
