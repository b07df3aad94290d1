"""What the commands of the focus group share: their group, and the extra that they need."""

from typing import Any

import click

from infogen.cli import options as options
from infogen.cli.command import Command
from infogen.messages import _

NEEDED = ("cv2", "scipy", "starlette", "uvicorn", "multipart", "ifaddr")
"""The modules of the extra `focus`."""


class FocusCommand(Command):
    """A command that needs the extra `focus`, and says how to get it."""

    def invoke(self, context: click.Context) -> Any:
        """The exit status."""
        from importlib.util import find_spec

        missing = [name for name in NEEDED if find_spec(name) is None]
        if missing:
            message = _("the focus group needs {names}; install it with: {command}")
            raise click.UsageError(
                message.format(names=", ".join(missing), command="pip install 'infogen[focus]'")
            )
        return super().invoke(context)


FOLDER = click.argument("session", metavar=_("SESSION"), type=options.PATH)


@click.group(
    "focus",
    short_help=_("Lead a focus group, from variants to the minutes."),
    help=_(
        "Lead a focus group: freeze variants of a piece, print what is needed, let people vote on"
        " phones and on paper, say what the votes can show, and write the minutes."
    ),
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("COMMAND [ARGUMENT]..."),
)
def focus() -> None:
    """The group of the commands."""
