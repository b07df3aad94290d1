"""Nodes to blocks: each is validated once by its class, and every error of the piece is
collected.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any, cast

from msgspec import Struct
from msgspec.structs import replace

from infogen.binding.nodes import Node
from infogen.binding.phrases import alternatives, fact, plain_text
from infogen.binding.scope import BoundValue, Fields, Ref, Scope, item_of
from infogen.blocks import BLOCKS
from infogen.blocks.base import Block
from infogen.blocks.data_rows import DataRow
from infogen.content import find
from infogen.diagnostics import Diagnostic, Failure, Span, error
from infogen.diagnostics.hints import name_hint
from infogen.messages import _
from infogen.scene import COUNTER, Fact, merge_facts
from infogen.source import Map, Seq, Value
from infogen.source.validate import build_model
from infogen.typesetting.phrase import Phrase


class SpecialFields(Struct, frozen=True):
    """Fields of a block that hold words, or rows of data; `a.b` is in each item of the list `a`."""

    texts: frozenset[str] = frozenset()
    rows: frozenset[str] = frozenset()

    def inside(self, key: str) -> "SpecialFields":
        """Those of the items of a field."""
        return SpecialFields(_under(self.texts, key), _under(self.rows, key))

    def __bool__(self) -> bool:
        return bool(self.texts or self.rows)


NOTHING = SpecialFields()


def _under(names: frozenset[str], key: str) -> frozenset[str]:
    return frozenset(n.partition(".")[2] for n in names if n.startswith(f"{key}."))


class Assembler:
    """Makes blocks of nodes; what is wrong is collected in `errors`."""

    def __init__(self, errors: list[Diagnostic]) -> None:
        self.errors = errors

    def block(self, node: Node) -> Block | None:
        """The block of a node, or None (and errors)."""
        children = None
        if node.children is not None:
            made = [self.block(child) for child in node.children]
            children = tuple(block for block in made if block is not None)
        before = len(self.errors)
        block = self._block(node, children)
        self.errors[before:] = [found.traced(node.span.uses) for found in self.errors[before:]]
        return block

    def _block(self, node: Node, children: tuple[Block, ...] | None) -> Block | None:
        cls = None if node.broken else self._class(node)
        if cls is None:
            return None
        facts: dict[str, Fact] = {}
        marked = SpecialFields(cls.words, cls.records)
        fields = Map(node.span)
        for key, bound in node.fields.items():
            at = _place_of(bound, node.values_at[key])
            value = self._field(key, bound, marked, node.scope, facts, at)
            fields.put(key, value, at, node.keys_at[key])
        if children is not None:
            at = node.values_at.get("children", node.span)
            fields.put("children", cast(Value, children), at, node.keys_at.get("children", at))
        try:
            block = build_model(cls, fields, what=lambda: _("a block"))
        except Failure as failure:
            self.errors += failure.diagnostics
            return None
        return replace(block, _span=node.span, _facts=tuple(facts.values()))

    def _class(self, node: Node) -> type[Block] | None:
        kind = node.fields.get("kind")
        name = kind.value if isinstance(kind, Ref) else None
        if name is None:
            self.errors.append(
                error(
                    "missing-key",
                    _("the block has no kind"),
                    node.span,
                    _("add kind: with one of: {names}").format(names=", ".join(BLOCKS)),
                )
            )
            return None
        cls = BLOCKS.get(str(name))
        if cls is None:
            self.errors.append(
                error(
                    "unknown-kind",
                    _('unknown kind of block "{name}"').format(name=name),
                    node.values_at.get("kind", node.span),
                    name_hint(str(name), BLOCKS),
                )
            )
        return cls

    def _field(
        self,
        key: str,
        bound: BoundValue,
        marked: SpecialFields,
        scope: Scope,
        facts: dict[str, Fact],
        at: Span,
    ) -> Any:
        """The value of a field that is written at a place; lists and mappings know their own."""
        scope.budget.value(at)
        if key in marked.texts:
            return alternatives(bound, scope, self.errors)
        if key in marked.rows:
            return _rows(bound, scope, at)
        if key == "alt":
            return _joined(alternatives(bound, scope, self.errors)[:1], facts)
        if isinstance(bound, tuple):
            inner = marked.inside(key) if marked else marked
            items = Seq(at)
            for part in bound:
                there = _place_of(part, at)
                items.add(self._item(part, inner, scope, facts, there), there)
            return items
        if isinstance(bound, Ref):
            if bound.path not in (None, COUNTER):
                facts[bound.path] = fact(bound)
            return bound.value.text if isinstance(bound.value, Phrase) else bound.value
        return self._mapping(bound, NOTHING, scope, facts, at)

    def _item(
        self,
        bound: BoundValue,
        marked: SpecialFields,
        scope: Scope,
        facts: dict[str, Fact],
        at: Span,
    ) -> Any:
        """An item of a list; in one that is a mapping some keys may be marked."""
        if isinstance(bound, Mapping):
            return self._mapping(bound, marked, scope, facts, at)
        return self._field("", bound, NOTHING, scope, facts, at)

    def _mapping(
        self,
        bound: Mapping[str, BoundValue],
        marked: SpecialFields,
        scope: Scope,
        facts: dict[str, Fact],
        at: Span,
    ) -> Map:
        made = Map(at)
        raw = bound.raw if isinstance(bound, Fields) else made
        for key, part in bound.items():
            there = _place_of(part, raw.spans.get(key, at))
            name = key if marked else ""
            value = self._field(name, part, marked, scope, facts, there)
            made.put(key, value, there, raw.keys_at.get(key, at))
        return made


def _place_of(bound: BoundValue, otherwise: Span) -> Span:
    """Where a value was written: it may have come from elsewhere than the key that it is put to."""
    if isinstance(bound, Ref):
        return bound.span or otherwise
    return bound.raw.span if isinstance(bound, Fields) else otherwise


def _rows(bound: BoundValue, scope: Scope, at: Span) -> tuple[DataRow, ...] | DataRow:
    """Rows of the data, or typed in the layout; anything else is one row."""
    if isinstance(bound, Ref) and isinstance(bound.value, list | tuple):
        refs = [item_of(value, i, bound) for i, value in enumerate(bound.value)]
        return tuple(_row(ref, scope, at) for ref in refs)
    if isinstance(bound, tuple):
        return tuple(_row(part, scope, at) for part in bound)
    return _row(bound, scope, at)


def _row(bound: BoundValue, scope: Scope, at: Span) -> DataRow:
    scope.budget.value(at)
    if isinstance(bound, Ref):
        place = partial(_place, scope=scope)
        return DataRow(bound.value, bound.path, bound.span, place, scope.lang)
    if isinstance(bound, Mapping):
        span = bound.raw.span if isinstance(bound, Fields) else None
        return DataRow({key: _row(part, scope, at) for key, part in bound.items()}, None, span)
    return DataRow(tuple(_row(part, scope, at) for part in bound))


def _place(path: str, scope: Scope) -> Span | None:
    found = find(scope.data, path)
    return found.span if found else None


def _joined(phrases: tuple[Phrase, ...], facts: dict[str, Fact]) -> str | None:
    for phrase in phrases:
        facts.update({f.path: f for f in merge_facts((*facts.values(), *phrase.facts))})
        return plain_text(phrase)
    return None
