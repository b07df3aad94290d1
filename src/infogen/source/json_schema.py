"""The JSON Schema of a type: what editors complete and check while people write."""

from datetime import date
from decimal import Decimal
from inspect import cleandoc
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from msgspec import NODEFAULT, UNSET, Meta, Struct, to_builtins

from infogen.source.model import Before, Groups, Model, NoValidation, Schema, model_fields

_PLAIN: dict[Any, Schema] = {
    Any: {},
    object: {},
    NoneType: {"type": "null"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    str: {"type": "string"},
    date: {"type": "string", "format": "date"},
    Decimal: {"type": "number"},
}
_BOUNDS = {
    "gt": "exclusiveMinimum",
    "ge": "minimum",
    "lt": "exclusiveMaximum",
    "le": "maximum",
    "pattern": "pattern",
}
_LENGTHS = {"min_length": "min", "max_length": "max"}
_COUNTED = {"string": "Length", "array": "Items", "object": "Properties"}


def json_schema(kind: Any) -> Schema:
    """The schema of a type, with the definitions of the models in it under `$defs`."""
    defs: dict[str, Schema] = {}
    if isinstance(kind, type) and issubclass(kind, Model):
        schema = _model(kind, defs)
    else:
        schema = _schema(kind, defs)
    return {**schema, "$defs": defs} if defs else schema


def _schema(kind: Any, defs: dict[str, Schema]) -> Schema:
    if kind in _PLAIN:
        return _PLAIN[kind]
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _annotated(parts[0], kind.__metadata__, defs)
    if origin is Literal:
        return {"const": parts[0]} if len(parts) == 1 else {"enum": list(parts)}
    if origin in (Union, UnionType):
        return {"anyOf": [_schema(part, defs) for part in parts]}
    if origin is tuple:
        return _tuple(parts, defs)
    if origin is list:
        return {"type": "array", "items": _schema(parts[0], defs)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _schema(parts[1], defs)}
    return _groups(kind, defs) if isinstance(kind, Groups) else _reference(kind, defs)


def _reference(kind: type[Model], defs: dict[str, Schema]) -> Schema:
    """Where the schema of a model stands."""
    if kind.__name__ not in defs:
        defs[kind.__name__] = {}  # its place, before those of the models in it
        defs[kind.__name__] = _model(kind, defs)
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _groups(kind: Groups, defs: dict[str, Schema]) -> Schema:
    group = {"$ref": "#/$defs/Group"}
    entry = {"anyOf": [_reference(kind.of, defs), group]}
    defs["Group"] = {"type": "object", "additionalProperties": entry}
    return group


def _annotated(kind: Any, marks: tuple[Any, ...], defs: dict[str, Schema]) -> Schema:
    made = any(isinstance(mark, NoValidation) for mark in marks)
    schema = _made(kind) if made else dict(_schema(kind, defs))
    for mark in marks:
        if isinstance(mark, Meta):
            schema |= _bounds(mark, schema) | (mark.extra_json_schema or {})
    for mark in marks:
        if isinstance(mark, Before):
            schema = mark.schema(schema)
    return schema


def _made(kind: type) -> Schema:
    """A text that becomes an object: words, or a reference to a model that is called so."""
    title = {"title": kind.__name__} if issubclass(kind, Model) else {}
    return {"type": "string", **title}


def _bounds(mark: Meta, schema: Schema) -> Schema:
    bounds = {key: getattr(mark, name) for name, key in _BOUNDS.items()}
    counted = _COUNTED.get(schema.get("type", ""), "")
    bounds |= {f"{key}{counted}": getattr(mark, name) for name, key in _LENGTHS.items()}
    return {key: bound for key, bound in bounds.items() if bound is not None}


def _tuple(parts: tuple[Any, ...], defs: dict[str, Schema]) -> Schema:
    if parts[-1] is Ellipsis:
        return {"type": "array", "items": _schema(parts[0], defs)}
    items = [_schema(part, defs) for part in parts]
    count = len(items)
    return {"type": "array", "prefixItems": items, "minItems": count, "maxItems": count}


def _model(kind: type[Model], defs: dict[str, Schema]) -> Schema:
    properties: dict[str, Schema] = {}
    for info in model_fields(kind).values():
        properties[info.encode_name] = dict(_schema(info.type, defs))
        if _writable(info.default):
            properties[info.encode_name]["default"] = _as_written(info.default)
    return kind.in_files(
        {
            "title": kind.__name__,
            "description": cleandoc(kind.__doc__ or ""),
            "type": "object",
            "properties": properties,
            "required": [info.encode_name for info in model_fields(kind).values() if info.required],
            "additionalProperties": False,
        }
    )


def _writable(default: object) -> bool:
    """True if there is a default, and a file can say it."""
    if default is NODEFAULT or default is UNSET:
        return False
    return isinstance(default, Model) or not isinstance(default, Struct)


def _as_written(value: object) -> Any:
    """A default as a file has it."""
    if isinstance(value, Model):
        return {
            info.encode_name: _as_written(getattr(value, name))
            for name, info in model_fields(type(value)).items()
        }
    return to_builtins(value)
