"""The text of a post, and its hashtags, must fit where they are posted."""

from collections.abc import Iterator

from infogen.diagnostics import Diagnostic, warning
from infogen.messages import _
from infogen.scene import Scene
from infogen.semantics.posts import post


def posts(scene: Scene) -> Iterator[Diagnostic]:
    """One warning for each platform that takes less than the shortest way to say it, or fewer
    hashtags.
    """
    tags = len(scene.twin.post.hashtags)
    for outlet in scene.outlets:
        if outlet.hashtags is not None and outlet.post != 0 and tags > outlet.hashtags:
            yield warning(
                "many-hashtags",
                _("{count} hashtags, and {platform} takes {most}").format(
                    count=tags, platform=outlet.platform, most=outlet.hashtags
                ),
                scene.span,
                _("keep the {most} that matter most in hashtags").format(most=outlet.hashtags),
            )
        if post(scene, outlet) is None:
            yield warning(
                "long-post",
                _(
                    "the text of the post does not fit in the {most} characters of {platform}"
                ).format(most=outlet.post, platform=outlet.platform),
                scene.span,
                _("give post: a shorter alternative"),
            )
