"""The commands of the focus group: their group, and the extra that they need."""

import click

from infogen.cli import options as options
from infogen.cli.extra import ExtraCommand
from infogen.messages import _


class FocusCommand(ExtraCommand):
    """A command that needs the extra `focus`."""

    extra = "focus"
    needed = ("cv2", "scipy", "starlette", "uvicorn", "multipart", "ifaddr")


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
