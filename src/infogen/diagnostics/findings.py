"""The findings of a stage so far, up to as many as anybody reads."""

from collections.abc import Iterable

from infogen.diagnostics import Diagnostic, Failure, error
from infogen.messages import _

MOST_FINDINGS = 100
"""Findings of one stage. A file that is wrong a hundred thousand times is wrong in one way."""


class Findings(list[Diagnostic]):
    """A list that ends its stage when it is full: it raises `Failure` with all that it holds, and
    says last that there may be more.
    """

    def append(self, found: Diagnostic) -> None:
        """Add one. Raises `Failure` if there are too many by then."""
        super().append(found)
        if len(self) >= MOST_FINDINGS:
            message = _("nothing more is looked for after {count} findings")
            last = error(
                "too-many",
                message.format(count=MOST_FINDINGS),
                found.span,
                _("mend those above first"),
            )
            raise Failure([*self, last])

    def extend(self, found: Iterable[Diagnostic]) -> None:
        """Add several, one by one."""
        for one in found:
            self.append(one)

    def __iadd__(self, found: Iterable[Diagnostic]) -> "Findings":  # type: ignore[override,misc]
        self.extend(found)
        return self
