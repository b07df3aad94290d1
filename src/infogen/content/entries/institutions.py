"""The series, the body that the pieces speak of, its offices, and the authorities that decide."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta as Bounds
from msgspec import field

from infogen.content.entries.basis import (
    Confidence,
    Id,
    LegalBasis,
    RegimeId,
    Rule,
    SourceId,
    Text,
    Unit,
    Unknown,
    in_order,
)
from infogen.source.model import Model, Whole


class Meta(Model):
    """The state of the facts as a whole: when they were last checked, and what to warn of.

    `legal_basis`, `source` and `confidence` are those of `day_unit_default` alone.
    """

    jurisdiction: Text
    regime: RegimeId
    day_unit_default: Unit
    legal_basis: tuple[LegalBasis, ...] = ()
    source: SourceId | None = None
    confidence: Confidence | None = None
    checked_on: date
    latest_dated_evidence: date | None
    review_by: date | None
    warning: Text
    hours_cutoff: Unknown
    note: Text | None = None


class Series(Model):
    """The head of every piece, the theme that they have unless another one is asked for, the name
    of the sign that stands for a day, and the licence of the files; a `license` that is null is not
    known, and none is claimed.
    """

    name: Text
    theme: Text = "a-la-vista"
    day: Text = "punto"
    license: Text | None = None


class Contact(Model):
    """How to reach an office; null is not known."""

    address: Text | None
    phone: Text | None
    email: Text | None
    hours: Text | None

    @property
    def known(self) -> bool:
        """True if there is any way to reach it."""
        return bool(self.address or self.phone or self.email)

    @property
    def unknown(self) -> bool:
        """True if nothing is known but that the office exists."""
        return not self.known


class Unidad(Contact):
    """The body's Unidad de Transparencia: who heads it, and how to reach it."""

    titular: Text | None


class AuthorityContact(Contact):
    """How to reach an authority, and where that was read. `toll_free` is the number that costs
    nothing, `as_of` the day for which the source says so.
    """

    toll_free: Text | None
    source: SourceId
    confidence: Confidence
    as_of: date | None
    note: Text | None = None


class Candidate(Model):
    """An authority that decides, or may come to: what is known of it, and by whom.

    `state` says whether it decides now (`en_funciones`), is named by somebody as the next one
    (`posible`), or was and is no longer meant (`descartada`).
    """

    id: Id
    name: Text
    full_name: Text | None
    state: Literal["en_funciones", "posible", "descartada"]
    reason: Text
    source: SourceId
    confidence: Confidence
    as_of: date | None


class Brand(Model):
    """The body's own identity, as far as it is known."""

    description: Text
    source: SourceId
    note: Text | None = None


class SujetoObligado(Model):
    """The body that must answer, and the forms of its noun that sentences need: `al partido`…

    `short` signs the foot of pieces, and under it `area`, or how to reach that (null: the name
    takes both lines); `habilitado_term` is what the law calls the person of each area that looks
    for the information, in a body of this type.
    """

    id: Text
    name: Text
    short: Text
    area: Text | None = "Unidad de Transparencia"
    type: Text
    el: Text
    El: Text
    al: Text
    del_: Text = field(name="del")
    un: Text
    los: Text
    habilitado_term: Text
    habilitado_basis: LegalBasis
    ipomex3_clave: Text | None
    ipomex4_id: Text | None
    unidad: Unidad
    brand: Brand | None = None
    checked_on: date
    review_by: date | None
    note: Text | None = None


class Authority(Model):
    """An authority that decides, and its standing: never typed in a text. `short` is its name in
    narrow places, `candidates` are those of whom somebody says that they decide or will.
    """

    name: Text
    short: Annotated[str, Bounds(min_length=1, max_length=12)]
    full_name: Text
    status: Literal["vigente", "en_transicion", "extinta"]
    regime: RegimeId
    valid_from: date | None
    valid_to: date | None
    successor: Text | None
    candidates: tuple[Candidate, ...] = ()
    contact: AuthorityContact | None = None
    legal_basis: LegalBasis | None = None
    source: SourceId
    confidence: Confidence
    checked_on: date
    review_by: date | None
    note: Text | None = None

    def __post_init__(self) -> None:
        in_order(self.valid_from, self.valid_to)


class ActorName(Model):
    """A name for someone who acts in a procedure; `said` are others by which texts call them."""

    name: Text
    said: tuple[Text, ...] = ()


class Body(Model):
    """An office or person inside the body that handles requests, with what it owes to people."""

    name: Text
    text: Text
    least_members: Whole | None = None
    duties: tuple[Rule, ...] = ()
    legal_basis: LegalBasis
    source: SourceId
    confidence: Confidence
    checked_on: date
    review_by: date | None
    note: Text | None = None
