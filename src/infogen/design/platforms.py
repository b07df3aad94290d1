"""Platforms: where a picture is posted, and what it must obey there. One dated YAML file each in
`layouts/platforms/`.
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from msgspec import Meta

from infogen.design.formats import Safe
from infogen.scene.destinations import Counting, Outlet
from infogen.source.model import Count, Model, Url, Whole


class Platform(Model):
    """The limits of a platform for the formats that are posted there; null is not known, or none.

    `largest` counts bytes of a file, `narrowest` and `widest` px of a picture's sides, `items`
    pictures of a carousel, `alt` characters of an alternative text (0: there is none), `post` the
    length of what is written with it by its `counting`, where an address counts as `link`,
    `hashtags` how many it may have; `safe` is the part of each side that the platform covers or
    crops. `post_source` says where the limits of a post were read.
    """

    name: str
    checked_on: date
    source: Url | None
    formats: Annotated[tuple[str, ...], Meta(min_length=1)]
    files: Annotated[
        tuple[Literal["png", "jpg", "webp", "pdf", "svg", "svg-outlines"], ...], Meta(min_length=1)
    ]
    largest: Whole | None
    narrowest: Whole | None = None
    widest: Whole | None = None
    items: Whole | None = None
    alt: Count | None
    safe: Safe = Safe()
    post: Count | None = None
    link: Whole | None = None
    counting: Counting = "utf-16"
    hashtags: Whole | None = None
    post_source: Url | None = None
    note: str | None = None


def outlets(platforms: Mapping[str, Platform], format: str) -> tuple[Outlet, ...]:
    """Where a format is posted, as scenes carry it, in the order of the platforms' names."""
    return tuple(
        Outlet(
            platform=platform.name,
            files=platform.files,
            largest=platform.largest,
            narrowest=platform.narrowest,
            widest=platform.widest,
            items=platform.items,
            alt=platform.alt,
            safe=platform.safe.insets,
            post=platform.post,
            link=platform.link,
            counting=platform.counting,
            hashtags=platform.hashtags,
        )
        for _name, platform in sorted(platforms.items())
        if format in platform.formats
    )
