"""Components that a layout uses: which one is meant, and what its parameters are."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from msgspec import Struct, field

from infogen.binding.scope import Ref
from infogen.design.components import Component
from infogen.diagnostics import Diagnostic, Failure, Span, error
from infogen.diagnostics.hints import did_you_mean, name_hint
from infogen.messages import _
from infogen.source import Map, locate


class Uses(Struct):
    """The components of a workspace as one binding uses them.

    `defaults` are those of parameters, once looked up, `inside` the components that are being
    bound, the innermost last.
    """

    components: Mapping[str, Component]
    defaults: dict[tuple[str, str], Ref] = field(default_factory=dict)
    inside: list[str] = field(default_factory=list)

    def component(self, name: object, span: Span) -> Component:
        """The component of a name. Raises `Failure` if there is none, if its file is wrong (it may
        not have been read before), and if it is used in itself.
        """
        component = self.components.get(name) if isinstance(name, str) else None
        if component is None:
            message = _('unknown component "{name}"').format(name=name)
            hint = did_you_mean(str(name), self.components)
            raise Failure([error("unknown-component", message, span, hint)])
        if component.name in self.inside:
            circle = [*self.inside[self.inside.index(component.name) :], component.name]
            message = _('the component "{name}" uses itself: {path}').format(
                name=component.name, path=" → ".join(circle)
            )
            raise Failure([error("circle", message, span, _("put something else there"))])
        return component

    @contextmanager
    def of(self, component: Component) -> Iterator[None]:
        """While its body is bound."""
        self.inside.append(component.name)
        yield
        self.inside.pop()

    def default(self, component: Component, key: str) -> Ref:
        """The default of a parameter, as the component's file has it."""
        found = self.defaults.get((component.name, key))
        if found is None:
            param = component.params[key]
            value = () if param.type == "blocks" else param.default
            place = locate(component.raw, ("params", key, "default"))
            found = self.defaults[component.name, key] = Ref(value, None, place)
        return found


def unknown_arguments(component: Component, given: Map) -> Iterator[Diagnostic]:
    """The arguments for which the component has no parameter."""
    for key in given:
        if key not in component.params:
            message = _('"{component}" has no parameter "{name}"')
            message = message.format(component=component.name, name=key)
            yield error(
                "unknown-key", message, given.keys_at[key], name_hint(key, component.params)
            )


def missing_arguments(
    component: Component, given: Mapping[str, object], span: Span
) -> Iterator[Diagnostic]:
    """The parameters that must be given and are not."""
    for key, param in component.params.items():
        if key not in given and not param.optional:
            message = _('"{component}" needs the parameter "{name}"')
            message = message.format(component=component.name, name=key)
            yield error("missing-key", message, span, _('add "{name}" under with').format(name=key))
