"""A procedure: its steps with their deadlines, what it asks for, and what follows."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from msgspec import Meta

from infogen.content.entries.basis import (
    Confidence,
    Deadline,
    Extension,
    Id,
    LegalBasis,
    LinkId,
    Names,
    ProcedureId,
    RegimeId,
    Rule,
    SourceId,
    Text,
    Unknown,
)
from infogen.messages import _
from infogen.source.model import Count, Model, Problem, Schema, Whole

START = "start"
"""In `follows`: the day that the procedure's `start` speaks of."""

OF_THE_GARANTE = frozenset({"LTAIPEMyM", "LPDPPSOEMyM", "LINEAMIENTOS_VVO"})
"""Laws whose terms follow the calendar of the garante."""

INHERITED = ("regime", "checked_on", "review_by")
"""The fields that a step takes from its procedure where it does not say them itself."""

Actor = Annotated[
    Literal[
        "persona",
        "unidad",
        "habilitado",
        "comite",
        "sujeto_obligado",
        "superior_jerarquico",
        "garante",
        "partes",
    ],
    Names("actors"),
]


class Condition(Model):
    """A condition for an act to hold: said of a fact, it is said wherever the fact is.

    `said` are words in which texts say it, beside those of `text`.
    """

    id: Id
    text: Text
    said: tuple[Text, ...] = ()


class Step(Model):
    """One act of a procedure: who does what, by when, and by what article.

    `n` is its place, `act` what is done in a few words: a title. `action` is its id unless two
    steps do the same. `lane: interno` is handling that the person does not see; a `branch` happens
    only in some cases, which `case` says in words. `extends` names the step whose deadline an
    extension makes longer. `kept` is how long what was prepared is kept. `label` is what people
    call its deadline. `within` names the step in whose term this one runs: its days are not added
    to those. `conditions` are what a text about the act must not leave out.

    The deadline is counted from the day on which the step happened that it `follows` (`start`: what
    the procedure's `start` says), or from the end of the term of `after_term`; from neither where
    the law does not say, or speaks of what is no step. An `effect` makes the terms of `restarts`
    begin anew on the day on which this step happens.
    """

    id: Id
    n: Whole
    actor: Actor
    act: Text | None = None
    action: Id
    lane: Literal["interno"] | None = None
    branch: Id | None = None
    case: Text | None = None
    label: Text | None = None
    text: Text
    deadline: Deadline | None
    extends: Id | None = None
    follows: Id | None = None
    after_term: Id | None = None
    within: Id | None = None
    conditions: tuple[Condition, ...] = ()
    kept: Deadline | None = None
    effect: Literal["reinicia_plazo", "interrumpe_plazo"] | None = None
    restarts: tuple[Id, ...] = ()
    link: LinkId | None = None
    legal_basis: LegalBasis
    source: SourceId
    confidence: Confidence
    regime: RegimeId
    checked_on: date
    review_by: date | None
    conflict: Text | None = None
    note: Text | None = None

    @property
    def yours(self) -> bool:
        """True if the person does it."""
        return self.actor == "persona"

    @classmethod
    def in_files(cls, schema: Schema) -> Schema:
        """In a file, a step may leave out what it takes from elsewhere."""
        taken = {*INHERITED, "action"}
        return {**schema, "required": [key for key in schema["required"] if key not in taken]}

    def __post_init__(self) -> None:
        self._extends()
        self._counted()

    def _extends(self) -> None:
        extension = self.deadline is not None and self.deadline.kind == "extension"
        if extension != (self.extends is not None):
            raise Problem(
                _("an extension and the step that it extends go together"),
                _('write "extends" and "kind: extension", or neither'),
            )

    def _counted(self) -> None:
        begins = [name for name in (self.extends, self.follows, self.after_term) if name]
        if len(begins) > 1:
            raise Problem(
                _("a term begins once"),
                _('keep one of "extends", "follows" and "after_term"'),
            )
        if begins and self.deadline is None:
            raise Problem(
                _("a step that is counted from another needs a deadline"),
                _("add the deadline, or leave out from when it is counted"),
            )
        if (self.effect is None) != (not self.restarts):
            raise Problem(
                _("an effect and the terms that it restarts go together"),
                _('write "effect" and "restarts", or neither'),
            )


