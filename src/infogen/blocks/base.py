"""The base of all blocks, and `lay`: the one function that turns a block and a region into a
fragment.
"""

from math import inf
from typing import ClassVar

from msgspec.structs import replace

from infogen.blocks.anchors import Anchors, find_anchor
from infogen.blocks.env import Env
from infogen.blocks.fields import Border, Keep, Length, Pad, Place
from infogen.blocks.fragment import Fragment, Laid, Late
from infogen.diagnostics import Failure, Span
from infogen.scene import Fact, Meaning, Placed, Rect, Role, Stroke
from infogen.scene.geometry import Insets, Region, Room, Side, Size
from infogen.source.language_tags import LanguageTag
from infogen.source.model import LocatedModel, NotNegative

EPSILON = 0.01
"""Room that rounding may take without changing a line break, in canvas units."""


HEADINGS: frozenset[Role | None] = frozenset({"title", "heading", "subheading"})


HEAD = "citizen"
"""The ground that tells what the reader does; a theme may have it outlined in print."""

OUTLINE = 0.35
"""The width of that outline in mm: two pixels at 150 dpi, which a copier keeps."""


def _key(name: str) -> str:
    return name.replace("_", "-")


class Block(LocatedModel, rename=_key, eq=False):
    """The fields that every block has. A kind of block is a subclass with its own fields and
    `layout`. A block is compared by identity: one that is written twice is laid out twice.
    """

    words: ClassVar[frozenset[str]] = frozenset()
    """Fields that hold text a person reads (they become phrases, with their provenance)."""

    records: ClassVar[frozenset[str]] = frozenset()
    """Fields that hold rows of data, which keep where each is written."""

    rigid: ClassVar[bool] = False
    """True if `layout` gives the same for every region, so that it is called once."""

    late: ClassVar[bool] = False
    """True if the block is drawn after all others have their place."""

    kind: str
    id: str | None = None
    role: Role | None = None
    alt: str | None = None
    lang: LanguageTag | None = None
    width: Length = "auto"
    height: Length = "auto"
    pad: Pad = Insets()
    ground: str | None = None
    border: Border | None = None
    radius: NotNegative = 0.0
    bleed: tuple[Side, ...] = ()
    place: Place | None = None
    keep: Keep | None = None

    _facts: tuple[Fact, ...] = ()
    _whole: str | None = None

    @property
    def span(self) -> Span | None:
        """The place in the file where the block is written."""
        return self._span

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The data that its fields took, other than its texts."""
        return self._facts

    def layout(self, region: Region, env: Env) -> Fragment:
        """The content of the block in the region inside its padding. Called by `lay` alone."""
        raise NotImplementedError(self.kind)

    def draw(self, anchors: Anchors, env: Env) -> Fragment:
        """For a late block: its frame in page coordinates, once all anchors are known."""
        raise NotImplementedError(self.kind)

    @property
    def keep_rule(self) -> Keep | None:
        """How page breaks treat it: a heading stays with the next block, an item stays whole."""
        if self.keep is None and self.role in HEADINGS:
            return "next"
        return "together" if self.keep is None and self.role == "item" else self.keep

    def split(self, room: Room, env: Env) -> "tuple[Fragment, Block] | None":
        """The content that stands in the room, and a block of the rest; None if it does not
        break there. Called by `part` alone.
        """
        return None

    def continuation(self, *, start: bool = False, end: bool = False) -> "Block":
        """For a late block of something that is split: the one that is drawn beside a part of it,
        before (`end`) or after (`start`) a page break.
        """
        return self


def visible_blocks(blocks: tuple[Block, ...], env: Env) -> list[Block]:
    """The blocks that have not been dropped."""
    return [
        block for block in blocks if block.id is None or block.id not in env.concessions.dropped_ids
    ]


def lay(block: Block, region: Region, env: Env) -> Fragment:
    """The frame of a block in a region. Remembered per run: the same question has one answer."""
    key = (block, region.width, region.height, region.fill_width, region.fill_height)
    found = env.memo.frames.get(key)
    if found is None:
        found = env.memo.frames[key] = _lay(block, region, env)
    return found


def _lay(block: Block, region: Region, env: Env) -> Fragment:
    if block.late or block.place is not None:
        return Fragment(Size(0.0, 0.0), late=_later(block, env), span=block.span, kind=block.kind)
    own_width, own_height = block.width, block.height
    width = region.width if isinstance(own_width, str) else own_width
    height = region.height if isinstance(own_height, str) else own_height
    fill_width = region.fill_width or not isinstance(own_width, str)
    fill_height = region.fill_height or not isinstance(own_height, str)
    outer = Region(width, height, fill_width, fill_height)
    try:
        return wrap_in_box(block, _content(block, outer.inside(block.pad), env), outer, env)
    except Failure as failure:
        raise name_uses(block, failure) from None


def wrap_in_box(block: Block, content: Fragment, outer: Region, env: Env) -> Fragment:
    """The content of a block in its padding, ground and border."""
    pad, width, height = block.pad, outer.width, outer.height
    need = content.need or content.size
    need = Size(need.width + pad.across, need.height + pad.down)
    size = Size(
        width if outer.fill_width and width < inf else content.size.width + pad.across,
        height if outer.fill_height and height < inf else content.size.height + pad.down,
    )
    left, top = pad.left, pad.top
    items = content.items
    if left or top:
        items = tuple(Placed(item.x + left, item.y + top, item.item) for item in items)
    if block.ground or block.border:
        items = _grounds(block, size, env) + items
    return Fragment(
        size=size,
        items=items,
        meaning=Meaning(
            role=block.role or content.meaning.role,
            alt=content.meaning.alt or block.alt,
            href=content.meaning.href,
            lang=block.lang or content.meaning.lang,
            whole=block._whole,
        ),
        id=block.id,
        span=block.span,
        kind=block.kind,
        need=need,
        room=Size(width, height),
        first=None if content.first is None else content.first + pad.top,
        baseline=None if content.baseline is None else content.baseline + pad.top,
        facts=content.facts + block.facts,
        bleed=frozenset(block.bleed),
        rest=content.rest,
        words_at=content.words_at,
    )


class _InBlock(Failure):
    """A failure of a block that a person wrote, with the uses of components that led to it."""


def name_uses(block: Block, failure: Failure) -> Failure:
    """The failure with the uses of components that led to a block: to the innermost one that a
    person wrote.
    """
    if isinstance(failure, _InBlock) or block.span is None:
        return failure
    trace = block.span.uses
    return _InBlock(found.traced(trace) for found in failure.diagnostics)


def _content(block: Block, region: Region, env: Env) -> Fragment:
    if not block.rigid:
        return block.layout(region, env)
    content = env.memo.contents.get(block)
    if content is None:
        content = env.memo.contents[block] = block.layout(region, env)
    return content


def _grounds(block: Block, size: Size, env: Env) -> tuple[Laid, ...]:
    """The ground first, so that bleeding finds it, then the border."""
    out: list[Laid] = []
    if block.ground and block.ground != "none":
        fill = env.color(block.ground, block, "ground")
        out.append(Placed(0.0, 0.0, Rect(size.width, size.height, fill, block.radius)))
        if block.ground == HEAD and not block.border and env.outlines_heads:
            line = Stroke(env.color("ink"), OUTLINE)
            out.append(Placed(0.0, 0.0, Rect(size.width, size.height, None, block.radius, line)))
    if block.border:
        line = Stroke(env.color(block.border.color, block.border, "color"), block.border.width)
        out.append(Placed(0.0, 0.0, Rect(size.width, size.height, None, block.radius, line)))
    return tuple(out)


def _later(block: Block, env: Env) -> Late:
    def drawn(anchors: Anchors) -> Fragment:
        try:
            return block.draw(anchors, env) if block.late else _placed(block, anchors, env)
        except Failure as failure:
            raise name_uses(block, failure) from None

    return drawn


def _placed(block: Block, anchors: Anchors, env: Env) -> Fragment:
    """A block with a `place`: laid at its natural size, then put at its anchors."""
    place = block.place
    assert place is not None
    frame = _lay(replace(block, place=None), Region(), env)
    across, down = place.by if isinstance(place.by, tuple) else (place.by, place.by)
    x = (
        find_anchor(place.x, "x", anchors, place.place_of("x"))
        + place.dx
        - _part(across, frame.size.width)
    )
    y = (
        find_anchor(place.y, "y", anchors, place.place_of("y"))
        + place.dy
        - _part(down, frame.size.height)
    )
    return Fragment(frame.size, (Placed(x, y, frame),), span=block.span, kind="place")


def _part(by: str, length: float) -> float:
    return {"start": 0.0, "center": length / 2, "end": length}[by]
