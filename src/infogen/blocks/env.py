"""The surroundings of layout: theme, sheet, concessions, and the memory of a pass."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from infogen.blocks.memo import Memo
from infogen.content import Calendar, Regime
from infogen.content.short_links import ShortLinks
from infogen.design.drawings import Drawing
from infogen.design.themes import Theme, TypeRole
from infogen.diagnostics import Failure, fail
from infogen.diagnostics.hints import unknown
from infogen.messages import _
from infogen.scene import Canvas, Picture
from infogen.scene.fonts import Fonts
from infogen.source.model import LocatedModel


class Concessions(Struct, frozen=True):
    """The concessions made so far: short copy, dropped ids, sizes of type by role, and the share of
    their diameter that dots keep.
    """

    short: bool = False
    dropped_ids: frozenset[str] = frozenset()
    sizes: Mapping[str, float] = field(default_factory=dict)
    dots: float = 1.0


class Env(Struct, frozen=True):
    """The surroundings of layout: theme, fonts, sheet, concessions, and the memory of this pass.

    `families` are the names under which per-format values of the sheet are found after its id,
    `type_unit` the canvas units of one unit of type size, `folders` where artwork is looked for,
    `pictures` artwork that the program has made itself, `drawings` those of the workspace by name,
    `short_links` how links become codes, `calendars` those by which days are counted, `regimes` the
    periods in which the rules of procedures hold, `rest` the blocks that the flow of the page
    before could not hold, `memo` the results of this pass, `artwork` the pixels of each file that
    the piece shows.
    """

    theme: Theme
    fonts: Fonts
    canvas: Canvas
    families: tuple[str, ...]
    type_unit: float
    lang: str
    folders: tuple[Path, ...] = ()
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    drawings: Mapping[str, Drawing] = field(default_factory=dict)
    short_links: ShortLinks = ShortLinks()
    calendars: Mapping[str, Calendar] = field(default_factory=dict)
    regimes: Mapping[str, Regime] = field(default_factory=dict)
    concessions: Concessions = Concessions()
    rest: tuple[Any, ...] | None = None
    memo: Memo = field(default_factory=Memo)
    artwork: dict[Path, float] = field(default_factory=dict)

    @property
    def outlines_heads(self) -> bool:
        """True if tinted heads are printed with an outline."""
        return self.theme.ribbons.heads == "outline" and self.canvas.family == "paper"

    def color(self, role: str, part: LocatedModel | None = None, field: str = "") -> str:
        """The theme's colour of a role, which the field of a part of the layout names. Raises
        `Failure` for a role it lacks: at the field, or at the theme where nobody wrote the role.
        """
        found = self.theme.colors.get(role)
        if found is None:
            if part is not None and part.is_written(field):
                message = _('unknown colour "{name}"')
                raise unknown("color", message, role, self.theme.colors, part.place_of(field))
            message = _('the theme "{theme}" has no colour "{name}"')
            raise self._lacking("color", message, role, "colors")
        return found

    def style(self, role: str, part: LocatedModel | None = None, field: str = "") -> TypeRole:
        """The theme's style of a role of text. Raises as `color` does, and for a font that is
        missing.
        """
        found = self.theme.type.get(role)
        if found is None:
            if part is not None and part.is_written(field):
                message = _('unknown style "{name}"')
                raise unknown("style", message, role, self.theme.type, part.place_of(field))
            message = _('the theme "{theme}" has no style "{name}"')
            raise self._lacking("style", message, role, "type")
        if found.font not in self.fonts:
            raise self.fonts.missing(found.font, found.place_of("font"))
        return found

    def _lacking(self, code: str, message: str, role: str, table: str) -> Failure:
        """The failure for a role that a theme must have, because a block uses it by default."""
        return fail(
            f"unknown-{code}",
            message.format(theme=self.theme.name, name=role),
            self.theme._span,
            _('add "{name}" under {table}').format(name=role, table=table),
        )
