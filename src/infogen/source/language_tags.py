"""Tags of languages by BCP 47 (RFC 5646): what HTML, SVG, XMP and PDF say a text is written in."""

from functools import cache
from typing import Annotated

from msgspec import Meta

from infogen.messages import _
from infogen.source.model import After, Problem

PSEUDO = "qps"
"""The pseudo-language: one of the tags that ISO 639-2 reserves for local use."""

USUAL = frozenset({"es", "es-MX", "en", PSEUDO})
"""Tags that are known to be right without the registry."""


@cache
def language_tag(text: str) -> str:
    """A tag in its usual spelling: `es-MX` of `es-mx`, `he` of `iw`.

    Raises `Problem` for what is no tag, or has parts that the registry of IANA does not know.
    """
    if text in USUAL:
        return text
    found = _known(text)
    if found is None:
        raise Problem(_('"{text}" is no language tag').format(text=text), _hint(text))
    return found


def _known(text: str) -> str | None:
    import langcodes  # the registry is large

    try:
        return langcodes.standardize_tag(text) if _is_tag(text) else None
    except ValueError:
        return None


def _is_tag(text: str) -> bool:
    import langcodes

    return "_" not in text and langcodes.tag_is_valid(text)


def _hint(text: str) -> str:
    near = _known(text.strip().replace("_", "-").replace(" ", "-")) or _by_name(text)
    if near:
        return _('write "{tag}"').format(tag=near)
    return _('write a tag of BCP 47, such as "es-MX", "en", or "maz" for Mazahua')


def _by_name(text: str) -> str | None:
    """The tag of a language that is called so in Spanish or in English."""
    from babel import Locale

    wanted = text.strip().casefold()
    for own in ("es", "en"):
        for code, name in Locale(own).languages.items():
            if str(name).casefold() == wanted:
                return str(code).replace("_", "-")
    return None


LanguageTag = Annotated[
    str,
    After(language_tag),
    Meta(extra_json_schema={"pattern": "^[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8})*$"}),
]
"""A tag of BCP 47, in its usual spelling."""
