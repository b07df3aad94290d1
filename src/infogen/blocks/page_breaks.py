"""Blocks over a page break: what of a block stands on this page, and what goes on to the next.

A block that can break has `split`. Around it `part` and `fill` keep together what belongs together:
an item that fits on a page is not split, a heading stays with what follows it. Only where nothing
would fit on a fresh page do they give way, so that each page takes something.
"""

from collections.abc import Sequence
from math import inf

from msgspec import Struct
from msgspec.structs import replace

from infogen.blocks.base import EPSILON, Block, lay, name_uses, wrap_in_box
from infogen.blocks.env import Env
from infogen.blocks.fragment import Fragment, has_ink
from infogen.diagnostics import Failure
from infogen.scene.geometry import Region, Room, Size


class PageContent(Struct, frozen=True):
    """The frames that stand on this page, from top to bottom, and the blocks that do not."""

    frames: list[Fragment]
    tops: list[float]
    rest: tuple[Block, ...]


def part(block: Block, room: Room, env: Env) -> tuple[Fragment | None, Block | None]:
    """The frame of a block, or of its first part (None if nothing fits), and the block of the
    rest.
    """
    whole = lay(block, Region(room.width, inf, room.fill_width), env)
    if whole.size.height <= room.height + EPSILON:
        return whole, None
    if block.keep_rule is None or whole.size.height > room.full + EPSILON:
        broken = _broken(block, room, env)
        if broken is not None:
            return broken
    if room.forced:
        # It is taller than a page and does not break: the frame says so to the check.
        frame = lay(block, Region(room.width, room.height, room.fill_width), env)
        wide = frame.size.width if frame.room is None else frame.room.width
        return replace(frame, room=Size(wide, room.height)), None
    return None, block


def fill(
    children: Sequence[Block], room: Room, env: Env, *, gap: float = 0.0, pitch: float | None = None
) -> PageContent | None:
    """As many blocks, one under another, as the room holds; None if it does not hold the first."""
    frames: list[Fragment] = []
    tops: list[float] = []
    y = 0.0
    for i, child in enumerate(children):
        left = replace(
            room, height=max(0.0, room.height - y), forced=room.forced and not _inked(frames)
        )
        frame, rest = part(child, left, env)
        j = i
        while j and children[j - 1].keep_rule == "next":
            j -= 1
        if frame is None and room.forced and not _inked(frames[:j]):
            # It would fit on a page, but on none under its heading, which must not stand alone.
            frame, rest = part(child, replace(left, full=left.height), env)
        if frame is None:
            if not _inked(frames[:j]):
                j = i
                if not room.forced or not _inked(frames[:j]):
                    return None
            return _filled(children[:j], frames[:j], tops[:j], children[j:], room, env)
        frames.append(frame)
        tops.append(y)
        if rest is not None:
            return _filled(children[:i], frames, tops, (rest, *children[i + 1 :]), room, env)
        if not child.late and child.place is None:
            y += pitch or frame.size.height + gap
    return PageContent(frames, tops, ())


def _filled(
    before: Sequence[Block],
    frames: list[Fragment],
    tops: list[float],
    after: Sequence[Block],
    room: Room,
    env: Env,
) -> PageContent:
    """A break between blocks. What is drawn beside them all (a ribbon) is drawn on both pages;
    room without ink ends with the page.
    """
    rest = [block for block in after if not block.late]
    # Asked as `part` asks, so that the answer is remembered.
    whole = Region(room.width, inf, room.fill_width)
    while rest and rest[0].place is None and not has_ink(lay(rest[0], whole, env)):
        del rest[0]
    late = [block for block in (*before, *after) if block.late]
    ends = {block: block.continuation(end=True) if rest else block for block in late}
    frames = [
        lay(ends[block], Region(), env) if block.late else frame
        for block, frame in zip(before, frames, strict=False)
    ] + frames[len(before) :]
    later = [lay(ends[block], Region(), env) for block in after if block.late]
    starts = [block.continuation(start=True) for block in late] if rest else []
    return PageContent(frames + later, tops + [0.0] * len(later), (*starts, *rest))


def _broken(block: Block, room: Room, env: Env) -> tuple[Fragment, Block] | None:
    """The block's first part in its box, and its rest. A box that one sees is closed on each page;
    one without ground and border goes on.
    """
    if not isinstance(block.height, str) or block.late or block.place is not None:
        return None
    pad, width = block.pad, room.width if isinstance(block.width, str) else block.width
    fill_width = room.fill_width or not isinstance(block.width, str)
    seen = block.ground is not None or block.border is not None
    upper, lower = (pad, pad) if seen else (replace(pad, bottom=0.0), replace(pad, top=0.0))
    outer = replace(room, width=width, fill_width=fill_width)
    try:
        found = block.split(outer.inside(upper), env)
    except Failure as failure:
        raise name_uses(block, failure) from None
    if found is None:
        return None
    content, rest = found
    env.memo.parts += block._whole is None
    name = block._whole or f"part-{env.memo.parts}"
    first = replace(block, pad=upper, _whole=name)
    frame = wrap_in_box(first, content, Region(width, room.height, fill_width), env)
    return frame, replace(rest, pad=lower, _whole=name)


def _inked(frames: Sequence[Fragment]) -> bool:
    return any(map(has_ink, frames))
