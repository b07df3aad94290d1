"""Hints: the name that was meant, the choices there are, a value as messages name it."""

from collections.abc import Iterable, Mapping
from datetime import date

from infogen.diagnostics import Failure, Span, fail
from infogen.messages import _

_LONGEST = 40
"""Characters of a text that a message repeats."""


def closest(word: str, names: Iterable[str]) -> str | None:
    """The name that was probably meant, or nothing if none is near."""
    from difflib import get_close_matches

    by_lower = {name.lower(): name for name in sorted(names, reverse=True)}
    near = get_close_matches(word.lower(), sorted(by_lower), n=1, cutoff=0.6)
    return by_lower[near[0]] if near else None


def suggest(name: str | None) -> str | None:
    """The hint with a name that was probably meant, None where there is no such name."""
    return None if name is None else _('did you mean "{name}"?').format(name=name)


def did_you_mean(word: str, names: Iterable[str]) -> str | None:
    """The hint with the closest name, or None if none is near."""
    return suggest(closest(word, names))


def name_hint(word: str, names: Iterable[str]) -> str:
    """The hint for a name that is none of `names`: the closest one, or all of them in order."""
    known = list(names)
    return did_you_mean(word, known) or _("one of: {names}").format(names=", ".join(known) or "–")


def list_choices(words: Iterable[str]) -> str:
    """`a`, `a or b`, `a, b or c`, each word once."""
    *most, last = dict.fromkeys(words)
    return _("{words} or {last}").format(words=", ".join(most), last=last) if most else last


def describe(value: object) -> str:
    """The value in the words of a message."""
    if value is None:
        return _("nothing")
    if isinstance(value, str):
        return f'"{value}"' if len(value) <= _LONGEST else f'"{value[:_LONGEST]}…"'
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return _("a mapping") if isinstance(value, Mapping) else _("a list")


def unknown(code: str, message: str, name: str, names: Iterable[str], span: Span | None) -> Failure:
    """The failure for a name that is none of `names`, with the closest one as its hint. `message`
    has a place for the `{name}`.
    """
    return fail(f"unknown-{code}", message.format(name=name), span, name_hint(name, sorted(names)))
