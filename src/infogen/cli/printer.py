"""The printer of all commands: a terminal obeys control characters, so none of a file's name, a
link or a server's words reaches it.
"""

import re
from typing import Any

import click

_CONTROL = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ud800-\\udfff]"
)
"""Control characters but tabs and line ends, what changes the direction of a line, and what is no
character.
"""


def printable(text: str) -> str:
    """A text with control characters written out: `\\\\x1b` for an escape."""
    return _CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


def say(text: object, **options: Any) -> None:
    """Print a line; the options are those of `click.echo`."""
    click.echo(printable(str(text)), **options)
