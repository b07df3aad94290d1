"""The changes between two states, in words for a reader: facts, texts and pictures."""

from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct

from infogen.content import (
    Data,
    Deadline,
    Extension,
    Slot,
    facts,
    find,
    format_value,
    own_parts,
    resolve_references,
)
from infogen.content.naming import TECHNICAL, fact_label, field_name
from infogen.reports.changes.revisions import State
from infogen.source.model import Model, model_fields

ChangeKind = Literal["changed", "added", "removed"]
LONGEST = 60
"""Characters of a value that stands beside another one in a line."""


class Change(Struct, frozen=True):
    """A value that changed: its path, what it is called, and what it was and is (None: nothing)."""

    path: str
    name: str
    old: str | None
    new: str | None

    @property
    def kind(self) -> ChangeKind:
        """`added`, `removed` or `changed`."""
        if self.old is None:
            return "added"
        return "removed" if self.new is None else "changed"

    def __str__(self) -> str:
        return f"{self.name}: {between(self.old, self.new)}"


class PictureChange(Struct, frozen=True):
    """A file of one or both states that is not the same in both."""

    path: str
    kind: ChangeKind
    alt: str


def between(old: str | None, new: str | None) -> str:
    """`15 → 20 días hábiles`: words that both end with are said once."""
    if old is None or new is None:
        return f"– → {new}" if old is None else f"{old} → –"
    if max(len(old), len(new)) > LONGEST:
        return f"«{old}» → «{new}»"
    before, after = old.split(" "), new.split(" ")
    same = 0
    while same < min(len(before), len(after)) - 1 and before[-1 - same] == after[-1 - same]:
        same += 1
    return f"{' '.join(before[: len(before) - same])} → {new}"


def changes(old: State, new: State, words: Data) -> list[Change]:
    """The facts and texts that changed, in the order of their names; `words` has those for them.

    From the contents where both states have one, else from what the files of both state.
    """
    if old.data is not None and new.data is not None:
        before, after = _values(old.data), _values(new.data)
    else:
        before, after = _stated(old, words), _stated(new, words)
    found: dict[tuple[str, str | None, str | None], Change] = {}
    for path in sorted({*before, *after}):
        was, now = before.get(path), after.get(path)
        if was != now and not (was and now and was.source == now.source):
            change = Change(
                path,
                _name(words, path),
                was.text if was else None,
                now.text if now else None,
            )
            found.setdefault((change.name, change.old, change.new), change)
    return _direct(list(found.values()))


def picture_changes(old: State, new: State) -> list[PictureChange]:
    """The files that are not the same, by path."""
    found = []
    for path in sorted({*old.files, *new.files}):
        was, now = old.files.get(path), new.files.get(path)
        if was is None and now is not None:
            found.append(PictureChange(path, "added", now["alt"]))
        elif was is not None and now is None:
            found.append(PictureChange(path, "removed", was["alt"]))
        elif was is not None and now is not None and was["sha256"] != now["sha256"]:
            found.append(PictureChange(path, "changed", now["alt"]))
    return found


class _Value(Struct, frozen=True):
    """A value as it is written, and in words with what it refers to."""

    source: str
    text: str


def _values(data: Data) -> dict[str, _Value]:
    """Everything that the content says: the facts, and the words of the copy."""
    found: dict[str, _Value] = {}
    for fact in facts(data):
        place = find(data, fact)
        for path, part, _note in own_parts(place.value if place else None, fact):
            found.update(_fields(data, path, part))
    for path, slot in _slots(data.content.copy, "copy"):
        found[path] = _Value(slot.long, resolve_references(data, slot.long))
    return found


def _fields(data: Data, path: str, part: Model) -> Iterator[tuple[str, _Value]]:
    if isinstance(part, Deadline | Extension):
        yield path, _Value(format_value(part), format_value(part))
    for name, info in model_fields(type(part)).items():
        value = getattr(part, name)
        if name in TECHNICAL or value is None or name in ("days", "unit"):
            continue
        if isinstance(value, str):
            yield f"{path}.{info.encode_name}", _Value(value, resolve_references(data, value))
        elif isinstance(value, tuple) and value and all(isinstance(v, str) for v in value):
            joined = ", ".join(resolve_references(data, item) for item in value)
            yield f"{path}.{info.encode_name}", _Value(joined, joined)
        elif not isinstance(value, Model | tuple | Mapping):
            shown = str(value).lower() if isinstance(value, bool) else format_value(value)
            yield f"{path}.{info.encode_name}", _Value(shown, shown)


def _slots(group: Mapping[str, object], path: str) -> Iterator[tuple[str, Slot]]:
    for key, part in group.items():
        if isinstance(part, Slot):
            yield f"{path}.{key}", part
        elif isinstance(part, Mapping):
            yield from _slots(part, f"{path}.{key}")


def _stated(state: State, words: Data) -> dict[str, _Value]:
    """The statements of a state's files, and the addresses of their codes: figures with the unit
    that the data give them.
    """
    found = {}
    for file in state.files.values():
        for code in file["codes"]:
            if code["link"]:
                found[f"{code['link']}.url"] = _Value(code["address"], code["address"])
        for used in file["facts"]:
            if not used["stated"] or used["path"].startswith("copy.fuentes."):
                continue
            path, value = used["path"], used["value"]
            whole = path.removesuffix(".days")
            term = find(words, whole) if whole != path else None
            if term is not None and isinstance(term.value, Deadline | Extension):
                days = int(value) if value.isdecimal() else term.value.days
                value = format_value(Extension(days=days, unit=term.value.unit))
                path = whole
            found[path.removesuffix(".long").removesuffix(".short")] = _Value(value, value)
    return found


def _direct(found: list[Change]) -> list[Change]:
    """Without texts that only repeat what another change says."""
    pairs = [
        pair
        for change in found
        if change.kind == "changed" and not change.path.startswith("copy.")
        for pair in _pairs(str(change.old), str(change.new))
    ]
    return [
        change
        for change in found
        if not (
            change.path.startswith("copy.")
            and change.old is not None
            and any(change.old.replace(was, now) == change.new for was, now in pairs)
        )
    ]


def _pairs(old: str, new: str) -> list[tuple[str, str]]:
    """A change, and that of its first words: texts print a term's figure alone."""
    return [(old, new), (old.partition(" ")[0], new.partition(" ")[0])]


def _name(data: Data, path: str) -> str:
    """The name of a value: its fact, and its field where that is not clear."""
    if path.startswith("copy."):
        _copy, piece, *rest = path.split(".")
        return f"{piece} · {' '.join(rest).replace('_', ' ')}"
    named, field = fact_label(data, path), field_name(data, path)
    return f"{named}, {field}" if field else named
