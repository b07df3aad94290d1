"""YAML files in `layouts/` and `data/` that nothing reads: who has written one must not wonder why
it does nothing.
"""

import os
from collections.abc import Collection, Iterator
from pathlib import Path

from infogen.diagnostics import Diagnostic, Span, error
from infogen.diagnostics.hints import closest, suggest
from infogen.files.folders import walk
from infogen.files.paths import YAML, is_left_alone, is_misnamed_yaml
from infogen.messages import _
from infogen.source.characters import compose, find_fault_in_key


def strays(folder: Path, shown: str, known: Collection[str]) -> Iterator[Diagnostic]:
    """One error for each folder in `layouts/` that has YAML files and is none of the `known`, nor
    hidden (`.name`), for each file that is meant to be YAML and ends otherwise, and for each whose
    name has what cannot be seen. `shown` is what
    messages put before the names of files.
    """
    yield from _misnamed(folder, shown, "data")
    layouts = folder / "layouts"
    for inside, folders, names in walk(layouts, f"{shown}layouts"):
        within = Path(inside).relative_to(folder).as_posix()
        yield from (_renamed(f"{shown}{within}/{name}") for name in names if is_misnamed_yaml(name))
        yield from (
            found
            for name in names
            if name.endswith(YAML) and (found := _odd_name(f"{shown}{within}/{name}"))
        )
        read = known if inside == str(layouts) else ()
        for name in sorted(set(folders) - set(read)):
            below = f"{shown}{within}/{name}"
            first = None if is_left_alone(name) else _first(Path(inside, name), below)
            if first:
                file = f"{shown}{Path(first).relative_to(folder).as_posix()}"
                yield _unread(f"{within}/{name}", file, closest(name, read), known)
        folders[:] = sorted(set(folders) & set(read))


def _odd_name(file: str) -> Diagnostic | None:
    """The error for a file whose name has a character that no name of a piece may have."""
    fault = find_fault_in_key(compose(Path(file).stem))
    if fault is None or fault.code == "right-to-left":
        return None
    message = _("the name of the file has a character of another kind ({number})")
    number = f"U+{ord(fault.letter):04X}"
    return error(
        "bad-name",
        message.format(number=number),
        Span(file),
        _("rename the file: type its name again"),
    )


def _first(folder: Path, shown: str) -> str | None:
    """The first YAML file in a folder and those in it."""
    for inside, folders, names in walk(folder, shown):
        folders[:] = [name for name in folders if not is_left_alone(name)]
        for name in names:
            if name.lower().endswith(YAML) and not is_left_alone(name):
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


def _misnamed(folder: Path, shown: str, kind: str) -> Iterator[Diagnostic]:
    """One error for each file in a folder and those in it that is meant to be YAML."""
    for inside, folders, names in walk(folder / kind, f"{shown}{kind}"):
        folders[:] = [name for name in folders if not is_left_alone(name)]
        within = Path(inside).relative_to(folder).as_posix()
        for name in filter(is_misnamed_yaml, names):
            yield _renamed(f"{shown}{within}/{name}")


def _renamed(file: str) -> Diagnostic:
    path = Path(file)
    stem = path.stem if path.suffix.lower() in YAML else Path(path.stem).stem
    ending = path.suffix if path.suffix.lower() in YAML else Path(path.stem).suffix
    capitals = path.suffix.lower() in YAML
    message = (
        _('"{name}" is not read: its name ends in capitals')
        if capitals
        else _('"{name}" is not read: its name does not end in .yaml')
    )
    return error(
        "unread-file",
        message.format(name=path.name),
        Span(file),
        _('rename it to "{name}"').format(name=stem + ending.lower()),
    )
