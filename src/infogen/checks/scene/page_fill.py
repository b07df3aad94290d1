"""A page of a document is not left empty below its first third.

A picture on a screen may be, and so may the last of several pages, and that before a page which
begins with a heading: there the text, or a chapter of it, is at its end.
"""

from collections.abc import Iterator, Sequence

from infogen.checks.seen.ink_places import InkPlace, ink_places
from infogen.diagnostics import Diagnostic, Spot, warning
from infogen.messages import _
from infogen.scene import Rect, Scene

EMPTY = 2 / 3
"""The part of a page that may not be empty below its last ink."""


def page_fill(scene: Scene) -> Iterator[Diagnostic]:
    """One warning for each page that ends high up; its header and footer do not count."""
    height = scene.canvas.height
    if scene.canvas.family == "screen" and len(scene.pages) == 1:
        return
    pages = ink_places(scene)
    for number, page in enumerate(pages[:-1] if len(pages) > 1 else pages):
        last = max((place.box[3] for place in page if _is_content(place)), default=None)
        ends = number + 1 < len(pages) and _begins(pages[number + 1])
        if last is not None and height - last > EMPTY * height and not ends:
            yield warning(
                "empty-page",
                _('page {page} of "{format}" is empty below its first {part} %').format(
                    page=number + 1, format=scene.canvas.id, part=f"{100 * last / height:.0f}"
                ),
                scene.span,
                _("let more stand on it, or shorten what comes before until it is not needed"),
                spot=Spot(number, (0.0, last, scene.canvas.width, height)),
            )


def _begins(page: Sequence[InkPlace]) -> bool:
    """True if the first that a reader takes in on a page is the heading of a chapter."""
    first = min(filter(_is_content, page), key=lambda place: place.box[1], default=None)
    return first is not None and any(frame.meaning.role == "heading" for frame in first.owners)


def _is_content(place: InkPlace) -> bool:
    """True for what a reader takes in: no header, footer, ground or ribbon."""
    return not any(
        frame.meaning.role in ("running", "artifact") or frame.kind == "ribbon"
        for frame in place.owners
    ) and not isinstance(place.ink, Rect)
