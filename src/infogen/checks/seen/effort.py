"""How much a check may look at on a page, so that one with everything on everything ends soon."""

from infogen.diagnostics import Span, fail
from infogen.messages import _

MOST_LOOKS = 3_000_000
"""Comparisons of a part of a page with another one. A busy page takes ten thousand."""


class Effort:
    """The effort of a check so far on a page, which counts from 0."""

    __slots__ = ("_left", "_page")

    def __init__(self, page: int, most: int = MOST_LOOKS) -> None:
        self._page, self._left = page, most

    def spend(self, looks: int, span: Span | None) -> None:
        """So many looks more. Raises `Failure` once they are too many."""
        self._left -= looks
        if self._left < 0:
            raise fail(
                "too-large",
                _(
                    "there is too much on page {page}, one over another, to be looked through"
                ).format(page=self._page + 1),
                span,
                _("make several pages of it, or a picture of what lies over each other"),
            )
