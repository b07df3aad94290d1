"""The lines of the texts of a page, with the boxes of their ink, and which stand beside or under
each other.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from infogen.checks.seen.ink_places import InkPlace, around, ink_places
from infogen.diagnostics import Bounds, Span
from infogen.scene import Frame, Scene, Text
from infogen.scene.per_scene import per_scene


class Line(Struct, frozen=True):
    """A line of a paragraph: its runs, the box of its ink, the paragraph that it belongs to, the
    number of lines of that, and its largest size of type.
    """

    runs: tuple[InkPlace, ...]
    box: Bounds
    paragraph: Frame
    size: float

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(run.ink.text for run in self.runs if isinstance(run.ink, Text)).strip()

    @property
    def span(self) -> Span | None:
        """Where its paragraph is written."""
        return self.runs[0].span


@per_scene
def lines(scene: Scene) -> tuple[tuple[Line, ...], ...]:
    """The lines of each page in paint order."""
    return tuple(tuple(_on(page)) for page in ink_places(scene))


def _on(page: Sequence[InkPlace]) -> Iterator[Line]:
    runs = (place for place in page if isinstance(place.ink, Text))
    for _line, group in groupby(runs, key=lambda place: id(_line_of(place))):
        parts = tuple(group)
        yield Line(
            parts,
            around([part.box for part in parts]),
            parts[0].block,
            max(part.ink.size for part in parts if isinstance(part.ink, Text)),
        )


def _line_of(place: InkPlace) -> Frame:
    """The line that a run stands in; a link in it has a frame of its own."""
    return next((f for f in reversed(place.owners) if f.kind == "line"), place.owners[-1])


def crossing(
    boxes: Sequence[Bounds], reach: float = 0.0, *, across: bool = False
) -> Iterator[tuple[int, int]]:
    """The pairs of boxes that share a height, each once; `across`: that share a width.

    Boxes count as larger by `reach` there. They are looked through in order, so that only those
    near each other are compared.
    """
    low, high = (0, 2) if across else (1, 3)
    waiting: list[int] = []
    for i in sorted(range(len(boxes)), key=lambda n: boxes[n][low]):
        start = boxes[i][low]
        waiting = [j for j in waiting if boxes[j][high] + reach > start]
        for j in waiting:
            yield j, i
        waiting.append(i)
