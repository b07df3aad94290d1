"""Themes: colours and type by role, as tokens. One YAML file each in `layouts/themes/`.

A theme may extend another one: it then holds only what it changes, one role at a time.
"""

from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import Meta, field

from infogen.artwork.svg_path import commands
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
    screens and pt on paper. `scale` is a factor on sizes that layouts give themselves, for a face
    that is wider than the one they were made with. `trim: cap` makes the text's box reach from cap
    height to the last baseline, `none` leaves the full leading around it.
    """

    font: str
    tracking: Number = 0.0
    word_space: Number = field(default=0.0, name="word-space")
    trim: Literal["cap", "none"] = "cap"
    balance: bool = False
    display: bool = False
    hyphens: bool = False
    tabular: bool = False
    scale: Annotated[float, Meta(gt=0.5, lt=2)] = 1.0
    size: Annotated[dict[str, Size], After(_positive)]


class Ribbons(Model):
    """The character of ribbons, so that not colour alone tells them apart: of the first, the
    institution's, of the second, the reader's, and of the stations on them.

    `double` is a second ribbon in two lines, on paper only; a `selvedge` has fine lines inside its
    edges, a `cord` plies. `heads` are the tinted heads of tracks in print.
    """

    first: Literal["solid", "selvedge"] = "solid"
    second: Literal["solid", "double", "cord"] = "solid"
    stations: Literal["disc", "patch"] = "disc"
    heads: Literal["solid", "outline"] = "solid"


def _outline(data: str) -> str:
    try:
        commands(data)
    except ValueError as problem:
        raise Problem(
            _("this is not path data: {problem}").format(problem=problem),
            _('write d as in SVG, in a box of 100 × 100: "M 0 0 L 100 50 Z"'),
        ) from None
    return data


Outline = Annotated[str, After(_outline), Meta(max_length=20_000)]


class Sign(LocatedModel):
    """A sign in two colours: outlines as SVG path data in a box of 100 × 100, filled by the
    non-zero rule, or a `file` of artwork of the workspace in place of them.

    `main` has the colour of the words beside it, `accent` the other one.
    """

    main: Outline | None = None
    accent: Outline | None = None
    file: str | None = None

    def __post_init__(self) -> None:
        if (self.file is None) == (self.main is None):
            raise Problem(
                _("a sign is an outline or a file"),
                _("give it main: with path data, or file: with the path of artwork"),
            )


class Theme(LocatedModel):
    """Tokens of a look. Colours never change geometry.

    `mark` is the sign of the series, null a ring with a dot; `issuer` that of the institution,
    which stands beside its name; `logo` a file of artwork in the header in place of the mark.
    `days` is what a day is drawn as, `accents` how words stand out. The factors `scale`, `density`
    and `stroke` are of type, of the distances between blocks, and of icons.
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
    mark: Sign | None = None
    issuer: Sign | None = None
    days: Literal["dot", "stitch"] = "dot"
    accents: Literal["color", "underline"] = "color"
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
