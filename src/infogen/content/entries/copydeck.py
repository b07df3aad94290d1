"""The words of the pieces: text slots, the glossary, the lanes, and the links they lead to."""

import re
from datetime import date
from typing import Annotated

from msgspec import Meta, field

from infogen.content.entries.basis import (
    Confidence,
    FactPath,
    LegalBasis,
    LinkId,
    Names,
    SourceId,
    Text,
)
from infogen.messages import _
from infogen.scene.addresses import ascii_address, typed_address
from infogen.source.model import Groups, LocatedModel, Model, Problem, Url

Citation = Annotated[str, Meta(pattern=r"^\S+ \S"), Names("laws", head=True)]
"""A law's id and its articles: `LTAIPEMyM 110-II, 118`."""


class Slot(Model):
    """A text of a piece, long and short, with the facts and articles that support it.

    `asserts` keeps words true: `dos: [a, b]` that there are two, `cuatro: [a]` that `a` has four
    items, `igual: [a, b]` that both are equal. In figures (`2`, `0`) it also says which data stand
    behind the figure in the text; `0: [a]` that there is no `a` (null).
    """

    long: Text
    short: Text
    facts: tuple[FactPath, ...]
    law: tuple[Citation, ...]
    link: LinkId | None = None
    asserts: dict[str, tuple[FactPath, ...]] = field(default_factory=dict)
    note: Text | None = None


ShortName = Annotated[str, Meta(pattern=r"^[a-z0-9]{1,8}$")]
"""The name of a short address: what people type without looking twice."""

Copy = Groups(Slot)
"""The slots of a piece, in groups of groups."""


class GlossaryEntry(Model):
    """A word, and the text of the copy that explains it (`$copy.…`)."""

    term: Text
    text: Text


class Jargon(Model):
    """Words of offices and laws, in the forms in which they are looked for, and what people say.

    A piece that has one of the `plain` words may use them.
    """

    words: Annotated[tuple[Text, ...], Meta(min_length=1)]
    plain: Annotated[tuple[Text, ...], Meta(min_length=1)]


class Lane(Model):
    """Handling inside the body: references to steps (`$procedures.….steps.…`), in order."""

    name: Text
    steps: Annotated[tuple[Text, ...], Meta(min_length=1)]


class Link(LocatedModel):
    """An address: `url` for codes and clicks, `shown` for people to read and type.

    A link whose `url` is null is not known yet (`pattern` may say its form) and makes no code.
    `name` is the full name of the site, `tested` whether somebody opened it on `checked_on`.
    `short` is its name on the site that `data/site.yaml` names: codes hold that short address.
    """

    url: Url | None
    shown: Text | None = None
    short: ShortName | None = None
    name: Text | None = None
    name_source: SourceId | None = None
    alternative: Url | None = None
    pattern: Text | None = None
    account_note: Text | None = None
    legal_basis: LegalBasis | None = None
    source: SourceId | None = None
    tested: bool
    confidence: Confidence | None = None
    checked_on: date
    review_by: date | None = None
    note: Text | None = None

    def __post_init__(self) -> None:
        if self.url is None:
            return
        address = typed_address(self.url)
        if self.shown is None:
            host = re.split(r"[/?#]", address)[0]
            raise Problem(
                _("a link with an address needs one that people can read"),
                _("add shown: {host}").format(host=host),
            )
        shown = typed_address(self.shown)
        if not address.startswith(shown) or address[len(shown) : len(shown) + 1] not in "/?#":
            raise Problem(
                _('"{shown}" is not where the link leads').format(shown=self.shown),
                _('write the beginning of "{address}"').format(address=address),
            )

    @property
    def address(self) -> str | None:
        """The address as codes and files hold it: in ASCII."""
        return None if self.url is None else ascii_address(self.url)
