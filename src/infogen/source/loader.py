"""YAML bytes to plain values that know where they were written.

YAML is read safely: no tags, one document, bounded in size, depth and aliases.
"""

from array import array
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from yaml import MarkedYAMLError
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from infogen.diagnostics import Diagnostic, Failure, Span, error
from infogen.diagnostics.findings import Findings
from infogen.files.read import decode_text, read_bytes
from infogen.messages import _
from infogen.source import Map, Seq, Value, read_map, read_seq
from infogen.source.characters import compose, find_fault, find_fault_in_key
from infogen.source.scalars import Scalar, Unreadable, parse_scalar
from infogen.source.slips import (
    commented_lines,
    cut_text,
    keys_without_value,
    odd_structure,
    open_quote,
    place_of,
    span_of,
)
from infogen.source.syntax import explain_syntax

SLIPS = frozenset({"cut-text", "odd-space"})
"""Codes of faults that break the YAML behind them: then nothing else is said of that."""

MAX_DEPTH = 64
MAX_ALIASES = 1_000
MAX_VALUES = 100_000
"""Values in one file, those that aliases repeat included."""


def read_yaml(path: Path, name: str) -> Map:
    """The mapping in a YAML file; `name` is the path that messages show.

    Raises `Failure` with all that was found.
    """
    return parse(read_bytes(path, name), name)


def parse(data: bytes, name: str) -> Map:
    """The mapping in the bytes of a YAML file. Raises `Failure` with all that was found."""
    return _Loader(decode_text(data, name), name).document()


class _Anchored:
    """A value that aliases may repeat: how many values it holds, and how deep."""

    __slots__ = ("depth", "size", "span", "value")

    def __init__(self, value: Value, span: Span, size: int, depth: int) -> None:
        self.value, self.span, self.size, self.depth = value, span, size, depth


