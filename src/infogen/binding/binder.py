"""A layout as it was written, the data and a format to nodes: blocks whose references are replaced.

Nothing else is logic in the language: `each` copies, `when` leaves out, `use` puts a component in,
a mapping by format ids is chosen from, `$path` and `${path}` are replaced. Validation comes after
(`assemble`).
"""

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from infogen.binding.component_uses import Uses, missing_arguments, unknown_arguments
from infogen.binding.nodes import Node
from infogen.binding.phrases import interpolate
from infogen.binding.scope import BoundValue, Fields, Ref, Scope, follow_link, item_of
from infogen.design.components import Component
from infogen.diagnostics import Diagnostic, Failure, Span, error
from infogen.diagnostics.findings import Findings
from infogen.messages import _
from infogen.scene import COUNTER
from infogen.source import Map, Seq, Value
from infogen.source.references import has_references, whole_reference
from infogen.source.slips import spaced

CONTROL = frozenset({"each", "as", "when", "use", "with", "children"})


COMPONENT_NAMES = frozenset({"loop", "page", "format", "theme"})
"""Names that components see beside their parameters."""


class Binder(Struct):
    """Binds the blocks of one piece in one format; what is wrong is collected in `errors`.

    `conditions` holds the data that each `when` looked at, by path. `going_on` is true for a page
    on which a flow goes on with what the page before left.
    """

    uses: Uses
    format_names: frozenset[str]
    format_order: tuple[str, ...]
    errors: list[Diagnostic] = field(default_factory=Findings)
    conditions: dict[str, Ref] = field(default_factory=dict)
    going_on: bool = False

    def blocks(self, raw: Value, scope: Scope, span: Span) -> tuple[Node, ...]:
        """A block as nodes: none if `when` says so, one, or one for each item."""
        return tuple(
            node
            for block, inner in self.expand(raw, scope, span)
            for node in self.make_nodes(block, inner)
        )

    def expand(self, raw: Value, scope: Scope, span: Span) -> list[tuple[Map, Scope]]:
        """The copies that `each` makes of a block and `when` keeps, each with its scope."""
        picked = self.pick(raw, span)
        if picked is None:
            return []
        raw, span = picked
        if not isinstance(raw, Map):
            self._no_block(raw, span)
            return []
        if "each" not in raw:
            return [(raw, scope)] if self._kept(raw, scope) else []
        name = raw.get("as", "item")
        if not isinstance(name, str):
            self._error("wrong-type", _("expected a name"), raw.spans["as"], None)
            return []
        span = raw.spans["each"]
        items = self._items(self.value(raw["each"], scope, span), span, scope)
        copies = []
        for n, item in enumerate(items, 1):
            scope.budget.value(span)
            loop = {"n": Ref(n, COUNTER), "count": Ref(len(items), COUNTER)}
            inner = scope.having({name: item, "loop": loop})
            if self._kept(raw, inner):
                copies.append((raw, inner))
        return copies

    def value(self, raw: Value, scope: Scope, span: Span) -> BoundValue | None:
        """A field's value for this format with its references replaced; None if that failed."""
        picked = self.pick(raw, span)
        if picked is None:
            return None
        raw, span = picked
        scope.budget.value(span)
        if isinstance(raw, str):
            return self._text(raw, scope, span)
        if isinstance(raw, Seq):
            parts = [self.value(item, scope, at) for item, at in zip(raw, raw.spans, strict=True)]
            return tuple(part for part in parts if part is not None)
        if isinstance(raw, Map):
            fields = Fields(raw)
            for key, item in raw.items():
                bound = self.value(item, scope, raw.spans[key])
                if bound is not None:
                    fields[key] = bound
            return fields
        return Ref(raw, None, span, typed=True)

    def pick(self, raw: Value, span: Span) -> tuple[Value, Span] | None:
        """The value for this format, where a mapping has only format names as keys.

        None (and an error) if it has none for this format.
        """
        while isinstance(raw, Map) and raw and self.format_names.issuperset(raw):
            chosen = next((name for name in self.format_order if name in raw), None)
            if chosen is None:
                self._error(
                    "missing-format",
                    _('no value for the format "{format}"').format(format=self.format_order[0]),
                    span,
                    _("add one, or an else"),
                )
                return None
            span = raw.spans[chosen]
            raw = raw[chosen]
        return raw, span

    def _text(self, raw: str, scope: Scope, span: Span) -> BoundValue | None:
        path = whole_reference(raw)
        if path is not None:
            found = scope.look_up(path, span)
            if isinstance(found, Diagnostic):
                self.errors.append(found)
                return None
            return found
        if has_references(raw):
            return Ref(interpolate(raw, span, scope, self.errors), None, span)
        return Ref(raw, None, span)

    def _items(self, bound: BoundValue | None, span: Span, scope: Scope) -> list[BoundValue]:
        if isinstance(bound, tuple):
            return list(bound)
        value = bound.value if isinstance(bound, Ref) else bound
        if isinstance(bound, Ref) and isinstance(value, list | tuple):
            return [
                follow_link(item_of(part, i, bound), scope.data) for i, part in enumerate(value)
            ]
        if isinstance(bound, Ref) and isinstance(value, Mapping):
            return [Ref(part, f"{bound.path}.{key}", bound.span) for key, part in value.items()]
        if bound is not None:
            self._error("wrong-type", _("each needs a list"), span, None)
        return []

    def _kept(self, raw: Map, scope: Scope) -> bool:
        if "when" not in raw:
            return True
        self._check_condition(raw["when"], raw.spans["when"])
        bound = self.value(raw["when"], scope, raw.spans["when"])
        if isinstance(bound, Ref) and bound.path not in (None, COUNTER):
            self.conditions[str(bound.path)] = bound
        return self.holds(bound)

    def _check_condition(self, condition: Value, span: Span) -> None:
        """A word is no condition: `no` and `"false"` are texts, and would count as true."""
        if isinstance(condition, Map):
            for name, one in condition.items():
                self._check_condition(one, condition.spans[name])
        elif isinstance(condition, str) and whole_reference(condition) is None:
            self._error(
                "wrong-type",
                _("when needs a reference, true or false"),
                span,
                _("write true or false, or $path to what must be there"),
            )

    @staticmethod
    def holds(bound: BoundValue | None) -> bool:
        """True unless the value of `when` is null, false or empty."""
        value = bound.value if isinstance(bound, Ref) else bound
        return value is not None and value is not False and value != "" and value != ()

    def make_nodes(self, raw: Map, scope: Scope) -> tuple[Node, ...]:
        """The nodes of a block that `expand` kept."""
        scope.budget.block(raw.spans.get("use", raw.span))
        with scope.budget.level(raw.span):
            if "use" in raw:
                return self._used(raw, scope)
            children = None
            if "children" in raw and not (self.going_on and raw.get("kind") == "flow"):
                children = self._children(raw["children"], scope, raw.spans["children"])
            return (self._node(raw, scope, children),)

    def _node(self, raw: Map, scope: Scope, children: tuple[Node, ...] | None = None) -> Node:
        bound = {
            key: self.value(value, scope, raw.spans[key])
            for key, value in raw.items()
            if key not in CONTROL
        }
        fields = {key: value for key, value in bound.items() if value is not None}
        broken = len(fields) < len(bound)
        return Node(
            fields=fields,
            keys_at=raw.keys_at,
            values_at=raw.spans,
            span=raw.span._replace(uses=self.uses.trace) if self.uses.trace else raw.span,
            scope=scope,
            children=children,
            broken=broken,
        )

    def _children(self, raw: Value, scope: Scope, span: Span) -> tuple[Node, ...]:
        picked = self.pick(raw, span)
        if picked is None:
            return ()
        raw, span = picked
        if isinstance(raw, str):
            return self._handed_on(raw, scope, span)
        if not isinstance(raw, Seq):
            self._error("wrong-type", _("children needs a list of blocks"), span, None)
            return ()
        nodes: list[Node] = []
        for item, at in zip(raw, raw.spans, strict=True):
            if isinstance(item, str):
                nodes += self._handed_on(item, scope, at)
            else:
                nodes += self.blocks(item, scope, at)
        return tuple(nodes)

    def _handed_on(self, raw: str, scope: Scope, span: Span) -> tuple[Node, ...]:
        """Children that a component was given: `$name` of a parameter of the type blocks."""
        bound = self._text(raw, scope, span)
        value = bound.value if isinstance(bound, Ref) else None
        if isinstance(value, tuple) and all(isinstance(node, Node) for node in value):
            return value
        if bound is not None:
            self._no_block(raw, span)
        return ()

    def _used(self, raw: Map, scope: Scope) -> tuple[Node, ...]:
        """A component's body in place of `use`; other fields beside it are set on its root."""
        try:
            component = self.uses.component(raw["use"], raw.spans["use"])
        except Failure as failure:
            self.errors += failure.diagnostics
            return ()
        names = self._arguments(component, raw, scope)
        if names is None:
            return ()
        kept = {key: value for key, value in scope.names.items() if key in COMPONENT_NAMES}
        inner = replace(scope, names={**kept, **names})
        with self.uses.inside(component, raw.spans["use"], self.errors):
            nodes = self.blocks(component.body, inner, component.span)
        extra = self._node(raw, scope)
        if not extra.fields:
            return nodes
        return tuple(
            Node(
                fields={**node.fields, **extra.fields},
                keys_at={**node.keys_at, **extra.keys_at},
                values_at={**node.values_at, **extra.values_at},
                span=node.span,
                scope=node.scope,
                children=node.children,
                broken=node.broken or extra.broken,
            )
            for node in nodes
        )

    def _arguments(
        self, component: Component, raw: Map, scope: Scope
    ) -> dict[str, BoundValue] | None:
        """The component's names: what was given, else defaults. None (and errors) if one is
        missing, or cannot be bound.
        """
        written = raw.get("with")
        given = written if isinstance(written, Map) else Map(raw.span)
        self.errors += unknown_arguments(component, given)
        names: dict[str, BoundValue] = {}
        for key, param in component.params.items():
            if key not in given:
                if param.optional:
                    names[key] = self.uses.default(component, key)
            elif param.type == "blocks":
                names[key] = Ref(self._children(given[key], scope, given.spans[key]))
            else:
                bound = self.value(given[key], scope, given.spans[key])
                if bound is not None:
                    names[key] = bound
        self.errors += missing_arguments(component, given, raw.spans["use"])
        return names if len(names) == len(component.params) else None

    def _no_block(self, raw: Value, span: Span) -> None:
        meant = spaced(raw) if isinstance(raw, str) else None
        hint = _('write "{text}"').format(text=meant) if meant else _("write a mapping with a kind")
        self._error("wrong-type", _("expected a block"), span, hint)

    def _error(self, code: str, message: str, span: Span, hint: str | None) -> None:
        self.errors.append(error(code, message, span, hint))
