"""What day it is, for checks that depend on it. No output does: the same input, the same bytes."""

import os
from datetime import UTC, date, datetime

from infogen.diagnostics import fail
from infogen.messages import _

EPOCH = "SOURCE_DATE_EPOCH"


def today() -> date:
    """The day of SOURCE_DATE_EPOCH (seconds, UTC) where it is set, else the machine's.

    Raises `Failure` where the variable is no number of seconds.
    """
    seconds = os.environ.get(EPOCH)
    if not seconds:
        return date.today()
    try:
        return datetime.fromtimestamp(int(seconds), UTC).date()
    except (ValueError, OverflowError, OSError):
        raise fail(
            "bad-date",
            _('{name} is not a number of seconds: "{value}"').format(name=EPOCH, value=seconds),
            hint=_("unset it, or write seconds since 1970"),
        ) from None
