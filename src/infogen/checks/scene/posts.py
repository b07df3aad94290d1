"""The text of a post must fit where it is posted."""

from collections.abc import Iterator

from infogen.diagnostics import Diagnostic, warning
from infogen.messages import _
from infogen.scene import Scene
from infogen.semantics.posts import post


def posts(scene: Scene) -> Iterator[Diagnostic]:
    """One warning for each platform that takes less than the shortest way to say it."""
    for outlet in scene.outlets:
        if post(scene, outlet) is None:
            yield warning(
                "long-post",
                _(
                    "the text of the post does not fit in the {most} characters of {platform}"
                ).format(most=outlet.post, platform=outlet.platform),
                scene.span,
                _("give post: a shorter alternative"),
            )
