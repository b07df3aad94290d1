"""Wrong usage: what was asked for does not exist."""

from infogen.diagnostics import Failure


class Misuse(Failure):
    """Something asked for does not exist: the command line ends with its status for wrong usage."""
