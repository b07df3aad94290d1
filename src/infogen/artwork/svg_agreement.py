"""Attributes of one element of SVG that programs draw differently together."""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from infogen.artwork import svg_refusals

if TYPE_CHECKING:
    from infogen.artwork.svg_node import SvgNode


def examine(node: "SvgNode") -> None:
    """Raises `PictureError` for an element on which programs do not agree."""
    check = _CHECKS.get(node.name)
    for key in check(node.attributes) if check else ():
        raise svg_refusals.undrawn_attribute(node.name, node.line, key, node.attributes[key])


def _mask(given: dict[str, str]) -> Iterator[str]:
    """A mask that is masked itself."""
    if given.get("mask", "none") != "none":
        yield "mask"


def _filter(given: dict[str, str]) -> Iterator[str]:
    """A region smaller than what is filtered: some cut off before filtering, others after it."""
    if given.get("filterUnits") == "userSpaceOnUse":
        return
    for start, size in (("x", "width"), ("y", "height")):
        low, across = _part(given.get(start, "-10%")), _part(given.get(size, "120%"))
        if low > 0:
            yield start
        if low + across < 1:
            yield size if size in given else start


def _matrix(given: dict[str, str]) -> Iterator[str]:
    """A saturation that is none."""
    amount = given.get("values", "1")
    if given.get("type") == "saturate" and not 0 <= float(re.split(r"[\s,]", amount)[0]) <= 1:
        yield "values"


def _marker(given: dict[str, str]) -> Iterator[str]:
    """A marker whose content has another form than its room."""
    if "viewBox" not in given or given.get("preserveAspectRatio") == "none":
        return
    across, down = (float(side) for side in re.split(r"[\s,]+", given["viewBox"])[2:])
    wide, high = (_part(given.get(key, "3")) for key in ("markerWidth", "markerHeight"))
    if abs(across * high - down * wide) > 0.02 * abs(down * wide):
        yield "viewBox"


def _part(length: str) -> float:
    """The number of a length; a percentage as a part of one."""
    number = re.match(r"[-+.\deE]+", length)
    return float(number[0] if number else 0) / (100 if length.endswith("%") else 1)


_CHECKS: dict[str, Callable[[dict[str, str]], Iterator[str]]] = {
    "mask": _mask,
    "filter": _filter,
    "feColorMatrix": _matrix,
    "marker": _marker,
}
