"""One page: a block and a sheet to a finished frame; anchors are found, then what hangs on them is
drawn.

All normal layout comes first. Ribbons and placed blocks follow in the order of the document; each
may name what was laid out, and the late blocks before it. Last, grounds that bleed are stretched to
the edge of the sheet.
"""

from typing import cast

from msgspec.structs import replace

from infogen.blocks.base import Block, lay
from infogen.blocks.env import Env
from infogen.design.formats import Safe
from infogen.diagnostics import fail
from infogen.messages import _
from infogen.scene import Anchor, Anchors, Canvas, Frame, Placed, Rect, frames_in, walk
from infogen.scene.geometry import Box, Region, Side, Size


def compose_page(body: Block, env: Env, safe: Safe) -> tuple[Frame, tuple[Block, ...]]:
    """The finished frame of a page, and what its flow could not hold. Raises `Failure` where an
    anchor names nothing, and for a second flow.
    """
    canvas = env.canvas
    frame = lay(body, Region(canvas.width, canvas.height, True, True), env)
    anchors = _of_sheet(canvas, safe)
    _collect(frame, 0.0, 0.0, anchors)
    rest = _rest(frame, body)
    return _finished(frame, 0.0, 0.0, anchors, canvas), rest


def _rest(frame: Frame, body: Block) -> tuple[Block, ...]:
    flows = [inner for inner in frames_in(frame) if inner.kind == "flow"]
    if len(flows) > 1:
        raise fail(
            "two-flows",
            _("a page has one flow"),
            flows[1].span,
            _("put its children into the first one, or on a page of their own"),
        )
    return cast("tuple[Block, ...]", flows[0].rest or ()) if flows else ()


def _of_sheet(canvas: Canvas, safe: Safe) -> Anchors:
    width, height = canvas.width, canvas.height
    inner = Box(
        safe.left * width,
        safe.top * height,
        (1 - safe.left - safe.right) * width,
        (1 - safe.top - safe.bottom) * height,
    )
    return {
        "page": (_anchor(Box(0.0, 0.0, width, height), Frame(Size(width, height))),),
        "safe": (_anchor(inner, Frame(Size(inner.width, inner.height))),),
    }


def _anchor(box: Box, frame: Frame) -> Anchor:
    first = box.y + (frame.first if frame.first is not None else box.height / 2)
    baseline = box.y + (frame.baseline if frame.baseline is not None else box.height)
    return Anchor(box, first, baseline)


def _collect(frame: Frame, x: float, y: float, anchors: Anchors) -> None:
    for left, top, item in walk(frame, x, y):
        if isinstance(item, Frame) and item.late is None:
            box = Box(left, top, item.size.width, item.size.height)
            if item.id is not None:
                anchors[item.id] = (*anchors.get(item.id, ()), _anchor(box, item))
            if item.kind == "flow":
                anchors["flow"] = (_anchor(box, item),)


def _finished(frame: Frame, x: float, y: float, anchors: Anchors, canvas: Canvas) -> Frame:
    """The frame with its late parts drawn, in document order, and its ground bled over the edge."""
    if frame.late is not None:
        drawn = frame.late(anchors)
        _collect(drawn, 0.0, 0.0, anchors)
        shifted = tuple(Placed(p.x - x, p.y - y, p.item) for p in drawn.items)
        return replace(drawn, items=shifted, late=None)
    items: list[Placed] | None = None
    for i, placed in enumerate(frame.items):
        item = placed.item
        if isinstance(item, Frame):
            finished = _finished(item, x + placed.x, y + placed.y, anchors, canvas)
            if finished is not item:
                items = items or list(frame.items)
                items[i] = Placed(placed.x, placed.y, finished)
    if frame.bleed and frame.items and isinstance(frame.items[0].item, Rect):
        items = items or list(frame.items)
        items[0] = _stretched(frame.items[0].item, frame, x, y, canvas)
    if items is None and frame.rest is None:
        return frame
    return replace(frame, items=tuple(items or frame.items), rest=None)


def _stretched(ground: Rect, frame: Frame, x: float, y: float, canvas: Canvas) -> Placed:
    def reach(side: Side, distance: float) -> float:
        return distance + canvas.bleed if side in frame.bleed else 0.0

    left, top = reach("left", x), reach("top", y)
    right = reach("right", canvas.width - x - frame.size.width)
    bottom = reach("bottom", canvas.height - y - frame.size.height)
    size = replace(ground, width=ground.width + left + right, height=ground.height + top + bottom)
    return Placed(-left, -top, size)
