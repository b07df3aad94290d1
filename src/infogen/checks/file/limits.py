"""Each file obeys the limits of the platforms that take its format and kind."""

from collections.abc import Iterator

from infogen.diagnostics import Diagnostic, error, warning
from infogen.messages import _
from infogen.scene import Scene
from infogen.scene.destinations import Outlet
from infogen.semantics.prose import alt, fit_sentences
from infogen.semantics.sentences import split_sentences


def limits(scene: Scene, kind: str, data: bytes, page: int) -> Iterator[Diagnostic]:
    """One error for each limit of a platform that a file is over; a warning where the pictures are
    more than one post takes there.
    """
    for outlet in scene.outlets:
        if kind in outlet.files:
            if outlet.items is not None and len(scene.pages) > outlet.items:
                yield _too_many(scene, outlet)
            for message, hint in _over(scene, outlet, data, page):
                words = f"{scene.canvas.id}.{kind}: {message}"
                yield error("platform-limit", words, scene.span, hint)


def _too_many(scene: Scene, outlet: Outlet) -> Diagnostic:
    return warning(
        "long-carousel",
        _("{count} pictures, and {platform} takes {most} in one post").format(
            count=len(scene.pages), platform=outlet.platform, most=outlet.items
        ),
        scene.span,
        _("post them in several posts there, or leave {platform} out").format(
            platform=outlet.platform
        ),
    )


def _over(scene: Scene, outlet: Outlet, data: bytes, page: int) -> Iterator[tuple[str, str]]:
    """The limits that a file is over, and what to do about each."""
    other = _("choose another format or kind of file for {platform}").format(
        platform=outlet.platform
    )
    whole = alt(scene, page)
    if outlet.alt and fit_sentences(whole, outlet.alt) is None:
        message = _(
            "the first sentence of the alternative text has {count} characters, and {platform}"
            " takes {most}"
        ).format(count=len(split_sentences(whole)[0]), platform=outlet.platform, most=outlet.alt)
        yield message, _("begin alt with a shorter sentence")
    if outlet.largest is not None and len(data) > outlet.largest:
        message = _("{size} bytes, and {platform} takes {most}")
        message = message.format(size=len(data), platform=outlet.platform, most=outlet.largest)
        yield message, other
    width, _height = scene.canvas.pixels
    if outlet.widest is not None and width > outlet.widest:
        message = _("{width} px wide, and {platform} takes {most}")
        yield message.format(width=width, platform=outlet.platform, most=outlet.widest), other
    if outlet.narrowest is not None and width < outlet.narrowest:
        message = _("{width} px wide, and {platform} takes no less than {least}")
        yield message.format(width=width, platform=outlet.platform, least=outlet.narrowest), other
