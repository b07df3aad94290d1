"""The text of a scene's posts, with links and hashtags, within the limits of each platform.

Addresses are written out, since a picture cannot be clicked. Text that is too long for a
platform loses whole parts and is never cut.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from infogen.scene import Scene
from infogen.scene.destinations import Outlet
from infogen.semantics.prose import alt, fit_sentences

_ADDRESS = re.compile(r"https?://\S+")


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
    name of who answers for it. The links and the date are always there.
    """
    most, link = (outlet.post, outlet.link) if outlet is not None else (None, None)
    for text in _ways(scene):
        if not most or count_characters(text, link) <= most:
            return text
    return None


def count_characters(text: str, link: int | None) -> int:
    """The characters of a post where an address counts as `link`, or as what it is."""
    return len(_ADDRESS.sub("x" * link, text) if link else text)


def _ways(scene: Scene) -> Iterator[str]:
    """The ways to say it, long first."""
    said = scene.twin.post
    texts = [scene.twin.prefix_seal(text) for text in said.texts or (scene.alt,)]
    long, short = texts[0], texts[-1]
    links = "\n".join(f"{label}: {address}" for label, address in said.links)
    signed = "\n".join(filter(None, (said.check_date, said.signature)))
    tags = " ".join(said.hashtags)
    for parts in (
        (scene.title, long, links, signed, tags),
        (long, links, signed, tags),
        (short, links, signed, tags),
        (short, links, signed),
        (short, links, said.check_date),
    ):
        yield "\n\n".join(part for part in parts if part)
