"""Authorities that are about to change, or are gone, are named."""

from collections.abc import Iterator

from infogen.checks.seen.facts import Usage
from infogen.content import Authority, find, format_value, span_at
from infogen.diagnostics import Diagnostic, warning
from infogen.messages import _


def authority(usage: Usage) -> Iterator[Diagnostic]:
    """One warning for each authority in transition, and for each that has ended."""
    data, today = usage.data, usage.today
    for known in usage.standings:
        found = find(data, known.path)
        if found is None or not isinstance(found.value, Authority):
            continue
        who = found.value
        if who.status == "extinta" or (who.valid_to is not None and who.valid_to < today):
            when = format_value(who.valid_to) if who.valid_to else _("an unknown day")
            yield warning(
                "authority-ended",
                _("{name} has not been the authority since {date}").format(
                    name=who.name, date=when
                ),
                span_at(data, f"{known.path}.status"),
                _("write who decides now: {name}").format(name=who.successor)
                if who.successor
                else _("write who decides now"),
                known.path,
            )
        elif who.status == "en_transicion":
            possible = [one.name for one in who.candidates if one.state == "posible"]
            candidates = "; ".join(possible) or "–"
            yield warning(
                "authority-in-transition",
                _("{name} is in transition: {reason}").format(
                    name=who.name, reason=who.note or _("no reason is given")
                ),
                span_at(data, f"{known.path}.status"),
                _("confirm who decides before publishing; possible successors: {names}").format(
                    names=candidates
                ),
                known.path,
            )
