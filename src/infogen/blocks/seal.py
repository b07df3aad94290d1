"""A seal: a word across what it marks, as large as it fits, that says what the picture is not."""

from math import atan2, cos, hypot, sin
from typing import Annotated, Literal

from msgspec import Meta
from msgspec.structs import replace

from infogen.blocks.base import Block
from infogen.blocks.env import Env
from infogen.blocks.fields import Alternatives
from infogen.blocks.fragment import Fragment
from infogen.blocks.text import part_text
from infogen.diagnostics import fail
from infogen.messages import _
from infogen.scene import Command, Meaning, Path, Placed
from infogen.scene.fonts import Face
from infogen.scene.geometry import Region, Size, finite
from infogen.source.model import Positive


class Seal(Block):
    """A word in flat letters from corner to corner of its room, painted where it stands in the
    list: what comes after it lies on it.

    The last of its words is drawn (the short one), the first is read. `most` limits the height of
    its capitals, as a part of its room's height. `form: level` sets its words as text instead, the
    first that fit: for a band outside of what it marks.
    """

    kind: Literal["seal"]
    words = frozenset({"text"})

    text: Annotated[Alternatives, Meta(min_length=1)]
    form: Literal["across", "level"] = "across"
    style: str = "display"
    color: str = "citizen"
    most: Positive = 0.5

    def layout(self, region: Region, env: Env) -> Fragment:
        """A figure, read as its `alt`. In an infinite room it has no size of its own."""
        if not self.text[-1].text.strip():
            raise fail(
                "empty-text",
                _("a seal needs a word"),
                self.place_of("text"),
                _("write one, or leave the block out with when:"),
            )
        if self.form == "level":
            line = part_text(self, self.text, "style", "color", max_lines=1).layout(region, env)
            return replace(line, meaning=Meaning(role="figure", alt=self.text[0].text))
        role = env.style(self.style, self, "style")
        size = Size(finite(region.width, 0.0), finite(region.height, 0.0))
        face = env.fonts.face(role.font)
        ink = Path(self._word(face, size), fill=env.color(self.color, self, "color"))
        items = (Placed(0.0, 0.0, ink),) if size.height else ()
        return Fragment(
            size,
            items,
            meaning=Meaning(role="figure", alt=self.text[0].text),
        )

    def _word(self, face: Face, size: Size) -> tuple[Command, ...]:
        shaped = face.shape(self.text[-1].text)
        outline, pen = [], 0.0
        for glyph, advance in zip(shaped.glyphs, shaped.advances, strict=True):
            outline += _shifted(face.outline(glyph), pen)
            pen += advance
        long, high = float(shaped.advance), float(face.cap_height)
        angle = atan2(size.height, size.width)
        scale = min(_scale(long, high, angle, size), self.most * size.height / high)
        middle = (size.width / 2, size.height / 2)
        return tuple(_turned(outline, (long / 2, high / 2), angle, scale, middle))


def _scale(long: float, high: float, angle: float, size: Size) -> float:
    """The largest factor by which a box of `long` × `high` fits inside once it is turned."""
    wide = long * cos(angle) + high * sin(angle)
    tall = long * sin(angle) + high * cos(angle)
    return min(size.width / wide, size.height / tall) if hypot(wide, tall) else 0.0


def _shifted(commands: tuple[Command, ...], pen: float) -> list[Command]:
    return [
        (letter, *(n + pen * (i % 2 == 0) for i, n in enumerate(numbers)))
        for letter, *numbers in commands
    ]


def _turned(
    commands: list[Command],
    centre: tuple[float, float],
    angle: float,
    scale: float,
    to: tuple[float, float],
) -> list[Command]:
    """The outline about its centre, turned upwards to the right; its y is up, the scene's down."""
    across, up = cos(angle) * scale, sin(angle) * scale
    out: list[Command] = []
    for letter, *numbers in commands:
        places: list[float] = []
        for x, y in zip(numbers[::2], numbers[1::2], strict=True):
            u, v = x - centre[0], y - centre[1]
            places += [to[0] + u * across - v * up, to[1] - u * up - v * across]
        out.append((letter, *places))
    return out
