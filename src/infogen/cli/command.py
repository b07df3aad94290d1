"""A command: its usage in the person's language, and how it ends where it cannot go on."""

from pathlib import Path
from typing import Any

import click

from infogen.cli.ending import describe_refusal, end, usage_problem
from infogen.messages import _


class Command(click.Command):
    """A command whose function need not catch what is wrong with its input: that is reported, as
    JSON where `--json` asks for it.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **{"options_metavar": _("[OPTIONS]"), **options})

    def invoke(self, context: click.Context) -> Any:
        """The exit status."""
        # Diagnostics are records, and those take longer to import than a help page to print.
        from infogen.diagnostics import Failure

        root, as_json = (context.params.get(name) for name in ("root", "as_json"))
        try:
            return super().invoke(context)
        except Failure as failure:
            from infogen.diagnostics.misuse import Misuse

            if isinstance(failure, Misuse):
                raise usage_problem(failure) from None
            found = failure.diagnostics
        except BrokenPipeError:
            raise  # who reads the output has seen enough: click ends quietly
        except OSError as problem:
            found = (describe_refusal(problem),)
        return end(root or Path(), bool(as_json), found)
