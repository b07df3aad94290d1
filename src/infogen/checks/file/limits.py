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
            for message in _over(scene, outlet, data, page):
                yield error(
                    "platform-limit",
                    f"{scene.canvas.id}.{kind}: {message}",
                    scene.span,
                    _("choose another format or kind of file for {platform}").format(
                        platform=outlet.platform
                    ),
                )


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


def _over(scene: Scene, outlet: Outlet, data: bytes, page: int) -> Iterator[str]:
    whole = alt(scene, page)
    if outlet.alt and fit_sentences(whole, outlet.alt) is None:
        yield _(
            "the first sentence of the alternative text has {count} characters, and {platform}"
            " takes {most}"
        ).format(count=len(split_sentences(whole)[0]), platform=outlet.platform, most=outlet.alt)
    if outlet.largest is not None and len(data) > outlet.largest:
        yield _("{size} bytes, and {platform} takes {most}").format(
            size=len(data), platform=outlet.platform, most=outlet.largest
        )
    width, _height = scene.canvas.pixels
    if outlet.widest is not None and width > outlet.widest:
        yield _("{width} px wide, and {platform} takes {most}").format(
            width=width, platform=outlet.platform, most=outlet.widest
        )
    if outlet.narrowest is not None and width < outlet.narrowest:
        yield _("{width} px wide, and {platform} takes no less than {least}").format(
            width=width, platform=outlet.platform, least=outlet.narrowest
        )
