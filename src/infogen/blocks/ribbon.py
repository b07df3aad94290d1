"""A ribbon: the line of a procedure, from anchor to anchor with round bends, and the stations on
it.
"""

from collections.abc import Iterator
from itertools import pairwise
from math import hypot
from typing import Annotated, Literal

from msgspec import Meta
from msgspec.structs import replace

from infogen.blocks.anchors import Anchors, find_all, find_anchor
from infogen.blocks.base import Block
from infogen.blocks.env import Env
from infogen.blocks.fragment import Fragment, Laid
from infogen.blocks.stations import pill, station
from infogen.blocks.text import Text, label
from infogen.blocks.weave import THREAD, cord, course, selvedge
from infogen.diagnostics import fail
from infogen.messages import _
from infogen.scene import ARTIFACT, COUNTER, Command, Path, Placed, Stroke
from infogen.scene.geometry import Region, Size
from infogen.scene.shapes import Point, polygon, polyline
from infogen.source.model import LocatedModel, NotNegative, Number, Positive, Several
from infogen.typesetting.phrase import Phrase

CORE = 8 / 14
"""The width of the white core of a double ribbon, as a part of its own."""

START_DISC, DISC, DISC_RING, TARGET_DOT = 0.25, 34 / 48, 9 / 48, 0.3
"""Radii of the disc in a round start and of a station, and the station's ring, as parts of the
width.
"""

PILL = (1.5, 0.5)
"""Length and height of a pill, as parts of the width: it lies across two ribbons that touch."""

FINEST = 1.5
"""Pixels of the thread of a texture, below which it would only blur a thin line."""

At = str | Number
Station = tuple[float, float, float]
"""The middle of a station, and half of what it covers."""


class PathPoint(LocatedModel):
    """A point of the path: anchors or numbers; a coordinate that is left out is that of the
    point before.
    """

    x: At | None = None
    y: At | None = None
    dx: Number = 0.0
    dy: Number = 0.0
    radius: NotNegative | None = None


class Mark(LocatedModel):
    """Stations at anchors (`id.all.first` for every copy); the other coordinate is the ribbon's, or
    given.

    `number: true` counts them from 1, a whole number from there on.
    """

    at: Annotated[Several[str], Meta(min_length=1)]
    x: At | None = None
    y: At | None = None
    dx: Number = 0.0
    dy: Number = 0.0
    shape: Literal["pill", "disc", "dot", "target"]
    number: bool | int = False
    color: str | None = None
    radius: Positive | None = None
    ring: Positive | None = None


