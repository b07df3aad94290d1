"""Authorities that are about to change, or are gone, are named."""

from collections.abc import Iterator
from datetime import date

from infogen.checks.seen.facts import used
from infogen.content import Authority, Data, find, place, printed
from infogen.diagnostics import Diagnostic, warning
from infogen.messages import _
from infogen.scene import Scene


def authority(data: Data, scene: Scene, today: date) -> Iterator[Diagnostic]:
    """One warning for each authority in transition, and for each that has ended."""
    for known in used(data, scene, today):
        found = find(data, known.path)
        if found is None or not isinstance(found.value, Authority):
            continue
        who = found.value
        if who.status == "extinta" or (who.valid_to is not None and who.valid_to < today):
            when = printed(who.valid_to) if who.valid_to else _("a day that is not known")
            yield warning(
                "authority-ended",
                _("{name} is no longer the authority, since {date}").format(
                    name=who.name, date=when
                ),
                place(data, f"{known.path}.status"),
                _("write its successor: {name}").format(name=who.successor or "–"),
                known.path,
            )
        elif who.status == "en_transicion":
            possible = [one.name for one in who.candidates if one.state == "posible"]
            candidates = "; ".join(possible) or "–"
            yield warning(
                "authority-in-transition",
                _("{name} is in transition: {reason}").format(
                    name=who.name, reason=who.note or _("nobody has written why")
                ),
                place(data, f"{known.path}.status"),
                _("confirm who decides before publishing; possible successors: {names}").format(
                    names=candidates
                ),
                known.path,
            )
