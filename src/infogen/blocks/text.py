"""Text: a phrase, or alternatives of it, set in a role of the theme, as a frame of lines."""

from math import inf
from typing import Annotated, Any, Literal

from msgspec import Meta
from msgspec.structs import replace

from infogen.blocks.base import EPSILON, HEADINGS, Block
from infogen.blocks.env import Env
from infogen.blocks.fields import Alternatives
from infogen.blocks.fragment import Fragment, Laid
from infogen.blocks.memo import Attempt
from infogen.blocks.underline import underline
from infogen.design.themes import TypeRole
from infogen.diagnostics import Span, fail
from infogen.messages import _
from infogen.scene import ARTIFACT, Frame, Item, Meaning, Placed
from infogen.scene.fonts import Fonts
from infogen.scene.geometry import Region, Room, Size
from infogen.source.model import LocatedModel, Positive, Several, Whole
from infogen.typesetting.phrase import Phrase
from infogen.typesetting.typeset import Line, Paragraph, Style

QUIET = "muted"
"""The colour of words that are to stand back, and not out."""

FEWEST = 2
"""Lines of a paragraph that stand alone neither at the foot of a page nor at the head of one."""


class Text(Block):
    """Words in a style; the first of its alternatives, then of its sizes, that fits is taken.

    `size` and `leading` replace the theme's, in px on screens and pt on paper. `max-lines` is a
    room as `height` is one.
    """

    kind: Literal["text"]
    words = frozenset({"text"})

    text: Annotated[Alternatives, Meta(min_length=1)]
    style: str
    color: str = "ink"
    accent: str = "citizen"
    size: Several[Positive] | None = None
    leading: Positive | None = None
    balance: bool | None = None
    hyphens: bool | None = None
    max_lines: Whole | None = None
    halign: Literal["start", "center", "end"] = "start"

    _rest: tuple[Phrase, Paragraph] | None = None

    def layout(self, region: Region, env: Env) -> Fragment:
        """Lines from cap height to the last baseline (`trim: cap`), or with their full leading."""
        role = env.style(self.style, self, "style")
        phrase, paragraph = self._rest or self._fitting(role, region, env)
        if not paragraph.lines:
            return Fragment(Size(0.0, 0.0), meaning=ARTIFACT)
        trimmed = role.trim == "cap"
        over = 0.0 if trimmed else (paragraph.leading - paragraph.cap_height) / 2
        count = len(paragraph.lines)
        allowed = min(count, self.max_lines or count)
        height = paragraph.cap_height + paragraph.leading * (count - 1) + 2 * over
        room = paragraph.cap_height + paragraph.leading * (allowed - 1) + 2 * over
        wide = region.width if region.fill_width and region.width < inf else paragraph.width
        first = over + paragraph.cap_height
        items = self._items(paragraph, wide, first, env)
        return Fragment(
            Size(wide, room),
            items,
            meaning=Meaning(role=self.role or "paragraph"),
            need=Size(paragraph.width, height),
            first=first - paragraph.x_height / 2,
            baseline=first,
            facts=phrase.facts,
            words_at=_elsewhere(phrase.span, self.span),
        )

    def split(self, room: Room, env: Env) -> tuple[Fragment, Block] | None:
        """The lines that fit, two or more on each side of the break. A heading is not split."""
        role = env.theme.type.get(self.style)
        if role is None or role.trim != "cap" or self.role in HEADINGS or self.max_lines:
            return None
        region = Region(room.width, inf, room.fill_width)
        phrase, paragraph = self._rest or self._fitting(role, region, env)
        count = len(paragraph.lines)
        fitting = int((room.height - paragraph.cap_height + EPSILON) / paragraph.leading) + 1
        kept = min(fitting if room.height >= paragraph.cap_height else 0, count - FEWEST)
        if kept < FEWEST:
            return None
        parts = [replace(paragraph, lines=paragraph.lines[:kept])]
        parts.append(replace(paragraph, lines=paragraph.lines[kept:]))
        part, rest = (replace(self, _rest=(phrase, lines)) for lines in parts)
        return part.layout(region, env), rest

    def _items(
        self, paragraph: Paragraph, width: float, first: float, env: Env
    ) -> tuple[Laid, ...]:
        """The lines in their places; those of text at its start are the same in every width."""
        key = (self, paragraph, width if self.halign != "start" else None)
        items = env.memo.lines.get(key)
        if items is None:
            items = env.memo.lines[key] = tuple(
                Placed(
                    self._indent(line, width),
                    i * paragraph.leading,
                    _line(line, first, env.fonts if self._underlines(env) else None),
                )
                for i, line in enumerate(paragraph.lines)
            )
        return items

    def _underlines(self, env: Env) -> bool:
        """True if the theme underlines accents: all but those that step back."""
        return env.theme.accents == "underline" and self.accent != QUIET

    def _indent(self, line: Line, width: float) -> float:
        free = width - line.width
        return {"start": 0.0, "center": free / 2, "end": free}[self.halign]

    def _fitting(self, role: TypeRole, region: Region, env: Env) -> tuple[Phrase, Paragraph]:
        """The first alternative in the first size that fits, else the last of both."""
        attempts = env.memo.attempts.get(self)
        if attempts is None:
            phrases = self.text[-1:] if env.concessions.short else self.text
            styles = self._styles(role, env)
            attempts = [Attempt(phrase, style, env.fonts) for phrase in phrases for style in styles]
            env.memo.attempts[self] = attempts
        for attempt in attempts[:-1]:
            paragraph = attempt.within(region.width + EPSILON)
            if self._fits(paragraph, region):
                return attempt.phrase, paragraph
        return attempts[-1].phrase, attempts[-1].within(region.width + EPSILON)

    def _fits(self, paragraph: Paragraph, region: Region) -> bool:
        lines = len(paragraph.lines)
        height = paragraph.cap_height + paragraph.leading * (lines - 1)
        return (
            paragraph.width <= region.width + 2 * EPSILON
            and height <= region.height + EPSILON
            and (self.max_lines is None or lines <= self.max_lines)
        )

    def _styles(self, role: TypeRole, env: Env) -> list[Style]:
        """A style for each size; blocks that ask for the same share it."""
        key = (
            self.style,
            self.size,
            self.leading,
            self.color,
            self.accent,
            self.balance,
            self.hyphens,
            self.lang,
        )
        styles = env.memo.styles.get(key)
        if styles is None:
            pair = self._pair(role, env)
            sizes = self.size or (env.concessions.sizes.get(self.style, pair[0]),)
            factor = env.theme.scale * (role.scale if self.size else 1.0)
            if factor != 1:
                least = env.canvas.smallest / env.type_unit
                sizes = tuple(max(min(least, size), size * factor) for size in sizes)
            styles = env.memo.styles[key] = [self._made(role, size, pair, env) for size in sizes]
        return styles

    def _pair(self, role: TypeRole, env: Env) -> tuple[float, float]:
        names = (env.canvas.id, *env.families, "else")
        pair = next((role.size[name] for name in names if name in role.size), None)
        if pair is None:
            raise fail(
                "missing-size",
                _('the style "{style}" has no size for the format "{format}"').format(
                    style=self.style, format=env.canvas.id
                ),
                role._span,
                _("add one to the theme, or an else"),
            )
        return pair

    def _made(self, role: TypeRole, size: float, pair: tuple[float, float], env: Env) -> Style:
        theme, unit = env.theme, env.type_unit
        strong = theme.strong.get(role.font, role.font)
        return Style(
            font=role.font,
            strong=strong,
            digits=theme.digits.get(role.font),
            strong_digits=theme.digits.get(strong),
            size=size * unit,
            leading=(self.leading or pair[1] * size / pair[0]) * unit,
            tracking=role.tracking,
            word_space=role.word_space,
            color=env.color(self.color, self, "color"),
            accent=env.color(self.color if self._underlines(env) else self.accent, self, "accent"),
            balance=role.balance if self.balance is None else self.balance,
            hyphens=role.hyphens if self.hyphens is None else self.hyphens,
            display=role.display,
            tabular=role.tabular,
            lang=self.lang or env.lang,
        )


