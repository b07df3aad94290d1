"""Column, row and grid: children one after the other, one algorithm for each arrangement."""

from collections.abc import Callable, Sequence
from math import inf
from typing import Annotated, Literal

from msgspec import Meta
from msgspec.structs import replace

from infogen.blocks.base import Block, lay, visible_blocks
from infogen.blocks.env import Env
from infogen.blocks.fields import Length, distance
from infogen.blocks.fragment import Fragment, Laid
from infogen.blocks.page_breaks import fill
from infogen.blocks.spacing import LEAST, lacking_air
from infogen.blocks.tracks import share, track_sizes
from infogen.messages import _
from infogen.scene import Placed
from infogen.scene.geometry import Region, Room, Size
from infogen.source.model import Before, NotNegative, Positive, Problem, SkipValidation

MOST_TRACKS = 200
"""Columns and rows that a grid may name."""

FEWEST = 2
"""Items of a list that stand alone neither before a page break nor after it."""

Align = Literal["start", "center", "end", "stretch", "first"]
Justify = Literal["start", "center", "end", "between"]
Children = tuple[SkipValidation[Block], ...]


def _gaps(value: object) -> tuple[float, float]:
    """Accept one number, or two (y, x)."""
    numbers = value if isinstance(value, list | tuple) else (value, value)
    match numbers:
        case (int() | float() as down, int() | float() as across) if not (
            isinstance(down, bool) or isinstance(across, bool)
        ):
            return (distance(down), distance(across))
    raise Problem(_("expected distances"), _("write one number, or two (y, x)"))


Gaps = Annotated[tuple[float, float], Before(_gaps)]


class Column(Block):
    """Children from top to bottom; with `pitch` from one top to the next, else with `gap`
    between.
    """

    kind: Literal["column"]
    children: Children = ()
    gap: NotNegative = 0.0
    pitch: Positive | None = None
    justify: Justify = "start"
    align: Align = "stretch"

    def layout(self, region: Region, env: Env) -> Fragment:
        """Widths by `align`, heights as the children want, `fr` from what is left. What is drawn
        late takes no room and no gap, as where pages break.
        """
        children = visible_blocks(self.children, env)
        firm = [c for c in children if not is_late(c)]
        width = region.width
        if width == inf or not region.fill_width:
            natural = [lay(c, Region(width, inf), env) for c in firm]
            width = min(width, max((f.size.width for f in natural), default=0.0))
        stretch = self.align == "stretch"

        def offered(height: float, fill: bool) -> Region:
            return Region(width, height, stretch, fill)

        def natural_height(i: int) -> float:
            return lay(firm[i], offered(inf, False), env).size.height

        specs = [c.height for c in firm]
        gap = self.gap * env.theme.density
        pitch = self.pitch and self.pitch * env.theme.density
        heights = _heights(specs, region.height, gap, natural_height)
        frames = []
        for child, spec, height in zip(firm, specs, heights, strict=True):
            fixed = share(spec) > 0 and region.height < inf
            room = height if fixed else (pitch or inf)
            frames.append(lay(child, offered(room, fixed), env))
        lengths = [f.size.height for f in frames]
        starts = _starts(lengths, gap, pitch, self.justify, region.height)
        end = starts[-1] + lengths[-1] if lengths else 0.0
        wide = max((f.size.width for f in frames), default=0.0)
        placed = iter(zip(starts, frames, strict=True))
        items, y, below = [], 0.0, 0.0
        for child in children:
            if is_late(child):
                y, frame = below, lay(child, Region(), env)
            else:
                y, frame = next(placed)
                below = y + frame.size.height
            items.append(Placed(_offset(self.align, width - frame.size.width), y, frame))
        size = Size(wide if not region.fill_width else max(wide, width), end)
        made = container(size, tuple(items))
        if self.justify == "between" and not self.gap and pitch is None and region.height < inf:
            air = lacking_air(frames, 1, LEAST * env.canvas.smallest)
            made = replace(made, need=Size(size.width, max(end, sum(lengths) + air)))
        return made

    def split(self, room: Room, env: Env) -> tuple[Fragment, Block] | None:
        """As many children as fit, the last of them perhaps in part."""
        gap = self.gap * env.theme.density
        pitch = self.pitch and self.pitch * env.theme.density
        inner = replace(room, fill_width=self.align == "stretch")
        children = visible_blocks(self.children, env)
        filled = fill(children, inner, env, gap=gap, pitch=pitch)
        if self.role == "list" and filled is not None:
            alone = sum(not is_late(block) for block in filled.rest) == 1
            if alone and len(filled.tops) > FEWEST:
                # One item less here, so that the last one has company.
                inner = replace(inner, height=max(filled.tops))
                filled = fill(children, inner, env, gap=gap, pitch=pitch)
            items = sum(not is_late(block) for block in children)
            begun = items - sum(not is_late(block) for block in filled.rest) if filled else 0
            if begun < FEWEST and items > FEWEST and not room.forced:
                return None
        if filled is None or not filled.rest:
            return None
        frame = stack_frames(filled.frames, filled.tops, room.width, self.align)
        return frame, replace(self, children=filled.rest)


