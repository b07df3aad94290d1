"""The results of the verifications of the body, year by year, as somebody published them."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta

from infogen.content.entries.basis import Names, SourceId, Text, Year
from infogen.messages import _
from infogen.source.model import Before, Model, Problem, Schema

SERIES = ("oficiosa", "denuncia")
"""The two kinds of verification. They are different processes: their results are never joined."""

ENDS = ("first", "last", "only", "rising", "mixed", "one_kind")
"""The places of results *de oficio* that `load` writes: of the first of several, of the last, and
of the only one; and of the last of several that rise from each to the next, found by one authority,
or of the last of several that do not; and of the last where there are none *por denuncia*. Null is
none.
"""


def _number(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise Problem(_("expected a number"), _("write a number from 0 to 100, or null"))
    return value if isinstance(value, Decimal) else Decimal(repr(value))


Score = Annotated[
    Decimal,
    Before(_number),
    Meta(ge=0, le=100),
]
"""A part of 100, with the decimals that are printed."""


class Result(Model):
    """One verification: its year, how much was complied with (%), who found so, when and where.

    `state` says why there is no value: it is known that nobody verified in that year
    (`sin_verificacion`), or nothing is known (`sin_dato`). A year that is not listed is `sin_dato`.
    """

    year: Year
    value: Score | None
    state: Literal["verificado", "sin_verificacion", "sin_dato"] = "verificado"
    authority: Annotated[str, Names("authorities")] | None = None
    agreed_on: date | None = None
    document: Text | None = None
    source: SourceId | None = None
    note: Text | None = None

    @property
    def id(self) -> str:
        """The step of a path that leads here: `results.oficiosa.2026`."""
        return str(self.year)

    def __post_init__(self) -> None:
        if (self.value is None) == (self.state == "verificado"):
            raise Problem(
                _("a result has a value, or says why it has none"),
                _("write a value, or null with state: sin_verificacion or sin_dato"),
            )


class Results(Model):
    """All results, and the text that says what they measure (`$copy.…`): what was complied with
    before or after what was missing was corrected.

    A `sample` is made up: each picture that shows it says so. `decimals` is how many each value is
    printed with.
    """

    sample: bool
    measure: Text
    decimals: Annotated[int, Meta(ge=0, le=2)]
    oficiosa: tuple[Result, ...]
    denuncia: tuple[Result, ...] = ()
    first: Text | None = None
    last: Text | None = None
    only: Text | None = None
    rising: Text | None = None
    mixed: Text | None = None
    one_kind: Text | None = None
    checked_on: date
    note: Text | None = None

    @classmethod
    def in_files(cls, schema: Schema) -> Schema:
        """In a file, the ends are not written."""
        own = {key: part for key, part in schema["properties"].items() if key not in ENDS}
        return {**schema, "properties": own}
