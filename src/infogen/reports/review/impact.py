"""Which files a fact is in, by the manifest of a build: what a change of it will change."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, ValidationError, convert

from infogen.build import manifest
from infogen.content import (
    Data,
    closest_path,
    find,
    format_value,
    overlaps,
    resolve_references,
    span_at,
)
from infogen.diagnostics import Diagnostic, error, fail, warning
from infogen.diagnostics.hints import suggest
from infogen.diagnostics.misuse import Misuse
from infogen.messages import _


class Use(Struct, frozen=True):
    """A file that uses a fact.

    `states`: it prints or draws the value, so that it changes with it; other files only have texts
    that rest on the fact, to be read again. `codes` are the addresses of its QR codes that lead
    there.
    """

    path: str
    piece: str
    variant: str | None
    format: str
    theme: str
    page: int | None
    states: bool
    values: tuple[str, ...]
    codes: tuple[str, ...]


def impact(files: Iterable[Mapping[str, Any]], fact: str) -> list[Use]:
    """The files of a manifest that use a fact, a part of it, or what it is a part of."""
    uses = []
    for file in files:
        facts = [used for used in file["facts"] if overlaps(used["path"], fact)]
        codes = [code for code in file["codes"] if code["link"] and overlaps(code["link"], fact)]
        if facts or codes:
            uses.append(
                Use(
                    path=file["path"],
                    piece=file["piece"],
                    variant=file["variant"],
                    format=file["format"],
                    theme=file["theme"],
                    page=file["page"],
                    states=bool(codes) or any(used["stated"] for used in facts),
                    values=tuple(dict.fromkeys(u["value"] for u in facts if u["stated"])),
                    codes=tuple(dict.fromkeys(code["address"] for code in codes)),
                )
            )
    return uses


def files_of(folder: Path) -> list[dict[str, Any]]:
    """The files that a build has recorded in a folder. Raises `Failure` where there are none."""
    files = manifest.read_manifest(folder)
    if not files:
        raise fail(
            "no-manifest",
            _('there is no build in "{folder}"').format(folder=folder.as_posix()),
            hint=_("make one with: infogen build"),
        )
    try:
        convert(files, list[manifest.ManifestEntry])
    except ValidationError:
        raise fail(
            "old-manifest",
            _('"{path}" was made by another version').format(
                path=(folder / manifest.NAME).as_posix()
            ),
            hint=_("remove it, and make it anew with: infogen build"),
        ) from None
    return files


def require_fact(data: Data, fact: str) -> str:
    """The path itself. Raises `Misuse` where it leads nowhere."""
    if find(data, fact) is None:
        hint = suggest(closest_path(data, fact))
        message = _('there is no fact "{path}"').format(path=fact)
        raise Misuse([error("unknown-fact", message, hint=hint)])
    return fact


def find_outdated(files: Iterable[Mapping[str, Any]], data: Data, fact: str) -> list[Diagnostic]:
    """One warning for each value that the files state and the data no longer have."""
    stated = {
        (used["path"], used["value"])
        for file in files
        for used in file["facts"]
        if used["stated"] and overlaps(used["path"], fact)
    }
    return [
        warning(
            "old-files",
            _('the files say "{old}" for "{path}", the data "{new}"').format(
                old=old, path=path, new=new
            ),
            span_at(data, path),
            _("build again, then ask again"),
            path,
        )
        for path, old in sorted(stated)
        if (new := _now(data, path)) not in (None, old)
    ]


def _now(data: Data, path: str) -> str | None:
    found = find(data, path)
    if found is None or isinstance(found.value, str):
        return None if found is None else resolve_references(data, str(found.value))
    try:
        return format_value(found.value)
    except TypeError:
        return None
