"""Facts of a regime that has ended are named."""

from collections.abc import Iterator
from datetime import date

from infogen.checks.seen.facts import used
from infogen.content import Data, place, printed
from infogen.diagnostics import Diagnostic, warning
from infogen.messages import _
from infogen.scene import Scene


def regime(data: Data, scene: Scene, today: date) -> Iterator[Diagnostic]:
    """One warning for each fact whose regime had ended by today."""
    for known in used(data, scene, today):
        ruling = data.content.regimes.get(known.regime or "")
        if ruling is not None and ruling.valid_to is not None and ruling.valid_to < today:
            yield warning(
                "ended-regime",
                _('"{path}" is of the regime "{regime}", which ended on {date}').format(
                    path=known.path, regime=known.regime, date=printed(ruling.valid_to)
                ),
                place(data, known.said["regime"]),
                _("write what the new law says, or answer why the old one still holds"),
                known.path,
            )
