"""Formats: the sheet that a piece is composed for. One YAML file each in `layouts/formats/`."""

from typing import Annotated, Literal

from msgspec import Meta, field

from infogen.geometry import Insets
from infogen.model import Model, NotNegative, Number, Positive
from infogen.scene import Canvas

Fraction = Annotated[float, Meta(ge=0, lt=0.5)]

DPI = 150
"""Raster density of the page pictures of paper formats, in pixels per inch."""

MM_PER_INCH = 25.4
MM_PER_POINT = MM_PER_INCH / 72

Kind = Literal["png", "jpg", "webp", "pdf", "svg", "svg-outlines", "html", "txt"]
"""The kinds of files that are made by name."""


class Safe(Model):
    """The part of each side that a platform may cover, as a fraction of the sheet."""

    top: Fraction = 0.0
    right: Fraction = 0.0
    bottom: Fraction = 0.0
    left: Fraction = 0.0

    @property
    def insets(self) -> Insets:
        """The four of them, as scenes carry them."""
        return Insets(self.top, self.right, self.bottom, self.left)


class Format(Model):
    """A sheet: lengths are in `unit`; sizes of type in px on screens and in pt on paper."""

    name: str
    family: Literal["screen", "paper"]
    unit: Literal["px", "mm"]
    width: Positive
    height: Positive
    margin: NotNegative
    smallest: Positive
    safe: Safe = Safe()
    bleed: NotNegative = 0.0
    files: Annotated[tuple[Kind, ...], Meta(min_length=1)]
    tokens: dict[str, Number] = field(default_factory=dict)

    @property
    def type_unit(self) -> float:
        """Canvas units to one unit of type size (px → px, pt → mm)."""
        return 1.0 if self.unit == "px" else MM_PER_POINT

    def canvas(self, id: str) -> Canvas:
        """The sheet as scenes carry it; `smallest` is in canvas units there."""
        return Canvas(
            id=id,
            family=self.family,
            unit=self.unit,
            width=self.width,
            height=self.height,
            density=1.0 if self.unit == "px" else DPI / MM_PER_INCH,
            bleed=self.bleed,
            smallest=self.smallest * self.type_unit,
            margin=self.margin,
            safe=self.safe.insets,
        )
