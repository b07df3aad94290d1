"""Blocks whose references are replaced, before they are validated."""

from collections.abc import Mapping

from msgspec import Struct

from infogen.binding.scope import BoundValue, Scope
from infogen.diagnostics import Span


class Node(Struct, frozen=True):
    """A block before validation: its fields, where each was written, and its children.

    `span` knows the uses of components that led to the block. `broken` says that a field could not
    be bound, which has been reported.
    """

    fields: Mapping[str, BoundValue]
    keys_at: Mapping[str, Span]
    values_at: Mapping[str, Span]
    span: Span
    scope: Scope
    children: tuple["Node", ...] | None
    broken: bool = False
