"""SVG path data to path commands (SVG 2, 9.3): every command letter, absolute and relative."""

import re
from collections.abc import Iterator
from math import acos, ceil, cos, hypot, pi, radians, sin, sqrt, tan

from msgspec import Struct

from infogen.messages import _
from infogen.scene import Command

_TOKEN = re.compile(
    r"([MmLlHhVvCcSsQqTtAaZz])|([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)|([\s,]+)"
)
_COUNT = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}

LARGEST = 100_000.0
"""The largest number of path data: a thousand times its box."""

FINEST = 1e-6
"""A radius of an arc below which it is a line."""

Point = tuple[float, float]


class _Pen(Struct):
    """Where the path is, where its part began, and the control point that S and T mirror."""

    here: Point = (0.0, 0.0)
    start: Point = (0.0, 0.0)
    control: Point = (0.0, 0.0)
    before: str = ""

    def mirror_control(self, kinds: str) -> Point:
        """The mirror of the last control point after a curve of these kinds, else where the pen
        is.
        """
        if self.before not in kinds:
            return self.here
        return (2 * self.here[0] - self.control[0], 2 * self.here[1] - self.control[1])


def commands(data: str) -> tuple[Command, ...]:
    """The commands of path data, all absolute, quadratics and arcs as cubics. Raises
    `ValueError`.
    """
    out: list[Command] = []
    pen = _Pen()
    for letter, numbers in _parts(data):
        if not out and letter.upper() != "M":
            raise ValueError(_("it begins with M"))
        kind = letter.upper()
        out += _drawn(kind, _absolute(letter, numbers, pen.here), pen)
        pen.here = pen.start if kind == "Z" else _end(out[-1])
        if kind == "M":
            pen.start = pen.here
        pen.before = kind
    if not out:
        raise ValueError(_("it is empty"))
    return tuple(out)


def _drawn(kind: str, numbers: list[float], pen: _Pen) -> list[Command]:
    """The commands of one set of absolute numbers."""
    here = pen.here
    end: Point = (numbers[-2], numbers[-1]) if len(numbers) > 1 else here
    match kind:
        case "M" | "L":
            return [(kind, *end)]
        case "H":
            return [("L", numbers[0], here[1])]
        case "V":
            return [("L", here[0], numbers[0])]
        case "C" | "S":
            first = (numbers[0], numbers[1]) if kind == "C" else pen.mirror_control("CS")
            pen.control = (numbers[-4], numbers[-3])
            return [("C", *first, *pen.control, *end)]
        case "Q" | "T":
            pen.control = (numbers[0], numbers[1]) if kind == "Q" else pen.mirror_control("QT")
            return [_raised(here, pen.control, (numbers[-2], numbers[-1]))]
        case "A":
            return _arc(here, numbers)
        case _:
            return [("Z",)]


def _parts(data: str) -> Iterator[tuple[str, list[float]]]:
    """Each command letter with one set of numbers; sets that repeat repeat the letter."""
    letter = ""
    numbers: list[float] = []
    sets = position = 0
    while position < len(data):
        found = _TOKEN.match(data, position)
        if found is None:
            message = _('"{char}" at character {count}')
            raise ValueError(message.format(char=data[position], count=position + 1))
        position = found.end()
        if found[1]:
            _whole(letter, numbers, sets)
            letter, sets = found[1], 0
            if letter in "Zz":
                yield letter, []
        elif found[2]:
            if letter in ("", "Z", "z"):
                message = _("a number without a command at character {count}")
                raise ValueError(message.format(count=position))
            text = _first(found[2], letter, len(numbers))
            position = found.start(2) + len(text)
            numbers.append(_number(text))
            if len(numbers) == _COUNT[letter.upper()]:
                yield letter, numbers
                numbers, sets = [], sets + 1
                letter = {"M": "L", "m": "l"}.get(letter, letter)
    _whole(letter, numbers, sets)


