"""Diagnostics as values: the place, the error, and what to do about it."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

Severity = Literal["error", "warning", "note"]


class Span(NamedTuple):
    """A place in a file that a person wrote: `line` and `column` count from 1, 0 means the whole
    file. `uses` are the uses of components that led there, the innermost first: the last one is in
    a piece.
    """

    file: str
    line: int = 0
    column: int = 0
    uses: tuple["Use", ...] = ()

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file

    @property
    def bare(self) -> "Span":
        """The place alone."""
        return self._replace(uses=()) if self.uses else self


class Use(NamedTuple):
    """A use of a component: its name, and the place where a layout uses it."""

    component: str
    at: Span


Trace = tuple[Use, ...]
"""The uses of components, one in another, that led to a place: the innermost first."""


class Waiver(Struct, frozen=True):
    """Why a warning may stay: the reason that was given, by whom and on which day (ISO 8601)."""

    reason: str
    by: str
    on: str


Bounds = tuple[float, float, float, float]
"""Left, top, right and bottom, in the units of a canvas."""


class Spot(Struct, frozen=True):
    """A place on a picture: its page from 0, and the part of the page. `picture` names the file,
    without its suffix and page.
    """

    page: int
    box: Bounds
    picture: str = ""


class Diagnostic(Struct, frozen=True):
    """One finding. `code` is stable and machine-readable; `message` and `hint` are for people.

    `about` is the path in `data/` of the fact that it is about, `pieces` are those in which it was
    found, `spots` where it is seen, `traces` the uses of components that led to its place. A
    warning with an `answer` is reported and does not count.
    """

    severity: Severity
    code: str
    message: str
    span: Span | None = None
    hint: str | None = None
    about: str | None = None
    pieces: tuple[str, ...] = ()
    answer: Waiver | None = None
    spots: tuple[Spot, ...] = ()
    traces: tuple[Trace, ...] = ()

    def __str__(self) -> str:
        where = f"{self.span}: " if self.span else ""
        hint = f"\n  hint: {self.hint}" if self.hint else ""
        uses = "".join(
            "\n  " + ", ".join(f'in "{use.component}", used at {use.at}' for use in trace)
            for trace in self.traces
        )
        return f"{where}{self.severity}: {self.message}{hint}{uses}"

    def traced(self, trace: Trace) -> "Diagnostic":
        """The same with the uses that led to it, unless they are known already."""
        return replace(self, traces=(trace,)) if trace and not self.traces else self


class Failure(Exception):
    """Raised once per stage, with *all* the diagnostics of that stage."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(map(str, self.diagnostics)))


def error(
    code: str,
    message: str,
    span: Span | None = None,
    hint: str | None = None,
    about: str | None = None,
    spot: Spot | None = None,
) -> Diagnostic:
    """An error: the piece is not built."""
    return Diagnostic(
        severity="error",
        code=code,
        message=message,
        span=span.bare if span else None,
        hint=hint,
        about=about,
        spots=(spot,) if spot else (),
        traces=(span.uses,) if span and span.uses else (),
    )


def warning(
    code: str,
    message: str,
    span: Span | None = None,
    hint: str | None = None,
    about: str | None = None,
    spot: Spot | None = None,
) -> Diagnostic:
    """A warning: the piece is built, and the finding is reported."""
    return replace(error(code, message, span, hint, about, spot), severity="warning")


def note(
    code: str,
    message: str,
    span: Span | None = None,
    hint: str | None = None,
    about: str | None = None,
    spot: Spot | None = None,
) -> Diagnostic:
    """A note: nothing is wrong, and it is good to know."""
    return replace(error(code, message, span, hint, about, spot), severity="note")


def join_findings(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each finding once, in order, with all the pieces in which it was found, its places on
    pictures, and the uses of components that led to it.
    """
    pieces: dict[Diagnostic, dict[str, None]] = {}
    spots: dict[Diagnostic, dict[Spot, None]] = {}
    traces: dict[Diagnostic, dict[Trace, None]] = {}
    for found in diagnostics:
        cause = replace(found, pieces=(), spots=(), traces=())
        pieces.setdefault(cause, {}).update(dict.fromkeys(found.pieces))
        spots.setdefault(cause, {}).update(dict.fromkeys(found.spots))
        traces.setdefault(cause, {}).update(dict.fromkeys(found.traces))
    return tuple(
        replace(cause, pieces=tuple(names), spots=tuple(spots[cause]), traces=tuple(traces[cause]))
        for cause, names in pieces.items()
    )


def fail(code: str, message: str, span: Span | None = None, hint: str | None = None) -> Failure:
    """A failure of one error, for a stage that cannot go on: `raise fail(…)`."""
    return Failure([error(code, message, span, hint)])
