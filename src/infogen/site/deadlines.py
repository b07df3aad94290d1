"""The terms that a picture states, as its page draws them: a figure and a dot for each day."""

import re
from collections.abc import Iterator

from msgspec import Struct

from infogen.content import Data, find
from infogen.content.entries.basis import Deadline
from infogen.content.entries.procedure import Step
from infogen.content.paths import resolve_references
from infogen.content.printing import format_value
from infogen.scene import Fact, Scene, frames_in

_TERM = re.compile(r"(procedures\.[^.]+\.steps\.([^.]+))\.deadline(?:\.days)?")

GROUP = 5
"""Days in a group of dots."""

MOST = 60
"""Terms of more days have no dots: nobody counts them."""


class Term(Struct, frozen=True):
    """A term: its days and their unit, who has them for what, and which articles say so.

    `kind` is `yours` where the reader acts, `theirs` where the body or the authority does, and
    `more` where it makes another term longer.
    """

    path: str
    days: int
    unit: str
    act: str
    kind: str
    law: str

    @property
    def groups(self) -> tuple[int, ...]:
        """Dots in groups of five; none for long terms."""
        if self.days > MOST:
            return ()
        whole, rest = divmod(self.days, GROUP)
        return (GROUP,) * whole + ((rest,) if rest else ())


def terms(scene: Scene, data: Data, said: "Saying") -> tuple[Term, ...]:
    """The terms whose days are printed or drawn, in the order in which they are read."""
    found: dict[str, Term] = {}
    for fact in _in_order(scene):
        match = _TERM.fullmatch(fact.path)
        if match and fact.stated and match[1] not in found:
            made = _term(match[1], data, said)
            if made is not None:
                found[match[1]] = made
    return tuple(found.values())


def _in_order(scene: Scene) -> Iterator[Fact]:
    """The facts of the pages, from the top of the first to the foot of the last."""
    for page in scene.pages:
        for frame in frames_in(page.frame):
            yield from frame.facts


def _term(path: str, data: Data, said: "Saying") -> Term | None:
    place = find(data, path)
    step = place.value if place else None
    if not isinstance(step, Step) or not isinstance(step.deadline, Deadline):
        return None
    if step.deadline.days is None:
        return None
    unit = format_value(step.deadline).partition(" ")[2]
    kind = "more" if step.extends else "yours" if step.actor == "persona" else "theirs"
    return Term(path, step.deadline.days, unit, said(step.text), kind, _law(step, data))


def _law(step: Step, data: Data) -> str:
    law = data.content.laws[step.legal_basis.law]
    return f"{law.name}, art. {step.legal_basis.article}" if step.legal_basis.article else law.name


class Saying:
    """Texts of the data as people read them: references replaced, marks of emphasis left out."""

    def __init__(self, data: Data) -> None:
        self._data = data

    def __call__(self, text: str) -> str:
        return resolve_references(self._data, text).replace("**", "")