def _whole(letter: str, numbers: list[float], sets: int) -> None:
    """Raises `ValueError` for a letter with too few numbers after so many whole sets of them."""
    if numbers or (not sets and letter not in ("", "Z", "z")):
        raise ValueError(_("too few numbers for {letter}").format(letter=letter))


def _first(text: str, letter: str, before: int) -> str:
    """The part of a text that is the next number: a flag of an arc is one digit, which the next
    number may touch (SVG 2, 9.3.9).
    """
    return text[0] if letter in ("A", "a") and before in (3, 4) and text[0] in "01" else text


def _number(text: str) -> float:
    number = float(text)
    if abs(number) > LARGEST:
        raise ValueError(_("{number} is too large").format(number=text))
    return number


def _absolute(letter: str, numbers: list[float], here: Point) -> list[float]:
    if letter.isupper() or letter == "z":
        return numbers
    if letter == "a":
        return [*numbers[:5], numbers[5] + here[0], numbers[6] + here[1]]
    if letter == "v":
        return [numbers[0] + here[1]]
    return [n + here[i % 2] for i, n in enumerate(numbers)]


def _end(command: Command) -> Point:
    """Where a command that is not Z leaves the pen."""
    _letter, *numbers = command
    return (numbers[-2], numbers[-1])


def _raised(start: Point, control: Point, end: Point) -> Command:
    """A quadratic curve as a cubic."""
    (x, y), (u, v), (p, q) = start, control, end
    first = (x + (u - x) * 2 / 3, y + (v - y) * 2 / 3)
    second = (p + (u - p) * 2 / 3, q + (v - q) * 2 / 3)
    return ("C", *first, *second, p, q)


def _arc(start: Point, numbers: list[float]) -> list[Command]:
    """An elliptical arc as cubics (SVG 2, B.2.4: from end points to centre)."""
    rx, ry, turn, large, sweep, x, y = numbers
    rx, ry = abs(rx), abs(ry)
    if min(rx, ry) < FINEST or (x, y) == start:
        return [("L", x, y)]
    c, s = cos(radians(turn)), sin(radians(turn))
    dx, dy = (start[0] - x) / 2, (start[1] - y) / 2
    u, v = (c * dx + s * dy), (c * dy - s * dx)
    grow = max(1.0, hypot(u / rx, v / ry))
    rx, ry = rx * grow, ry * grow
    inside = max(0.0, (rx * ry) ** 2 / ((rx * v) ** 2 + (ry * u) ** 2) - 1)
    side = sqrt(inside) * (1 if bool(large) != bool(sweep) else -1)
    cu, cv = side * rx * v / ry, -side * ry * u / rx
    cx, cy = c * cu - s * cv + (start[0] + x) / 2, s * cu + c * cv + (start[1] + y) / 2
    first = _angle((u - cu) / rx, (v - cv) / ry)
    sweeping = _angle((-u - cu) / rx, (-v - cv) / ry) - first
    if sweep and sweeping < 0:
        sweeping += 2 * pi
    if not sweep and sweeping > 0:
        sweeping -= 2 * pi
    pieces = max(1, ceil(abs(sweeping) / (pi / 2) - 1e-9))
    step = sweeping / pieces
    arm = 4 / 3 * tan(step / 4)

    def place(a: float, b: float) -> Point:
        return (cx + c * a * rx - s * b * ry, cy + s * a * rx + c * b * ry)

    out: list[Command] = []
    for i in range(pieces):
        a, b = first + i * step, first + (i + 1) * step
        one = place(cos(a) - arm * sin(a), sin(a) + arm * cos(a))
        two = place(cos(b) + arm * sin(b), sin(b) - arm * cos(b))
        out.append(("C", *one, *two, *place(cos(b), sin(b))))
    return out


def _angle(x: float, y: float) -> float:
    angle = acos(max(-1.0, min(1.0, x / (hypot(x, y) or 1.0))))
    return angle if y >= 0 else -angle
