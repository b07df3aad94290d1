"""Validation of written values against the types of models: the values, or every error at once.

The work is done by pydantic-core, Pydantic's validator in Rust. Its description of each model is
made here, of the annotations: Pydantic's own way there takes 80 ms to import and 70 ms for the
classes and descriptions of our models, more than to make a picture.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from msgspec import Meta
from pydantic_core import SchemaValidator, ValidationError

from infogen.diagnostics import Failure
from infogen.source import Map
from infogen.source.explain import explain
from infogen.source.model import After, Before, LocatedModel, Model, NoValidation, model_fields

M = TypeVar("M", bound=Model)
Core = dict[str, Any]
"""A description for pydantic-core."""

_PLAIN: dict[Any, Core] = {
    Any: {"type": "any"},
    object: {"type": "any"},
    NoneType: {"type": "none"},
    None: {"type": "none"},
    bool: {"type": "bool", "strict": True},
    int: {"type": "int", "strict": True},
    float: {"type": "float", "strict": True, "allow_inf_nan": False},
    str: {"type": "str", "strict": True},
    date: {"type": "date", "strict": True},
    Decimal: {"type": "decimal"},
}
_BOUNDS = ("gt", "ge", "lt", "le", "min_length", "max_length", "pattern")


def build_model(kind: type[M], value: Map, *, what: Callable[[], str]) -> M:
    """The model of what was written. `what` is asked for its name in messages where there are any:
    `lambda: _("a format")`.

    Raises `Failure` with all errors, each at its place.
    """
    try:
        made: M = _validator(kind).validate_python(value)
    except ValidationError as problem:
        raise Failure(explain(problem, value, kind, what=what())) from None
    return made


@cache
def _validator(kind: type[Model]) -> SchemaValidator:
    return SchemaValidator(_core(kind))


def _core(kind: Any) -> Core:
    """The description of a type. Raises `TypeError` for one that nobody can write."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _annotated(parts[0], kind.__metadata__)
    if origin is Literal:
        return {"type": "literal", "expected": list(parts)}
    if origin in (Union, UnionType):
        return _union(parts)
    if origin is tuple:
        return _tuple(parts)
    if origin is list:
        return {"type": "list", "items_schema": _core(parts[0])}
    if origin is dict:
        return {"type": "dict", "keys_schema": _core(parts[0]), "values_schema": _core(parts[1])}
    if isinstance(kind, type) and issubclass(kind, Model):
        return _model(kind)
    raise TypeError(kind)


def _annotated(kind: Any, marks: tuple[Any, ...]) -> Core:
    """A type with its bounds, and around it what is done before and after."""
    made = any(isinstance(mark, NoValidation) for mark in marks)
    core = {"type": "is-instance", "cls": kind} if made else _core(kind)
    for mark in marks:
        if isinstance(mark, Meta):
            limits = {name: getattr(mark, name) for name in _BOUNDS}
            core = {**core, **{name: limit for name, limit in limits.items() if limit is not None}}
    for mark in marks:
        if isinstance(mark, Before | After):
            core = {
                "type": "function-before" if isinstance(mark, Before) else "function-after",
                "function": {"type": "no-info", "function": mark.call},
                "schema": core,
            }
    return core


def _union(parts: tuple[Any, ...]) -> Core:
    known = [part for part in parts if part is not NoneType]
    core = (
        _core(known[0])
        if len(known) == 1
        else {"type": "union", "choices": [_core(part) for part in known]}
    )
    return core if len(known) == len(parts) else {"type": "nullable", "schema": core}


def _tuple(parts: tuple[Any, ...]) -> Core:
    if parts[-1] is Ellipsis:
        return {"type": "tuple", "items_schema": [_core(parts[0])], "variadic_item_index": 0}
    return {"type": "tuple", "items_schema": [_core(part) for part in parts]}


@cache
def _model(kind: type[Model]) -> Core:
    fields = {
        name: {
            "type": "typed-dict-field",
            "schema": _core(info.type),
            "required": info.required,
            "validation_alias": info.encode_name,
        }
        for name, info in model_fields(kind).items()
    }
    return {
        "type": "function-wrap",
        "function": {"type": "no-info", "function": _maker(kind)},
        "schema": {"type": "typed-dict", "fields": fields, "extra_behavior": "forbid"},
    }


def _maker(kind: type[Model]) -> Callable[[Any, Callable[[Any], Any]], Model]:
    traced = issubclass(kind, LocatedModel)

    def make(value: Any, valid: Callable[[Any], Any]) -> Model:
        if isinstance(value, kind):
            return value
        places: dict[str, Any] = {}
        if isinstance(value, Map):
            places["_span"] = value.span
            if traced:
                places["_spans"] = value.spans
        return kind(**places, **valid(value))

    return make
