"""Themes: colours and type by role, as tokens. One YAML file each in `layouts/themes/`.

A theme may extend another one: it then holds only what it changes, one role at a time.
"""

from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import Meta, field

from infogen.design.theme_contrast import illegible
from infogen.diagnostics import Failure, error
from infogen.diagnostics.findings import Findings
from infogen.diagnostics.hints import unknown
from infogen.messages import _
from infogen.scene import ContrastLevel
from infogen.source import Map
from infogen.source.merge import merge_maps
from infogen.source.model import LARGEST, After, Hex, LocatedModel, Model, Number, Positive, Problem
from infogen.source.validate import build_model

TABLES = frozenset({"colors", "type", "digits", "strong"})
"""The mappings that a theme that extends another one changes role by role."""

DEEPEST = 20
"""Themes that extend each other."""

Size = Annotated[tuple[float, float], Meta(min_length=2, max_length=2)]


def _positive(size: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    if any(number <= 0 for pair in size.values() for number in pair):
        raise Problem(_("a size of type must be positive"))
    if any(number > LARGEST for pair in size.values() for number in pair):
        raise Problem(_("a size of type is at most {limit}").format(limit=f"{LARGEST:g}"))
    return size


class TypeRole(LocatedModel):
    """How a role of text is set: face, tracking and word space in em, `[size, leading]` per format.

    `size` has format ids, families or `else` as keys; the most specific one wins. Its unit is px on
    screens and pt on paper. `trim: cap` makes the text's box reach from cap height to the last
    baseline, `none` leaves the full leading around it.
    """

    font: str
    tracking: Number = 0.0
    word_space: Number = field(default=0.0, name="word-space")
    trim: Literal["cap", "none"] = "cap"
    balance: bool = False
    display: bool = False
    hyphens: bool = False
    tabular: bool = False
    size: Annotated[dict[str, Size], After(_positive)]


class Ribbons(Model):
    """How printed ribbons and heads look where colour cannot tell them apart (black and white)."""

    second: Literal["solid", "double"] = "solid"
    heads: Literal["solid", "outline"] = "solid"


class Theme(Model):
    """Tokens of a look. Colours never change geometry.

    `logo` is a file of artwork that stands in the header in place of the series' mark. The factors
    `scale`, `density` and `stroke` are of type, of the distances between blocks, and of icons.
    `contrast: AAA` promises 7:1, and 4.5:1 for large text, in place of 4.5:1 and 3:1.
    """

    name: str
    extends: str | None = None
    logo: str | None = None
    colors: dict[str, Hex]
    type: dict[str, TypeRole]
    contrast: ContrastLevel = "AA"
    digits: dict[str, str] = field(default_factory=dict)
    strong: dict[str, str] = field(default_factory=dict)
    ribbons: Ribbons = Ribbons()
    scale: Positive = 1.0
    density: Positive = 1.0
    stroke: Positive = 1.0


def themes(files: Mapping[str, Map]) -> dict[str, Theme]:
    """The themes in the files of `layouts/themes/`, by name.

    Raises `Failure` with all that is wrong in them, colours that cannot be read included.
    """
    made: dict[str, Theme] = {}
    errors = Findings()
    for name in files:
        try:
            whole = _whole(name, files, ())
            made[name] = build_model(Theme, whole, what=lambda: _("a theme"))
        except Failure as failure:
            errors += failure.diagnostics
            continue
        errors += illegible(
            name, files[name].span.file, made[name].colors, whole["colors"], made[name].contrast
        )
    if errors:
        raise Failure(list(dict.fromkeys(errors)))
    return made


def _whole(name: str, files: Mapping[str, Map], seen: tuple[str, ...]) -> Map:
    """A theme's file with what it extends filled in. Raises `Failure`."""
    raw = files[name]
    base = raw.get("extends")
    if not isinstance(base, str):
        return raw
    span = raw.spans["extends"]
    if base in (*seen, name):
        raise Failure(
            [error("circle", _('the theme "{name}" extends itself').format(name=base), span)]
        )
    if base not in files:
        raise unknown("theme", _('unknown theme "{name}"'), base, files, span)
    if len(seen) > DEEPEST:
        message = _("more than {count} themes extend each other").format(count=DEEPEST)
        raise Failure([error("too-deep", message, span, _("extend one nearer to the first"))])
    return merge_maps(_whole(base, files, (*seen, name)), raw, TABLES.__contains__)
