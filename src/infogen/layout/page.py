"""One page: a block and a sheet to a finished frame; anchors are found, then what hangs on them is
drawn.

All normal layout comes first. Ribbons and placed blocks follow in the order of the document; each
may name what was laid out, and the late blocks before it. Last, grounds that bleed are stretched to
the edge of the sheet.
"""

from msgspec.structs import replace

from infogen.blocks.anchors import Anchor, Anchors
from infogen.blocks.base import Block, lay
from infogen.blocks.env import Env
from infogen.blocks.fragment import Fragment, fragments_in
from infogen.design.formats import Safe
from infogen.diagnostics import fail
from infogen.layout.fit import excess
from infogen.layout.page_size import refuse_many_parts, refuse_much_paint
from infogen.messages import _
from infogen.scene import Canvas, Frame, Item, Placed, Rect
from infogen.scene.geometry import Box, Region, Side


def compose_page(body: Block, env: Env, safe: Safe) -> tuple[Frame, tuple[Block, ...]]:
    """The finished frame of a page, and what its flow could not hold. Raises `Failure` where an
    anchor names nothing, for a second flow, and where there is too much on it.
    """
    canvas = env.canvas
    laid = lay(body, Region(canvas.width, canvas.height, True, True), env)
    refuse_many_parts(laid)
    anchors = _of_sheet(canvas, safe)
    _collect(laid, 0.0, 0.0, anchors)
    frame = _finished(laid, 0.0, 0.0, anchors, canvas)
    refuse_much_paint(frame, canvas)
    return frame, _rest(laid)


def _rest(page: Fragment) -> tuple[Block, ...]:
    flows = [inner for _x, _y, inner in fragments_in(page) if inner.kind == "flow"]
    if len(flows) > 1:
        raise fail(
            "two-flows",
            _("a page has one flow"),
            flows[1].span,
            _("put its children into the first one, or on a page of their own"),
        )
    return flows[0].rest or () if flows else ()


def _of_sheet(canvas: Canvas, safe: Safe) -> Anchors:
    width, height = canvas.width, canvas.height
    inner = Box(
        safe.left * width,
        safe.top * height,
        (1 - safe.left - safe.right) * width,
        (1 - safe.top - safe.bottom) * height,
    )
    return {
        "page": (_anchor(Box(0.0, 0.0, width, height)),),
        "safe": (_anchor(inner),),
    }


def _anchor(box: Box, first: float | None = None, baseline: float | None = None) -> Anchor:
    """The anchor of a box; one without text offers its middle and its foot."""
    return Anchor(
        box,
        box.y + (box.height / 2 if first is None else first),
        box.y + (box.height if baseline is None else baseline),
    )


def _collect(page: Fragment, x: float, y: float, anchors: Anchors) -> None:
    """Note where the named blocks are, and the flow."""
    for left, top, item in fragments_in(page, x, y):
        if item.late is None and (item.id is not None or item.kind == "flow"):
            box = Box(left, top, item.size.width, item.size.height)
            anchor = _anchor(box, item.first, item.baseline)
            if item.id is not None:
                anchors[item.id] = (*anchors.get(item.id, ()), anchor)
            if item.kind == "flow":
                anchors["flow"] = (anchor,)


def _finished(laid: Fragment, x: float, y: float, anchors: Anchors, canvas: Canvas) -> Frame:
    """The frame of a fragment at a place of the page, with its late parts drawn, in document order,
    and its ground bled over the edge.
    """
    if laid.late is not None:
        laid = laid.late(anchors)
        _collect(laid, 0.0, 0.0, anchors)
        left, top = -x, -y  # it is in page coordinates
    else:
        left, top = 0.0, 0.0
    items: list[Placed[Item]] = []
    for placed in laid.items:
        item, across, down = placed.item, left + placed.x, top + placed.y
        if isinstance(item, Fragment):
            item = _finished(item, x + across, y + down, anchors, canvas)
        items.append(Placed(across, down, item))
    if laid.bleed and items and isinstance(items[0].item, Rect):
        items[0] = _stretched(items[0].item, laid, x, y, canvas)
    return Frame(
        size=laid.size,
        items=tuple(items),
        meaning=laid.meaning,
        kind=laid.kind,
        id=laid.id,
        span=laid.span,
        facts=laid.facts,
        excess=excess(laid, canvas.density),
        words_at=laid.words_at,
    )


def _stretched(ground: Rect, laid: Fragment, x: float, y: float, canvas: Canvas) -> Placed[Item]:
    def reach(side: Side, distance: float) -> float:
        return distance + canvas.bleed if side in laid.bleed else 0.0

    left, top = reach("left", x), reach("top", y)
    right = reach("right", canvas.width - x - laid.size.width)
    bottom = reach("bottom", canvas.height - y - laid.size.height)
    size = replace(ground, width=ground.width + left + right, height=ground.height + top + bottom)
    return Placed(-left, -top, size)
