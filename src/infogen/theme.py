"""Themes: colours and type by role, as tokens. One YAML file each in `layouts/themes/`."""

from typing import Annotated, Literal

from pydantic import Field, field_validator

from infogen.model import Hex, Model

Size = Annotated[tuple[float, float], Field(min_length=2, max_length=2)]


class TypeRole(Model):
    """How a role of text is set: face, tracking and word space in em, `[size, leading]` per format.

    `size` has format ids, families or `else` as keys; the most specific one wins. Its unit is px on
    screens and pt on paper. `trim: cap` makes the text's box reach from cap height to the last
    baseline, `none` leaves the full leading around it.
    """

    font: str
    tracking: float = 0.0
    word_space: float = Field(default=0.0, alias="word-space")
    trim: Literal["cap", "none"] = "cap"
    balance: bool = False
    display: bool = False
    hyphens: bool = False
    tabular: bool = False
    size: dict[str, Size]

    @field_validator("size")
    @classmethod
    def _positive(cls, size: dict[str, Size]) -> dict[str, Size]:
        from infogen.messages import _
        from infogen.model import Problem

        if any(number <= 0 for pair in size.values() for number in pair):
            raise Problem(_("a size of type must be positive"))
        return size


class Ribbons(Model):
    """How ribbons and heads look where colour cannot tell them apart (black and white)."""

    second: Literal["solid", "double"] = "solid"
    heads: Literal["solid", "outline"] = "solid"


class Theme(Model):
    """Tokens of a look. Themes never change geometry."""

    name: str
    colors: dict[str, Hex]
    type: dict[str, TypeRole]
    digits: dict[str, str] = Field(default_factory=dict)
    strong: dict[str, str] = Field(default_factory=dict)
    ribbons: Ribbons = Ribbons()
