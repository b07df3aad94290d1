"""Plain YAML words to values.

A word is a number, a truth value, nothing or a date only where YAML 1.1 and 1.2 agree on it, so
that no editor shows another value than ours: `true`, `5`, `.5`, `null`, `2026-11-23`. All others
stay text: `no`, `010`, `12:30`, `1e5`, `-.02`.
"""

import math
import re
from datetime import date
from typing import TypeAlias

from infogen.messages import _

Scalar: TypeAlias = str | int | float | bool | date | None

MAX_DIGITS = 300
"""Longer numbers do not fit a float, and the time to read them grows with their square."""

_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
}
_NUMERIC_START = frozenset("0123456789+-.")
_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?[0-9]+\.[0-9]*(?:[eE][-+][0-9]+)?|\.[0-9]+(?:[eE][-+][0-9]+)?")
_ENDLESS = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Unreadable(Exception):
    """A word that looks like a value and is none."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def parse_scalar(word: str) -> Scalar:
    """The value of a word without quotes. Raises `Unreadable` for what only looks like one."""
    if word in _WORDS:
        return _WORDS[word]
    if word[0] not in _NUMERIC_START:
        return word
    if _INT.fullmatch(word) and len(word) <= MAX_DIGITS:
        return int(word)
    if _FLOAT.fullmatch(word) and math.isfinite(number := float(word)):
        return number
    if any(form.fullmatch(word) for form in (_INT, _FLOAT, _ENDLESS)):
        hint = _("write a smaller number, or put it in quotes if it is text")
        raise Unreadable(_("this number is not finite"), hint)
    if _DATE.fullmatch(word):
        return _date(word)
    return word


def _date(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError:
        message = _('there is no date "{date}"').format(date=word)
        raise Unreadable(message, _("write year-month-day, such as 2026-11-23")) from None
