"""Formats: the sheet that a piece is composed for. One YAML file each in `layouts/formats/`."""

from typing import Annotated, Literal

from msgspec import Meta, field

from infogen.messages import _
from infogen.scene import Canvas
from infogen.scene.geometry import Insets
from infogen.scene.units import MM_PER_INCH, MM_PER_POINT
from infogen.source.model import Model, NotNegative, Number, Positive, Problem

Fraction = Annotated[float, Meta(ge=0, lt=0.5)]

DPI = 150
"""Raster density of the page pictures of paper formats, in pixels per inch."""

LONGEST_SIDE = 16_383
"""Pixels of a side of a picture: the most that WebP holds."""

MOST_PIXELS = 64_000_000
"""Pixels of a picture: as many as artwork may have, 180 MiB while it is drawn."""

UNITS = {"screen": "px", "paper": "mm"}
"""The unit of the sheets of a family."""

FileKind = Literal["png", "jpg", "webp", "pdf", "svg", "svg-outlines", "html", "txt"]
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
    files: Annotated[tuple[FileKind, ...], Meta(min_length=1)]
    tokens: dict[str, Number] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.unit != UNITS[self.family]:
            raise Problem(
                _("a sheet of the family {family} is measured in {unit}").format(
                    family=self.family, unit=UNITS[self.family]
                ),
                _("write unit: {unit}").format(unit=UNITS[self.family]),
            )
        sides = [round(side * self.density) for side in (self.width, self.height)]
        if not all(1 <= side <= LONGEST_SIDE for side in sides):
            raise Problem(
                _("a picture of {width} × {height} pixels cannot be made").format(
                    width=sides[0], height=sides[1]
                ),
                _("a side has from 1 to {most} pixels").format(most=LONGEST_SIDE)
                if self.unit == "px"
                else _("a side has from 1 to {most} mm").format(
                    most=int(LONGEST_SIDE / self.density)
                ),
            )
        if sides[0] * sides[1] > MOST_PIXELS:
            raise Problem(
                _("a picture of {width} × {height} pixels cannot be made").format(
                    width=sides[0], height=sides[1]
                ),
                _("make the sheet smaller: it has at most {count} million pixels").format(
                    count=MOST_PIXELS // 10**6
                ),
            )

    @property
    def density(self) -> float:
        """Pixels of a picture to one unit of length."""
        return 1.0 if self.unit == "px" else DPI / MM_PER_INCH

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
            density=self.density,
            bleed=self.bleed,
            smallest=self.smallest * self.type_unit,
            margin=self.margin,
            safe=self.safe.insets,
        )
