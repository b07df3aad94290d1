"""How it is said that a drawing is refused: the element, its line, and how to save it otherwise."""

from infogen.artwork.refusal import PictureError
from infogen.messages import _

_STROKES = frozenset({"vector-effect", "paint-order", "stroke-linejoin", "stroke-dasharray",
                      "pathLength", "stroke-miterlimit", "stroke-width"})  # fmt: skip
_LOOKS = frozenset({"filter", "mask", "mix-blend-mode", "isolation", "backdrop-filter", "opacity",
                    "color-interpolation", "color-interpolation-filters", "clip-path", "pattern",
                    "mesh", "meshgradient", "hatch", "image-rendering"})  # fmt: skip
_MOVING = frozenset({"animate", "animateMotion", "animateTransform", "set", "script", "discard",
                     "mpath", "animation", "transition"})  # fmt: skip
_TEXTS = frozenset({"text", "tspan", "textPath", "tref", "flowRoot", "flowPara", "flowRegion",
                    "altGlyph"})  # fmt: skip


def undrawn_element(name: str, line: int) -> PictureError:
    """An element that is not drawn."""
    if name in _TEXTS:
        message = _('"{name}", line {line}: it has text, and its fonts are not here')
    else:
        message = _('"{name}", line {line}: the element {element} is not drawn')
    return PictureError("undrawn-picture", message, _hint(name), element=name, line=line)


def undrawn_attribute(node: str, line: int, key: str, value: str) -> PictureError:
    """An attribute or property whose value is not drawn on an element of some name."""
    message = _('"{name}", line {line}: {key}="{value}" of the element {element} is not drawn')
    short = value if len(value) <= 60 else value[:59] + "…"
    hint = _hint("filter" if node.startswith("fe") else key)
    return PictureError(
        "undrawn-picture", message, hint, element=node, line=line, key=key, value=short
    )


def script(node: str, line: int, key: str) -> PictureError:
    """An attribute that holds a program."""
    message = _('"{name}", line {line}: the script {key} of the element {element} is not run')
    hint = _hint("script")
    return PictureError("unsafe-picture", message, hint, element=node, line=line, key=key)


def turned_filter(node: str, line: int) -> PictureError:
    """A filter on what is turned or slanted."""
    message = _('"{name}", line {line}: the filter of the turned element {element} is not drawn')
    return PictureError("undrawn-picture", message, _hint("filter"), element=node, line=line)


def markers(node: str, line: int) -> PictureError:
    """Markers on a shape on which programs place them differently."""
    message = _('"{name}", line {line}: the markers of the element {element} are not drawn')
    hint = _(
        "Inkscape: Path, Stroke to Path; Illustrator: Object, Expand Appearance; or export the"
        " drawing as PNG"
    )
    return PictureError("undrawn-picture", message, hint, element=node, line=line)


def _hint(what: str) -> str:
    """The remedy for an element or property in the programs that most drawings come from."""
    if what in _TEXTS:
        return _("Inkscape: Path, Object to Path; Illustrator: Type, Create Outlines")
    if what in _STROKES:
        return _("Inkscape: Path, Stroke to Path; Illustrator: Object, Path, Outline Stroke")
    if what in _LOOKS or what.startswith("fe"):
        return _(
            "Inkscape: Edit, Make a Bitmap Copy; Illustrator: Object, Rasterize; or export the"
            " drawing as PNG"
        )
    if what in _MOVING:
        return _("save it without animation and scripts, or export the drawing as PNG")
    return _(
        "Inkscape: save it as Plain SVG; Illustrator: export it as SVG with Styling: Presentation"
        " Attributes; or export the drawing as PNG"
    )
