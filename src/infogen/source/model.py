"""The base of everything people write: frozen records whose annotations say what may be written.

`validate.build_model` makes one from values with their places, or raises all errors at once.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Annotated, Any, TypeVar, dataclass_transform
from urllib.parse import urlsplit

from msgspec import Meta, Struct, StructMeta, field
from msgspec.structs import FieldInfo, fields

from infogen.diagnostics import Span
from infogen.messages import _
from infogen.scene.addresses import ascii_address

__all__ = [
    "LARGEST",
    "After",
    "Before",
    "Count",
    "Groups",
    "Hex",
    "LocatedModel",
    "Model",
    "NoValidation",
    "NotNegative",
    "Number",
    "Positive",
    "Problem",
    "Schema",
    "Several",
    "SkipValidation",
    "Url",
    "Whole",
    "model_fields",
    "several",
]

T = TypeVar("T")

Schema = dict[str, Any]
"""A JSON Schema."""


class Problem(ValueError):
    """Raised in a check: a message in our own words, and what to do about it."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


class _Records(StructMeta):
    """Makes every model frozen, and its fields arguments by name."""

    def __new__(
        mcs, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **options: Any
    ) -> Any:
        options = {"frozen": True, "kw_only": True, **options}
        return super().__new__(mcs, name, bases, namespace, **options)


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(field,))
class Model(Struct, frozen=True, kw_only=True, metaclass=_Records):
    """Something people write: frozen, no unknown keys, no conversion of text to numbers.

    A field that is annotated `Annotated[…, Meta(gt=0)]` is bounded; `Before` and `After` convert or
    check its value. `__post_init__` checks the whole. Names that begin with `_` are not written:
    a model made from a `Map` remembers in `_span` where it was written.
    """

    _span: Span | None = None

    @classmethod
    def in_files(cls, schema: Schema) -> Schema:
        """The JSON Schema of what a file has, where that is not all that the model has."""
        return schema


@cache
def model_fields(kind: type[Model]) -> Mapping[str, FieldInfo]:
    """The fields that are written, by attribute; `encode_name` is the key in files."""
    return {info.name: info for info in fields(kind) if not info.name.startswith("_")}


class LocatedModel(Model):
    """A model that remembers where each of its fields is written too, for what is found to be wrong
    with one only when it is used.
    """

    _spans: Mapping[str, Span | None] | None = None

    def is_written(self, field: str) -> bool:
        """True if the field was written, and not left to its default."""
        return (
            self._spans is not None and model_fields(type(self))[field].encode_name in self._spans
        )

    def place_of(self, field: str) -> Span | None:
        """Where the value of the field is written, else where the whole begins."""
        if not self.is_written(field):
            return self._span
        assert self._spans is not None
        return self._spans[model_fields(type(self))[field].encode_name]


class Before(Struct, frozen=True):
    """Marks a value that is converted before it is validated: `call` does so, or raises `Problem`.
    `schema` turns the JSON Schema of the converted value into that of the value as it is written.
    """

    call: Callable[[Any], object]
    schema: Callable[[Schema], Schema] = lambda schema: schema


class After(Struct, frozen=True):
    """Marks a value that is checked, or converted, once it is valid: `call` may raise `Problem`."""

    call: Callable[[Any], object]


class NoValidation(Struct, frozen=True):
    """Marks a value that the program has made: it is not validated again."""


SkipValidation = Annotated[T, NoValidation()]
"""An object that a reference or a sentence of a layout stands for, taken as it is."""


class Groups(Struct, frozen=True):
    """Models by name, in groups of groups, as deep as one likes."""

    of: type[Model]


def several(value: object) -> object:
    """Accept one value, or a list of them."""
    return tuple(value) if isinstance(value, list | tuple) else (value,)


def _one_or_list(schema: Schema) -> Schema:
    """Of a list: one of its items stands for itself."""
    return {"anyOf": [schema["items"], schema]}


def _hex(text: str) -> str:
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", text):
        raise Problem(
            _('"{text}" is not a colour').format(text=text),
            _('write "#" and six hexadecimal digits in quotes, such as "#1A2B3C"'),
        )
    return text


def _url(text: str) -> str:
    if not re.match(r"(?i)https?://", text):
        raise Problem(
            _("a link must start with https:// or http://"),
            _('write the whole address, not "{text}"').format(text=text),
        )
    if re.search(r"[\s<>\"\xad]", text):
        raise Problem(
            _('the link "{text}" has a character that no address has').format(text=text),
            _("remove spaces, quotes and angle brackets, or write them as %20, %22, %3C, %3E"),
        )
    try:
        parts = urlsplit(ascii_address(text))
        named = bool(parts.hostname) and parts.port != 0
    except ValueError:
        named = False
    if not named:
        raise Problem(
            _('the link "{text}" names no site').format(text=text),
            _("write the whole address, such as https://example.org/page"),
        )
    return text


Hex = Annotated[str, After(_hex), Meta(extra_json_schema={"pattern": "^#[0-9A-Fa-f]{6}$"})]
"""A colour as #RRGGBB, as it was written."""

Url = Annotated[
    str, After(_url), Meta(extra_json_schema={"pattern": r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s<>\"]+$"})
]
"""An http or https address, exactly as it was written."""

LARGEST = 100_000.0
"""The largest number that a layout may say, in canvas units 100 m of paper: drawing what is larger
takes minutes, or is not a number any more.
"""

Number = Annotated[float, Meta(ge=-LARGEST, le=LARGEST)]
"""A number of a layout."""

Positive = Annotated[float, Meta(gt=0, le=LARGEST)]
"""A number of a layout above 0."""

NotNegative = Annotated[float, Meta(ge=0, le=LARGEST)]
"""A number of a layout from 0 up."""

Whole = Annotated[int, Meta(ge=1)]
"""A whole number from 1 up."""

Count = Annotated[int, Meta(ge=0)]
"""A whole number from 0 up."""

Several = Annotated[tuple[T, ...], Before(several, _one_or_list)]
"""One value, or a list of them, as a tuple."""
