"""The part of SVG that is drawn: elements with their attributes, and properties, each with its
values.

What a table does not have is refused, unless it has no effect on a still picture without text. The
tables hold what resvg and browsers draw alike; how that was measured is in docs/architecture.md.
"""

import re

from infogen.artwork.svg_values import (
    NUMBER,
    Rule,
    address,
    aspect,
    at_least_one,
    box,
    color,
    dashes,
    either,
    factors,
    length,
    like,
    number,
    numbers,
    one_of,
    opacity,
    paint,
    path,
    points,
    positive,
    server_transform,
)

SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})

PAINTED = SHAPES | {"g", "a", "use", "image"}
"""Elements that are drawn where they stand."""

SERVERS = frozenset({"linearGradient", "radialGradient", "pattern"})

UNMARKED = frozenset({"rect", "circle", "ellipse"})
"""Shapes on which programs do not agree whether they bear markers."""

_BLENDS = ("multiply", "screen", "overlay", "darken", "lighten", "color-dodge", "color-burn",
           "hard-light", "soft-light", "difference", "exclusion", "hue", "color",
           "luminosity")  # fmt: skip
_UNITS = one_of("userSpaceOnUse", "objectBoundingBox")
_REFERENCE = like(r"\s*#.+")
_PLACE: dict[str, Rule] = {"x": length, "y": length}
_SIZE: dict[str, Rule] = {"width": positive, "height": positive}
_VIEW: dict[str, Rule] = {"viewBox": box, "preserveAspectRatio": aspect}
_GRADIENT: dict[str, Rule] = {
    "gradientUnits": _UNITS,
    "gradientTransform": server_transform,
    "spreadMethod": one_of("pad", "reflect", "repeat"),
    "href": _REFERENCE,
}
_INPUT: dict[str, Rule] = {
    "in": like(r"(?!(?:BackgroundImage|BackgroundAlpha|FillPaint|StrokePaint)$).*"),
    "result": like(r".*"),
}
_TWO: dict[str, Rule] = {**_INPUT, "in2": _INPUT["in"]}
_FUNCTION: dict[str, Rule] = {
    "type": one_of("identity", "table", "discrete", "linear", "gamma"),
    "tableValues": numbers,
    **dict.fromkeys(("slope", "intercept", "amplitude", "exponent", "offset"), number),
}

ELEMENTS: dict[str, dict[str, Rule]] = {
    "svg": {**_PLACE, "width": either(positive, one_of("auto")),
            "height": either(positive, one_of("auto")), **_VIEW},
    "g": {},
    "a": {},
    "defs": {},
    "symbol": _VIEW,
    "use": {**_PLACE, **_SIZE, "href": _REFERENCE},
    "path": {"d": path},
    "rect": {**_PLACE, **_SIZE, "rx": either(positive, one_of("auto")),
             "ry": either(positive, one_of("auto"))},
    "circle": {"cx": length, "cy": length, "r": positive},
    "ellipse": {"cx": length, "cy": length, "rx": either(positive, one_of("auto")),
                "ry": either(positive, one_of("auto"))},
    "line": {"x1": length, "y1": length, "x2": length, "y2": length},
    "polyline": {"points": points},
    "polygon": {"points": points},
    "image": {**_PLACE, **_SIZE, "preserveAspectRatio": aspect},
    "linearGradient": {"x1": length, "y1": length, "x2": length, "y2": length, **_GRADIENT},
    "radialGradient": {"cx": length, "cy": length, "r": positive, "fx": length, "fy": length,
                       "fr": positive, **_GRADIENT},
    "stop": {"offset": like(NUMBER + "%?")},
    "pattern": {**_PLACE, **_SIZE, **_VIEW, "patternUnits": _UNITS, "patternContentUnits": _UNITS,
                "patternTransform": server_transform, "href": _REFERENCE},
    "clipPath": {"clipPathUnits": _UNITS},
    "mask": {**_PLACE, **_SIZE, "maskUnits": _UNITS, "maskContentUnits": _UNITS},
    "marker": {"refX": length, "refY": length, "markerWidth": positive, "markerHeight": positive,
               "markerUnits": one_of("strokeWidth", "userSpaceOnUse"),
               "orient": either(one_of("auto", "auto-start-reverse"),
                                like(NUMBER + "(?:deg|grad|rad|turn)?")), **_VIEW},
    "filter": {**_PLACE, **_SIZE, "filterUnits": _UNITS,
               "primitiveUnits": one_of("userSpaceOnUse")},
    "feBlend": {**_TWO, "mode": one_of("normal", *_BLENDS)},
    "feColorMatrix": {**_INPUT, "type": one_of("matrix", "saturate", "hueRotate",
                                                        "luminanceToAlpha"),
                      "values": numbers},
    "feComponentTransfer": _INPUT,
    "feDisplacementMap": {**_TWO, "scale": number, "xChannelSelector": one_of(*"RGBA"),
                          "yChannelSelector": one_of(*"RGBA")},
    "feFuncR": _FUNCTION,
    "feFuncG": _FUNCTION,
    "feFuncB": _FUNCTION,
    "feFuncA": _FUNCTION,
    "feComposite": {**_TWO, "operator": one_of("over", "in", "out", "atop", "xor", "arithmetic"),
                    **dict.fromkeys(("k1", "k2", "k3", "k4"), number)},
    "feDropShadow": {**_INPUT, "dx": number, "dy": number, "stdDeviation": factors},
    "feFlood": _INPUT,
    "feGaussianBlur": {**_INPUT, "stdDeviation": factors},
    "feMerge": _INPUT,
    "feMergeNode": _INPUT,
    "feMorphology": {**_INPUT, "operator": one_of("erode", "dilate"), "radius": factors},
    "feTurbulence": {"result": like(r".*"), "baseFrequency": factors, "numOctaves": like(r"\d"),
                     "seed": number, "type": one_of("turbulence", "fractalNoise"),
                     "stitchTiles": one_of("noStitch")},
    "feOffset": {**_INPUT, "dx": number, "dy": number},
}  # fmt: skip
"""The elements that are drawn, and their attributes."""

