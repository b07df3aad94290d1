"""Where things are on the scale: what is drawn of a step, and rows as near their bars as others
let them.
"""

from collections.abc import Sequence

from msgspec import Struct

from infogen.content import Procedure, Step


class Span(Struct, frozen=True):
    """The drawn part of a step: a bar between two days, or a ring at one (`begin == end`).

    `after` is the id of the step at whose end it begins. `open`: it may happen at any time between
    the days.
    """

    begin: int
    end: int
    after: str | None = None
    open: bool = False

    @property
    def is_bar(self) -> bool:
        """True if it takes days."""
        return self.end > self.begin


def spans(
    procedure: Procedure, steps: Sequence[Step], within: Sequence[Step | None]
) -> list[Span | None]:
    """The span of each step; None for one that has no place on the scale, because nobody can count
    when its term begins. `within` are the steps in whose terms those without one may happen.
    """
    out: list[Span | None] = []
    passed = 0
    for step, around in zip(steps, within, strict=True):
        term = procedure.latest(around or step)
        if term is not None:
            after = None if around else step.extends or step.follows or step.after_term
            out.append(Span(*term, after, around is not None))
            passed = max(passed, term[1])
        elif step.deadline is None:
            out.append(Span(passed, passed))
        else:
            out.append(None)
    return out


def spread(
    wanted: Sequence[float], heights: Sequence[float], gap: float, low: float, high: float
) -> list[float]:
    """Tops of boxes in their order that do not touch, each as near as it can be to the top that is
    wanted (least squares), between `low` and `high` as long as all have room there.
    """
    offsets = [0.0]
    for height in heights:
        offsets.append(offsets[-1] + height + gap)
    blocks: list[tuple[float, int]] = []
    for top, offset in zip(wanted, offsets, strict=False):
        mean, count = top - offset, 1
        while blocks and blocks[-1][0] > mean:
            before, many = blocks.pop()
            mean, count = (before * many + mean * count) / (many + count), many + count
        blocks.append((mean, count))
    last = max(low, high - offsets[-1] + gap)
    levels = [min(max(mean, low), last) for mean, count in blocks for _one in range(count)]
    return [level + offset for level, offset in zip(levels, offsets, strict=False)]
