"""Diagnostics to the text that a person reads: each with its line, a caret, and what to do."""

import unicodedata
from collections.abc import Callable, Iterable

from msgspec import Struct

from infogen.diagnostics import Diagnostic, Severity, Span, join_findings
from infogen.diagnostics.uses import describe_traces, describe_use
from infogen.messages import _

TAB = 4
WIDEST = 100
"""Columns of a line of source that are shown; of a longer one, the part around the caret."""

LONGEST = 1_000
"""Characters of a message that are shown."""

_COLORS = {
    "error": "1;31",
    "warning": "1;33",
    "note": "1;36",
    "frame": "34",
    "bold": "1",
    "hint": "36",
}


ReadLine = Callable[[str, int], str | None]
"""Gives a line of a file, counted from 1, or nothing if it cannot be read."""


def report(diagnostics: Iterable[Diagnostic], read_line: ReadLine, color: bool) -> str:
    """All diagnostics by file and place, each once, and a last line that counts them. Notes come
    before warnings and these before errors, so that an error is not far above the prompt; those
    that call for the same are together, one line each.

    `color` adds the escape codes of terminals.
    """
    unique = sorted(join_findings(diagnostics), key=_order)
    if not unique:
        return ""
    pen = _Pen(color)
    kinds: dict[object, list[Diagnostic]] = {}
    for number, diagnostic in enumerate(unique):
        alone = diagnostic.severity == "error" or diagnostic.answer or diagnostic.span is None
        same = (diagnostic.severity, diagnostic.code, diagnostic.hint)
        kinds.setdefault(number if alone else same, []).append(diagnostic)
    parts = [
        _one(kind[0], read_line, pen) if len(kind) == 1 else _several(kind, pen)
        for kind in kinds.values()
    ]
    return "\n\n".join([*parts, _count(unique)]) + "\n"


class _Pen(Struct, frozen=True):
    color: bool

    def __call__(self, style: str, text: str) -> str:
        return f"\x1b[{_COLORS[style]}m{text}\x1b[0m" if self.color else text


_RANKS: dict[Severity, int] = {"note": 0, "warning": 1, "error": 2}


def _severity(diagnostic: Diagnostic) -> str:
    """Its name; of one that may stay with its code."""
    names = {"error": _("error"), "warning": _("warning"), "note": _("note")}
    name = names[diagnostic.severity]
    return name if diagnostic.severity == "error" else f"{name}[{diagnostic.code}]"


def _order(diagnostic: Diagnostic) -> tuple[int, bool, Span]:
    return (
        _RANKS[diagnostic.severity],
        diagnostic.span is None,
        diagnostic.span or Span(""),
    )


def _one(diagnostic: Diagnostic, read_line: ReadLine, pen: _Pen) -> str:
    severity = pen(diagnostic.severity, _severity(diagnostic))
    message = _safe(_shortened(diagnostic.message))
    lines = [severity + pen("bold", f": {message}")]
    span = diagnostic.span
    # What led there in one way alone is shown as the place itself is.
    shown = diagnostic.traces[0] if len(diagnostic.traces) == 1 else ()
    deepest = max((at.line for at in (span, *(use.at for use in shown)) if at), default=0)
    gutter = " " * len(str(deepest)) if deepest else ""
    if span:
        lines += _place(span, diagnostic.severity, read_line, gutter, pen)
    if diagnostic.hint:
        hint = f"= {_('hint')}:"
        lines.append(f"{gutter} {pen('hint', hint)} {_safe(_shortened(diagnostic.hint))}")
    if diagnostic.about and diagnostic.pieces:
        where = f"= {_('used in')}:"
        lines.append(f"{gutter} {pen('hint', where)} {_safe(', '.join(diagnostic.pieces))}")
    if diagnostic.answer:
        reply = diagnostic.answer
        words = f"{reply.reason} ({reply.by}, {reply.on})"
        lines.append(f"{gutter} {pen('hint', '= ' + _('answered') + ':')} {_safe(words)}")
    if not shown:
        for line in describe_traces(diagnostic.traces):
            lines.append(f"{gutter} {pen('hint', '=')} {_safe(line)}")
    for use in shown:
        lines.append(f"{gutter} {pen('hint', '= ' + _safe(describe_use(use.component)) + ':')}")
        lines += _place(use.at, "hint", read_line, gutter, pen)
    return "\n".join(lines)


