"""Texts of the data with all that their references stand for: how long each gets, and circles.

Ten references to a text of ten references, and so on, are a few lines that print a million
characters. The lengths are added up before any of these texts is put together.
"""

from collections.abc import Iterable, Iterator

from infogen.content.data import Data
from infogen.content.paths import words_at
from infogen.diagnostics import Diagnostic, Span
from infogen.source.references import (
    DEEPEST,
    LONGEST_TEXT,
    circle,
    deep_text,
    long_text,
    references,
    split_references,
)

Length = tuple[int, bool]
"""Characters of a text with what its references stand for, and true if that ends."""


def endless_texts(data: Data, texts: Iterable[tuple[str, Span]]) -> Iterator[Diagnostic]:
    """The faults of texts, each given with its place: they refer to themselves, lead too
    deep, or get too long. Of several that lead to each other it is said of one.
    """
    lengths = _Lengths(data)
    told: set[str] = set()
    for text, span in texts:
        count, ends = lengths.of(text, DEEPEST)
        inner = [lengths.of(words, DEEPEST) for words in lengths.inside(text)]
        if not ends:
            reached = lengths.reached(text)
            if text in reached and text not in told:
                told |= reached
                yield circle(span)
            elif all(end for _count, end in inner):
                yield deep_text(span)
        elif count > LONGEST_TEXT and all(length <= LONGEST_TEXT for length, _end in inner):
            yield long_text(span)


class _Lengths:
    """The lengths of texts that have been added up, by how deep their references were followed."""

    def __init__(self, data: Data) -> None:
        self._data = data
        self._known: dict[tuple[str, int], Length] = {}

    def inside(self, text: str) -> list[str]:
        """The texts that a text names."""
        return [words for path in references(text) if (words := words_at(self._data, path))]

    def of(self, text: str, depth: int) -> Length:
        """The length of a text whose references are followed `depth` times."""
        if "$" not in text:
            return len(text), True
        if depth == 0:
            return len(text), False
        found = self._known.get((text, depth))
        if found is None:
            parts = [self.of(words, depth - 1) for words in self.inside(text)]
            plain = sum(len(piece) for piece, _path in split_references(text))
            length = plain + sum(count for count, _ends in parts)
            found = self._known[text, depth] = (length, all(ends for _count, ends in parts))
        return found

    def reached(self, text: str) -> set[str]:
        """The texts to which the references of a text lead, in any number of steps."""
        reached: set[str] = set()
        ahead = self.inside(text)
        while ahead:
            words = ahead.pop()
            if words not in reached:
                reached.add(words)
                ahead += self.inside(words)
        return reached
