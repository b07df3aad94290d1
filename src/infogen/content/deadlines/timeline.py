"""A procedure and the days on which its steps happened to its terms, each with its last day.

A term that is counted from a step has no date until that step has happened: who counted on the last
day of an answer would lose days whenever it comes earlier.
"""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from msgspec import Struct, field

from infogen.content import Data, Deadline, Extension, LegalBasis, Procedure, Regime, Step
from infogen.content.deadlines.calendar import CalendarYear, WorkingDays
from infogen.content.deadlines.counting import DAY, Due, of_deadline
from infogen.content.entries.procedure import START
from infogen.diagnostics import Diagnostic, Failure, error
from infogen.diagnostics.hints import name_hint
from infogen.messages import _

StageKind = Literal["term", "extension", "silence"]

FIRST, LAST = date(2000, 1, 1), date(2100, 12, 31)
"""The days for which there can be calendars."""


class Stage(Struct, frozen=True):
    """One term of a procedure.

    `part` is the step's own term, the same with its extension, or the silence that follows it (its
    day is the first one on which it counts). `since` is the day that is not counted, the one
    before the first; `due` is None where that is not known; in it is the `extension`, where one
    was notified. `done_on` is the day on which the step happened; `in_time` says if that was within
    the term, None where it is not certain.
    """

    step: Step
    part: StageKind
    term: Deadline | Extension | None
    text: str
    basis: LegalBasis
    since: date | None = None
    due: Due | None = None
    extension: Deadline | None = None
    done_on: date | None = None
    in_time: bool | None = None


class Timeline(Struct, frozen=True):
    """The terms of a procedure from a day on: those with a date in their order, then the others."""

    procedure: Procedure
    start: date
    stages: tuple[Stage, ...]

    @property
    def years(self) -> tuple[CalendarYear, ...]:
        """The years of calendars that the count went through."""
        years = {y.year: y for stage in self.stages if stage.due for y in stage.due.years}
        return tuple(years[n] for n in sorted(years))


def timeline(
    procedure: Procedure,
    calendar: WorkingDays,
    start: date,
    events: Mapping[str, date] | None = None,
) -> Timeline:
    """The terms counted from `start` (the day that the procedure's `start` speaks of), where the
    steps named in `events` happened on those days.

    Raises `Failure` for steps that do not exist or make no difference, and for days that cannot be.
    """
    events = events or {}
    problems = [*_impossible(procedure, start, events)]
    if problems:
        raise Failure(problems)
    stages = _Count(procedure, calendar, start, events).stages()
    dated = sorted((s for s in stages if s.due), key=lambda s: s.due.day if s.due else LAST)
    return Timeline(procedure, start, (*dated, *(s for s in stages if not s.due)))


def procedure_timeline(
    data: Data, name: str, start: date, events: Mapping[str, date] | None = None
) -> Timeline:
    """The timeline of the content's procedure of this name.

    Raises `Failure` as `timeline` does, and for a procedure that does not exist or whose rules did
    not hold on that day.
    """
    procedures = data.content.procedures
    procedure = procedures.get(name)
    if procedure is None:
        hint = name_hint(name, procedures)
        message = _('unknown procedure "{name}"').format(name=name)
        raise Failure([error("unknown-procedure", message, hint=hint)])
    in_force(procedure, data.content.regimes, start)
    calendar = WorkingDays(data.content.calendars, procedure.counted_by)
    return timeline(procedure, calendar, start, events)


def in_force(procedure: Procedure, regimes: Mapping[str, Regime], start: date) -> None:
    """Raises `Failure` where the rules of a procedure did not hold on the day it started."""
    regime = regimes[procedure.regime]
    if (regime.valid_from and start < regime.valid_from) or (
        regime.valid_to and start > regime.valid_to
    ):
        message = _('the rules of "{regime}" did not hold on {date}')
        message = message.format(regime=procedure.regime, date=start.isoformat())
        hint = _("they hold from {first} to {last}").format(
            first=regime.valid_from or "…", last=regime.valid_to or "…"
        )
        raise Failure([error("bad-date", message, hint=hint)])


def _impossible(procedure: Procedure, start: date, events: Mapping[str, date]) -> list[Diagnostic]:
    problems = []
    if procedure.start is None:
        message = _("the procedure does not say from what day its terms are counted")
        problems.append(error("no-start", message, hint=_('add "start:" and "follows:" to it')))
    for day in (start, *events.values()):
        if not FIRST <= day <= LAST:
            message = _("{date} is not between {first} and {last}")
            message = message.format(date=day, first=FIRST.year, last=LAST.year)
            problems.append(error("bad-date", message))
    useful = _useful(procedure)
    for name, day in events.items():
        if name not in useful:
            message = _('nothing is counted from a step "{name}"').format(name=name)
            hint = name_hint(name, useful)
            problems.append(error("unknown-step", message, hint=hint))
        before = next((s.follows or s.extends for s in procedure.steps if s.id == name), None)
        since = start if before in (None, START) else max(start, events.get(before or "", start))
        if day < since:
            message = _('"{name}" cannot happen on {day}, before {since}')
            message = message.format(name=name, day=day, since=since)
            problems.append(error("bad-date", message, hint=_("correct one of the two days")))
    return problems


