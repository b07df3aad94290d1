"""Nothing may be larger than its room, and no text may leave the sheet: overflow is never clipped,
always reported.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from infogen.checks.seen.passages import beginning
from infogen.diagnostics import Diagnostic, Span, Spot, error
from infogen.layout.fit import TOLERANCE, unfit
from infogen.messages import _
from infogen.scene import Frame, Item, OnPage, Scene, Text, frames_in, texts_in, walk
from infogen.scene.geometry import Size

QUOTED = 60
"""Characters of a text by which a message names its frame."""


def overflow(scene: Scene) -> Iterator[Diagnostic]:
    """One error for each innermost frame that needs more than it has; for words from elsewhere,
    such as the name of the institution, one at their place for all pages.
    """
    words: dict[tuple[Span, str], list[tuple[OnPage, Size]]] = {}
    for found, over in unfit(page.frame for page in scene.pages):
        at = found.frame.words_at
        if at is None:
            yield _too_large(scene, [(found, over)], found.frame.span)
        else:
            words.setdefault((at, _words(found.frame)), []).append((found, over))
    for (at, _text), places in words.items():
        yield _too_large(scene, places, at)
    for number, page in enumerate(scene.pages, 1):
        yield from _off_sheet(page.frame, scene, number)


def _too_large(scene: Scene, places: list[tuple[OnPage, Size]], span: Span | None) -> Diagnostic:
    pages = ", ".join(
        str(page) for page in dict.fromkeys(found.page + 1 for found, _over in places)
    )
    most = Size(
        max(over.width for _found, over in places), max(over.height for _found, over in places)
    )
    what = named(places[0][0].frame)
    found = error(
        "overflow",
        _('{what} does not fit in "{format}": {excess} (page {page})').format(
            what=what, format=scene.canvas.id, excess=amount(most, scene.canvas.unit), page=pages
        ),
        span,
        _hint([found.frame for found, _over in places]),
    )
    return replace(found, spots=tuple(found.spot for found, _over in places))


def _hint(frames: list[Frame]) -> str:
    fitting = [count for count in map(letters_that_fit, frames) if count]
    if not fitting:
        return _("shorten the text, give it more room, or let something give way with concede")
    return _(
        "about {count} letters fit: shorten the text, give it more room, or let something give way"
        " with concede"
    ).format(count=min(fitting))


def letters_that_fit(text: Frame) -> int | None:
    """How many letters of a text have room in its frame, as far as its lines show; None of a frame
    that is no text.
    """
    lines = [placed for placed in text.items if _is_line(placed.item)]
    room, count = text.size, 0
    for placed in lines:
        line = placed.item
        assert isinstance(line, Frame)
        if placed.y + line.size.height > room.height + TOLERANCE:
            break
        letters = sum(len(run.text) for run in texts_in(line))
        share = min(1.0, room.width / line.size.width) if line.size.width else 1.0
        count += int(letters * share)
    return count or None


def _is_line(item: Item) -> bool:
    return isinstance(item, Frame) and item.kind == "line"


def _words(frame: Frame) -> str:
    return "".join(run.text for run in texts_in(frame)).strip()


def _off_sheet(frame: Frame, scene: Scene, page: int) -> Iterator[Diagnostic]:
    """Text whose pen leaves the sheet (ribbons and grounds may), of each block what is farthest."""
    canvas, span = scene.canvas, scene.span
    farthest: dict[Span | None, tuple[float, float, float, Text]] = {}
    for x, y, item in walk(frame):
        if isinstance(item, Frame):
            span = item.span or span
        if not isinstance(item, Text) or not item.text.strip():
            continue
        out = max(-x - item.size / 10, x + item.width - canvas.width, y - canvas.height, -y)
        if out > max(TOLERANCE / canvas.density, farthest.get(span, (0.0,))[0]):
            farthest[span] = out, x, y, item
    for span, (out, x, y, item) in farthest.items():
        yield error(
            "off-sheet",
            _('"{text}" leaves the sheet in "{format}" by {excess} (page {page})').format(
                text=beginning(item.text),
                format=canvas.id,
                excess=_length(out, canvas.unit),
                page=page,
            ),
            span,
            _("move it inwards, or shorten it"),
            spot=Spot(page - 1, (x, y - item.size, x + item.width, y)),
        )


def named(frame: Frame) -> str:
    """A frame as messages call it: its kind, and its name or the longest text in it."""
    kind = frame.kind or "frame"
    if frame.id:
        return f'{kind} "{frame.id}"'
    texts = [frame] if kind == "text" else [f for f in frames_in(frame) if f.kind == "text"]
    longest = max(map(_words, texts), key=len, default="")
    if not longest:
        return kind
    called = beginning(longest, QUOTED)
    if kind == "text":
        return f'{kind} "{called}"'
    return _('{kind} with "{text}"').format(kind=kind, text=called)


def amount(over: Size, unit: str) -> str:
    """By how much something is too large, in the unit of its canvas."""
    parts = []
    if over.height > 0:
        parts.append(_("{length} too tall").format(length=_length(over.height, unit)))
    if over.width > 0:
        parts.append(_("{length} too wide").format(length=_length(over.width, unit)))
    return ", ".join(parts)


def _length(value: float, unit: str) -> str:
    return f"{value:.0f} px" if unit == "px" else f"{value:.1f} mm"
