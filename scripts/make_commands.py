"""The commands in; `docs/commands.md`, the reference of all their arguments and options, out.

python scripts/make_commands.py
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click

TARGET = Path(__file__).resolve().parents[1] / "docs" / "commands.md"

INTRODUCTION = """\
# Commands

`python scripts/make_commands.py` makes this page of the commands themselves; `infogen COMMAND
--help` says the same in a terminal, in Spanish or English. [files.md](files.md) describes what a
build writes and what a check looks at.

The exit status is 0; 1 where something that was read or written is wrong; 2 for names and options
that do not exist; 130 after an interrupt. On a terminal a bar shows the progress, in a pipe there
is one line per file, and `--json` prints one document for programs. Messages are in Spanish or
English: `INFOGEN_LANG=es|en`, or else the locale.
"""


def main() -> int:
    """Write or print the page; the exit status."""
    os.environ["INFOGEN_LANG"] = "en"
    if sys.argv[1:] == ["-"]:
        sys.stdout.buffer.write(page().encode())
    else:
        TARGET.write_text(page(), "utf-8")
    return 0


def page() -> str:
    """The whole reference, in English."""
    from infogen.cli import infogen  # reads the language of its help when it is imported

    context = click.Context(infogen, info_name="infogen")
    return "\n".join([INTRODUCTION, *_commands(infogen, context, "##")])


def _commands(group: click.Group, context: click.Context, heading: str) -> Iterator[str]:
    """The sections of the commands of a group; those of a group inside stand below its own."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            own = click.Context(command, info_name=name, parent=context)
            yield f"{heading} {name}\n\n{command.help}\n"
            yield from _commands(command, own, f"{heading}#")
        elif command:
            yield "\n".join(_section(command, context, heading))


def _section(command: click.Command, context: click.Context, heading: str) -> Iterator[str]:
    """The heading, the usage, the purpose and a table of the options of a command."""
    own = click.Context(command, info_name=command.name, parent=context)
    yield f"{heading} {own.command_path.removeprefix('infogen ')}\n"
    yield f"    {own.command_path} {' '.join(command.collect_usage_pieces(own))}\n"
    yield f"{command.help}\n"
    options = (param for param in command.get_params(own) if isinstance(param, click.Option))
    rows = [record for option in options if (record := option.get_help_record(own))]
    yield "| option | meaning |"
    yield "|---|---|"
    for names, meaning in rows:
        yield f"| `{names.replace('|', chr(92) + '|')}` | {' '.join(meaning.split())} |"
    yield ""


if __name__ == "__main__":
    sys.exit(main())