def _useful(procedure: Procedure) -> list[str]:
    """The steps whose day matters: they have a term, or one is counted from them."""
    followed = {step.follows for step in procedure.steps}
    return [s.id for s in procedure.steps if s.deadline or s.restarts or s.id in followed]


class _Count(Struct):
    """One count: when each step happened, and what follows from that.

    `ends` are the ends of terms that are known, by step: whatever hangs on a term asks for its end
    again, and so would each step of a chain ask several times for all of those before it.
    """

    procedure: Procedure
    calendar: WorkingDays
    start: date
    events: Mapping[str, date]
    ends: dict[str, Due | None] = field(default_factory=dict)
    steps: dict[str, Step] = field(default_factory=dict)
    extensions: dict[str, list[Step]] = field(default_factory=dict)
    restarting: dict[str, list[Step]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for step in self.procedure.steps:
            self.steps[step.id] = step
            if step.extends:
                self.extensions.setdefault(step.extends, []).append(step)
            for name in step.restarts:
                self.restarting.setdefault(name, []).append(step)

    def stages(self) -> list[Stage]:
        """The stages of each step in turn."""
        return [stage for step in self.procedure.steps for stage in self._of(step)]

    def _of(self, step: Step) -> list[Stage]:
        if step.deadline is None:
            return []
        done, due, since = self.events.get(step.id), self._extended(step), self._since(step)
        # An extension is in time while the term that it extends has not ended.
        in_time = _in_time(done, self._before(step) if step.extends else due)
        text, basis = step.text, step.legal_basis
        longer = self._longer(step)
        added = longer.deadline if longer else None
        out = [
            Stage(
                step=step,
                part="term",
                term=step.deadline,
                text=text,
                basis=basis,
                since=since,
                due=due,
                extension=added,
                done_on=done,
                in_time=in_time,
            )
        ]
        if done is not None:
            return out
        last = due.day if due else None
        if more := step.deadline.extension:
            extended = due.and_then(more.days, more.unit, self.calendar) if due else None
            out.append(
                Stage(
                    step=step,
                    part="extension",
                    term=more,
                    text=text,
                    basis=basis,
                    since=last,
                    due=extended,
                )
            )
        silence = self.procedure.silence
        if silence and silence.step == step.id:
            counts = Due(due.day + DAY, due.doubts, due.years) if due else None
            text, basis = silence.effect, silence.legal_basis
            out.append(
                Stage(
                    step=step,
                    part="silence",
                    term=None,
                    text=text,
                    basis=basis,
                    since=last,
                    due=counts,
                )
            )
        return out

    def _since(self, step: Step) -> date | None:
        """The day after which a term begins: that of the step it follows or of what restarts it."""
        if again := self._restarted(step):
            return again
        before = self._before(step)
        return before.day if before else self._followed(step)

    def _followed(self, step: Step) -> date | None:
        """The day on which that happened which a step follows."""
        return self.start if step.follows == START else self.events.get(step.follows or "")

    def _before(self, step: Step) -> Due | None:
        """The term at whose end that of a step begins."""
        if step.extends:
            return self._ends(self.steps[step.extends])
        return self._extended(self.steps[step.after_term]) if step.after_term else None

    def _ends(self, step: Step) -> Due | None:
        """The last day of a step's own term. Those that it hangs on are counted first, from the
        earliest on: a chain of terms may be longer than functions can call each other.
        """
        chain = [step]
        while (before := chain[-1].extends or chain[-1].after_term) and before not in self.ends:
            chain.append(self.steps[before])
        for one in reversed(chain):
            if one.id not in self.ends:
                self.ends[one.id] = self._counted(one)
        return self.ends[step.id]

    def _counted(self, step: Step) -> Due | None:
        """The last day of a term whose chain is counted."""
        again = self._restarted(step)
        before = self._before(step)
        since = again or (before.day if before else self._followed(step))
        if step.deadline is None or since is None:
            return None
        if before and not again:
            return before.and_then(step.deadline.days, step.deadline.unit, self.calendar)
        return of_deadline(since, step.deadline, self.calendar)

    def _extended(self, step: Step) -> Due | None:
        """The last day of a step's term, with the extension if one was notified within it."""
        return self._ends(self._longer(step) or step)

    def _longer(self, step: Step) -> Step | None:
        """The extension of a step's term that was certainly notified before it ended.

        One that was perhaps late is left out: without it the date is earlier, and so still one
        before which the term does not end.
        """
        for other in self.extensions.get(step.id, ()):
            if _in_time(self.events.get(other.id), self._ends(step)):
                return other
        return None

    def _restarted(self, step: Step) -> date | None:
        """The day of the last thing that happened from which the term is counted anew.

        What was late, or perhaps was, restarts nothing, as with extensions.
        """
        days = []
        for other in self.restarting.get(step.id, ()):
            if day := self.events.get(other.id):
                since = self._followed(other)
                if not (since and other.deadline) or _in_time(
                    day, of_deadline(since, other.deadline, self.calendar)
                ):
                    days.append(day)
        return max(days, default=None)


def _in_time(done: date | None, due: Due | None) -> bool | None:
    """A day up to the earliest last one is in time whatever else comes to be known."""
    if done is None or due is None:
        return None
    if done <= due.day:
        return True
    return False if due.exact else None
