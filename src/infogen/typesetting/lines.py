"""Which stops end the lines: the fewest lines, and of those the ones that look best together.

Total fit (after Knuth and Plass): dynamic programming over the stops. There are never more lines
than filling one after another would make; of those ways, the one with the least raggedness and the
fewest faults at the lines' ends is taken.
"""

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from infogen.typesetting.breaks import Stop

LINE = 1e6
"""The cost of a line: more than all faults together, so that a fault never adds a line."""

HANGING_IN_DISPLAY, HANGING = 1e3, 0.05
WIDOW = 5e2
SENTENCE_IN_DISPLAY = -0.2
"""A headline of several sentences reads best with each on lines of its own."""
HYPHEN = 0.05
HYPHENS_IN_A_ROW = 2

SHORT_LAST = 0.25
"""The share of the width below which a last line costs."""

_TOLERANCE = 1e-6


class MeasuredText(Struct, frozen=True):
    """A text without forced breaks: from node i to node j a line is `ends[j] - starts[i]` wide.

    Node 0 is the beginning, node n the stop `stops[n - 1]`. `starts` take the optical margin into
    account, `ends` leave the trailing space out. After a node of `widows` one short word is left.
    """

    stops: tuple[Stop, ...]
    starts: tuple[float, ...]
    ends: tuple[float, ...]
    widows: frozenset[int]


class Taste(Struct, frozen=True):
    """`balance`: lines of equal widths, not full ones. `display`: no hanging word at any price."""

    balance: bool = False
    display: bool = False


def choose(text: MeasuredText, width: float, taste: Taste) -> list[int]:
    """The stops (as indices) that end the lines.

    Only a piece that cannot be broken is wider than `width`, which is in the unit of `text`.
    """
    last = len(text.stops)
    if text.ends[last] - text.starts[0] <= width + _TOLERANCE:
        return [last - 1]
    nodes = _usable(text, width)
    costs, before, hyphens = [0.0], [0], [0]
    for b in range(1, len(nodes)):
        end = nodes[b]
        stop = text.stops[end - 1]
        fault = LINE + _fault(stop, taste)
        best, best_a = 0.0, -1
        for a in range(b - 1, -1, -1):
            used = text.ends[end] - text.starts[nodes[a]]
            if used > width + _TOLERANCE and a < b - 1:
                break
            full = used / width if used < width else 1.0
            wanted = 1.0 if end < last or taste.balance else SHORT_LAST
            cost = costs[a] + fault + max(0.0, wanted - full) ** 2
            if end == last and nodes[a] in text.widows:
                cost += WIDOW
            if stop.kind == "soft" and hyphens[a] >= HYPHENS_IN_A_ROW:
                cost += 2 * LINE
            if best_a < 0 or cost < best:
                best, best_a = cost, a
        costs.append(best)
        before.append(best_a)
        hyphens.append(hyphens[best_a] + 1 if stop.kind == "soft" else 0)
    return [nodes[b] - 1 for b in _path(before)]


def _fault(stop: Stop, taste: Taste) -> float:
    if stop.kind == "soft":
        return HYPHEN
    if stop.hanging:
        return HANGING_IN_DISPLAY if taste.display else HANGING
    return SENTENCE_IN_DISPLAY if stop.sentence and taste.display else 0.0


def _usable(text: MeasuredText, width: float) -> list[int]:
    """The nodes, with the resorts only where the piece around them does not fit."""
    resorts = [0, *(stop.resort for stop in text.stops)]
    nodes = [node for node, resort in enumerate(resorts) if resort == 0]
    for level in range(1, max(resorts) + 1):
        finer = [0]
        for a, b in pairwise(nodes):
            if text.ends[b] - text.starts[a] > width + _TOLERANCE:
                finer += [node for node in range(a + 1, b) if resorts[node] == level]
            finer.append(b)
        nodes = finer
    return nodes


def _path(before: Sequence[int]) -> list[int]:
    path, at = [], len(before) - 1
    while at > 0:
        path.append(at)
        at = before[at]
    return path[::-1]
