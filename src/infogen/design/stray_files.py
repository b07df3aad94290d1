"""YAML files in `layouts/` that nothing reads: who has written one must not wonder why it does
nothing.
"""

import os
from collections.abc import Collection, Iterator
from pathlib import Path

from infogen.diagnostics import Diagnostic, Span, error
from infogen.diagnostics.hints import closest, suggest
from infogen.messages import _

SUFFIXES = (".yaml", ".yml")


def strays(folder: Path, shown: str, known: Collection[str]) -> Iterator[Diagnostic]:
    """One error for each folder in `layouts/` that has YAML files and is none of the `known`, nor
    hidden (`.name`), and for each YAML file whose name ends in capitals. `shown` is what messages
    put before the names of files.
    """
    layouts = folder / "layouts"
    for inside, folders, names in os.walk(layouts):
        within = Path(inside).relative_to(folder).as_posix()
        yield from (
            _in_capitals(f"{shown}{within}/{name}")
            for name in sorted(names)
            if name.lower().endswith(SUFFIXES) and not name.endswith(SUFFIXES)
        )
        read = known if inside == str(layouts) else ()
        for name in sorted(set(folders) - set(read)):
            first = None if name.startswith(".") else _first(os.path.join(inside, name))
            if first:
                file = f"{shown}{Path(first).relative_to(folder).as_posix()}"
                yield _unread(f"{within}/{name}", file, closest(name, read), known)
        folders[:] = sorted(set(folders) & set(read))


def _first(folder: str) -> str | None:
    """The first YAML file in a folder and those in it."""
    for inside, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if name.lower().endswith(SUFFIXES):
                return os.path.join(inside, name)
    return None


def _unread(folder: str, file: str, near: str | None, known: Collection[str]) -> Diagnostic:
    return error(
        "unread-folder",
        _('nothing is read from the folder "{folder}"').format(folder=folder),
        Span(file),
        suggest(near)
        or _(
            "move its files to layouts/ if they are pieces, else to layouts/{names}; a folder whose"
            ' name begins with "." is left alone'
        ).format(names=", ".join(sorted(known))),
    )


def _in_capitals(file: str) -> Diagnostic:
    path = Path(file)
    return error(
        "unread-file",
        _('"{name}" is not read: its name ends in capitals').format(name=path.name),
        Span(file),
        _('rename it to "{name}"').format(name=path.stem + path.suffix.lower()),
    )
