"""The YAML parser's complaints to diagnostics in plain words, at the place where a person would look."""

import re
from typing import Protocol

from yaml import MarkedYAMLError

from infogen.diagnostics import Diagnostic, Span, error
from infogen.messages import _


class _Mark(Protocol):
    line: int
    column: int


def explain_syntax(problem: MarkedYAMLError, text: str, name: str) -> Diagnostic:
    """What is wrong in `text`, the whole of the file `name`."""
    lines = re.split("\r\n|\r|\n", text)
    at = _place(problem.problem_mark or problem.context_mark, lines)
    opened = _place(problem.context_mark or problem.problem_mark, lines)
    tab = _indenting_tab(lines, at[0])
    if tab is not None:
        at = (at[0], tab)
        message, hint = _("a tab cannot indent a line"), _("use spaces")
    else:
        at, message, hint = _words(problem, lines, at, opened)
    return error("bad-yaml", message, Span(name, at[0] + 1, at[1] + 1), hint)


Place = tuple[int, int]
"""Line and column, from 0."""


def _place(mark: _Mark | None, lines: list[str]) -> Place:
    """A mark of the parser, or the end of the last line with text if it lies behind that."""
    last = len(lines) - 1
    while last > 0 and not lines[last].strip():
        last -= 1
    if mark is None or mark.line > last:
        return last, len(lines[last])
    return mark.line, mark.column


def _indenting_tab(lines: list[str], line: int) -> int | None:
    indent = len(lines[line]) - len(lines[line].lstrip(" \t"))
    column = lines[line].find("\t", 0, indent)
    return column if column >= 0 else None


def _words(
    problem: MarkedYAMLError, lines: list[str], at: Place, opened: Place
) -> tuple[Place, str, str]:
    """The place to show, the message and the hint."""
    what, context = problem.problem or "", problem.context or ""
    found = lines[at[0]][at[1] : at[1] + 1]
    first = lines[opened[0]][opened[1] : opened[1] + 1]
    quote = _("put the whole text in quotes")
    if what.startswith("mapping values are not allowed"):
        hint = _("if it belongs to a text, put the text in quotes; else check the indentation")
        return at, _('unexpected ":"'), hint
    if "quoted scalar" in context:
        if "end of stream" in what:
            return opened, _("this quoted text does not end"), _("add the closing quote")
        escape = lines[at[0]][at[1] - 1 : at[1] + 1]
        hint = _("in double quotes a backslash is written \\\\")
        return at, _('unknown escape "{escape}"').format(escape=escape), hint
    if "flow" in context:
        message = _('this "{bracket}" is not closed').format(bracket=first)
        if not found or at[0] > opened[0]:
            hint = _('add "{bracket}"').format(bracket={"[": "]", "{": "}"}.get(first, "]"))
            return opened, message, hint
        hint = _('separate items with "," or put a text with brackets or quotes in quotes')
        return at, _('unexpected "{character}"').format(character=found), hint
    if "expected ':'" in what:
        hint = _('write ": " after the key, or indent the line if it continues the one above')
        return opened, _('expected "key: value"'), hint
    if "block sequence entries" in what:
        hint = _("start the list on a line of its own, or put the text in quotes")
        return at, _("a list cannot start here"), hint
    if "'-' indicator" in what:
        return at, _('expected "- "'), _("align the line with the items of the list")
    if "expected key" in what:
        hint = _("align the key with those above, or put the whole text in quotes")
        return at, _('unexpected "{character}"').format(character=found), hint
    if "directive" in context or "incompatible" in what:
        return opened, _('a line cannot start with "%"'), quote
    if first and first in "*&!|>@`%,]}":
        message = _('a text cannot start with "{character}"').format(character=first)
        return opened, message, quote
    if "<document start>" in what:
        return at, _('unexpected "{character}"').format(character=found), quote
    hint = _("check quotes, colons and indentation around this place")
    return at, _("broken YAML: {problem}").format(problem=what), hint
