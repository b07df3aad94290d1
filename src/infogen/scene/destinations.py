"""The destinations of a scene's files: platforms with their limits, and a printer's sheets."""

from typing import Literal

from msgspec import Struct

from infogen.scene.geometry import NO_INSETS, Box, Insets

Counting = Literal["utf-16", "weight", "emoji-bytes"]
"""How a platform counts the length of a post (`semantics.post_length`)."""


class Outlet(Struct, frozen=True):
    """A platform that takes pictures of this form, and its limits: kinds of files, bytes, px of
    width, pictures of a carousel, characters of an alternative text (None: not known, or none; 0:
    it takes no such text); `safe` is the part of each side that it covers or crops, as fractions of
    the sheet. `post` is the length of a post by its `counting`, `link` for how much an address
    counts there, `hashtags` how many it takes.
    """

    platform: str
    files: tuple[str, ...]
    largest: int | None = None
    narrowest: int | None = None
    widest: int | None = None
    items: int | None = None
    alt: int | None = None
    safe: Insets = NO_INSETS
    post: int | None = None
    link: int | None = None
    counting: Counting = "utf-16"
    hashtags: int | None = None


class Press(Struct, frozen=True):
    """How the sheets of a scene go to a printer.

    `trim` is the finished page on its sheet and `bleed` how far around it paint reaches, in canvas
    units; without a trim the sheet is printed as it is. Colours are left as they are (`rgb`), made
    grey, or separated by the printer's own ICC `profile` (`cmyk`).
    """

    trim: Box | None = None
    bleed: float = 0.0
    ink: Literal["rgb", "grey", "cmyk"] = "rgb"
    profile: bytes = b""


AS_IT_IS = Press()
