"""Records about facts: signatures, answers to warnings, and the editions that were published."""

from datetime import date
from typing import Annotated

from msgspec import Meta

from infogen.content.entries.basis import Text
from infogen.source.model import Model

Digest = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
"""A SHA-256 in hexadecimal digits."""


class Answer(Model):
    """Why a warning may stay, who says so, and for how long (null: until it is removed).

    It answers the warnings of one `code`, `where` they are: the path of a fact, the name of a piece
    or a file, or a pattern of those with `*`. An error cannot be answered.
    """

    code: Text
    where: Annotated[tuple[Text, ...], Meta(min_length=1)]
    reason: Text
    by: Text
    on: date
    until: date | None = None


class StatedFact(Model):
    """A fact, and its value as it was printed."""

    fact: Text
    value: str


class Edition(Model):
    """The statement of a paper when it was published: its piece, its format, the day, and the
    values of its facts as they were printed. The key is the piece and the letters that its codes
    carry.
    """

    piece: Text
    format: Text
    published_on: date
    facts: tuple[StatedFact, ...]


class Signed(Model):
    """A fact that was signed, and the hash of what was signed."""

    fact: Text
    sha256: Digest


class SignOff(Model):
    """Facts that a person has signed on a day; `table` is the hash of all of them together.

    It records who says so. It proves nobody's identity: the signed paper does.
    """

    by: Text
    on: date
    table: Digest
    facts: Annotated[tuple[Signed, ...], Meta(min_length=1)]
