"""Errors that only follow from another one are not said: a text that is larger than its room lies
on others, leaves the sheet, and stands on grounds that are not its own.
"""

from collections.abc import Iterable, Iterator

from infogen.diagnostics import Bounds, Diagnostic, Spot
from infogen.layout.fit import unfit
from infogen.scene import Frame, OnPage, Scene
from infogen.scene.geometry import Size

FOLLOWING = frozenset(
    {
        "contrast",
        "covered",
        "cropped-by-platform",
        "off-sheet",
        "orphan-word",
        "outside-safe-area",
        "overlap",
        "quiet-zone",
        "weak-mark",
    }
)
"""Codes of findings that an overflow brings about."""

CAUSES = {
    "off-sheet": frozenset({"contrast", "cropped-by-platform", "outside-safe-area"}),
    "covered": frozenset({"contrast"}),
}
"""Codes of findings that others bring about in the same place."""


def without_follow_ons(findings: Iterable[Diagnostic], scene: Scene) -> list[Diagnostic]:
    """The findings without those that lie where something has no room."""
    listed = list(findings)
    large = [
        (found.page, area)
        for found, over in unfit(page.frame for page in scene.pages)
        for area in _areas(found, over)
    ]
    areas = {code: list(large) for code in FOLLOWING}
    for finding in listed:
        for code in CAUSES.get(finding.code, ()):
            areas[code] += [(spot.page, spot.box) for spot in finding.spots]
    return [
        finding
        for finding in listed
        if not finding.spots
        or not all(_within(spot, areas.get(finding.code, [])) for spot in finding.spots)
    ]


def _areas(found: OnPage, over: Size) -> Iterator[Bounds]:
    """Where the content of a frame is in the way: what it reaches beyond its frame, and all of it
    if it is a text, or a drawing.
    """
    box = found.box
    right, bottom = box.right + over.width, box.bottom + over.height
    if _is_one_thing(found.frame):
        yield box.x, box.y, right, bottom
        return
    if over.height > 0:
        yield box.x, box.bottom, right, bottom
    if over.width > 0:
        yield box.right, box.y, right, bottom


def _is_one_thing(frame: Frame) -> bool:
    inner = [placed.item for placed in frame.items if isinstance(placed.item, Frame)]
    return all(item.kind == "line" for item in inner)


def _within(spot: Spot, areas: list[tuple[int, Bounds]]) -> bool:
    left, top, right, bottom = spot.box
    return any(
        page == spot.page and left < a[2] and a[0] < right and top < a[3] and a[1] < bottom
        for page, a in areas
    )
