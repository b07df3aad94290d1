"""The YAML parser's complaints to diagnostics in plain words, where a person would look."""

import re
from typing import Protocol

from msgspec import Struct
from yaml import MarkedYAMLError

from infogen.diagnostics import Diagnostic, Span, error
from infogen.messages import _
from infogen.source.slips import spaced

Position = tuple[int, int]
"""Line and column, from 0."""

Explanation = tuple[Position, str, str]
"""Place to show, message, hint."""


_CUT = re.compile(r"[\s:,]\s(#[^\s#].*)")
"""A sign inside brackets that begins a comment there."""


class _Mark(Protocol):
    line: int
    column: int


class _Fault(Struct, frozen=True):
    """The parser's message, where it stopped (`at`), and where the construct began."""

    what: str
    context: str
    at: Position
    start: Position
    lines: list[str]

    @property
    def character(self) -> str:
        return self.lines[self.at[0]][self.at[1] : self.at[1] + 1]

    @property
    def start_character(self) -> str:
        return self.lines[self.start[0]][self.start[1] : self.start[1] + 1]


def explain_syntax(problem: MarkedYAMLError, text: str, name: str) -> Diagnostic:
    """The syntax error in `text`, which is all of the file `name`."""
    lines = re.split("\r\n|\r|\n", text)
    fault = _Fault(
        problem.problem or "",
        problem.context or "",
        _place(problem.problem_mark or problem.context_mark, lines),
        _place(problem.context_mark or problem.problem_mark, lines),
        lines,
    )
    words = _tab(fault) or _quoted(fault) or _brackets(fault) or _block(fault) or _start(fault)
    (line, column), message, hint = words or _other(fault)
    return error("bad-yaml", message, Span(name, line + 1, column + 1), hint)


def _place(mark: _Mark | None, lines: list[str]) -> Position:
    """A mark of the parser, or the end of the last line with text if it lies behind that."""
    last = len(lines) - 1
    while last > 0 and not lines[last].strip():
        last -= 1
    if mark is None or mark.line > last:
        return last, len(lines[last])
    return mark.line, mark.column


def _tab(fault: _Fault) -> Explanation | None:
    line = fault.lines[fault.at[0]]
    column = line.find("\t", 0, len(line) - len(line.lstrip(" \t")))
    if column < 0:
        return None
    return (fault.at[0], column), _("a tab cannot indent a line"), _("use spaces")


def _quoted(fault: _Fault) -> Explanation | None:
    if "quoted scalar" not in fault.context:
        return None
    if "end of stream" in fault.what:
        hint = _("add the closing quote")
        if fault.lines[fault.start[0]].rstrip().endswith(tuple("“”„’")):
            hint = _('the quote at its end is a curly one: write a straight one (")')
        return fault.start, _("this quoted text does not end"), hint
    hint = _("in double quotes a backslash is written \\\\")
    if "escape" in fault.what:
        return fault.at, _("no character is written with this backslash"), hint
    return None


def _brackets(fault: _Fault) -> Explanation | None:
    if "flow" not in fault.context:
        return None
    for number in range(fault.start[0], fault.at[0] + 1):
        cut = _CUT.search(fault.lines[number])
        if cut:
            message = _('"{text}" is taken for a comment and left out').format(text=cut[1])
            return (number, cut.start(1)), message, _("put it in quotes")
    if not fault.start_character:
        return fault.at, _("a bracket is not closed"), _('add "]" or "}"')
    if not fault.character or fault.at[0] > fault.start[0]:
        message = _('this "{bracket}" is not closed').format(bracket=fault.start_character)
        close = "}" if fault.start_character == "{" else "]"
        return fault.start, message, _('add "{bracket}"').format(bracket=close)
    hint = _('separate items with ",", or put a text with brackets or quotes in quotes')
    if fault.character == ":":
        hint = _('put a text with ": " in quotes')
    return fault.at, _('unexpected "{character}"').format(character=fault.character), hint


def _block(fault: _Fault) -> Explanation | None:
    what = fault.what
    if "mapping values are not allowed" in what:
        hint = _("if it belongs to a text, put the text in quotes; else check the indentation")
        return fault.at, _('unexpected ":"'), hint
    if "expected ':'" in what:
        hint = _('write ": " after the key, or indent the line if it continues the one above')
        meant = spaced(fault.lines[fault.start[0]].strip().removeprefix("- "))
        if meant:
            hint = _('write "{text}"').format(text=meant)
        return fault.start, _('expected "key: value"'), hint
    if "block sequence entries" in what:
        hint = _("start the list on a line of its own, or put the text in quotes")
        return fault.at, _("a list cannot start here"), hint
    if "'-' indicator" in what:
        return fault.at, _('expected "- "'), _("align the line with the items of the list")
    if "expected key" in what:
        message = _('unexpected "{character}"').format(character=fault.character)
        if fault.lines[fault.at[0]][: fault.at[1]].strip():
            hint = _("quote the text from its start to its end, with '' for a ' inside")
            return fault.at, message, hint
        return fault.at, message, _("align the key with those above")
    return None


def _start(fault: _Fault) -> Explanation | None:
    hint = _("put the whole text in quotes")
    if "<document start>" in fault.what:
        return fault.at, _('unexpected "{character}"').format(character=fault.character), hint
    if fault.start_character and fault.start_character in "*&!|>@`%,]}":
        message = _('a text cannot start with "{character}"').format(
            character=fault.start_character
        )
        return fault.start, message, hint
    return None


def _other(fault: _Fault) -> Explanation:
    hint = _("check quotes, colons and indentation around this place")
    return fault.at, _("broken YAML: {problem}").format(problem=fault.what), hint
