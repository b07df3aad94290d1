"""Practices of proactive transparency, what a person answers about them in a form, and evidence."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, field

from infogen.content.entries.basis import LinkId, Names, SourceId, Text
from infogen.content.entries.records import Digest
from infogen.messages import _
from infogen.source.model import Model, Problem, Url, Whole

EvidenceId = Annotated[str, Names("evidence")]


class Evidence(Model):
    """A document, a picture or a page that shows something: a file of the workspace with the
    SHA-256 of its bytes, or an address. A picture has `alt`, what it shows.
    """

    title: Text
    kind: Literal["minuta", "acta", "foto", "video", "captura", "documento", "enlace"]
    file: Text | None = None
    url: Url | None = None
    on: date
    sha256: Digest | None = None
    alt: Text | None = None
    note: Text | None = None

    def __post_init__(self) -> None:
        if (self.file is None) == (self.url is None):
            raise Problem(
                _("evidence is a file or an address"), _("write file or url, one of them")
            )
        if self.file is not None and self.sha256 is None:
            raise Problem(
                _("a file of evidence has its SHA-256"),
                _("write the digits that sha256sum prints for it"),
            )
        if self.kind in ("foto", "captura") and self.alt is None:
            raise Problem(
                _("a picture says what it shows"), _("write alt, without names of people")
            )


class Visits(Model):
    """How often a page was read in a month, and where that was counted."""

    month: Annotated[str, Meta(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
    page: LinkId
    visits: Whole
    counted_by: Text
    read_on: date
    evidence: EvidenceId | None = None


class Post(Model):
    """A piece that was posted: where, when, and the address of the post if it is known."""

    network: Text
    piece: Text
    on: date
    url: Url | None = None


class Reply(Model):
    """The answer of a person in a box of the form: yes or no, words, or evidence by its ids."""

    answer: bool | None = None
    text: Text | None = None
    evidence: tuple[EvidenceId, ...] = ()


class Practice(Model):
    """A practice, with what only people know about it. What is null nobody has said yet.

    `form` is the form in `layouts/forms/` that it is presented with, `pieces` what it publishes,
    `pages` where, `reads` the pages that it was made from. `sessions` are the folders of its focus
    groups and `mailbox` that of the mailbox, in the workspace.
    """

    form: Text
    name: Text
    pieces: Annotated[tuple[Text, ...], Meta(min_length=1)]
    pages: tuple[LinkId, ...] = ()
    reads: tuple[LinkId, ...] = ()
    sessions: tuple[Text, ...] = ()
    mailbox: Text | None = None
    visits: tuple[Visits, ...] = ()
    posts: tuple[Post, ...] = ()
    replies: dict[str, Reply] = field(default_factory=dict)
    source: SourceId
    checked_on: date
    note: Text | None = None
