"""Readings of ballots on paper to what counts: the machine, people, and what is settled."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from infogen.focus.ballots import DOUBT, FIRST, MACHINE, PHONE, SECOND, SETTLED
from infogen.focus.session import CRITERIA, Session

UNSAID = "unsaid"
"""The household or the age that a person did not say."""

BALLOT = (*CRITERIA, "household", "band")


class Vote(Struct, frozen=True):
    """The vote of one person. A ranking that was not given is empty, a household or band that
    was not said is `UNSAID`; `answers` are those to the questions about `assigned`.
    """

    folio: str
    channel: str
    assigned: str
    household: str
    band: str
    attention: tuple[str, ...]
    clarity: tuple[str, ...]
    answers: tuple[str, ...]
    glance: str = ""
    line: str = ""

    def ranking(self, criterion: str) -> tuple[str, ...]:
        """The shapes from the first to the last."""
        return self.attention if criterion == "attention" else self.clarity


def parts(session: Session) -> tuple[str, ...]:
    """The parts of a ballot on paper with its sheet of comprehension."""
    return (*BALLOT, *(f"question.{n}" for n in range(len(session.questions))))


def agreed_value(readings: Mapping[str, str]) -> str | None:
    """The value of a part, or None where a person has to look.

    What a person settled counts. Else two readings must agree: the machine and a person where the
    machine was in doubt or a person has keyed it too, two people where there is no machine. A
    machine that is sure counts alone.
    """
    if SETTLED in readings:
        return readings[SETTLED]
    people = [readings[source] for source in (FIRST, SECOND) if source in readings]
    machine = readings.get(MACHINE)
    if machine is None:
        return people[0] if len(people) == 2 and people[0] == people[1] else None
    if machine == DOUBT:
        return people[0] if people and len(set(people)) == 1 else None
    return machine if all(value == machine for value in people) else None


def open_parts(session: Session, readings: Mapping[str, Mapping[str, str]]) -> list[str]:
    """The parts of a ballot that a person has to look at, of those that have a reading."""
    return [
        part for part in parts(session) if part in readings and agreed_value(readings[part]) is None
    ]


def votes(session: Session, readings: Mapping[str, Mapping[str, Mapping[str, str]]]) -> list[Vote]:
    """The votes of all ballots, phones first; ballots without any value are left out."""
    found = []
    for folio in sorted(readings, key=session.place):
        one = readings[folio]
        phone = folio[-4] == "T"
        values: dict[str, str] = {}
        for part, sources in one.items():
            value = sources.get(PHONE) if phone else agreed_value(sources)
            if value is not None:
                values[part] = value
        if any(part in values for part in (*CRITERIA, "question.0")):
            found.append(_vote(session, folio, values))
    return found


def _vote(session: Session, folio: str, values: Mapping[str, str]) -> Vote:
    count = len(session.questions)
    return Vote(
        folio=folio,
        channel="phone" if folio[-4] == "T" else "paper",
        assigned=session.assigned_shape(session.place(folio)),
        household=values.get("household", UNSAID),
        band=values.get("band", UNSAID),
        attention=parse_ranking(session, values.get("attention", "")),
        clarity=parse_ranking(session, values.get("clarity", "")),
        answers=tuple(values.get(f"question.{n}", "") for n in range(count)),
        glance=values.get("glance", ""),
        line=values.get("line", ""),
    )


def parse_ranking(session: Session, value: str) -> tuple[str, ...]:
    """The ranking that was saved as `circulo>triangulo`; none for any other text."""
    order = tuple(value.split(">"))
    return order if sorted(order) == sorted(session.shapes) else ()


def format_ranking(order: Sequence[str]) -> str:
    """A ranking as it is saved."""
    return ">".join(order)
