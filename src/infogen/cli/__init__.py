"""The command line: arguments in; files, reports and exit statuses out.

0 is success, 1 something wrong with what was read or written, 2 wrong usage, 130 an interrupt.
What a command needs is imported when it runs, so that `--help` is quick. To add a command, write
its file and name it in `COMMANDS`.
"""

import gc
import gettext
import io
import os
import sys
from collections.abc import Sequence

import click

from infogen import __version__
from infogen.cli._ending import INTERRUPTED
from infogen.cli.build import build
from infogen.cli.check import check
from infogen.cli.compare import compare
from infogen.cli.diff import diff
from infogen.cli.gallery import gallery
from infogen.cli.impact import impact
from infogen.cli.impose import impose
from infogen.cli.init import init
from infogen.cli.list_ import list_
from infogen.cli.plazos import plazos
from infogen.cli.proof import proof
from infogen.cli.schema import schema
from infogen.cli.sign import sign
from infogen.cli.sources import sources
from infogen.messages import LOCALES, _, language

COMMANDS = (
    build,
    check,
    compare,
    diff,
    gallery,
    impact,
    impose,
    init,
    list_,
    plazos,
    proof,
    schema,
    sign,
    sources,
)


def main() -> None:
    """Run a command and leave with its exit status."""
    # What is imported, read and composed stays in use: to look through it for garbage after every
    # 700 objects takes an eighth of a short run.
    gc.set_threshold(100_000)
    # The words of click itself come from the same catalogue, through gettext's global domain.
    os.environ["LANGUAGE"] = language()
    gettext.bindtextdomain("infogen", str(LOCALES))
    gettext.textdomain("infogen")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    status = run(sys.argv[1:])
    gc.freeze()  # or the interpreter looks through everything once more before it ends
    sys.exit(status)


def run(arguments: Sequence[str]) -> int:
    """The exit status of a command; everything that goes wrong is printed."""
    try:
        status = infogen.main(list(arguments), prog_name="infogen", standalone_mode=False)
    except click.ClickException as problem:
        problem.show()
        return problem.exit_code
    except click.Abort:
        return INTERRUPTED
    return status if isinstance(status, int) else 0


@click.group(
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


for _command in COMMANDS:
    infogen.add_command(_command)
