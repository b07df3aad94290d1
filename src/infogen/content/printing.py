"""Values of the content as they stand in a Spanish sentence, and dates in other languages too."""

from datetime import date
from decimal import Decimal

from infogen.content.entries.basis import Deadline, Extension, YearNumber
from infogen.content.entries.copydeck import Link
from infogen.source.language_tags import PSEUDO

_MONTHS = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
_UNITS = {"habiles": ("día hábil", "días hábiles"), "naturales": ("día natural", "días naturales")}


SPANISH = "es"


def format_value(value: object, lang: str = SPANISH) -> str:
    """`15 días hábiles`, `23 de noviembre de 2026`, `1,234`, what a link shows; text as it is. Of a
    language whose dates are known a date is in that language.

    Raises `TypeError` for a value that has no words of its own: a mapping, a list, true, null.
    """
    match value:
        case str():
            return value
        case Deadline() | Extension():
            one, many = _UNITS[value.unit]
            return f"{format_value(value.days)} {one if value.days == 1 else many}"
        case Link(shown=str(shown)):
            return shown
        case date():
            return _date_in(value, lang)
        case YearNumber():
            return str(int(value))
        case bool():
            pass
        case int() | Decimal():
            return f"{value:,}"
        case float():
            return f"{value:,.12g}"
    raise TypeError(f"{type(value).__name__} cannot be printed")


def format_amount(value: object) -> str | None:
    """An amount of pesos as it is written in Mexico: with both decimals, or without any where it is
    whole. None of what is no number.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"


def _date_in(day: date, lang: str) -> str:
    if lang.partition("-")[0] not in (SPANISH, PSEUDO):
        from babel import Locale, UnknownLocaleError
        from babel.dates import format_date

        try:
            return format_date(day, "long", Locale.parse(lang, sep="-"))
        except (UnknownLocaleError, ValueError):
            pass  # what is not known is not guessed: it stays in Spanish
    return f"{day.day} de {_MONTHS.split()[day.month - 1]} de {day.year}"
