"""Slips of typing that YAML takes without a word, or reports elsewhere: a `#` that cuts a text, a
colon without its space, a comma in braces, a quote that was not closed.
"""

import re
from typing import Any

from infogen.diagnostics import Diagnostic, Span, error
from infogen.messages import _
from infogen.source.characters import ODD_INDENT, odd_space
from infogen.source.scalars import parse_scalar

_COMMENT = re.compile(r"^[^\n#]*[^\s#][ \t]+#", re.MULTILINE)
"""The lines with something before a comment."""

_BEHIND = re.compile(r"[ \t]+#+(?:(?P<glued>[^\s#!])|[ \t]*(?P<figure>\d)).*")
"""Text that is hardly a comment: a word right behind the sign, or a number."""

_LONGEST = 60
"""Characters of a text that a message repeats."""


def span_of(mark: Any, name: str) -> Span:
    """The place of a mark of the parser."""
    return Span(name, mark.line + 1, mark.column + 1)


def place_of(letter: str, event: Any, text: str, name: str) -> Span:
    """Where a character of a scalar is written; where the scalar begins if it is an escape."""
    start = event.start_mark
    at = text.find(letter, start.index, event.end_mark.index) if letter else -1
    if at < 0:
        return span_of(start, name)
    before = text[start.index : at]
    line = before.count("\n")
    column = len(before) - before.rfind("\n") if line else start.column + 1 + len(before)
    return Span(name, start.line + 1 + line, column)


def commented_lines(text: str) -> set[int]:
    """The numbers, from 0, of the lines that have a comment behind something else."""
    if "#" not in text:
        return set()
    return {text.count("\n", 0, found.end()) for found in _COMMENT.finditer(text)}


def cut_text(event: Any, text: str, name: str) -> Diagnostic | None:
    """The error for a comment behind a scalar that was meant to be a part of it: `Hidalgo #12`,
    `#7CC576`.
    """
    end = text.find("\n", event.end_mark.index)
    found = _BEHIND.match(text, event.end_mark.index, end if end >= 0 else len(text))
    words = event.value
    if found is None or (not found["glued"] and " " not in words):
        return None
    if words and not isinstance(parse_scalar(words), str):
        return None
    rest = found[0].rstrip()
    message = _('"{text}" is taken for a comment and left out').format(text=_short(rest.strip()))
    hint = _('put it in quotes: "{text}"').format(text=_short(f"{words}{rest}".strip()))
    return error("cut-text", message, span_of(event.start_mark, name), hint)


def keys_without_value(keys: list[str], before: object, span: Span) -> Diagnostic:
    """The error for keys in braces, one after another, that have no colon: a colon without its
    space, or the rest of a text with commas. `before` is the value in front of them.
    """
    first, rest = keys[0], ", ".join(keys)
    if spaced(first):
        message = _('a space is missing after the colon in "{text}"').format(text=_short(first))
        hint = _('write "{text}"').format(text=_short(str(spaced(first))))
    elif isinstance(before, str):
        message = _('the comma before "{text}" ends the text').format(text=_short(first))
        whole = _short(f"{before}, {rest}")
        hint = _('put the text with the comma in quotes: "{text}"').format(text=whole)
    else:
        message = _('the key "{text}" has no value').format(text=_short(first))
        hint = _(
            "write a colon, a space and its value behind it; put a text that starts with a brace in"
            " quotes"
        )
    return error("bad-key", message, span, hint)


def open_quote(problem: Any, quoted: Any, name: str) -> Diagnostic | None:
    """The error for a quoted text that went on to the next lines and broke the YAML where it met
    another quote: its own closing one was forgotten. `quoted` is the last such text.
    """
    mark = problem.problem_mark
    if quoted is None or mark is None or mark.line != quoted.end_mark.line:
        return None
    message, hint = _("this quoted text does not end"), _("add the closing quote")
    return error("bad-yaml", message, span_of(quoted.start_mark, name), hint)


def odd_structure(text: str, name: str, first: int, last: int) -> Diagnostic | None:
    """The error for the first space of another kind in the indents of some lines, or behind a colon
    or a dash, where YAML takes it for a letter. Lines count from 0.
    """
    lines = re.split("\r\n|\r|\n", text)
    for number in range(max(0, first), min(last + 1, len(lines))):
        found = ODD_INDENT.search(lines[number])
        if found:
            letter = found[0][-1]
            fault = odd_space(letter)
            column = lines[number].index(letter, found.start()) + 1
            return error(fault.code, fault.message, Span(name, number + 1, column), fault.hint)
    return None


def spaced(text: str) -> str | None:
    """A text such as `text:Mundo` with the space that its colon lacks; None for any other."""
    found = re.fullmatch(r"([A-Za-z_][\w-]*):([^\s:/].*)", text)
    return f"{found[1]}: {found[2]}" if found else None


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