class Ribbon(Block):
    """A band `width` canvas units wide along a path, painted after all blocks have their place.

    A ribbon in the colour `path`, and one with `style: second`, has what the theme gives a second
    ribbon (solid, double in black and white, or a cord), any other what it gives the first one.
    """

    kind: Literal["ribbon"]
    late = True

    path: Annotated[tuple[PathPoint, ...], Meta(min_length=2, max_length=300)]
    width: Positive
    color: str
    style: Literal["solid", "double", "dashed", "second"] = "solid"
    radius: NotNegative | None = None  # type: ignore[assignment]
    start: Literal["flat", "round", "disc", "arrow"] = "flat"
    end: Literal["flat", "round", "disc", "arrow"] = "flat"
    marks: Annotated[tuple[Mark, ...], Meta(max_length=300)] = ()

    _open: tuple[bool, bool] = (False, False)

    def continuation(self, *, start: bool = False, end: bool = False) -> Block:
        """The ribbon of a part: it comes from the top of the page's flow, or leads to its foot."""
        return replace(self, _open=(self._open[0] or start, end))

    def draw(self, anchors: Anchors, env: Env) -> Fragment:
        """The band, its ends and its stations, in page coordinates."""
        points = self._points(anchors)
        color = self._color(env)
        usual = self.width if self.radius is None else self.radius
        line = polyline(points, [usual if p.radius is None else p.radius for p in self.path])
        dash = (self.width * 2, self.width) if self.style == "dashed" else ()
        inks: list[Laid] = [
            Placed(0.0, 0.0, Path(line, stroke=Stroke(color, self.width, "butt", dash)))
        ]
        stamped = [
            found for mark in self.marks for found in self._stations(mark, points, anchors, env)
        ]
        inks += self._woven(line, [place for place, _inks in stamped], color, env)
        inks += self._end(self.start, points[0], points[1], color, env)
        inks += self._end(self.end, points[-1], points[-2], color, env)
        inks += (ink for _place, station in stamped for ink in station)
        return Fragment(
            Size(0.0, 0.0),
            tuple(inks),
            meaning=replace(ARTIFACT, numbers=tuple(self._numbers())),
            id=self.id,
            span=self.span,
            kind=self.kind,
        )

    def _numbers(self) -> Iterator[tuple[str, int]]:
        """The ids of what its stations count, and the first number of each."""
        found: dict[str, int] = {}
        for mark in self.marks:
            for n, at in enumerate(mark.at if mark.number else ()):
                found.setdefault(at.partition(".")[0], int(mark.number) + n)
        yield from found.items()

    def _color(self, env: Env) -> str:
        """The colour of the line and of its stations: a doubled second ribbon is told apart by its
        form, so it may be as dark as the first.
        """
        if self.style == "second" and _doubled(env):
            return env.color("ink")
        return env.color(self.color, self, "color")

    def _woven(
        self, line: tuple[Command, ...], stations: list[Station], color: str, env: Env
    ) -> Iterator[Placed[Path]]:
        """The pattern of the theme on the band along its line, clear of its stations and ends."""
        white, printed = env.color("white"), env.canvas.family == "paper"
        fine = self.width * THREAD * env.canvas.density < FINEST
        if self.style == "dashed":
            return
        if not fine and self._is_second and env.theme.ribbons.second == "cord":
            along = course(line)
            taken = [(along.nearest(x, y), half) for x, y, half in stations]
            ends = (self.start, 0.0), (self.end, along.length)
            taken += [(at, self.width / 2) for kind, at in ends if kind in ("round", "disc")]
            yield from cord(line, along, self.width, taken, color, white, printed)
        elif self.style == "double" or (self._is_second and _doubled(env)):
            yield Placed(0.0, 0.0, Path(line, stroke=Stroke(white, self.width * CORE)))
        elif not fine and not self._is_second and env.theme.ribbons.first == "selvedge":
            yield from selvedge(line, self.width, color, white)

    @property
    def _is_second(self) -> bool:
        """True for the ribbon of what the reader does."""
        return self.style in ("second", "double") or self.color == "path"

    def _reach(self, mark: Mark) -> float:
        """Half of what a station covers of the ribbon."""
        if mark.shape == "pill":
            return self.width * PILL[1] / 2
        usual = START_DISC if mark.shape == "dot" else DISC
        return mark.radius or self.width * usual

    def layout(self, region: Region, env: Env) -> Fragment:
        """A ribbon takes no room."""
        return Fragment(Size(0.0, 0.0))

    def _points(self, anchors: Anchors) -> list[Point]:
        if self.path[0].x is None or self.path[0].y is None:
            raise fail(
                "bad-value",
                _("the first point of a ribbon needs both x and y"),
                self.path[0]._span or self.place_of("path"),
                _("name an anchor for each, such as x: spine.center, y: head.bottom"),
            )
        x = y = 0.0
        out: list[Point] = []
        for i, point in enumerate(self.path):
            if point.x is not None:
                x = find_anchor(point.x, "x", anchors, point.place_of("x"))
            foot = self._open[1] and i == len(self.path) - 1
            if (self._open[0] and i == 0) or foot:
                # What it names here may stand on another page.
                flow = anchors["flow"][0].box
                x, y = x + point.dx, flow.bottom if foot else flow.y
            else:
                if point.y is not None:
                    y = find_anchor(point.y, "y", anchors, point.place_of("y"))
                x, y = x + point.dx, y + point.dy
            out.append((x, y))
        return out

    def _end(self, kind: str, at: Point, inner: Point, color: str, env: Env) -> Iterator[Laid]:
        if kind in ("round", "disc"):
            yield station(*at, self.width / 2, color, env)
        if kind == "disc":
            yield station(*at, self.width * START_DISC, env.color("white"), env)
        if kind == "arrow":
            length = hypot(at[0] - inner[0], at[1] - inner[1]) or 1.0
            u, v = (at[0] - inner[0]) / length, (at[1] - inner[1]) / length
            wide, long = self.width * 1.6, self.width * 2.4
            head = polygon(
                (
                    (at[0] + u * long, at[1] + v * long),
                    (at[0] - v * wide, at[1] + u * wide),
                    (at[0] + v * wide, at[1] - u * wide),
                )
            )
            yield Placed(0.0, 0.0, Path(head, fill=color))

    def _stations(
        self, mark: Mark, points: list[Point], anchors: Anchors, env: Env
    ) -> Iterator[tuple[Station, tuple[Laid, ...]]]:
        """The place of each station of a mark, and what it is drawn with."""
        number = 1 if mark.number is True else int(mark.number)
        for at in mark.at:
            axis: Literal["x", "y"] = (
                "x" if at.rpartition(".")[2] in ("left", "center", "right") else "y"
            )
            for along in find_all(at, axis, anchors, mark.place_of("at")):
                x, y = self._station(axis, along, mark, points, anchors)
                x, y = x + mark.dx, y + mark.dy
                inks = tuple(self._stamp(mark, axis, x, y, number, env))
                yield (x, y, self._reach(mark)), inks
                number += 1 if mark.number else 0

    def _station(
        self,
        axis: Literal["x", "y"],
        along: float,
        mark: Mark,
        points: list[Point],
        anchors: Anchors,
    ) -> Point:
        """The place of a station: on the ribbon, unless the mark gives the other coordinate."""
        if axis == "y":
            given = (
                find_anchor(mark.x, "x", anchors, mark.place_of("x"))
                if mark.x is not None
                else None
            )
            return (_across(points, along, 1) if given is None else given, along)
        given = (
            find_anchor(mark.y, "y", anchors, mark.place_of("y")) if mark.y is not None else None
        )
        return (along, _across(points, along, 0) if given is None else given)

    def _stamp(
        self, mark: Mark, axis: Literal["x", "y"], x: float, y: float, number: int, env: Env
    ) -> Iterator[Laid]:
        white = env.color("white")
        own = env.color(mark.color, mark, "color") if mark.color else self._color(env)
        if mark.shape == "pill":
            long, high = self.width * PILL[0], self.width * PILL[1]
            wide, high = (high, long) if axis == "x" else (long, high)
            yield pill(x, y, wide, high, own if mark.color else white, env)
            return
        if mark.shape == "dot":
            radius = mark.radius or self.width * START_DISC
            fill = own if mark.color else white
            yield station(x, y, radius, fill, env)
            return
        radius = mark.radius or self.width * DISC
        ring = mark.ring or self.width * DISC_RING
        yield station(x, y, radius, own, env)
        yield station(x, y, radius - ring, white, env)
        if mark.shape == "target":
            yield station(x, y, radius * TARGET_DOT, own, env)
        if mark.number:
            yield self._figure(number, x, y, env)

    def _figure(self, number: int, x: float, y: float, env: Env) -> Laid:
        """The number of a station, its digits centred by cap height."""
        text = (Phrase(str(number), origin=COUNTER),)
        frame = label(Text(kind="text", text=text, style="station"), env)
        return Placed(x - frame.size.width / 2, y - frame.size.height / 2, frame)


def _across(points: list[Point], along: float, axis: Literal[0, 1]) -> float:
    """The ribbon's other coordinate where it passes `along` (the first stretch that does, else
    its start).
    """
    for one, other in pairwise(points):
        low, high = sorted((one[axis], other[axis]))
        if low <= along <= high and high > low:
            part = (along - one[axis]) / (other[axis] - one[axis])
            return one[1 - axis] + (other[1 - axis] - one[1 - axis]) * part
    return points[0][1 - axis]


def _doubled(env: Env) -> bool:
    """True if the theme prints the second ribbon as a double line; screens have greys instead."""
    return env.theme.ribbons.second == "double" and env.canvas.family == "paper"
