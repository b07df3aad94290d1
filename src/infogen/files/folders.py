"""Folders and all that is in them, within bounds: `data` may be a link to the whole disk."""

import os
from collections.abc import Iterator
from pathlib import Path

from infogen.diagnostics import Span, fail
from infogen.messages import _

MOST_ENTRIES = 20_000
"""Files and folders in `data/` or `layouts/`."""

Entries = tuple[str, list[str], list[str]]
"""A folder, the folders in it, and the files in it: names in their order."""


def walk(top: Path, shown: str) -> Iterator[Entries]:
    """A folder and those in it, as `os.walk` does, links not followed; nothing where there is none.
    `shown` is what messages call it.

    Raises `Failure` for a link to a folder that the link itself is in, and for too many files;
    `OSError` for a folder that cannot be read.
    """
    if top.is_symlink():
        _refuse_circle(top, shown)
    count = 0
    for inside, folders, names in os.walk(top, onerror=_raise):
        count += len(folders) + len(names)
        if count > MOST_ENTRIES:
            message = _('there are more than {count} files in "{folder}"')
            hint = _("keep there what infogen reads, and the rest elsewhere")
            message = message.format(count=MOST_ENTRIES, folder=shown)
            raise fail("too-large", message, Span(shown), hint)
        folders.sort()
        yield inside, folders, sorted(names)


def _refuse_circle(top: Path, shown: str) -> None:
    try:
        end, here = top.resolve(), top.parent.resolve()
    except (OSError, RuntimeError):
        return  # a link that leads nowhere: the walk says so
    if here.is_relative_to(end):
        message = _('"{folder}" is a link to a folder that it is in itself').format(folder=shown)
        hint = _("make a folder of it, with what infogen is to read")
        raise fail("bad-folder", message, Span(shown), hint)


def _raise(problem: OSError) -> None:
    if not isinstance(problem, FileNotFoundError | NotADirectoryError):
        raise problem
