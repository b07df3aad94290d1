"""Drawings: people and things in one line, which a layout shows by name. One YAML file each in
`layouts/drawings/`.
"""

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta

from infogen.artwork.svg_path import commands
from infogen.messages import _
from infogen.scene import Command
from infogen.source.model import After, Model, Problem, Several

BOX = 240.0
"""Side of the square in which a drawing is written."""

LINE, DOT = 8.0, 15.0
"""The one weight of all its lines, and the diameter of its dots."""

Coordinate = Annotated[float, Meta(ge=0, le=BOX)]


def _outline(lines: tuple[str, ...]) -> tuple[str, ...]:
    for line in lines:
        try:
            commands(line)
        except ValueError as problem:
            raise Problem(
                _("this is not path data: {problem}").format(problem=problem),
                _('write lines as in SVG, in a box of 240 × 240: "M 20 40 H 220"'),
            ) from None
    return lines


class Drawing(Model):
    """A drawing in a box of 240 × 240 with the one weight of line that all of them have.

    `alt` says what it shows, in the language of the content. `disc` is the centre and the radius of
    the disc of colour behind it, off register; `lines` are SVG path data, stroked with round ends
    and never filled; `dots` the centres of its dots.
    """

    title: Annotated[str, Meta(min_length=1)]
    alt: Annotated[str, Meta(min_length=1)]
    disc: tuple[Coordinate, Coordinate, Annotated[float, Meta(gt=0, le=BOX / 2)]]
    lines: Annotated[
        Several[Annotated[str, Meta(max_length=20_000)]], After(_outline), Meta(min_length=1)
    ]
    dots: tuple[tuple[Coordinate, Coordinate], ...] = ()

    def outline(self) -> tuple[Command, ...]:
        """The lines and nothing else, as commands of one path."""
        return tuple(_joined(commands(line) for line in self.lines))


def _joined(parts: Iterable[tuple[Command, ...]]) -> Iterable[Command]:
    for part in parts:
        yield from part
