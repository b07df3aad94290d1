"""The conditions of a piece: the data that decide, by `when`, which blocks are shown."""

from collections.abc import Iterable

from infogen.binding.binder import Binder
from infogen.content import ancestors, format_value
from infogen.scene import Fact, merge_facts


def hidden_facts(binder: Binder, facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts that some `when` asked for and of which the scene uses no part otherwise: neither
    `facts` nor what they are a part of, nor a part of one.
    """
    used = {fact.path for fact in facts}
    above = {path for fact in used for path in ancestors(fact)}
    return merge_facts(
        Fact(path, _words(ref.value), ref.span, stated=False)
        for path, ref in binder.conditions.items()
        if path not in above and used.isdisjoint(ancestors(path))
    )


def _words(value: object) -> str:
    """A value as it is printed, nothing for one that has no words."""
    if isinstance(value, bool):
        return str(value).lower()
    try:
        return format_value(value)
    except TypeError:
        return ""
