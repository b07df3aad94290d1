"""The editions of papers: which were published, and whether what each states still holds."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from msgspec import Struct

from infogen.content import Data, find
from infogen.content.entries.copydeck import Link
from infogen.content.entries.records import Edition, StatedFact
from infogen.content.naming import fact_label
from infogen.content.paths import resolve_references
from infogen.content.printing import format_value
from infogen.content.short_links import edition_facts
from infogen.files.read import decode_text, read_bytes
from infogen.files.write import write
from infogen.scene import Scene
from infogen.source.loader import parse

NAME = "editions.yaml"
HEAD = (
    "# yaml-language-server: $schema=../schemas/editions.json\n"
    "# What each printed edition stated. Written by infogen publish: the pages behind the codes\n"
    "# of papers compare it with what holds now. Nothing here is taken out.\n"
)


class Change(Struct, frozen=True):
    """A fact that an edition states otherwise than it holds now; `now` is None where it is gone."""

    path: str
    name: str
    before: str
    now: str | None


class Standing(Struct, frozen=True):
    """How an edition stands: its letters, what changed since, and the day on which that was
    published, None where it is not published yet.
    """

    letters: str
    edition: Edition
    changes: tuple[Change, ...]
    changed_on: date | None


def letters_of(key: str) -> str:
    """The letters of an entry `guia-k7t`."""
    return key.rpartition("-")[2]


def unrecorded(data: Data, scenes: Iterable[Scene], day: date) -> dict[str, Edition]:
    """The editions of papers that are made now and were not published before, by their keys."""
    found: dict[str, Edition] = {}
    for scene in scenes:
        key = f"{scene.piece}-{scene.edition}"
        if scene.edition is not None and key not in data.content.editions:
            found.setdefault(
                key,
                Edition(
                    piece=scene.piece,
                    format=scene.canvas.id,
                    published_on=day,
                    facts=tuple(
                        StatedFact(fact=path, value=value)
                        for path, value in sorted(edition_facts(scene.facts).items())
                    ),
                ),
            )
    return found


def record(root: Path, new: dict[str, Edition]) -> Path:
    """Add editions to the workspace's file; its path. Raises `Failure` if it cannot be written."""
    path, name = root / "data" / NAME, f"data/{NAME}"
    before = decode_text(read_bytes(path, name), name) if path.is_file() else HEAD
    lines = [before if before.endswith("\n") else f"{before}\n"]
    for key, edition in sorted(new.items()):
        lines.append(
            f"{key}:\n"
            f"  piece: {edition.piece}\n"
            f"  format: {edition.format}\n"
            f"  published_on: {edition.published_on.isoformat()}\n"
            "  facts:\n"
            + "".join(
                f'    - {{fact: "{one.fact}", value: {_quoted(one.value)}}}\n'
                for one in edition.facts
            )
        )
    text = "".join(lines).encode()
    parse(text, name)  # what could not be read again would stop every command
    write(path, text, root)
    return path


def _quoted(text: str) -> str:
    """A text as YAML writes it in quotes: as JSON does."""
    return json.dumps(text, ensure_ascii=False)


def standings(data: Data, editions: dict[str, Edition]) -> Iterator[Standing]:
    """How each edition stands beside what holds now."""
    for key, edition in editions.items():
        changes = tuple(_changes(data, edition))
        yield Standing(letters_of(key), edition, changes, _since(edition, changes, editions))


def _changes(data: Data, edition: Edition) -> Iterator[Change]:
    for one in edition.facts:
        values = _values(data, one.fact)
        if one.value not in values:
            name = fact_label(data, one.fact) if values else one.fact
            yield Change(one.fact, name, one.value, values[0] if values else None)


def _values(data: Data, path: str) -> tuple[str, ...]:
    """The ways in which a fact is printed now; none where there is no such fact."""
    found = find(data, path)
    match found.value if found else None:
        case None:
            return ()
        case Link() as link:
            return tuple(text for text in (link.shown, link.url) if text)
        case str(text):
            return (resolve_references(data, text),)
        case value:
            try:
                return (format_value(value),)
            except TypeError:
                return ()


def _since(
    edition: Edition, changes: tuple[Change, ...], editions: dict[str, Edition]
) -> date | None:
    """The day on which the first later edition of the paper was published that states one of the
    changed facts otherwise. Other formats of a piece state other facts: they say nothing here.
    """
    before = {change.path: change.before for change in changes}
    later = (
        other.published_on
        for other in editions.values()
        if other.piece == edition.piece
        and other.published_on > edition.published_on
        and any(before.get(one.fact, one.value) != one.value for one in other.facts)
    )
    return min(later, default=None)
