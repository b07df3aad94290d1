"""A reader who does not see a picture needs an alternative text that says more than the title."""

from collections.abc import Iterator

from infogen.checks.seen.passages import searchable
from infogen.diagnostics import Diagnostic, Spot, error
from infogen.messages import _
from infogen.scene import Frame, Image, Scene


def alternatives(scene: Scene) -> Iterator[Diagnostic]:
    """One error for each text that is missing or says nothing new."""
    alt = searchable(scene.alt)
    if not alt:
        yield error(
            "missing-alt",
            _("the piece has no alternative text"),
            scene.span,
            _("add alt: with what the picture says"),
        )
    elif alt in (searchable(scene.title), searchable(scene.subject)):
        yield error(
            "alt-is-title",
            _("the alternative text is only the title"),
            scene.span,
            _("say in alt: what the picture says"),
        )
    for number, page in enumerate(scene.pages):
        yield from _silent(page.frame, 0.0, 0.0, number)


def _silent(frame: Frame, x: float, y: float, page: int) -> Iterator[Diagnostic]:
    """Figures and artwork that say nothing and are not said to be decoration."""
    if frame.meaning.role == "artifact" or frame.meaning.alt:
        return
    artwork = any(isinstance(placed.item, Image) for placed in frame.items)
    if artwork or frame.meaning.role in ("figure", "qr"):
        yield error(
            "missing-alt",
            _("a block {kind} shows a picture and has no alternative text").format(
                kind=frame.kind or frame.meaning.role
            ),
            frame.span,
            _("add alt:, or role: artifact if it is decoration"),
            spot=Spot(page, (x, y, x + frame.size.width, y + frame.size.height)),
        )
        return
    for placed in frame.items:
        if isinstance(placed.item, Frame):
            yield from _silent(placed.item, x + placed.x, y + placed.y, page)
