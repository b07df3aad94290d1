"""A layout as it was written, the data and a format to nodes: blocks whose references are replaced.

Nothing else is logic in the language: `each` copies, `when` leaves out, `use` puts a component in,
a mapping by format ids is chosen from, `$path` and `${path}` are replaced. Validation comes after
(`assemble`).
"""

from collections.abc import Mapping

from msgspec import Struct, field

from infogen.components import Component
from infogen.diagnostics import Diagnostic, Failure, Span, error
from infogen.messages import _
from infogen.model import closest
from infogen.scene import COUNTER
from infogen.scope import ALONE, Bound, Fields, Ref, Scope, item_of, linked
from infogen.source import Map, Seq, Value, locate
from infogen.words import INSIDE, written

CONTROL = frozenset({"each", "as", "when", "use", "with", "children"})


GIVEN = frozenset({"loop", "page", "format", "theme"})
"""Names that components see beside their parameters."""


class Node(Struct, frozen=True):
    """A block before validation: its fields, where each was written, and its children.

    `broken` says that a field could not be bound, which has been reported.
    """

    fields: Mapping[str, Bound]
    keys_at: Mapping[str, Span]
    values_at: Mapping[str, Span]
    span: Span
    scope: Scope
    children: tuple["Node", ...] | None
    broken: bool = False