_BOX_OF_PRIMITIVE = ("x", "y", "width", "height")
REFUSED: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(SHAPES, ("pathLength",)),
    "symbol": ("x", "y", "width", "height", "refX", "refY"),
    "filter": ("href", "filterRes"),
    "feGaussianBlur": ("edgeMode",),
    "marker": ("href",),
    "mask": ("href",),
    "clipPath": ("href",),
}
"""Attributes that have an effect in some programs, and none here, by element; those of
`CONDITIONS` on any, those of place and size on the primitives of a filter.
"""

_ORIGIN = rf"(?:{NUMBER}(?:px|%)?|left|center|right|top|bottom)"

CONDITIONS = frozenset({"requiredFeatures", "requiredExtensions", "systemLanguage"})
"""Attributes by which each program decides for itself whether an element is drawn."""

PROPERTIES: dict[str, Rule] = {
    "fill": paint,
    "stroke": paint,
    **dict.fromkeys(("color", "stop-color", "flood-color"), either(color, one_of("inherit"))),
    **dict.fromkeys(
        ("opacity", "fill-opacity", "stroke-opacity", "stop-opacity", "flood-opacity"),
        either(opacity, one_of("inherit")),
    ),
    **dict.fromkeys(("fill-rule", "clip-rule"), one_of("nonzero", "evenodd", "inherit")),
    "stroke-width": either(positive, one_of("inherit")),
    "stroke-linecap": one_of("butt", "round", "square", "inherit"),
    "stroke-linejoin": one_of("miter", "round", "bevel", "inherit"),
    "stroke-miterlimit": either(at_least_one, one_of("inherit")),
    "stroke-dasharray": either(dashes, one_of("inherit")),
    "stroke-dashoffset": either(length, one_of("inherit")),
    "paint-order": one_of("normal", "fill", "stroke", "markers", "fill stroke", "stroke fill",
                          "fill stroke markers", "stroke fill markers", "markers fill stroke",
                          "markers stroke fill", "fill markers stroke", "stroke markers fill",
                          "markers fill", "markers stroke", "fill markers", "stroke markers",
                          "inherit"),
    "display": one_of("none", silent=("inline", "block", "inline-block", "initial")),
    "visibility": one_of("visible", "hidden", "collapse", "inherit"),
    "overflow": one_of("visible", "hidden", "scroll", "auto", "inherit"),
    **dict.fromkeys(("clip-path", "mask", "filter"), address),
    **dict.fromkeys(("marker-start", "marker-mid", "marker-end"), address),
    "mask-type": one_of("luminance", "alpha"),
    "mix-blend-mode": one_of(*_BLENDS, silent=("normal",)),
    "isolation": one_of("isolate", silent=("auto",)),
    "color-interpolation": one_of(silent=("srgb", "auto")),
    "color-interpolation-filters": one_of("sRGB", "linearRGB", "inherit"),
    "shape-rendering": one_of("auto", "geometricPrecision", "crispEdges", "optimizeSpeed",
                              "inherit"),
    "image-rendering": one_of(silent=("auto", "optimizequality", "smooth", "high-quality")),
    "vector-effect": one_of(silent=("none",)),
    "clip": one_of(silent=("auto",)),
    "transform-box": one_of(silent=("view-box",)),
    "transform-origin": like(rf"{_ORIGIN}(?:\s+{_ORIGIN})?"),
    "background": one_of(silent=("none", "transparent")),
    "background-color": one_of(silent=("transparent",)),
}  # fmt: skip
"""The properties that are drawn, in attributes, `style` and style sheets alike."""

CSS_ALONE = frozenset(
    {"mix-blend-mode", "isolation", "background", "background-color", "transform-box"}
)
"""Properties that are no attributes."""

SILENT = re.compile(
    r"-(?:inkscape|webkit|moz|ms|o|xn|adobe)-(?!filter|mask|clip-path|transform).*|"
    r"font(?:-.*)?|text-.*|letter-spacing|word-spacing|line-height|line-break|writing-mode|"
    r"direction|unicode-bidi|white-space(?:-.*)?|(?:dominant|alignment)-baseline|baseline-shift|"
    r"glyph-orientation-.*|kerning|hyphens|tab-size|word-wrap|inline-size|shape-(?:inside|padding|"
    r"margin|subtract)|solid-color|solid-opacity|cursor|pointer-events|user-select|"
    r"enable-background|filter-(?:blend-mode|gaussianblur-deviation)|color-rendering|color-profile|block-progression|will-change|"
    r"max-width|max-height|min-width|min-height|vertical-align|stroke-alignment|marker-offset|"
    r"viewport-fill.*|audio-level|buffered-rendering|"
    r"(?:margin|padding)(?:-.*)?"
)
"""Properties without effect on a still drawing without text."""

EFFECTS = frozenset({"clip-path", "mask", "filter", "mix-blend-mode"})
"""Properties for which an element is drawn on a layer of its own."""

INHERITED_MARKERS = ("marker-start", "marker-mid", "marker-end")
