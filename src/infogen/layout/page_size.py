"""How much may be on one page: parts, which every check looks through, and painted pixels."""

from itertools import islice

from infogen.blocks.fragment import Fragment, fragments_in
from infogen.diagnostics import Span, fail
from infogen.messages import _
from infogen.scene import Canvas, Frame, Ink, Modules, Path, Text, walk

MOST_PARTS = 6_000
"""Blocks, lines and cells on one page. The busiest page of the stock has 300."""

MOST_PAINTED = 400_000_000
"""Pixels that are painted for the picture of a page, those under others included: as many as 270
grounds of a whole portrait.
"""


def refuse_many_parts(page: Fragment) -> None:
    """Raises `Failure` where a page has too many parts, at the part that is one too many."""
    span: Span | None = page.span
    for _x, _y, part in islice(fragments_in(page), MOST_PARTS + 1):
        span = part.span or span
    if next(islice(fragments_in(page), MOST_PARTS, None), None) is not None:
        message = _("the page has more than {count} blocks, lines and cells here")
        hint = _("make several pages of it")
        raise fail("too-large", message.format(count=MOST_PARTS), span, hint)


def refuse_much_paint(page: Frame, canvas: Canvas) -> None:
    """Raises `Failure` where so much is painted over each other that a picture takes minutes."""
    painted, span = 0.0, page.span
    for x, y, item in walk(page):
        if isinstance(item, Frame):
            span = item.span or span
            continue
        painted += _pixels(item, x, y, canvas)
        if painted > MOST_PAINTED:
            message = _("the page paints more than {count} million pixels here, one over another")
            hint = _("leave out what is covered, or make a picture of it")
            raise fail("too-large", message.format(count=MOST_PAINTED // 10**6), span, hint)


def _pixels(item: Ink, x: float, y: float, canvas: Canvas) -> float:
    """The pixels of the sheet in the box around an ink."""
    match item:
        case Text():
            return 0.0  # of the size of their letters, which the number of characters bounds
        case Path(commands=commands):
            across = [at for _letter, *places in commands for at in places[::2]]
            down = [at for _letter, *places in commands for at in places[1::2]]
            box = (
                min(across, default=0),
                min(down, default=0),
                max(across, default=0),
                max(down, default=0),
            )
        case Modules(rows=rows, module=module):
            box = (0.0, 0.0, len(rows) * module, len(rows) * module)
        case _:
            box = (0.0, 0.0, item.width, item.height)
    wide = min(x + box[2], canvas.width) - max(x + box[0], 0.0)
    tall = min(y + box[3], canvas.height) - max(y + box[1], 0.0)
    return max(0.0, wide) * max(0.0, tall) * canvas.density**2
