"""The memory of one pass of layout, which lays each block out once for the same region."""

from math import inf

from msgspec import Struct, field

from infogen.blocks.fragment import Fragment, Laid
from infogen.scene.fonts import Fonts
from infogen.source.model import LocatedModel
from infogen.typesetting.phrase import Phrase
from infogen.typesetting.typeset import Paragraph, Style, typeset

StyleKey = tuple[
    str, tuple[float, ...] | None, float | None, str, str, bool | None, bool | None, str | None
]
"""The fields of a text on which its styles depend."""

LabelKey = tuple[tuple[Phrase, ...], str, str]
"""The words of a label, its style and its colour."""


class Attempt:
    """A phrase in a style: set once without a limit, and again only where that is too wide."""

    def __init__(self, phrase: Phrase, style: Style, fonts: Fonts) -> None:
        self.phrase, self.style, self.fonts = phrase, style, fonts
        self.free = typeset(phrase, style, inf, fonts)

    def within(self, width: float) -> Paragraph:
        """Its lines in a width."""
        if self.free.width <= width:
            return self.free
        return typeset(self.phrase, self.style, width, self.fonts)


class Memo(Struct, eq=False):
    """The answers of one pass of layout. Blocks and paragraphs are keys themselves: they are
    compared by identity, and live as long as the memo does.

    `frames` has a block's frame in a region (width, height, and whether each is to be filled),
    `contents` that of a rigid block, `attempts` the ways to set a text, `lines` a text's lines in
    a width (None where they are the same in every width). `parts` counts the blocks that were split
    over pages.
    """

    frames: dict[tuple[LocatedModel, float, float, bool, bool], Fragment] = field(
        default_factory=dict
    )
    contents: dict[LocatedModel, Fragment] = field(default_factory=dict)
    attempts: dict[LocatedModel, list[Attempt]] = field(default_factory=dict)
    lines: dict[tuple[LocatedModel, Paragraph, float | None], tuple[Laid, ...]] = field(
        default_factory=dict
    )
    styles: dict[StyleKey, list[Style]] = field(default_factory=dict)
    labels: dict[LabelKey, Fragment] = field(default_factory=dict)
    parts: int = 0
