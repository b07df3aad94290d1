"""The command line: arguments in; files, reports and exit statuses out.

0 is success, 1 something wrong with what was read or written, 2 wrong usage, 130 an interrupt.
What a command needs is imported when it runs, so that `--help` is quick. To add a command, write
its file and name it in `_MODULES`.
"""

import gc
import gettext
import io
import os
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import FrameType

import click

from infogen._version import __version__
from infogen.cli.ending import INTERRUPTED, describe_refusal, end
from infogen.cli.printer import say
from infogen.messages import LOCALES, _, language

_MODULES = {
    "build": "build",
    "check": "check",
    "compare": "compare",
    "diff": "diff",
    "evidence": "evidence",
    "focus": "focus",
    "form": "form",
    "gallery": "gallery",
    "impact": "impact",
    "impose": "impose",
    "init": "init",
    "list": "list_",
    "mailbox": "mailbox",
    "plazos": "plazos",
    "proof": "proof",
    "publish": "publish",
    "schema": "schema",
    "serve": "serve",
    "sign": "sign",
    "sources": "sources",
    "translate": "translate",
    "visits": "visits",
}


class _Commands(Mapping[str, click.Command]):
    """The commands by name, each imported when it is first asked for: a run needs one."""

    def __getitem__(self, name: str) -> click.Command:
        module = _MODULES[name]
        found: click.Command = getattr(import_module(f"{__name__}.{module}"), module)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(_MODULES)

    def __len__(self) -> int:
        return len(_MODULES)


COMMANDS = _Commands()


def main() -> None:
    """Run a command and leave with its exit status."""
    # What is imported, read and composed stays in use: to look through it for garbage after every
    # 700 objects takes an eighth of a short run.
    gc.set_threshold(100_000)
    # The words of click itself come from the same catalogue, through gettext's global domain.
    os.environ["LANGUAGE"] = language()
    gettext.bindtextdomain("infogen", str(LOCALES))
    gettext.textdomain("infogen")
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # it was closed: the next file that is opened would be taken for it
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w"))
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _stop)
    status = run(sys.argv[1:])
    gc.freeze()  # or the interpreter looks through everything once more before it ends
    sys.exit(status)


def _stop(number: int, _frame: FrameType | None) -> None:
    """End as an error does: what is half done is removed, and processes are not left alone."""
    raise SystemExit(128 + number)


def run(arguments: Sequence[str]) -> int:
    """The exit status of a command; everything that goes wrong is printed."""
    try:
        status = infogen.main(list(arguments), prog_name="infogen", standalone_mode=False)
    except click.ClickException as problem:
        shown = io.StringIO()
        problem.show(shown)
        say(shown.getvalue(), nl=False, err=True)
        return problem.exit_code
    except click.Abort:
        return INTERRUPTED
    except OSError as problem:  # there is no room for what is printed
        return end(Path(), False, [describe_refusal(problem)])
    return status if isinstance(status, int) else 0


@click.group(
    commands=COMMANDS,
    help=_("Makes infographics and printable guides of layouts and sourced content."),
    epilog=_("The messages are in Spanish with INFOGEN_LANG=es."),
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("COMMAND [ARGUMENT]..."),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(
    __version__, message="infogen %(version)s", help=_("Show the version and exit.")
)
def infogen() -> None:
    """The group of the commands."""
