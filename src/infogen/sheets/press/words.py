"""The words at the edge of sheets, from `data/copy/imprenta.yaml`: a sheet has the language of its
pieces.
"""

from infogen.content import Data
from infogen.content.entries.copydeck import Slot

GROUP = "imprenta"


class SheetTexts:
    """The texts of a workspace for its sheets."""

    def __init__(self, data: Data) -> None:
        self.group = data.content.copy[GROUP]

    def text(self, name: str, *, short: bool = False, **values: object) -> str:
        """A text, with the counts that belong in its braces."""
        slot = self.group[name]
        assert isinstance(slot, Slot)
        return (slot.short if short else slot.long).format(**values)
