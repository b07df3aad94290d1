"""`infogen focus`: a focus group, from frozen variants to the minutes."""

from infogen.cli.focus import new, read, results, serve
from infogen.cli.focus.group import focus

__all__ = ["focus", "new", "read", "results", "serve"]
