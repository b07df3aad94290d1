"""The words for values of the wrong type: what was expected, and what to write instead."""

import re
from collections.abc import Mapping

from pydantic_core import ErrorDetails

from infogen.diagnostics.hints import describe, did_you_mean
from infogen.messages import _
from infogen.source.slips import spaced

_LISTS = frozenset({"frozen_set_type", "iterable_type", "list_type", "set_type", "tuple_type"})
_MAPPINGS = frozenset({"dict_type", "mapping_type", "model_attributes_type", "model_type"})
_NUMBERS = frozenset({"finite_number", "float_parsing", "float_type"})
_WHOLE = frozenset({"int_from_float", "int_parsing", "int_parsing_size", "int_type"})
_DATES = frozenset({"date_from_datetime_inexact", "date_from_datetime_parsing", "date_type"})
_TRUE = frozenset({"on", "s", "si", "sí", "y", "yes"})
_FALSE = frozenset({"n", "no", "off"})


def options(detail: ErrorDetails) -> list[str]:
    """The values that a closed choice allows, or none if the error is about something else."""
    if detail["type"] not in ("enum", "literal_error"):
        return []
    written: str = detail["ctx"]["expected"]
    return [text or bare for text, bare in re.findall(r"'([^']*)'|(-?\d[\d.]*)", written)]


def expected_types(detail: ErrorDetails) -> list[str]:
    """The types that were expected of a value; empty if its type is not the error."""
    kind = detail["type"]
    for kinds, words in (
        ({"string_type"}, _("text")),
        (_NUMBERS, _("a number")),
        (_WHOLE, _("a whole number")),
        (_DATES, _("a date")),
        (_LISTS, _("a list")),
        (_MAPPINGS, _("a mapping")),
        ({"none_required"}, _("nothing")),
        ({"is_instance_of"}, _("a reference to the data")),
    ):
        if kind in kinds:
            return [words]
    return ["true", "false"] if kind == "bool_type" else options(detail)


def hint_for(detail: ErrorDetails) -> str | None:
    """The hint for a value of the wrong type."""
    kind, value = detail["type"], detail["input"]
    if isinstance(value, str):
        return _hint_for_text(value, detail)
    if kind == "string_type" and isinstance(value, Mapping) and len(value) == 1:
        ((key, inner),) = value.items()
        if isinstance(inner, str | int | float):
            return _('put it in quotes: "{value}"').format(value=f"{key}: {inner}")
    if kind == "string_type" and isinstance(value, float):
        return _("put it in quotes, as it is to be printed")
    if kind == "string_type" and value is not None and not isinstance(value, Mapping | list):
        return _('put it in quotes: "{value}"').format(value=describe(value))
    if kind in _LISTS:
        return _('begin each item with "- "') if value else _("write [] for an empty list")
    if kind in _WHOLE and isinstance(value, float):
        return _("write {number}").format(number=round(value))
    return None


def _hint_for_text(text: str, detail: ErrorDetails) -> str | None:
    kind = detail["type"]
    meant = spaced(text)
    if meant and kind in _MAPPINGS:
        return _('write "{text}"').format(text=meant)
    if kind in _NUMBERS | _WHOLE:
        return _hint_for_number(text)
    if kind == "bool_type" and text.lower() in _TRUE | _FALSE:
        return _("write {value}").format(value="true" if text.lower() in _TRUE else "false")
    if kind in _DATES:
        return _("write year-month-day without quotes, such as 2026-11-23")
    if kind in _LISTS:
        return _('begin each item with "- "')
    names = options(detail)
    return did_you_mean(text, names) if names else None


def _hint_for_number(text: str) -> str | None:
    if not re.fullmatch(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,2})?", text, re.ASCII):
        return None
    sign = "-" if text.startswith("-") else ""
    plain = text.lstrip("-+")
    if plain.startswith("."):
        number = f"{sign}0{plain}"
        return _("write {number} (YAML reads {text} as text)").format(number=number, text=text)
    return _("write {number} without quotes").format(number=f"{float(text):.15g}")