def _place(span: Span, style: str, read_line: ReadLine, gutter: str, pen: _Pen) -> list[str]:
    """A place, and its line with a caret if the file can be read."""
    lines = [f"{gutter} {pen('frame', '┌─')} {_safe(str(span))}"]
    source = read_line(span.file, span.line) if span.line else None
    if source is not None:
        shown, indent = _excerpt(source.rstrip("\r\n"), span.column)
        bar = pen("frame", "│")
        number = pen("frame", f"{span.line:>{len(gutter)}}")
        lines += [
            f"{gutter} {bar}",
            f"{number} {bar} {shown}",
            f"{gutter} {bar} {indent}{pen(style, '^')}",
        ]
    return lines


def _several(kind: list[Diagnostic], pen: _Pen) -> str:
    """Findings that call for the same: each with its place, and once what to do."""
    head = pen(kind[0].severity, _severity(kind[0]))
    times = _("in {count} places:").format(count=len(kind))
    lines = [f"{head} {times}"]
    for one in kind:
        place, words = (
            pen("frame", _safe(str(one.span))),
            pen("bold", _safe(_shortened(one.message))),
        )
        lines.append(f"  {place}: {words}")
        lines += [f"    {_safe(line)}" for line in describe_traces(one.traces, 1)]
    if kind[0].hint:
        lines.append(f"  {pen('hint', '= ' + _('hint') + ':')} {_safe(kind[0].hint)}")
    pieces = sorted({piece for one in kind if one.about for piece in one.pieces})
    if pieces:
        lines.append(f"  {pen('hint', '= ' + _('used in') + ':')} {_safe(', '.join(pieces))}")
    return "\n".join(lines)


def _excerpt(line: str, column: int) -> tuple[str, str]:
    """The line as a terminal can show it, and the blanks that bring a caret under `column`."""
    start, end = 0, len(line)
    target = min(column - 1, end)
    # A character takes two columns at most, and marks none: of a long line all is not looked at.
    if end > 4 * WIDEST or sum(_width(_cell(character)) for character in line) > WIDEST:
        start = max(0, target - WIDEST // 2)
        end = min(end, start + WIDEST)
    cells = [_cell(character) for character in line[start:end]]
    before = "…" if start else ""
    after = "…" if end < len(line) else ""
    indent = " " * (len(before) + sum(map(_width, cells[: target - start])))
    return before + "".join(cells) + after, indent


def _cell(character: str) -> str:
    """A character as it is shown: tabs as blanks, what is invisible as a mark of one column."""
    if character == "\t":
        return " " * TAB
    return "\ufffd" if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") else character


def _shortened(text: str) -> str:
    """A message of usual length; one that repeats something endless without its middle."""
    half = LONGEST // 2
    return text if len(text) <= LONGEST else f"{text[:half]} […] {text[-half:]}"


def _safe(text: str) -> str:
    """Text without characters that would steer the terminal."""
    return "".join(_cell(character) for character in text)


def _width(cell: str) -> int:
    """Columns of a terminal that a character takes (Unicode Standard Annex 11)."""
    return sum(
        0
        if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Me", "Mn")
        else 2
        if unicodedata.east_asian_width(character) in "WF"
        else 1
        for character in cell
    )


def _count(diagnostics: list[Diagnostic]) -> str:
    errors = sum(diagnostic.severity == "error" for diagnostic in diagnostics)
    replied = sum(diagnostic.answer is not None for diagnostic in diagnostics)
    notes = sum(diagnostic.severity == "note" for diagnostic in diagnostics)
    warnings = len(diagnostics) - errors - replied - notes
    words = []
    if errors:
        form = _("{count} error") if errors == 1 else _("{count} errors")
        words.append(form.format(count=errors))
    if warnings:
        form = _("{count} warning") if warnings == 1 else _("{count} warnings")
        words.append(form.format(count=warnings))
    if notes:
        form = _("{count} note") if notes == 1 else _("{count} notes")
        words.append(form.format(count=notes))
    if replied:
        words.append(_("{count} answered").format(count=replied))
    return ", ".join(words)
