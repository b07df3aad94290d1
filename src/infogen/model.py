"""The base of everything people write, and Pydantic's complaints to diagnostics at the right place.

Values with their places go in; a frozen model, or all errors at once, comes out.
"""

import re
from typing import Annotated, Any, Self, TypeVar
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    ModelWrapValidatorHandler,
    PrivateAttr,
    ValidationError,
    model_validator,
)
from pydantic_core import CoreSchema

from infogen.complaints import Problem, explain
from infogen.diagnostics import Failure, Span
from infogen.messages import _
from infogen.source import Map
from infogen.wording import closest

__all__ = [
    "Count",
    "Hex",
    "Model",
    "NotNegative",
    "Problem",
    "Url",
    "build",
    "closest",
    "explain",
]

M = TypeVar("M", bound=BaseModel)

_STRICT = frozenset({"bool", "date", "float", "int", "str"})
_DATA = frozenset({"default", "expected", "metadata", "serialization"})
"""Parts of a core schema that hold no schema of what is read."""


def _make_strict(schema: Any) -> None:
    """Set `strict` on every plain type in a core schema."""
    if isinstance(schema, dict):
        # Without a kind it is no schema but a table of fields, which may have any name.
        kind = schema.get("type")
        skipped = _DATA if isinstance(kind, str) else frozenset()
        if isinstance(kind, str) and kind in _STRICT:
            schema["strict"] = True
        for name, part in schema.items():
            if name not in skipped:
                _make_strict(part)
    elif isinstance(schema, list | tuple):
        for part in schema:
            _make_strict(part)


class Model(BaseModel):
    """Something people write: frozen, no unknown keys, no conversion of text to numbers.

    A model made from a `Map` remembers in `_span` where it was written.
    """

    # Built when first used: a model that is only part of another one is never built by itself.
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, defer_build=True)

    _span: Span | None = PrivateAttr(default=None)

    @model_validator(mode="wrap")
    @classmethod
    def _remember(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        model = handler(data)
        if isinstance(data, Map):
            model._span = data.span
        return model

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler, /
    ) -> CoreSchema:
        # `strict=True` for the whole model would also refuse a list where a tuple is meant.
        schema = handler(source)
        _make_strict(schema)
        return schema


def build(cls: type[M], value: Map, *, what: str) -> M:
    """The model of what was written. `what` names it in messages: `_("the format")`.

    Raises `Failure` with all errors, each at its place.
    """
    try:
        return cls.model_validate(value)
    except ValidationError as problem:
        raise Failure(explain(problem, value, cls, what=what)) from None


def _hex(text: str) -> str:
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", text):
        raise Problem(
            _('"{text}" is not a colour').format(text=text),
            _('write "#" and six hexadecimal digits in quotes, such as "#1A2B3C"'),
        )
    return text


def _url(text: str) -> str:
    if not re.match(r"https?://", text):
        raise Problem(
            _("a link must start with https:// or http://"),
            _('write the whole address, not "{text}"').format(text=text),
        )
    if re.search(r"[\s<>\"]", text):
        raise Problem(
            _('the link "{text}" has a character that no address has').format(text=text),
            _("remove spaces, quotes and angle brackets, or write them as %20, %22, %3C, %3E"),
        )
    try:
        host = urlsplit(text).hostname
    except ValueError:
        host = None
    if not host:
        raise Problem(
            _('the link "{text}" names no site').format(text=text),
            _("write the whole address, such as https://example.org/page"),
        )
    return text


Hex = Annotated[
    str, AfterValidator(_hex), Field(json_schema_extra={"pattern": "^#[0-9A-Fa-f]{6}$"})
]
"""A colour as #RRGGBB, as it was written."""

Url = Annotated[
    str, AfterValidator(_url), Field(json_schema_extra={"pattern": r"^https?://[^\s<>\"]+$"})
]
"""An http or https address, exactly as it was written."""

NotNegative = Annotated[float, Field(ge=0)]
"""A number from 0 up."""

Count = Annotated[int, Field(ge=0)]
"""A whole number from 0 up."""