class _Loader:
    """One pass over the parser's events.

    What can be skipped is collected in `found`, what cannot ends the pass.
    """

    def __init__(self, text: str, name: str) -> None:
        self.text, self.name = text, name
        self.event: Callable[[], Any] = CParser(text).get_event
        self.found: list[Diagnostic] = Findings()
        self.anchors: dict[str, _Anchored | None] = {}
        self.values = self.aliases = self.deepest = 0
        self.commented = commented_lines(text)
        self.twice: set[str] = set()
        self.quoted: Any = None

    def document(self) -> Map:
        try:
            root = self._root()
        except MarkedYAMLError as problem:
            # libyaml has a limit of its own, and reads ahead of the events that are counted here.
            if "nesting depth" in (problem.problem or ""):
                self._too_deep(problem.problem_mark)
            if not any(found.code in SLIPS for found in self.found):
                self.found.append(self._explained(problem))
            raise Failure(self.found) from None
        if self.found:
            raise Failure(self.found)
        return root

    def _explained(self, problem: MarkedYAMLError) -> Diagnostic:
        marks = [mark.line for mark in (problem.context_mark, problem.problem_mark) if mark]
        return (
            odd_structure(self.text, self.name, min(marks, default=0) - 1, max(marks, default=0))
            or open_quote(problem, self.quoted, self.name)
            or explain_syntax(problem, self.text, self.name)
        )

    def _root(self) -> Map:
        self.event()
        if not isinstance(self.event(), DocumentStartEvent):
            self._empty()
        start = self.event()
        span = self._span(start)
        root = self._value(start, 0)
        self.event()
        after = self.event()
        if not isinstance(after, StreamEndEvent):
            self._stop(
                "many-documents",
                _("a second document starts here"),
                self._span(after),
                _('remove the line "---", or put the rest in a file of its own'),
            )
        if root is None and isinstance(start, ScalarEvent):
            self._empty()
        if not isinstance(root, Map):
            if isinstance(root, Seq):
                message = _("the file must hold keys and values, not a list")
            else:
                message = _("the file must hold keys and values, not a single value")
                odd = odd_structure(self.text, self.name, span.line - 1, span.line)
                if odd is not None:
                    raise Failure(self.found or [odd])
            self._stop("not-a-mapping", message, span, _('begin with "key: value"'))
        return root

    def _empty(self) -> NoReturn:
        hint = _('write at least one "key: value"')
        self._stop("empty-file", _("the file is empty"), Span(self.name), hint)

    def _span(self, event: Any) -> Span:
        return self._at(event.start_mark)

    def _at(self, mark: Any) -> Span:
        return span_of(mark, self.name)

    def _report(self, code: str, message: str, span: Span, hint: str) -> None:
        self.found.append(error(code, message, span, hint))

    def _stop(self, code: str, message: str, span: Span, hint: str) -> NoReturn:
        self._report(code, message, span, hint)
        raise Failure(self.found)

    def _value(self, event: Any, depth: int) -> Value:
        self.values += 1
        if self.values > MAX_VALUES:
            self._too_many(event)
        kind = event.__class__
        if kind is ScalarEvent and event.tag is None and event.anchor is None:
            return self._scalar(event)  # nearly all are
        if kind is AliasEvent:
            return self._alias(event, depth)
        if event.tag is not None:
            self._refuse_tag(event)
        if event.anchor is not None:
            return self._anchor(event, depth)
        if kind is ScalarEvent:
            return self._scalar(event)
        return self._nested(event, depth + 1)

    def _nested(self, event: Any, depth: int) -> Map | Seq:
        if depth > MAX_DEPTH:
            self._too_deep(event.start_mark)
        self.deepest = max(self.deepest, depth)
        return (self._map if event.__class__ is MappingStartEvent else self._seq)(event, depth)

    def _map(self, start: Any, depth: int) -> Map:
        values: dict[str, Value] = {}
        places = array("I")
        bare: list[tuple[str, Span]] = []
        following = self.event
        while (key_event := following()).__class__ is not MappingEndEvent:
            reported = len(self.found)
            key = self._key(key_event, depth)
            event = following()
            if start.flow_style and event.start_mark.index == key_event.end_mark.index:
                if key is not None and len(self.found) == reported:
                    bare.append((key, self._span(key_event)))
                continue
            if bare:
                self._without_values(bare, values)
            value = self._value(event, depth)
            if key is None:
                continue
            if key in values:
                if key in self.twice:
                    continue
                self.twice.add(key)
                self._twice(key, key_event, places, list(values).index(key))
                continue
            values[key] = value
            at, key_at = event.start_mark, key_event.start_mark
            places.extend((at.line + 1, at.column + 1, key_at.line + 1, key_at.column + 1))
        if bare:
            self._without_values(bare, values)
        return read_map(self._span(start), places, values)

    def _without_values(self, bare: list[tuple[str, Span]], values: dict[str, Value]) -> None:
        before = values[next(reversed(values))] if values else None
        self.found.append(keys_without_value([key for key, _at in bare], before, bare[0][1]))
        bare.clear()

    def _seq(self, start: Any, depth: int) -> Seq:
        values: list[Value] = []
        places = array("I")
        while (event := self.event()).__class__ is not SequenceEndEvent:
            values.append(self._value(event, depth))
            places.extend((event.start_mark.line + 1, event.start_mark.column + 1))
        return read_seq(self._span(start), places, values)

    def _twice(self, key: str, event: Any, places: "array[int]", first: int) -> None:
        at = Span(self.name, places[4 * first + 2], places[4 * first + 3])
        self._report(
            "duplicate-key",
            _('the key "{key}" is written twice').format(key=key),
            self._span(event),
            _("the first is at {place}: remove one").format(place=at),
        )

    def _key(self, event: Any, depth: int) -> str | None:
        reported = len(self.found)
        key = self._value(event, depth)
        if key.__class__ is str and key != "<<":
            fault = None if key.isascii() else find_fault_in_key(key)
            if fault is not None and len(self.found) == reported:
                at = place_of(fault.letter, event, self.text, self.name)
                self._report(fault.code, fault.message, at, fault.hint)
            return key
        if isinstance(key, Map | Seq):
            del self.found[reported:]  # what is wrong inside is no matter
        plainly = event.__class__ is ScalarEvent and event.implicit[0]
        if isinstance(key, str) and not plainly:
            return key
        if len(self.found) > reported:
            return None
        message = _("a key must be text, not {key}")
        if key == "<<":
            message, hint = _('merging with "<<" is not possible'), _("write the keys out")
        elif isinstance(key, Map | Seq):
            message = _("a key must be text, not a mapping or a list")
            hint = _('put a text that starts with "{" or "[" in quotes')
        elif plainly and not event.value:
            message, hint = _("a key is missing"), _('write a key before the ":"')
        else:
            hint = _('write "{key}" in quotes')
        written = event.value if plainly else str(key)
        self._report(
            "bad-key",
            message.replace("{key}", written),
            self._span(event),
            hint.replace("{key}", written),
        )
        return None

    def _scalar(self, event: Any) -> Scalar:
        text, plain = event.value, event.implicit[0]
        if plain and event.end_mark.line in self.commented:
            cut = cut_text(event, self.text, self.name)
            if cut is not None:
                self.found.append(cut)
        elif not plain and event.end_mark.line > event.start_mark.line:
            self.quoted = event
        if not text.isascii() or (text[-1:] == '"' if plain else not text.isprintable()):
            text = self._characters(text, event)
        if not plain:
            return str(text)
        try:
            return parse_scalar(text)
        except Unreadable as problem:
            self._report("bad-value", problem.message, self._span(event), problem.hint)
            return None

    def _characters(self, text: str, event: Any) -> str:
        """The text composed; a character that it may not have is reported."""
        text = compose(text)
        fault = find_fault(text, plain=event.implicit[0])
        if fault is not None:
            at = place_of(fault.letter, event, self.text, self.name)
            self._report(fault.code, fault.message, at, fault.hint)
        return text

    def _refuse_tag(self, event: Any) -> None:
        tag = str(event.tag).replace("tag:yaml.org,2002:", "!!")
        message = _('the tag "{tag}" is not allowed').format(tag=tag)
        hint = _('remove it, or put a text that starts with "!" in quotes')
        self._report("bad-tag", message, self._span(event), hint)

    def _anchor(self, event: Any, depth: int) -> Value:
        before, deepest = self.values, self.deepest
        self.anchors[event.anchor] = None
        self.deepest = depth
        kind = event.__class__
        value = self._scalar(event) if kind is ScalarEvent else self._nested(event, depth + 1)
        self.anchors[event.anchor] = _Anchored(
            value, self._span(event), self.values - before, self.deepest - depth
        )
        self.deepest = max(deepest, self.deepest)
        return value

    def _alias(self, event: Any, depth: int) -> Value:
        span, name = self._span(event), event.anchor
        hint = _('put a text that starts with "*" in quotes')
        if name not in self.anchors:
            message = _('"*{name}" repeats nothing: there is no "&{name}" before it')
            self._report("bad-alias", message.format(name=name), span, hint)
            return None
        anchored = self.anchors[name]
        if anchored is None:
            message = _('"*{name}" repeats itself').format(name=name)
            self._report("bad-alias", message, span, _("write the value out"))
            return None
        self.aliases += 1
        self.values += anchored.size
        if self.aliases > MAX_ALIASES or self.values > MAX_VALUES:
            self._too_many(event)
        if depth + anchored.depth > MAX_DEPTH:
            self._too_deep(event.start_mark)
        self.deepest = max(self.deepest, depth + anchored.depth)
        return anchored.value

    def _too_deep(self, mark: Any) -> NoReturn:
        message = _("more than {count} levels, one inside another").format(count=MAX_DEPTH)
        self._stop("too-deep", message, self._at(mark), _("nest less deeply"))

    def _too_many(self, event: Event) -> NoReturn:
        if self.aliases > MAX_ALIASES:
            message = _("more than {count} aliases").format(count=MAX_ALIASES)
        else:
            message = _("more than {count} values, repeated ones included").format(count=MAX_VALUES)
        self._stop("too-large", message, self._span(event), _("split the file, or repeat less"))
