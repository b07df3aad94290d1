"""What a piece hangs on without showing it: the data that the `when` of its blocks asked for."""

from collections.abc import Iterable

from infogen.binding.binder import Binder
from infogen.content import format_value, overlaps
from infogen.scene import Fact, merge_facts


def asked(binder: Binder, facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts that some `when` asked for and of which the scene uses no part otherwise."""
    used = [fact.path for fact in facts]
    return merge_facts(
        Fact(path, _shown(ref.value), ref.span, stated=False)
        for path, ref in binder.asked.items()
        if not any(overlaps(other, path) for other in used)
    )


def _shown(value: object) -> str:
    """A value as it is printed, nothing for one that has no words."""
    if isinstance(value, bool):
        return str(value).lower()
    try:
        return format_value(value)
    except TypeError:
        return ""
