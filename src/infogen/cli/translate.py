"""`infogen translate`: the files in which a person writes a translation."""

from pathlib import Path

import click

from infogen.cli import options as options
from infogen.cli.command import Command
from infogen.cli.printer import say
from infogen.messages import _


@click.command(
    "translate",
    cls=Command,
    short_help=_("Write the files to translate in."),
    help=_(
        "Write the texts of the pieces into data/locales/LANGUAGE, each as null under what it says"
        " now, for a person to translate: nothing is translated by itself. What is translated"
        " already is kept; comments of one's own are not. All pieces if none is named."
    ),
)
@click.argument("language", metavar=_("LANGUAGE"))
@click.argument("pieces", nargs=-1, metavar=_("[PIECE]..."))
@options.workspace
def translate(root: Path, language: str, pieces: tuple[str, ...]) -> int:
    """Find the texts, write the files, name them."""
    from infogen.build.jobs import Choice, select_jobs
    from infogen.files.write import write_all
    from infogen.reports.translation import translation_files
    from infogen.source.language_tags import PSEUDO, language_tag
    from infogen.source.model import Problem
    from infogen.workspace.cache import load_cached

    try:
        tag = language_tag(language)
    except Problem as problem:
        raise click.BadParameter(f"{problem}; {problem.hint}", param_hint="LANGUAGE") from None
    if tag == PSEUDO:
        message = _("qps is made of the content itself, and has no files")
        raise click.BadParameter(message, param_hint="LANGUAGE")
    workspace = load_cached(root)
    jobs = select_jobs(workspace, Choice(pieces=pieces))
    made = translation_files(workspace, tag, jobs)
    write_all(made)
    for path in made:
        say(path.as_posix())
    return 0