def _elsewhere(words: Span | None, block: Span | None) -> Span | None:
    """The place of words that are in another file than their block."""
    here = words is None or (block is not None and words.file == block.file)
    return None if here else words


def part_text(
    part: LocatedModel, words: tuple[Phrase, ...], style: str, color: str | None, **fields: Any
) -> Text:
    """A text that another block draws, in the style and the colour (else ink) that its fields of
    these names hold.
    """
    named = {"style": style, "color": color} if color else {"style": style}
    spans = {field: part.place_of(name) for field, name in named.items() if part.is_written(name)}
    taken = {field: getattr(part, name) for field, name in named.items()}
    return Text(kind="text", text=words, **taken, **fields, _spans=spans)


def label(text: Text, env: Env) -> Fragment:
    """A few words that another block draws, as wide as they are. Equal labels are laid out once;
    labels of equal words from other data are not equal, for each has the facts of its own.
    """
    key = (text.text, text.style, text.color)
    frame = env.memo.labels.get(key)
    if frame is None:
        frame = env.memo.labels[key] = text.layout(Region(), env)
    return frame


def _line(line: Line, baseline: float, underlined: Fonts | None) -> Frame:
    """A frame of runs; a run that is a link has a frame of its own. Where the fonts are given,
    accented runs are underlined.
    """
    items: list[Placed[Item]] = []
    for run in line.runs:
        if run.accent and underlined is not None:
            items += underline(run.text, underlined.face(run.text.font), run.x, baseline)
        if run.href is None:
            items.append(Placed(run.x, baseline, run.text))
        else:
            box = Size(run.text.width, baseline)
            link = Frame(
                box,
                (Placed(0.0, baseline, run.text),),
                meaning=Meaning(role="link", href=run.href),
            )
            items.append(Placed(run.x, 0.0, link))
    return Frame(Size(line.width, baseline), tuple(items), kind="line")
