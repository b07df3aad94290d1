"""Marks in text (`**strong**`, `==accent==`, `~`, newline, soft hyphen): plain text and its formats
come out.

White space is normalised on the way: a run of it is one space, none stands at either end, and a
newline is one space that a new line follows.
"""

import re
from collections.abc import Sequence

from msgspec import Struct, field

from infogen.diagnostics import Diagnostic, Failure, Span, error
from infogen.messages import _
from infogen.scene.ink import SOFT_HYPHEN

NO_BREAK_SPACE = "\u00a0"
STRONG, ACCENT = "**", "=="

_TOKEN = re.compile(rf"\*\*|==|~|{SOFT_HYPHEN}|[ \t\r\n]+")
_MARKED = re.compile(rf"\*\*|==|~|[\t\r\n{SOFT_HYPHEN}]|  |^ | $")


class Stretch(Struct, frozen=True):
    """The characters `start` to `end` share one format."""

    start: int
    end: int
    strong: bool = False
    accent: bool = False


class ParsedText(Struct, frozen=True):
    """Plain text, its formats in order, the places where a forced line begins, and those where a
    word has a soft hyphen, which is none of the characters.

    `places[i]` is the place in `text` of the written character `i`; `None` if nothing has moved.
    """

    text: str
    stretches: tuple[Stretch, ...]
    line_starts: tuple[int, ...] = ()
    soft_hyphens: tuple[int, ...] = ()
    places: tuple[int, ...] | None = None

    def position(self, index: int) -> int:
        """Where the written character `index` went; an end of a range may be the length."""
        return index if self.places is None else self.places[index]


def read_marks(
    written: str, span: Span | None = None, literal: Sequence[tuple[int, int]] = ()
) -> ParsedText:
    """Take the marks out of a text; none is in its `literal` parts. Raises `Failure`
    (`unbalanced-mark`) for each one left open.
    """
    if not _MARKED.search(written):
        return ParsedText(written, (Stretch(0, len(written)),) if written else ())
    reader = _Reader()
    done = 0
    for found in _TOKEN.finditer(written):
        if found[0][0] in "*=~" and any(a <= found.start() < b for a, b in literal):
            continue
        reader.keep(written[done : found.start()])
        reader.token(found.group())
        done = found.end()
    reader.keep(written[done:])
    reader.close_stretch()
    left_open = [mark for mark, on in reader.on.items() if on]
    if left_open:
        raise Failure(_unbalanced(mark, span) for mark in left_open)
    return reader.finish()


class _Reader(Struct):
    parts: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    forced: list[int] = field(default_factory=list)
    soft: list[int] = field(default_factory=list)
    on: dict[str, bool] = field(default_factory=lambda: {STRONG: False, ACCENT: False})
    length: int = 0
    begun: int = 0

    def keep(self, text: str) -> None:
        if text:
            self.parts.append(text)
            self.places.extend(range(self.length, self.length + len(text)))
            self.length += len(text)

    def token(self, token: str) -> None:
        if token in self.on:
            self.close_stretch()
            self.on[token] = not self.on[token]
            self.places += (self.length, self.length)
        elif token == SOFT_HYPHEN:
            self.soft.append(self.length)
            self.places.append(self.length)
        elif token == "~":
            self.keep(NO_BREAK_SPACE)
        else:
            self._space(token)

    def _space(self, token: str) -> None:
        self.places += [self.length] * len(token)
        if not self.length:
            return
        breaks = token.count("\n")
        for n in range(max(1, breaks)):
            if n or self.parts[-1] != " ":
                self.parts.append(" ")
                self.length += 1
            if breaks and self.length not in self.forced[-1:]:
                self.forced.append(self.length)

    def close_stretch(self) -> None:
        if self.length > self.begun:
            on = self.on
            self.stretches.append(Stretch(self.begun, self.length, on[STRONG], on[ACCENT]))
            self.begun = self.length

    def finish(self) -> ParsedText:
        text = "".join(self.parts).rstrip(" ")
        end = len(text)
        return ParsedText(
            text,
            tuple(
                Stretch(s.start, min(s.end, end), s.strong, s.accent)
                for s in self.stretches
                if s.start < end
            ),
            tuple(at for at in self.forced if at < end),
            tuple(at for at in self.soft if 0 < at < end),
            tuple(min(at, end) for at in (*self.places, self.length)),
        )


def _unbalanced(mark: str, span: Span | None) -> Diagnostic:
    return error(
        "unbalanced-mark",
        _('"{mark}" is opened but not closed').format(mark=mark),
        span,
        _('write "{mark}" before and after the words').format(mark=mark),
    )
