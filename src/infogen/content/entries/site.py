"""The public site: where it stands, how its pages are ordered, and where the mailbox leads."""

from datetime import date
from typing import Annotated

from msgspec import Meta

from infogen.content.entries.basis import Text
from infogen.messages import _
from infogen.source.model import Model, Problem, Url, Whole, model_fields

Mail = Annotated[str, Meta(pattern=r"^[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\".]+$")]
"""An address of electronic mail, in the form that browsers take in `mailto:` (RFC 6068)."""


class Topic(Model):
    """A heading of the gallery and the pieces under it, in order."""

    name: Text
    pieces: Annotated[tuple[Text, ...], Meta(min_length=1)]


class Keep(Model):
    """For how many days what came by the mailbox is kept: addresses after they came, withdrawn
    messages after that was decided, all messages (null: for good).
    """

    contact: Whole = 90
    withdrawn: Whole = 30
    messages: Whole | None = None


class Mailbox(Model):
    """Where what people write goes: to the program that serves the site, or to an address of mail.

    `contact` asks for an address to answer to, which is personal data: it needs `privacy`. With
    neither `served` nor `mail` the pages lead to `links.buzon`.
    """

    served: bool = False
    mail: Mail | None = None
    contact: bool = False
    keep: Keep = Keep()

    def __post_init__(self) -> None:
        if self.served and self.mail:
            raise Problem(
                _("the mailbox is served, or goes to an address of mail: not both"),
                _("write served: true, or mail: with the address"),
            )

    @property
    def receives(self) -> bool:
        """True if a form stands on the pages."""
        return self.served or self.mail is not None


class Privacy(Model):
    """The privacy notice of the mailbox: who answers for the data and where, which data are asked
    for and why, on what basis, whom they are given to, how to object and to exercise one's rights,
    how a change of the notice is announced. Null is not known yet.
    """

    responsible: Text | None
    address: Text | None
    data: Text | None
    purposes: Text | None
    legal_basis: Text | None
    transfers: Text | None
    objection: Text | None
    rights: Text | None
    changes: Text | None
    updated_on: date | None

    @property
    def blanks(self) -> tuple[str, ...]:
        """The fields that nobody has filled in."""
        return tuple(name for name in model_fields(type(self)) if getattr(self, name) is None)


class Site(Model):
    """`url` is the public address of the site's folder, with a slash at its end; without it there
    are neither short links nor a feed. Pieces that no topic names stand under `other`; if that is
    null, they are not published.
    """

    url: Url | None
    topics: tuple[Topic, ...]
    other: Text | None
    mailbox: Mailbox
    privacy: Privacy
    note: Text | None = None

    def __post_init__(self) -> None:
        if self.url is not None and not self.url.endswith("/"):
            raise Problem(_("the address of the site must end in a slash"), self.url + "/")
