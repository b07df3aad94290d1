"""How much may be made of a layout, so that one that copies without end ends soon, in words.

Repetition multiplies: `each` inside `each`, components in components, references to texts with
references. What they make is counted while it is made. The stock's largest piece makes 1,100 blocks
and prints 21,000 characters.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from infogen.diagnostics import Failure, Span, fail
from infogen.messages import _
from infogen.source.references import LONGEST_TEXT, long_text

BLOCKS = 10_000
"""Blocks of one piece in one format, on all its pages."""

LEVELS = 40
"""Blocks in blocks, components included."""

VALUES = 200_000
"""Values in the fields of these blocks, those in lists and mappings included."""

CHARACTERS = 1_000_000
"""Characters of all texts, with what their references stand for."""


class Budget:
    """The count of what has been made so far. Each method adds to it, and raises `Failure` at
    `span` once it is too much.
    """

    __slots__ = ("_blocks", "_characters", "_level", "_values")

    def __init__(self) -> None:
        self._blocks = self._values = self._characters = self._level = 0

    @contextmanager
    def level(self, span: Span | None) -> Iterator[None]:
        """While what is in a block is made."""
        self._level += 1
        if self._level > LEVELS:
            raise fail(
                "too-deep",
                _("more than {count} blocks, one inside another").format(count=LEVELS),
                span,
                _("nest less deeply"),
            )
        yield
        self._level -= 1

    def block(self, span: Span | None) -> None:
        """One block more."""
        self._blocks += 1
        if self._blocks > BLOCKS:
            raise fail(
                "too-large",
                _("the piece has more than {count} blocks here").format(count=BLOCKS),
                span,
                _("copy less: what each and use repeat multiplies; or make several pieces of it"),
            )

    def value(self, span: Span | None) -> None:
        """One value more."""
        self._values += 1
        if self._values > VALUES:
            raise fail(
                "too-large",
                _("the blocks of the piece have more than {count} values here").format(
                    count=VALUES
                ),
                span,
                _("hand on less: lists in lists multiply; or make several pieces of it"),
            )

    def text(self, characters: int, whole: int, span: Span | None) -> None:
        """Some characters more, in a text that has `whole` of them so far."""
        self._characters += characters
        if whole > LONGEST_TEXT:
            raise Failure([long_text(span)])
        if self._characters > CHARACTERS:
            raise fail(
                "too-large",
                _("the texts of the piece have more than {count} characters here").format(
                    count=CHARACTERS
                ),
                span,
                _("make several pieces of it"),
            )
