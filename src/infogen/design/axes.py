"""Axes: ways in which any piece may vary. One YAML file each in `layouts/axes/`.

A variant may be named by values of several axes, such as `lineas+noche+letra-grande`: the look is
the theme's with what each value changes. The same name always is the same look.
"""

from collections.abc import Iterable, Mapping
from typing import Annotated

from msgspec import Meta, Struct, field
from msgspec.structs import replace

from infogen.design.pieces import Piece, Spec
from infogen.design.theme_contrast import illegible
from infogen.design.themes import Theme
from infogen.diagnostics import Failure, error
from infogen.diagnostics.hints import name_hint
from infogen.messages import _
from infogen.source.model import Hex, Model

JOIN = "+"

Factor = Annotated[float, Meta(gt=0.5, lt=2)]


class Value(Model):
    """The changes that a value of an axis makes: colours by role; and as factors, the size of type,
    the distances between blocks, and the stroke of icons.
    """

    colors: dict[str, Hex] = field(default_factory=dict)
    scale: Factor = 1.0
    density: Factor = 1.0
    stroke: Factor = 1.0


class Axis(Model):
    """An axis and its values by name."""

    name: str
    values: dict[str, Value]


class Axes(Struct, frozen=True):
    """All axes, in the order of their names."""

    axes: Mapping[str, Axis]

    @property
    def values(self) -> dict[str, tuple[str, Value]]:
        """Each value by name, with the axis that it is of."""
        return {
            name: (axis, value)
            for axis in sorted(self.axes)
            for name, value in self.axes[axis].values.items()
        }

    def variant(self, piece: Piece, name: str | None) -> Spec | None:
        """The spec that a name stands for: a variant's own file, values of axes, or both; None if
        it stands for nothing. Its name has the values in the order of their axes.
        """
        parts = self._parts(piece, name)
        if parts is None:
            return None
        own, values = parts
        spec = piece.specs[own]
        if not values:
            return spec
        return replace(spec, variant=JOIN.join([*([own] if own else []), *values]), axes=values)

    def has(self, piece: Piece, name: str | None) -> bool:
        """True if a name stands for something, as `variant`; no file is read to tell."""
        return self._parts(piece, name) is not None

    def _parts(self, piece: Piece, name: str | None) -> tuple[str | None, tuple[str, ...]] | None:
        """The variant with a file of its own that a name begins with, and the values of axes."""
        if name in piece.specs:
            return name, ()
        first, *rest = (name or "").split(JOIN)
        own = first if first in piece.specs else None
        chosen = rest if own else [first, *rest]
        known = self.values
        if any(value not in known for value in chosen):
            return None
        by_axis = {known[value][0]: value for value in chosen}
        if len(by_axis) < len(chosen):
            return None
        return own, tuple(by_axis[axis] for axis in sorted(by_axis))

    def over(self, name: str, theme: Theme, values: Iterable[str]) -> Theme:
        """A theme with what values change. Raises `Failure` if its colours cannot be told apart."""
        for value in values:
            change = self.values[value][1]
            colors = {**theme.colors, **change.colors}
            problems = illegible(f"{name}+{value}", "", colors, None)
            if problems:
                raise Failure(problems)
            theme = replace(
                theme,
                colors=colors,
                scale=theme.scale * change.scale,
                density=theme.density * change.density,
                stroke=theme.stroke * change.stroke,
            )
        return theme


def unknown_variant(name: str, piece: Piece, axes: Axes) -> Failure:
    """The failure for a name that stands for no variant."""
    known = [*piece.variants, *axes.values]
    hint = name_hint(name, known)
    message = _('unknown variant "{name}"').format(name=name)
    return Failure([error("unknown-variant", message, hint=hint)])
