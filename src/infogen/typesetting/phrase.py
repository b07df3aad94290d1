"""Text as it was written, with its provenance: what binding hands to typesetting."""

from msgspec import Struct

from infogen.diagnostics import Span
from infogen.scene import COUNTER, Fact, Source


class Phrase(Struct, frozen=True):
    """A text with its marks (`**strong**`, `==accent==`, `~`, newline) still in it.

    `origin` says who wrote it (a path in `data/` or `file:line:col`), `sources` which characters of
    `text` were filled in from data, `links` which of them are a link (start, end, address), and
    `literal` which are no marks whatever they are, such as those of an address.
    """

    text: str
    origin: str = ""
    sources: tuple[Source, ...] = ()
    facts: tuple[Fact, ...] = ()
    span: Span | None = None
    links: tuple[tuple[int, int, str], ...] = ()
    literal: tuple[tuple[int, int], ...] = ()


def counted_phrase(text: str) -> Phrase:
    """A text of the program's own, whose figures count what is on the page."""
    return Phrase(text, COUNTER, (Source(0, len(text), COUNTER),))
