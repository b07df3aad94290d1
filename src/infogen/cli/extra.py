"""Commands that need an extra of the package, and say how to get it."""

from typing import Any, ClassVar

import click

from infogen.cli.command import Command
from infogen.messages import _


class ExtraCommand(Command):
    """A command of `extra`, which brings the modules `needed`."""

    extra: ClassVar[str]
    needed: ClassVar[tuple[str, ...]]

    def invoke(self, context: click.Context) -> Any:
        """The exit status."""
        from importlib.util import find_spec

        missing = [name for name in self.needed if find_spec(name) is None]
        if missing:
            message = _("this needs {names}; install it with: {command}")
            command = f"pip install 'infogen[{self.extra}]'"
            raise click.UsageError(message.format(names=", ".join(missing), command=command))
        return super().invoke(context)
