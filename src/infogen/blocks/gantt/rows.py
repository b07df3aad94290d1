"""A row beside its bar: its number, who does what, what else is to be known, the days it takes."""

from math import floor

from msgspec import Struct
from msgspec.structs import replace

from infogen.blocks.env import Env
from infogen.blocks.fields import Alternatives
from infogen.blocks.fragment import Fragment, Laid
from infogen.blocks.gantt.scale import Span
from infogen.blocks.text import part_text
from infogen.content import Step, format_value
from infogen.scene import ARTIFACT, COUNTER, Fact, Meaning, Path, Placed, Source
from infogen.scene.geometry import Region, Size
from infogen.scene.shapes import circle
from infogen.source.model import LocatedModel
from infogen.typesetting.phrase import Phrase

FIGURE = 0.9
"""The size of a term's figure, as a part of its bar's height."""

LARGE = 2.0
"""A figure so many times as high as a line's capitals hangs from them; a smaller one is level."""

DESCENT = 0.6
"""How deep letters reach below the last of several lines, as a part of half their capitals."""

NUMBER = 26 / 30
"""The size of a number, as a part of its disc's diameter."""

INDENT = 0.45
"""The room between a number and the words, as a part of its disc's diameter."""


class Row(Struct, frozen=True):
    """A row with its step, its number (None: after the scale), the lane's place among the lanes,
    its colour, and what is drawn of it.
    """

    step: Step
    text: Alternatives
    note: Alternatives
    reaches: int | None
    lane: int
    color: str
    number: int | None
    span: Span | None

    @property
    def is_first(self) -> bool:
        """True if it stands before the first day."""
        return self.span is not None and self.span.end == 0


class Type(Struct, frozen=True):
    """How rows are set: the block whose fields name the styles, the diameter of a number's disc,
    the distances between a row's texts, the smallest and the largest size of a figure, and that of
    the text where it is not the style's.
    """

    block: LocatedModel
    disc: float
    gap: float
    figure: tuple[float, float]
    size: float | None
    path: str
    """The path of the procedure in the data."""

    def row(self, row: Row, bar: float, region: Region, env: Env) -> Fragment:
        """A row beside a bar of some height. Its `first` is the middle of its first line."""
        left = self.disc * (1 + INDENT)
        figure = self._figure(row, bar, env)
        taken = figure.size.width + self.gap if figure else 0.0
        inside = Region(max(0.0, region.width - left - taken), region.height)
        size = (self.size,) if self.size else None
        text = part_text(self.block, row.text, "text_style", None, size=size)
        texts = [text.layout(inside, env)]
        if any(phrase.text for phrase in row.note):
            note = part_text(self.block, row.note, "note_style", None)
            texts.append(note.layout(inside, env))
        middle = (texts[0].baseline or 0.0) / 2
        high = figure.size.height if figure else 0.0
        hangs = high > middle * 2 * LARGE
        above = max(0.0, self.disc / 2 - middle, 0.0 if hangs else high / 2 - middle)
        items: list[Laid] = []
        if row.number is not None:
            items.append(Placed(0.0, above + middle - self.disc / 2, self._number(row, env)))
        y = above
        for frame in texts:
            items.append(Placed(left, y, frame))
            y += frame.size.height + self.gap
        descent = middle * DESCENT if len(texts) > 1 or texts[0].size.height > 2 * middle else 0.0
        below = max(y - self.gap + descent, above + middle + self.disc / 2)
        if figure:
            top = above if hangs else above + middle - high / 2
            items.append(Placed(region.width - figure.size.width, top, figure))
            below = max(below, top + high)
        room = Size(region.width, below)
        need = Size(max(left + frame.size.width for frame in texts) + taken, below)
        meaning = Meaning(role="item")
        return Fragment(room, tuple(items), meaning=meaning, first=above + middle, need=need)

    def _figure(self, row: Row, bar: float, env: Env) -> Fragment | None:
        """The days of a term on the scale, read with their unit. All of them make the total."""
        deadline = row.step.deadline
        if deadline is None or row.span is None:
            return None
        least, most = self.figure
        size = max(least, min(most, bar / env.type_unit * FIGURE))
        if env.canvas.unit == "px":
            size = floor(size)
        path = f"{self.path}.steps.{row.step.id}.deadline"
        days, said = str(deadline.days), format_value(deadline)
        source = Source(0, len(days), f"{path}.days")
        phrase = Phrase(days, f"{path}.days", (source,), (Fact(path, said),))
        text = part_text(self.block, (phrase,), "figure_style", None, size=(size,))
        frame = replace(text, color=row.color).layout(Region(), env)
        return Fragment(
            frame.size, (Placed(0.0, 0.0, frame),), meaning=Meaning(role="figure", alt=said)
        )

    def _number(self, row: Row, env: Env) -> Fragment:
        """The number of a row on a disc in the colour of its lane. A list counts its items."""
        half = self.disc / 2
        words = str(row.number)
        phrase = Phrase(words, COUNTER, (Source(0, len(words), COUNTER),))
        size = self.disc / env.type_unit * NUMBER
        text = part_text(self.block, (phrase,), "number_style", None, size=(size,))
        frame = replace(text, color="white").layout(Region(), env)
        x, y = half - frame.size.width / 2, half - frame.size.height / 2
        disc = Path(circle(half, half, half), env.color(row.color))
        items: tuple[Laid, ...] = (Placed(0.0, 0.0, disc), Placed(x, y, frame))
        return Fragment(Size(self.disc, self.disc), items, meaning=ARTIFACT)
