"""The text of a scene's posts, with links and hashtags, within the limits of each platform.

Addresses are written out, since a picture cannot be clicked. Text that is too long for a
platform loses whole parts and is never cut.
"""

from collections.abc import Iterator

from msgspec import Struct

from infogen.scene import Scene
from infogen.scene.destinations import Outlet
from infogen.semantics.post_length import post_length
from infogen.semantics.prose import alt, fit_sentences


class PlatformPost(Struct, frozen=True):
    """The texts for one platform: an alternative text for each page, and the post.

    `alts` is empty where the platform takes none, an alternative text or `post` is None where no
    whole sentence fits; `posts` says whether something can be written with a picture at all.
    """

    platform: str
    alts: tuple[str | None, ...]
    post: str | None
    posts: bool = True


def platform_posts(scene: Scene) -> tuple[PlatformPost, ...]:
    """The texts for each platform that takes the scene's format."""
    whole = [alt(scene, page) for page in range(len(scene.pages))]
    return tuple(
        PlatformPost(
            outlet.platform,
            () if outlet.alt == 0 else tuple(fit_sentences(text, outlet.alt) for text in whole),
            post(scene, outlet),
            outlet.post != 0,
        )
        for outlet in scene.outlets
    )


def post(scene: Scene, outlet: Outlet | None = None) -> str | None:
    """The text of the post; None if not even its shortest version fits.

    A platform that takes too little has no title, then the short text, then no hashtags, then no
    name of who answers for it. The links and the date are always there; of hashtags there are as
    many as the platform takes.
    """
    if outlet is None:
        return next(_ways(scene, None))
    for text in _ways(scene, outlet.hashtags):
        if not outlet.post or post_length(text, outlet.counting, outlet.link) <= outlet.post:
            return text
    return None


def _ways(scene: Scene, most: int | None) -> Iterator[str]:
    """The ways to say it, long first, with so many hashtags at most."""
    said = scene.twin.post
    texts = [scene.twin.prefix_seal(text) for text in said.texts or (scene.alt,)]
    title = scene.title.removeprefix(scene.twin.prefix_seal(""))  # the text says it
    long, short = texts[0], texts[-1]
    links = "\n".join(f"{label}: {address}" for label, address in said.links)
    signed = "\n".join(filter(None, (said.check_date, said.signature)))
    tags = " ".join(said.hashtags[:most])
    for parts in (
        (title, long, links, signed, tags),
        (long, links, signed, tags),
        (short, links, signed, tags),
        (short, links, signed),
        (short, links, said.check_date),
    ):
        yield "\n\n".join(part for part in parts if part)