class Row(Block):
    """Children from left to right: numbers are fixed, `auto` natural, `fr` shares of what is
    left.
    """

    kind: Literal["row"]
    children: Children = ()
    gap: NotNegative = 0.0
    pitch: Positive | None = None
    justify: Justify = "start"
    align: Align = "start"

    def layout(self, region: Region, env: Env) -> Fragment:
        """Widths first, then heights; `stretch` gives each child the height of the row."""
        children = visible_blocks(self.children, env)

        def natural_width(i: int) -> float:
            return lay(children[i], Region(), env).size.width

        specs = [0.0 if is_late(c) else c.width for c in children]
        gap = self.gap * env.theme.density
        widths = track_sizes(specs, region.width, gap, natural_width)
        if self.pitch:
            widths = [
                min(w, self.pitch) if s == "auto" else w for w, s in zip(widths, specs, strict=True)
            ]

        def frames_in(height: float, fill: bool) -> list[Fragment]:
            return [
                lay(c, Region(w, height, spec != "auto", fill), env)
                for c, w, spec in zip(children, widths, specs, strict=True)
            ]

        stretch = self.align == "stretch"
        tall = region.height if region.fill_height else inf
        frames = frames_in(tall, stretch and tall < inf)
        height = tall if tall < inf else max((f.size.height for f in frames), default=0.0)
        if stretch and tall == inf:
            frames = frames_in(height, True)
        starts = _starts(widths, gap, self.pitch, self.justify, region.width)
        firsts = [f.first or 0.0 for f in frames]
        line = max(firsts, default=0.0)
        items = tuple(
            Placed(
                x,
                line - first
                if self.align == "first"
                else _offset(self.align, height - f.size.height),
                f,
            )
            for f, x, first in zip(frames, starts, firsts, strict=True)
        )
        end = starts[-1] + widths[-1] if widths else 0.0
        down = max((p.y + f.size.height for p, f in zip(items, frames, strict=True)), default=0.0)
        made = container(Size(end, down), items)
        if self.justify == "between" and not self.gap and not self.pitch and region.width < inf:
            air = lacking_air(frames, 0, LEAST * env.canvas.smallest)
            made = replace(made, need=Size(max(end, sum(widths) + air), down))
        return made


class Grid(Block):
    """Cells filled row by row; columns and rows are tracks; a cell's content is aligned in it."""

    kind: Literal["grid"]
    children: Children = ()
    columns: Annotated[tuple[Length, ...], Meta(min_length=1, max_length=MOST_TRACKS)]
    rows: Annotated[tuple[Length, ...], Meta(max_length=MOST_TRACKS)] = ()
    gap: Gaps = (0.0, 0.0)
    align: Align = "start"

    def layout(self, region: Region, env: Env) -> Fragment:
        """Column widths from all rows, then row heights, then the cells."""
        children = visible_blocks(self.children, env)
        count = len(self.columns)
        rows = [children[i : i + count] for i in range(0, len(children), count)]
        down, across = (gap * env.theme.density for gap in self.gap)

        def natural_width(i: int) -> float:
            return max(
                (lay(row[i], Region(), env).size.width for row in rows if i < len(row)), default=0.0
            )

        widths = track_sizes(self.columns, region.width, across, natural_width)

        def natural_height(i: int) -> float:
            return max(
                lay(cell, Region(w, inf, True), env).size.height
                for cell, w in zip(rows[i], widths, strict=False)
            )

        specs = [self.rows[i] if i < len(self.rows) else "auto" for i in range(len(rows))]
        tall = region.height if region.fill_height else inf
        heights = track_sizes(specs, tall, down, natural_height)
        stretch = self.align == "stretch"
        items: list[Laid] = []
        y = 0.0
        for row, height in zip(rows, heights, strict=True):
            x = 0.0
            for cell, width in zip(row, widths, strict=False):
                frame = lay(cell, Region(width, height if stretch else inf, True, stretch), env)
                offset = _offset(self.align, height - frame.size.height)
                items.append(Placed(x, y + offset, frame))
                x += width + across
            y += height + down
        end = sum(widths) + across * (count - 1)
        return container(Size(end, max(0.0, y - down)), tuple(items))


def stack_frames(frames: list[Fragment], tops: list[float], width: float, align: Align) -> Fragment:
    """Frames at their tops in a column of some width."""
    items = tuple(
        Placed(_offset(align, width - frame.size.width), y, frame)
        for frame, y in zip(frames, tops, strict=True)
    )
    down = max((y + f.size.height for f, y in zip(frames, tops, strict=True)), default=0.0)
    return container(Size(width, down), items)


def is_late(block: Block) -> bool:
    """True if the block takes no room in the normal layout."""
    return block.late or block.place is not None


def _heights(
    specs: Sequence[float | str], room: float, gap: float, natural: Callable[[int], float]
) -> list[float]:
    """Heights of a column: unlike widths, `auto` never gives way (text has the height that it
    has).
    """
    known = [natural(i) if s == "auto" else s for i, s in enumerate(specs)]
    return track_sizes(known, room, gap, natural)


def _starts(
    lengths: Sequence[float], gap: float, pitch: float | None, justify: Justify, room: float
) -> list[float]:
    """The start of each child along the main axis."""
    if not lengths:
        return []
    used = sum(lengths) + gap * (len(lengths) - 1)
    if pitch:
        used = pitch * (len(lengths) - 1) + lengths[-1]
    free = max(0.0, room - used) if room < inf else 0.0
    extra = free / (len(lengths) - 1) if justify == "between" and len(lengths) > 1 else 0.0
    position = {"start": 0.0, "between": 0.0, "center": free / 2, "end": free}[justify]
    starts = []
    for length in lengths:
        starts.append(position)
        position += (pitch or length + gap) + extra
    return starts


def _offset(align: Align, free: float) -> float:
    if align == "center":
        return max(0.0, free) / 2
    return max(0.0, free) if align == "end" else 0.0


def container(size: Size, items: tuple[Laid, ...]) -> Fragment:
    """A frame whose first line is that of its first child that has one."""
    for placed in items:
        frame = placed.item
        if isinstance(frame, Fragment) and frame.first is not None:
            baseline = None if frame.baseline is None else frame.baseline + placed.y
            return Fragment(size, items, first=frame.first + placed.y, baseline=baseline)
    return Fragment(size, items)
