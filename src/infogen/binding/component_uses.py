"""Components that a layout uses: which one is meant, and what its parameters are."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from msgspec import Struct, field

from infogen.binding.scope import Ref
from infogen.design.components import Component
from infogen.diagnostics import Diagnostic, Failure, Span, Trace, Use, error
from infogen.diagnostics.hints import did_you_mean, name_hint
from infogen.messages import _
from infogen.source import Map, locate


class Uses(Struct):
    """The components of a workspace as one binding uses them.

    `defaults` are those of parameters, once looked up, `trace` the uses of the components that are
    being bound.
    """

    components: Mapping[str, Component]
    defaults: dict[tuple[str, str], Ref] = field(default_factory=dict)
    trace: Trace = ()

    def component(self, name: object, span: Span) -> Component:
        """The component of a name. Raises `Failure` if there is none, if its file is wrong (it may
        not have been read before), and if it is used in itself.
        """
        try:
            component = self.components.get(name) if isinstance(name, str) else None
        except Failure as failure:
            trace = (Use(str(name), span), *self.trace)
            raise Failure(found.traced(trace) for found in failure.diagnostics) from None
        if component is None:
            message = _('unknown component "{name}"').format(name=name)
            hint = did_you_mean(str(name), self.components)
            raise Failure([error("unknown-component", message, span, hint)])
        names = [use.component for use in reversed(self.trace)]
        if component.name in names:
            circle = [*names[names.index(component.name) :], component.name]
            message = _('the component "{name}" uses itself: {path}').format(
                name=component.name, path=" → ".join(circle)
            )
            raise Failure([error("circle", message, span, _("put something else there"))])
        return component

    @contextmanager
    def inside(self, component: Component, span: Span, errors: list[Diagnostic]) -> Iterator[None]:
        """While the body of a component is bound, which a layout uses at a place: the errors that
        are found meanwhile say so.
        """
        outer, before = self.trace, len(errors)
        self.trace = (Use(component.name, span), *outer)
        try:
            yield
        except Failure as failure:
            if len(failure.diagnostics) > 1:
                raise  # it holds those that are in `errors`
            raise Failure(found.traced(self.trace) for found in failure.diagnostics) from None
        finally:
            errors[before:] = [found.traced(self.trace) for found in errors[before:]]
            self.trace = outer

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
