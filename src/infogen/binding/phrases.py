"""Texts with references in them to phrases: each piece of text keeps where it came from."""

import re
from datetime import date

from msgspec import Struct, field
from msgspec.structs import replace

from infogen.binding.scope import BoundValue, Fields, Ref, Scope
from infogen.content import Link, Slot, format_amount, format_value
from infogen.diagnostics import Diagnostic, Span, error
from infogen.diagnostics.hints import describe
from infogen.messages import _
from infogen.scene import COUNTER, Fact, Source, merge_facts
from infogen.source.references import DEEPEST, broken_reference, deep_text, split_references
from infogen.typesetting.markup import NO_BREAK_SPACE, read_marks
from infogen.typesetting.phrase import Phrase

_PESOS = re.compile(r"[ \u00a0~](?:pesos|MXN|M\.\s?N\.)")
"""The name of a currency behind an amount of money."""


ADDRESS_FIELD = re.compile(r"(?:links\..*\.(?:shown|pattern))|(?:.*\.(?:url|alternative))")
"""Paths of texts that are addresses: what looks like a mark in one is a part of it."""


class _Writer(Struct):
    """Collects the pieces of one phrase; an `amount` of pesos comes next if there is a number."""

    scope: Scope
    errors: list[Diagnostic]
    parts: list[str] = field(default_factory=list)
    length: int = 0
    sources: list[Source] = field(default_factory=list)
    facts: dict[str, Fact] = field(default_factory=dict)
    links: list[tuple[int, int, str]] = field(default_factory=list)
    literal: list[tuple[int, int]] = field(default_factory=list)
    amount: bool = False

    def add_text(self, text: str, span: Span | None) -> None:
        self.parts.append(text)
        self.length += len(text)
        self.scope.budget.text(len(text), self.length, span)

    def template(self, text: str, span: Span | None, depth: int) -> None:
        """Text with `${…}` in it, `$$` for a dollar."""
        pieces = list(split_references(text))
        for n, (plain, path) in enumerate(pieces):
            self.add_text(plain, span)
            after = pieces[n + 1][0] if n + 1 < len(pieces) else ""
            self.amount = plain.endswith("$") or _PESOS.match(after) is not None
            broken = broken_reference(plain)
            if broken is not None:
                self.errors.append(replace(broken, span=span))
            bound = None if path is None else self.scope.look_up(path, span)
            if isinstance(bound, Diagnostic):
                self.errors.append(bound)
            elif bound is not None:
                self.value(bound, path or "", span, depth + 1)

    def value(self, bound: BoundValue, written: str, span: Span | None, depth: int) -> None:
        """A value as it prints itself, with its source."""
        if depth > DEEPEST:
            self.errors.append(deep_text(span))
            return
        if not isinstance(bound, Ref):
            self.errors.append(_unprintable(written, span))
            return
        if isinstance(bound.value, Phrase):
            self.phrase(bound.value, span)
            return
        start, slot = self.length, self.slot(bound)
        if slot is not None and bound.value is slot:
            bound = Ref(slot.long, f"{bound.path}.long", bound.span)
        self.data(bound, written, span, depth)
        if slot is not None:
            self.support(slot, start, bound.span)

    def data(self, bound: Ref, written: str, span: Span | None, depth: int) -> None:
        """A value of the data itself."""
        start, value = self.length, bound.value
        if value is None and bound.path is None:
            self.errors.append(_no_text(bound.span or span))
            return
        if value is None:
            self.errors.append(unknown_value(written, span))
            return
        if isinstance(value, str):
            self.template(value, bound.span or span, depth)
        else:
            try:
                said = format_amount(value) if self.amount else None
                self.add_text(said or format_value(value, self.scope.lang), bound.span or span)
            except TypeError:
                place = bound.span or span
                self.errors.append(
                    _no_text(place) if bound.path is None else _unprintable(written, span)
                )
                return
        if isinstance(value, Link) or ADDRESS_FIELD.fullmatch(bound.path or ""):
            self.literal.append((start, self.length))
        if isinstance(value, Link) and value.address:
            self.links.append((start, self.length, value.address))
        if bound.path is not None:
            text = "".join(self.parts)[start:]
            self.sources.append(Source(start, self.length, bound.path))
        if bound.path not in (None, COUNTER):
            self.facts[bound.path] = Fact(bound.path, text, bound.span)

    def slot(self, bound: Ref) -> Slot | None:
        """The slot of the copy that a text is of: it itself, or the one whose long or short it
        is.
        """
        if isinstance(bound.value, Slot):
            return bound.value
        above, _dot, last = (bound.path or "").rpartition(".")
        if last not in ("long", "short"):
            return None
        found = self.scope.look_up(above, bound.span)
        return found.value if isinstance(found, Ref) and isinstance(found.value, Slot) else None

    def support(self, slot: Slot, start: int, span: Span | None) -> None:
        """Note the facts that a slot's text, written from `start`, rests on, and the data that its
        typed figures count.
        """
        text = "".join(self.parts)[start:]
        for figure, counted in slot.asserts.items():
            if figure.isdecimal():
                for match in re.finditer(rf"(?<!\d){figure}(?!\d)", text):
                    place = (start + match.start(), start + match.end())
                    self.sources.append(Source(*place, counted[0]))
        for path in slot.facts:
            if path not in self.facts:
                found = self.scope.look_up(path, span)
                if isinstance(found, Ref):
                    self.facts[path] = replace(fact(found), stated=False)

    def phrase(self, phrase: Phrase, span: Span | None) -> None:
        """A phrase that is already made, taken into this one."""
        at = self.length
        self.add_text(phrase.text, span)
        self.sources += [Source(s.start + at, s.end + at, s.path) for s in phrase.sources]
        self.links += [(start + at, end + at, href) for start, end, href in phrase.links]
        self.literal += [(start + at, end + at) for start, end in phrase.literal]
        self.facts = {
            fact.path: fact for fact in merge_facts((*self.facts.values(), *phrase.facts))
        }

    def finish(self, origin: str, span: Span | None) -> Phrase:
        return Phrase(
            text="".join(self.parts),
            origin=origin,
            sources=tuple(sorted(self.sources, key=lambda s: (s.start, s.end))),
            facts=tuple(self.facts.values()),
            span=span,
            links=tuple(self.links),
            literal=tuple(self.literal),
        )


