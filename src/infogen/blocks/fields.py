"""The fields that blocks are written with: lengths, padding, borders, places, page breaks."""

from typing import Annotated, Literal

from infogen.messages import _
from infogen.scene.geometry import Insets
from infogen.source.model import (
    LARGEST,
    Before,
    LocatedModel,
    Number,
    Positive,
    Problem,
    Several,
    SkipValidation,
)
from infogen.typesetting.phrase import Phrase


def _track(value: object) -> object:
    """Accept a number, `auto` or shares such as `1fr`."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise Problem(_("expected a length"), _("write a number, auto, or shares such as 1fr"))
    if isinstance(value, str):
        number = value[:-2] if value.endswith("fr") else None
        if value != "auto" and (number is None or not number.replace(".", "", 1).isdecimal()):
            raise Problem(
                _('"{value}" is not a length').format(value=value),
                _("write a number, auto, or shares such as 1fr"),
            )
    else:
        distance(value)
    return value


def distance(number: float) -> float:
    """A number that is a length. Raises `Problem` for any other."""
    if number < 0:
        raise Problem(_("a length must not be negative"))
    return _bounded(number)


def _bounded(number: float) -> float:
    if abs(number) > LARGEST:
        raise Problem(
            _("{number} is too large for a layout").format(number=f"{number:g}"),
            _("write {limit} or less").format(limit=f"{LARGEST:g}"),
        )
    return float(number)


def _insets(value: object) -> Insets:
    """Accept one number, two (y, x) or four (top, right, bottom, left)."""
    given = value if isinstance(value, list | tuple) else (value,)
    numbers = [_bounded(n) for n in given if isinstance(n, int | float) and not isinstance(n, bool)]
    if len(numbers) != len(given) or len(numbers) not in (1, 2, 4):
        raise Problem(
            _("expected distances"),
            _("write one number, two (y, x) or four (top, right, bottom, left)"),
        )
    top, right, bottom, left = (numbers * 4)[:4]
    return Insets(top, right, bottom, left)


Keep = Literal["together", "next"]

Length = Annotated[float | str, Before(_track)]
_DISTANCE = {"type": "number"}
DISTANCES = [
    {"type": "number"},
    {"type": "array", "items": _DISTANCE, "minItems": 2, "maxItems": 2},
    {"type": "array", "items": _DISTANCE, "minItems": 4, "maxItems": 4},
]
"""The values that may be written: numbers, or references to some, as `_insets` takes them."""

Pad = Annotated[SkipValidation[Insets], Before(_insets, lambda _schema: {"anyOf": DISTANCES})]
Alternatives = Several[SkipValidation[Phrase]]
"""Words, or the versions of them, the longest first."""


class Border(LocatedModel):
    """A line inside the edge of a block, in canvas units."""

    width: Positive
    color: str


class Place(LocatedModel):
    """The place of a child of an overlay: anchors, or numbers on the page; `by` is the point of the
    child that is put there.
    """

    x: str | Number | None = None
    y: str | Number | None = None
    dx: Number = 0.0
    dy: Number = 0.0
    by: (
        Literal["center", "start", "end"]
        | tuple[Literal["center", "start", "end"], Literal["center", "start", "end"]]
    ) = "start"