class Requirement(Model):
    """Something to say or bring; `conditional` is needed only in some cases."""

    id: Id
    text: Text
    required: bool | Literal["conditional"]
    article: Text
    note: Text | None = None

    @property
    def needed(self) -> bool:
        """True if it is needed in every case."""
        return self.required is True

    @property
    def conditional(self) -> bool:
        """True if it is needed only in some cases."""
        return self.required == "conditional"

    @property
    def optional(self) -> bool:
        """True if it may be left out."""
        return self.required is False


class Right(Model):
    """One of the rights that a procedure exercises; `code` is its letter in the acronym."""

    id: Id
    code: Annotated[str, Meta(pattern="^[A-Z]$")]
    name: Text
    text: Text
    article: Text
    note: Text | None = None


class Ground(Model):
    """A reason for which a procedure may be begun."""

    id: Id
    text: Text
    article: Text


class Silence(Model):
    """The effect of silence: no answer came in time, that is by the end of the term of `step`."""

    step: Id
    effect: Text
    legal_basis: LegalBasis


class Costs(Model):
    """True if the procedure is free, and how many plain sheets are."""

    free: bool
    free_plain_sheets: Count
    note: Text | None = None
    legal_basis: LegalBasis


class Appeal(Model):
    """A challenge of the decision: whose right it is, and before whom."""

    who: Actor
    way: Text
    note: Text | None = None
    legal_basis: LegalBasis


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
    """A procedure of the law. Its source, confidence and dates hold for all but its steps.

    `grounds` are the reasons for which it may be begun; `rules` what the law says besides its acts,
    `duties` what the body must publish about it.

    `start` is what happened on the day from which its terms are counted. `calendar` says whose
    official calendar they follow, where that is not the one of its law: by LTAIPEMyM 3-X and
    LPDPPSOEMyM 4-XV that of the garante, else that of the institution itself.
    """

    title: Text
    summary: Text
    trigger: Text | None = None
    start: Text | None = None
    calendar: Literal["garante", "sujeto_obligado"] | None = None
    legal_basis: Annotated[tuple[LegalBasis, ...], Meta(min_length=1)]
    regime: RegimeId
    source: SourceId
    confidence: Confidence
    checked_on: date
    review_by: date | None
    periodicity: Unknown | None = None
    scoring: Scoring | None = None
    rights: tuple[Right, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    steps: Annotated[tuple[Step, ...], Meta(min_length=1)]
    outcomes: tuple[Text, ...] = ()
    silence: Silence | None = None
    costs: Costs | None = None
    appeal: Appeal | None = None
    appeals: tuple[ProcedureId, ...] = ()
    grounds: tuple[Ground, ...] = ()
    rules: tuple[Rule, ...] = ()
    duties: tuple[Rule, ...] = ()
    unknowns: tuple[Gap, ...] = ()
    links: tuple[LinkId, ...] = ()

    @property
    def counted_by(self) -> Literal["garante", "sujeto_obligado"]:
        """Whose official calendar its terms follow."""
        if self.calendar is not None:
            return self.calendar
        named = any(basis.law in OF_THE_GARANTE for basis in self.legal_basis)
        return "garante" if named else "sujeto_obligado"

    def latest(self, step: Step) -> tuple[int, int] | None:
        """The days after `start` between which the term of a step runs, if each act that it is
        counted from takes all its time: (0, 15) for a term of 15 days from `start` on.

        None where it has no term, or is counted from what has no day itself.
        """
        begin = self._latest_begin(step, {other.id: other for other in self.steps})
        if step.deadline is None or begin is None:
            return None
        return begin, begin + step.deadline.days

    def _latest_begin(self, step: Step, steps: Mapping[str, Step]) -> int | None:
        """The day on which a step's term begins at the latest; `steps` are those that it may be
        counted from.
        """
        before = step.extends or step.follows or step.after_term
        if before == START:
            return 0
        other = steps.get(before) if before else None
        if other is None or other.deadline is None:
            return None
        rest = {
            key: one for key, one in steps.items() if key != other.id
        }  # in a circle nothing begins
        begin = self._latest_begin(other, rest)
        return None if begin is None else begin + other.deadline.days

    @property
    def longest(self) -> Extension | None:
        """How long it takes at most: the terms that follow each other from `start` on in all cases.

        None where no term is counted from `start`.
        """
        always = {step.id: step for step in self.steps if step.branch is None}
        ends = [
            begin + step.deadline.days
            for step in always.values()
            if step.deadline and (begin := self._latest_begin(step, always)) is not None
        ]
        return Extension(days=max(ends), unit="habiles") if ends else None
