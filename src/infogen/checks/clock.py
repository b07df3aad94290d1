"""The day, for checks that depend on it. No output does: the same input gives the same bytes."""

import os
from datetime import UTC, date, datetime

from infogen.diagnostics import fail
from infogen.messages import _

EPOCH = "SOURCE_DATE_EPOCH"


def today() -> date:
    """The day of `moment` where there is one, else the machine's. Raises `Failure` as that does."""
    given = moment()
    return date.today() if given is None else given.date()


def moment() -> datetime | None:
    """The moment of SOURCE_DATE_EPOCH (seconds, UTC), or None where it is not set.

    Raises `Failure` where the variable is not a number of seconds, or is past the year 9999.
    """
    seconds = os.environ.get(EPOCH)
    if not seconds:
        return None
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        raise fail(
            "bad-date",
            _('{name} is not a number of seconds: "{value}"').format(name=EPOCH, value=seconds),
            hint=_("unset it, or write seconds since 1970"),
        ) from None