def interpolate(text: str, span: Span | None, scope: Scope, errors: list[Diagnostic]) -> Phrase:
    """A text that was typed in a layout, with what its `${…}` stand for."""
    writer = _Writer(scope, errors)
    writer.template(text, span, 0)
    return writer.finish(str(span or ""), span)


def alternatives(bound: BoundValue, scope: Scope, errors: list[Diagnostic]) -> tuple[Phrase, ...]:
    """The phrases of a field of words: one, or its alternatives, the long one first."""
    if isinstance(bound, tuple):
        scope.budget.value(None)
        return tuple(p for item in bound for p in alternatives(item, scope, errors))
    if not isinstance(bound, Ref):
        errors.append(_no_text(bound.raw.span if isinstance(bound, Fields) else None))
        return (Phrase(""),)
    value = bound.value
    if isinstance(value, Phrase):
        return (value,)
    if isinstance(value, Slot):
        return tuple(
            _from_data(Ref(text, f"{bound.path}.{key}", bound.span), scope, errors)
            for key, text in (("long", value.long), ("short", value.short))
            if key == "long" or text != value.long
        )
    return (_from_data(bound, scope, errors),)


def _from_data(bound: Ref, scope: Scope, errors: list[Diagnostic]) -> Phrase:
    scope.budget.value(bound.span)
    if bound.typed and isinstance(bound.value, int | float | date) and bound.value is not True:
        errors.append(_typed_value(bound.value, bound.span))
    writer = _Writer(scope, errors)
    writer.value(bound, bound.path or "…", bound.span, 0)
    return writer.finish(bound.path or str(bound.span or ""), bound.span)


def plain_text(phrase: Phrase) -> str:
    """A phrase without its marks, for metadata and alternative texts. Raises `Failure` for marks
    left open.
    """
    return read_marks(phrase.text, phrase.span, phrase.literal).text.replace(NO_BREAK_SPACE, " ")


def fact(ref: Ref) -> Fact:
    """The fact behind a value of the data; one with parts of its own is stated by its text or
    name.
    """
    value = ref.value
    if isinstance(value, Link):
        return Fact(ref.path or "", value.url or "", ref.span)
    for name in ("text", "name", "title"):
        inner = getattr(value, name, None)
        if isinstance(inner, str) and not isinstance(value, str):
            return Fact(ref.path or "", inner, ref.span)
    try:
        return Fact(ref.path or "", format_value(value), ref.span)
    except TypeError:
        return Fact(ref.path or "", "", ref.span)


def unknown_value(path: str, span: Span | None) -> Diagnostic:
    """The diagnostic for a reference to something that is not known (`null` in the data)."""
    return error(
        "unknown-value",
        _('"${path}" is not known (null)').replace("{path}", path),
        span,
        _("leave the block out with when: ${path}").replace("{path}", path),
    )


def _typed_value(value: object, span: Span | None) -> Diagnostic:
    """The diagnostic for a number or a date that a layout types where words should stand: `1000`
    would print as `1,000`, `1.10` as `1.1`.
    """
    message = _("{value} is a number or a date here, and would print in another form")
    hint = _("put it in quotes, as it is to be printed")
    return error("wrong-type", message.format(value=describe(value)), span, hint)


def _no_text(span: Span | None) -> Diagnostic:
    """The diagnostic for a value of a layout where words should stand."""
    return error(
        "wrong-type",
        _("this is no text"),
        span,
        _("write words, a list of them (the longest first), or a reference to the data"),
    )


def _unprintable(path: str, span: Span | None) -> Diagnostic:
    return error(
        "bad-reference",
        _('"${path}" cannot be written as text').replace("{path}", path),
        span,
        _("refer to a part of it that is text or a number"),
    )