class Binder(Struct):
    """Binds the blocks of one piece in one format; what is wrong is collected in `errors`.

    `asked` has what each `when` asked the data for, by path. `going_on`: for a page on which a flow
    goes on with what the page before left. `defaults` are those of components, once
    looked up, `inside` the components that are being bound, the innermost last.
    """

    components: Mapping[str, Component]
    format_names: frozenset[str]
    preferred: tuple[str, ...]
    errors: list[Diagnostic] = field(default_factory=list)
    asked: dict[str, Ref] = field(default_factory=dict)
    going_on: bool = False
    defaults: dict[tuple[str, str], Ref] = field(default_factory=dict)
    inside: list[str] = field(default_factory=list)

    def blocks(self, raw: Value, scope: Scope, span: Span) -> tuple[Node, ...]:
        """A block as nodes: none if `when` says so, one, or one for each item."""
        return tuple(
            node
            for block, inner in self.expand(raw, scope, span)
            for node in self.made(block, inner)
        )

    def expand(self, raw: Value, scope: Scope, span: Span) -> list[tuple[Map, Scope]]:
        """The copies that `each` makes of a block and `when` keeps, each with its scope."""
        picked = self.pick(raw, span)
        if picked is None:
            return []
        raw, span = picked
        if not isinstance(raw, Map):
            self._error("wrong-type", _("expected a block"), span, _("write a mapping with a kind"))
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
            loop = {"n": Ref(n, COUNTER), "count": Ref(len(items), COUNTER)}
            inner = scope.having({name: item, "loop": loop})
            if self._kept(raw, inner):
                copies.append((raw, inner))
        return copies

    def value(self, raw: Value, scope: Scope, span: Span) -> Bound | None:
        """A field's value for this format with its references replaced; None if that failed."""
        picked = self.pick(raw, span)
        if picked is None:
            return None
        raw, span = picked
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
        return Ref(raw, None, span)

    def pick(self, raw: Value, span: Span) -> tuple[Value, Span] | None:
        """The value for this format, where a mapping has only format names as keys.

        None (and an error) if it has none for this format.
        """
        while isinstance(raw, Map) and raw and self.format_names.issuperset(raw):
            chosen = next((name for name in self.preferred if name in raw), None)
            if chosen is None:
                self._error(
                    "missing-format",
                    _('no value for the format "{format}"').format(format=self.preferred[0]),
                    span,
                    _("add one, or an else"),
                )
                return None
            span = raw.spans[chosen]
            raw = raw[chosen]
        return raw, span

    def _text(self, raw: str, scope: Scope, span: Span) -> Bound | None:
        alone = ALONE.fullmatch(raw)
        if alone:
            found = scope.look_up(alone[1], span)
            if isinstance(found, Diagnostic):
                self.errors.append(found)
                return None
            return found
        if INSIDE.search(raw):
            return Ref(written(raw, span, scope, self.errors), None, span)
        return Ref(raw, None, span)

    def _items(self, bound: Bound | None, span: Span, scope: Scope) -> list[Bound]:
        if isinstance(bound, tuple):
            return list(bound)
        value = bound.value if isinstance(bound, Ref) else bound
        if isinstance(bound, Ref) and isinstance(value, list | tuple):
            return [linked(item_of(part, i, bound), scope.data) for i, part in enumerate(value)]
        if isinstance(bound, Ref) and isinstance(value, Mapping):
            return [Ref(part, f"{bound.path}.{key}", bound.span) for key, part in value.items()]
        if bound is not None:
            self._error("wrong-type", _("each needs a list"), span, None)
        return []

    def _kept(self, raw: Map, scope: Scope) -> bool:
        if "when" not in raw:
            return True
        bound = self.value(raw["when"], scope, raw.spans["when"])
        if isinstance(bound, Ref) and bound.path not in (None, COUNTER):
            self.asked[str(bound.path)] = bound
        return self.holds(bound)

    @staticmethod
    def holds(bound: Bound | None) -> bool:
        """Whether what `when` stands for is there: not null, false or empty."""
        value = bound.value if isinstance(bound, Ref) else bound
        return value is not None and value is not False and value != "" and value != ()

    def made(self, raw: Map, scope: Scope) -> tuple[Node, ...]:
        """The nodes of a block that `expand` kept."""
        if "use" in raw:
            return self._used(raw, scope)
        children = None
        if "children" in raw and not (self.going_on and raw.get("kind") == "flow"):
            children = self._children(raw["children"], scope, raw.spans["children"])
        return (self._node(raw, raw.span, scope, children),)

    def _node(self, raw: Map, span: Span, scope: Scope, children: tuple[Node, ...] | None) -> Node:
        bound = {
            key: self.value(value, scope, raw.spans[key])
            for key, value in raw.items()
            if key not in CONTROL
        }
        fields = {key: value for key, value in bound.items() if value is not None}
        broken = len(fields) < len(bound)
        return Node(fields, raw.keys_at, raw.spans, span, scope, children, broken)

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
            self._error("wrong-type", _("expected a block"), span, _("write a mapping with a kind"))
        return ()

    def _used(self, raw: Map, scope: Scope) -> tuple[Node, ...]:
        """A component's body in place of `use`; other fields beside it are set on its root."""
        name = raw["use"]
        try:
            component = self.components.get(name) if isinstance(name, str) else None
        except Failure as failure:  # its file has not been read before
            self.errors += failure.diagnostics
            return ()
        if component is None:
            near = closest(str(name), self.components)
            self._error(
                "unknown-component",
                _('unknown component "{name}"').format(name=name),
                raw.spans["use"],
                _('did you mean "{name}"?').format(name=near) if near else None,
            )
            return ()
        if component.name in self.inside:
            circle = [*self.inside[self.inside.index(component.name) :], component.name]
            self._error(
                "circle",
                _('the component "{name}" uses itself: {path}').format(
                    name=component.name, path=" → ".join(circle)
                ),
                raw.spans["use"],
                _("put something else there"),
            )
            return ()
        given = raw.get("with")
        given = given if isinstance(given, Map) else None
        names = self._arguments(component, given, scope, raw)
        if names is None:
            return ()
        kept = {key: value for key, value in scope.names.items() if key in GIVEN}
        inner = Scope(scope.data, {**kept, **names})
        self.inside.append(component.name)
        nodes = self.blocks(component.body, inner, component.span)
        self.inside.pop()
        extra = self._node(raw, raw.span, scope, None)
        if not extra.fields:
            return nodes
        return tuple(
            Node(
                {**node.fields, **extra.fields},
                {**node.keys_at, **extra.keys_at},
                {**node.values_at, **extra.values_at},
                node.span,
                node.scope,
                node.children,
                node.broken or extra.broken,
            )
            for node in nodes
        )

    def _arguments(
        self, component: Component, given: Map | None, scope: Scope, raw: Map
    ) -> dict[str, Bound] | None:
        """The component's names: what was given, else defaults. None (and errors) if one is
        missing.
        """
        names: dict[str, Bound] = {}
        complete = True
        for key in given or ():
            if key not in component.params:
                near = closest(key, component.params)
                hint = (
                    _('did you mean "{name}"?').format(name=near)
                    if near
                    else _("one of: {names}").format(names=", ".join(component.params))
                )
                message = _('"{component}" has no parameter "{name}"')
                assert given is not None
                self._error(
                    "unknown-key",
                    message.format(component=component.name, name=key),
                    given.keys_at[key],
                    hint,
                )
        for key, param in component.params.items():
            if given is not None and key in given:
                bound: Bound | None
                if param.type == "blocks":
                    bound = Ref(self._children(given[key], scope, given.spans[key]))
                else:
                    bound = self.value(given[key], scope, given.spans[key])
                if bound is None:
                    complete = False
                else:
                    names[key] = bound
            elif param.optional:
                names[key] = self._default(component, key)
            else:
                complete = False
                self._error(
                    "missing-key",
                    _('"{component}" needs the parameter "{name}"').format(
                        component=component.name, name=key
                    ),
                    raw.spans["use"],
                    _('add "{name}" under with').format(name=key),
                )
        return names if complete else None

    def _default(self, component: Component, key: str) -> Ref:
        """What a parameter is where nothing is given for it, written in the component's file."""
        found = self.defaults.get((component.name, key))
        if found is None:
            param = component.params[key]
            value = () if param.type == "blocks" else param.default
            place = locate(component.raw, ("params", key, "default"))
            found = self.defaults[component.name, key] = Ref(value, None, place)
        return found

    def _error(self, code: str, message: str, span: Span, hint: str | None) -> None:
        self.errors.append(error(code, message, span, hint))
