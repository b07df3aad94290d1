"""Components: named pieces of layout with parameters. One YAML file each in
`layouts/components/`.
"""

from collections.abc import Mapping
from typing import Any, Literal

from msgspec import UNSET, Struct, field

from infogen.diagnostics import Span, fail
from infogen.messages import _
from infogen.source import Map
from infogen.source.model import Model
from infogen.source.validate import build_model


class Param(Model):
    """A parameter: `blocks` takes children; one with a `default` may be left out."""

    type: Literal["text", "number", "color", "link", "id", "bool", "list", "value", "blocks"] = (
        "value"
    )
    default: Any = UNSET

    @property
    def optional(self) -> bool:
        """True if the file gives a default (also null)."""
        return self.default is not UNSET


class Stage(Model):
    """Where an example is shown: a format, a ground, and the room that it gets."""

    format: str
    ground: str = "paper"
    width: Any = "1fr"
    height: Any = "auto"


class ComponentExample(Stage):
    """A component with arguments for its parameters, for the catalogue."""

    with_: dict[str, Any] = field(default_factory=dict, name="with")


class Example(Stage):
    """A block that shows how something is done, for the catalogue. `layouts/examples/`."""

    description: str
    body: dict[str, Any]


class ComponentFile(Model):
    """A component as it is written: its parameters and one block, and an example of its use."""

    description: str = ""
    params: dict[str, Param] = field(default_factory=dict)
    body: dict[str, Any]
    example: ComponentExample | None = None


class Component(Struct, frozen=True):
    """A component that is ready for use: `body` as written, with its places."""

    name: str
    description: str
    params: Mapping[str, Param]
    body: Map
    span: Span
    raw: Map


def component(name: str, raw: Map) -> Component:
    """The component in a file. Raises `Failure` if the file is not one."""
    parsed = build_model(ComponentFile, raw, what=lambda: _("a component"))
    body = raw["body"]
    if not isinstance(body, Map):
        raise fail("wrong-type", _("expected a block"), raw.spans["body"])
    return Component(
        name=name,
        description=parsed.description,
        params=parsed.params,
        body=body,
        span=raw.spans["body"],
        raw=raw,
    )
