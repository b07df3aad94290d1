"""Values of the content as they stand in a Spanish sentence."""

from datetime import date
from decimal import Decimal

from infogen.content.entries.basis import Deadline, Extension, YearNumber
from infogen.content.entries.copydeck import Link

_MONTHS = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
_UNITS = {"habiles": ("día hábil", "días hábiles"), "naturales": ("día natural", "días naturales")}


def format_value(value: object) -> str:
    """`15 días hábiles`, `23 de noviembre de 2026`, `1,234`, what a link shows; text as it is.

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
            return f"{value.day} de {_MONTHS.split()[value.month - 1]} de {value.year}"
        case YearNumber():
            return str(int(value))
        case bool():
            pass
        case int() | Decimal():
            return f"{value:,}"
        case float():
            return f"{value:,.12g}"
    raise TypeError(f"{type(value).__name__} cannot be printed")
