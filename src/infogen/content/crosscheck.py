"""Checks across entries: references, ids written twice, claims that are no longer true."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from msgspec.structs import replace

from infogen.content.data import Data
from infogen.content.entries.basis import Names, NamesFact, reference_markers
from infogen.content.entries.copydeck import Slot
from infogen.content.entries.procedure import START, Procedure, Step
from infogen.content.entries.results import SERIES, Result
from infogen.content.expansion import endless_texts
from infogen.content.namespaces import NAMESPACES
from infogen.content.paths import LAYOUT_NAMES, closest_path, find, resolve_references, span_at
from infogen.diagnostics import Diagnostic, Span, error
from infogen.diagnostics.findings import Findings
from infogen.diagnostics.hints import did_you_mean, name_hint
from infogen.messages import _
from infogen.source import Map, Seq, Value
from infogen.source.model import Model, model_fields
from infogen.source.references import (
    broken_reference,
    references,
    split_references,
    unknown_reference,
    whole_reference,
)

ReferenceMarker = Names | NamesFact
Location = tuple[Map | Seq, str | int]
"""Where something stands: in what, and at which key or number."""

_KEY = re.compile(r"[\w-]+")
_MARKS = re.compile(r"\*\*|==|~")
_NUMBERS = {"dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8}
_SAME = "igual"


SPARED = ("copy/", "practices.")
"""Data of the stock that names links, and is used only where somebody asks for it."""


def crosscheck(data: Data, spared: tuple[str, ...] = ()) -> list[Diagnostic]:
    """All that does not fit together in the content, in the order of its places.

    `spared` are beginnings of the names of files in which references may lead nowhere: the stock
    knows nothing of the links of who has files of their own. A piece that uses such a text says so.
    """
    errors = Findings()
    errors += _names_in(data.raw)
    errors += (found for found in _references(data) if not _is_in(found, spared))
    for key, procedure in data.content.procedures.items():
        errors += _order(data, f"procedures.{key}.steps", procedure)
        errors += _counted(data, f"procedures.{key}", procedure)
    errors += _same_year(data)
    for series in SERIES:
        errors += _years(data, f"results.{series}", getattr(data.content.results, series))
    for key, lane in data.content.lanes.items():
        for i, step in enumerate(lane.steps):
            errors += _stage(data, f"lanes.{key}.steps.{i}", step)
    errors += _short_names(data)
    if not errors:
        for path, slot in _slots(data.content.copy, "copy"):
            errors += _shorter(data, path, slot)
            for word, facts in slot.asserts.items():
                claims = _claim(data, f"{path}.asserts.{word}", word, facts)
                errors += (found for found in claims if not _is_in(found, spared))
    return sorted(errors, key=lambda found: found.span or Span(""))


def _is_in(found: Diagnostic, files: tuple[str, ...]) -> bool:
    return found.span is not None and found.span.file.startswith(files)


def _names_in(raw: Map | Seq) -> Iterator[Diagnostic]:
    """Keys that no path can name, and ids that two items of a list share."""
    if isinstance(raw, Map):
        for key, inner in raw.items():
            if not _can_be_a_step(key):
                message = _('the name "{name}" cannot be part of a path').format(name=key)
                hint = _("use letters, digits, _ and - alone")
                yield error("bad-key", message, raw.keys_at[key], hint)
            if isinstance(inner, Map | Seq):
                yield from _names_in(inner)
    else:
        first: dict[str, Map] = {}
        for inner in raw:
            if isinstance(inner, Map | Seq):
                yield from _names_in(inner)
            name = inner.get("id") if isinstance(inner, Map) else None
            if isinstance(inner, Map) and isinstance(name, str):
                if name in first:
                    message = _('two items have the id "{name}"').format(name=name)
                    at = first[name].spans["id"]
                    hint = _("the first is at {place}: rename one").format(place=at)
                    yield error("same-id", message, inner.spans["id"], hint)
                first.setdefault(name, inner)


def _short_names(data: Data) -> Iterator[Diagnostic]:
    """Links that have the same short name."""
    first: dict[str, str] = {}
    for key, link in data.content.links.items():
        if link.short is not None and link.short in first:
            message = _('"{name}" is already the short name of "{other}"')
            yield error(
                "same-short-name",
                message.format(name=link.short, other=first[link.short]),
                span_at(data, f"links.{key}.short"),
                _("give it another one"),
            )
        first.setdefault(link.short or "", key)


@cache
def _can_be_a_step(key: str) -> bool:
    return _KEY.fullmatch(key) is not None


def _references(data: Data) -> Iterator[Diagnostic]:
    texts: list[tuple[str, ReferenceMarker | None, Location]] = []
    for name in NAMESPACES:
        if name in data.raw:
            _texts(getattr(data.content, name), (data.raw, name), None, texts)
    for text, mark, at in texts:
        if isinstance(mark, Names):
            yield from _entry(data, text, mark, at)
            continue
        if not mark and whole_reference(text) is None:
            left = (broken_reference(plain) for plain, _path in split_references(text))
            yield from (replace(found, span=_span(at)) for found in left if found)
        for path in [text] if mark else references(text):
            if path.partition(".")[0] not in LAYOUT_NAMES and find(data, path) is None:
                yield unknown_reference(path, _span(at), closest_path(data, path))
    yield from endless_texts(data, ((text, _span(at)) for text, mark, at in texts if not mark))


def _texts(
    value: object,
    at: Location,
    mark: ReferenceMarker | None,
    found: list[tuple[str, ReferenceMarker | None, Location]],
) -> None:
    """Find every text in a value that was written and may name something: what it names if that is
    known, and where it stands. (A list, and no generator in a generator: there are thousands.)
    """
    if isinstance(value, str):
        if mark or "$" in value or "{" in value:
            found.append((value, mark, at))
        return
    holder, place = at
    raw: Value = holder[place]  # type: ignore[index]
    if isinstance(raw, Map | Seq):
        for key, part, own in _parts(value, raw, mark):
            if part is not None:
                _texts(part, (raw, key), own, found)


def _parts(
    value: object, raw: Map | Seq, mark: ReferenceMarker | None
) -> Iterator[tuple[str | int, object, ReferenceMarker | None]]:
    """The parts of a value that were written, by their keys or numbers, and what their texts
    name.
    """
    if isinstance(raw, Seq) and isinstance(value, tuple):
        for number, part in enumerate(value):
            yield number, part, mark
    elif isinstance(raw, Map) and isinstance(value, Model):
        known = _fields(type(value))
        for key in raw:
            if key in known:
                attribute, own = known[key]
                yield key, getattr(value, attribute), own
    elif isinstance(raw, Map) and isinstance(value, dict):
        for key in raw:
            yield key, value.get(key), mark


def _span(at: Location) -> Span:
    holder, key = at
    return holder.spans[key]  # type: ignore[index]


@cache
def _fields(kind: type[Model]) -> dict[str, tuple[str, ReferenceMarker | None]]:
    """The fields of a model by their keys in files: attribute, and what their texts name."""
    return {
        info.encode_name: (name, next(reference_markers((info.type,)), None))
        for name, info in model_fields(kind).items()
    }


def _entry(data: Data, text: str, mark: Names, at: Location) -> Iterator[Diagnostic]:
    if mark.or_url and re.match(r"https?://", text):
        return
    name = text.partition(" ")[0] if mark.head else text
    entries = getattr(data.content, mark.namespace)
    if name not in entries:
        message = _('there is no "{name}" in {namespace}')
        message = message.format(name=name, namespace=mark.namespace)
        yield error("unknown-id", message, _span(at), name_hint(name, entries))


def _order(data: Data, path: str, procedure: Procedure) -> Iterator[Diagnostic]:
    """Steps are numbered by their place."""
    for i, step in enumerate(procedure.steps):
        if step.n != i + 1:
            message = _('step {place} has "n: {n}"').format(place=i + 1, n=step.n)
            hint = _("write {number}").format(number=i + 1)
            yield error("wrong-order", message, span_at(data, f"{path}.{i}.n"), hint)


def _counted(data: Data, path: str, procedure: Procedure) -> Iterator[Diagnostic]:
    """Terms are counted from steps of their own procedure, and from none in a circle."""
    steps = {step.id: step for step in procedure.steps}
    named = [] if procedure.silence is None else [(procedure.silence.step, f"{path}.silence.step")]
    for i, step in enumerate(procedure.steps):
        at = f"{path}.steps.{i}"
        if step.follows == START and procedure.start is None:
            message = _('the procedure does not say what its "start" is')
            hint = _('add "start:" with what happened on that day')
            yield error("missing-key", message, span_at(data, f"{at}.follows"), hint)
        elif step.follows != START:
            named.append((step.follows or "", f"{at}.follows"))
        named += [(step.extends or "", f"{at}.extends")]
        named += [(step.after_term or "", f"{at}.after_term")]
        named += [(step.within or "", f"{at}.within")]
        named += [(name, f"{at}.restarts.{n}") for n, name in enumerate(step.restarts)]
        if _in_a_circle(step, steps):
            message = _("the terms are counted from each other in a circle")
            yield error("bad-value", message, span_at(data, f"{at}.id"))
    for name, at in named:
        if name and name not in steps:
            message = _('the procedure has no step "{name}"').format(name=name)
            yield error("unknown-id", message, span_at(data, at), did_you_mean(name, steps))


def _in_a_circle(step: Step, steps: Mapping[str, Step]) -> bool:
    seen: set[str] = set()
    before = step.extends or step.after_term or ""
    while before in steps and before not in seen:
        seen.add(before)
        before = steps[before].extends or steps[before].after_term or ""
    return step.id in seen


def _same_year(data: Data) -> Iterator[Diagnostic]:
    """The official days of a year stand in one calendar; those of other bodies are examples."""
    first: dict[tuple[str, int], str] = {}
    for key, calendar in data.content.calendars.items():
        if calendar.scope == "otro_sujeto_obligado":
            continue
        other = first.setdefault((calendar.scope, calendar.year), key)
        if other != key:
            message = _('"{one}" and "{other}" are calendars of the same body and year')
            message = message.format(one=other, other=key)
            at = span_at(data, f"calendars.{key}.year")
            yield error("same-calendar", message, at, _("keep one of them"))


def _stage(data: Data, path: str, written: str) -> Iterator[Diagnostic]:
    paths = references(written)
    found = find(data, paths[0]) if paths else None
    if found is None and paths:
        return
    if found is None or not isinstance(found.value, Step) or found.value.lane is None:
        message = _('"{text}" is not a step of the internal handling').format(text=written)
        hint = _("name a step that has a lane, such as $procedures.name.steps.name")
        yield error("bad-value", message, span_at(data, path), hint)


def _years(data: Data, path: str, rows: tuple[Result, ...]) -> Iterator[Diagnostic]:
    """Each year once, in order; real figures with their source, all with the same decimals."""
    results = data.content.results
    for i, row in enumerate(rows):
        at = f"{path}.{i}"
        if i and row.year <= rows[i - 1].year:
            message = _("the year {year} comes after {before}")
            message = message.format(year=row.year, before=rows[i - 1].year)
            hint = _("write each year once, in order")
            yield error("wrong-order", message, span_at(data, f"{at}.year"), hint)
        if row.value is None:
            continue
        if row.source is None and not results.sample:
            message = _("the result of {year} has no source").format(year=row.year)
            hint = _("write where it was read, or sample: true if it is made up")
            yield error("missing-source", message, span_at(data, at), hint)
        if -int(row.value.as_tuple().exponent) > results.decimals:
            message = _("{value} has more decimals than the results are printed with ({count})")
            message = message.format(value=row.value, count=results.decimals)
            hint = _("write all values with as many decimals, and their number in decimals")
            yield error("bad-value", message, span_at(data, f"{at}.value"), hint)


def _slots(group: Mapping[str, Any], path: str) -> Iterator[tuple[str, Slot]]:
    for key, part in group.items():
        if isinstance(part, Slot):
            yield f"{path}.{key}", part
        else:
            yield from _slots(part, f"{path}.{key}")


def _shorter(data: Data, path: str, slot: Slot) -> Iterator[Diagnostic]:
    if slot.short == slot.long:
        return
    long, short = (
        len(_MARKS.sub("", resolve_references(data, t))) for t in (slot.long, slot.short)
    )
    if short > long:
        message = _('"short" is longer than "long" ({short} to {long} characters)')
        message = message.format(short=short, long=long)
        yield error("bad-value", message, span_at(data, f"{path}.short"), _("shorten it"))


def _claim(data: Data, path: str, word: str, facts: tuple[str, ...]) -> Iterator[Diagnostic]:
    """A number counts the facts that are known, or the items of one; `igual` says that facts are
    the same.
    """
    values = [found.value for fact in facts if (found := find(data, fact))]
    if word == _SAME:
        true = all(value == values[0] for value in values)
        message = _("the text is for both, but they are no longer equal")
    else:
        count = sum(value is not None for value in values)
        if len(values) == 1 and isinstance(values[0], tuple | Mapping):
            count = len(values[0])
        true = (int(word) if word.isdecimal() else _NUMBERS.get(word)) == count
        message = _('the text says "{word}", but there are {count}')
        message = message.format(word=word, count=count)
    if not true:
        hint = _("correct the text and its claim")
        yield error("false-claim", message, span_at(data, path), hint)
