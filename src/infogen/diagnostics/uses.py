"""The uses of components that led to a finding, in words."""

from collections.abc import Sequence

from infogen.diagnostics import Trace
from infogen.messages import _

MOST = 3
"""Uses that people are shown; of the others they read how many there are."""


def describe_use(component: str) -> str:
    """The words before the place of a use."""
    return _('in "{component}", used here').format(component=component)


def describe_traces(traces: Sequence[Trace], most: int = MOST) -> list[str]:
    """A line for each of the first uses, with those around it, and one that counts the others."""
    lines = [
        ", ".join(f"{describe_use(use.component)}: {use.at}" for use in trace)
        for trace in traces[:most]
    ]
    more = len(traces) - most
    if more == 1:
        lines.append(_("and in 1 more use"))
    elif more > 1:
        lines.append(_("and in {count} more uses").format(count=more))
    return lines
