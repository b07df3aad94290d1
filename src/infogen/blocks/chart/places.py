"""The places of a chart's labels: inside of its box, and on nothing that stands there already."""

from collections.abc import Iterable

from infogen.blocks.fragment import Fragment, Laid
from infogen.scene import Placed

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""


class Places:
    """The labels of a chart of a width and a height, and the boxes and lines that none may lie on.

    `apart` is the least distance of a label from any of them, and thrice that beside another label,
    or two numbers would be read as one. `lacking` is the height of the tallest label for which no
    place was free.
    """

    def __init__(self, width: float, height: float, apart: float) -> None:
        self.width, self.height, self.apart = width, height, apart
        self.labels: list[Laid] = []
        self.lacking = 0.0
        self._boxes: list[Box] = []
        self._words: list[Box] = []
        self._lines: list[tuple[Point, Point, float]] = []

    def keep_off(self, box: Box) -> None:
        """Let no later label lie on a box."""
        self._boxes.append(box)

    def keep_off_line(self, start: Point, end: Point, thickness: float) -> None:
        """Let no later label lie on a line."""
        self._lines.append((start, end, thickness / 2))

    def put(self, frame: Fragment, at: Point) -> None:
        """Put a label at a place, moved into the box of the chart where it leaves it."""
        x, y = self._inside(frame, at)
        self.labels.append(Placed(x, y, frame))
        self._words.append(box_of(frame, (x, y)))

    def put_if_free(self, frame: Fragment, at: Point) -> bool:
        """Put a label at a place, unless something stands there."""
        free = self._is_free(box_of(frame, self._inside(frame, at)))
        if free:
            self.put(frame, at)
        return free

    def choose(self, choices: Iterable[tuple[Fragment, Point]]) -> None:
        """Put a label, in one of its settings, at the first of the places that is free. If none
        is, it stands at the first of all, and is `lacking` room.
        """
        listed = list(choices)
        if not any(self.put_if_free(frame, at) for frame, at in listed):
            self.lacking = max(self.lacking, listed[0][0].size.height)
            self.put(*listed[0])

    def _is_free(self, box: Box) -> bool:
        wide = _grown(box, self.apart)
        beside = wide[0] - 2 * self.apart, wide[1], wide[2] + 2 * self.apart, wide[3]
        return not (
            any(_meet(wide, other) for other in self._boxes)
            or any(_meet(beside, other) for other in self._words)
            or any(_crosses(start, end, _grown(wide, half)) for start, end, half in self._lines)
        )

    def _inside(self, frame: Fragment, at: Point) -> Point:
        x = min(max(0.0, at[0]), max(0.0, self.width - frame.size.width))
        y = min(max(0.0, at[1]), max(0.0, self.height - frame.size.height))
        return x, y


def box_of(frame: Fragment, at: Point) -> Box:
    """The box of a label at a place."""
    return at[0], at[1], at[0] + frame.size.width, at[1] + frame.size.height


def box_around(x: float, y: float, radius: float) -> Box:
    """The box of a disc."""
    return x - radius, y - radius, x + radius, y + radius


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _grown(box: Box, by: float) -> Box:
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def _crosses(start: Point, end: Point, box: Box) -> bool:
    """True if a line from one point to another passes through a box (Liang and Barsky)."""
    first, last = 0.0, 1.0
    for axis in (0, 1):
        way = end[axis] - start[axis]
        low, high = box[axis] - start[axis], box[axis + 2] - start[axis]
        if way == 0:
            if low >= 0 or high <= 0:
                return False
            continue
        enter, leave = sorted((low / way, high / way))
        first, last = max(first, enter), min(last, leave)
        if first >= last:
            return False
    return True
