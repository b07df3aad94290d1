"""A procedure: its steps with their deadlines, what it asks for, and what follows."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, model_validator

from infogen.content.basis import (
    Confidence,
    Deadline,
    Id,
    LegalBasis,
    LinkId,
    ProcedureId,
    RegimeId,
    SourceId,
    Text,
    Unknown,
)
from infogen.messages import _
from infogen.model import Count, Model, Problem

INHERITED = ("regime", "checked_on", "review_by")
"""What a step takes from its procedure where it does not say it itself."""

Actor = Literal[
    "persona",
    "unidad",
    "habilitado",
    "comite",
    "sujeto_obligado",
    "superior_jerarquico",
    "garante",
    "partes",
]


def _inherits(schema: dict[str, Any]) -> None:
    """In a file, a step may leave out what it takes from elsewhere."""
    taken = {*INHERITED, "action"}
    schema["required"] = [key for key in schema["required"] if key not in taken]


class Step(Model):
    """One act of a procedure: who does what, by when, and by what article.

    `n` is its place. `action` is its id unless two steps do the same. `lane: interno` is handling
    that the person does not see; a `branch` happens only in that case. `extends` names the step
    whose deadline an extension makes longer. `kept` is how long what was prepared is kept.
    """

    model_config = ConfigDict(json_schema_extra=_inherits)

    id: Id
    n: Annotated[int, Field(ge=1)]
    actor: Actor
    action: Id
    lane: Literal["interno"] | None = None
    branch: Id | None = None
    text: Text
    deadline: Deadline | None
    extends: Id | None = None
    kept: Deadline | None = None
    effect: Literal["reinicia_plazo", "interrumpe_plazo"] | None = None
    link: LinkId | None = None
    legal_basis: LegalBasis
    source: SourceId
    confidence: Confidence
    regime: RegimeId
    checked_on: date
    review_by: date | None
    conflict: Text | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _extends(self) -> "Step":
        extension = self.deadline is not None and self.deadline.kind == "extension"
        if extension != (self.extends is not None):
            raise Problem(
                _("an extension and the step that it extends go together"),
                _('write "extends" and "kind: extension", or neither'),
            )
        return self


class Requirement(Model):
    """Something to say or bring; `conditional` is needed only in some cases."""

    id: Id
    text: Text
    required: bool | Literal["conditional"]
    article: Text
    note: Text | None = None


class Right(Model):
    """One of the rights that a procedure exercises; `code` is its letter in the acronym."""

    id: Id
    code: Annotated[str, Field(pattern="^[A-Z]$")]
    name: Text
    text: Text
    article: Text
    note: Text | None = None


class Silence(Model):
    """What it means that no answer came in time."""

    effect: Text
    legal_basis: LegalBasis


class Costs(Model):
    """Whether the procedure is free, and how many plain sheets are."""

    free: bool
    free_plain_sheets: Count
    note: Text | None = None
    legal_basis: LegalBasis


class Appeal(Model):
    """Who may challenge the decision, and before whom."""

    who: Actor
    way: Text
    note: Text | None = None
    legal_basis: LegalBasis


class Duty(Model):
    """What the body must publish about the procedure."""

    id: Id
    text: Text
    legal_basis: LegalBasis
    source: SourceId
    confidence: Confidence


class Scoring(Model):
    """How the result is measured, and the articles whose shares it joins."""

    unit: Text
    breakdown: tuple[LegalBasis, ...]
    formula: Text | None
    note: Text | None = None


class Gap(Unknown):
    """A question about the procedure that the law read does not answer."""

    id: Id


class Procedure(Model):
    """A procedure of the law. Its source, confidence and dates hold for all but its steps."""

    title: Text
    summary: Text
    trigger: Text | None = None
    legal_basis: Annotated[tuple[LegalBasis, ...], Field(min_length=1)]
    regime: RegimeId
    source: SourceId
    confidence: Confidence
    checked_on: date
    review_by: date | None
    periodicity: Unknown | None = None
    scoring: Scoring | None = None
    rights: tuple[Right, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    outcomes: tuple[Text, ...] = ()
    silence: Silence | None = None
    costs: Costs | None = None
    appeal: Appeal | None = None
    appeals: tuple[ProcedureId, ...] = ()
    duties: tuple[Duty, ...] = ()
    unknowns: tuple[Gap, ...] = ()
    links: tuple[LinkId, ...] = ()
