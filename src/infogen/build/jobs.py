"""A person's choice to a list of jobs: names checked, in a fixed order."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from infogen.backends import BACKENDS
from infogen.content.translation import languages, unknown_language
from infogen.design.pieces import Spec
from infogen.diagnostics import Diagnostic, Failure, error, join_findings
from infogen.diagnostics.hints import name_hint
from infogen.diagnostics.misuse import Misuse
from infogen.messages import _
from infogen.workspace import Workspace

if TYPE_CHECKING:
    from infogen.sheets.press import Sheets

BASE = "base"
"""The name that asks for a piece without a variant."""

DRAFT = "borrador"
"""The word in the names of the files of drafts."""


class Choice(Struct, frozen=True):
    """The choice of what to build.

    Empty means: all pieces, a piece and its variants, the formats of each, the
    files of a piece or its format.
    """

    pieces: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    theme: str | None = None
    variants: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    language: str | None = None
    draft: bool = False
    sheets: "Sheets | None" = None


class Job(Struct, frozen=True):
    """One scene to make, and the kinds of files to make of it; a `draft` says so on its pages."""

    piece: str
    variant: str | None
    format: str
    theme: str | None
    files: tuple[str, ...]
    language: str | None = None
    draft: bool = False
    sheets: "Sheets | None" = None


class JobPlan(NamedTuple):
    """The scenes to make, by piece, variant and format, and what is wrong with the files of pieces
    that cannot be made.
    """

    jobs: tuple[Job, ...]
    findings: tuple[Diagnostic, ...]


def select_jobs(workspace: Workspace, choice: Choice) -> tuple[Job, ...]:
    """The scenes to make. Raises `Misuse` as `plan_jobs`, and `Failure` where a file is wrong."""
    found = plan_jobs(workspace, choice)
    if found.findings:
        raise Failure(found.findings)
    return found.jobs


def plan_jobs(workspace: Workspace, choice: Choice) -> JobPlan:
    """The scenes to make. Raises `Misuse` for what does not exist.

    Each piece that was named must have one of the variants and formats that were named; of all,
    those that have one are built. No file is read but those of these pieces.
    """
    problems = [
        *_unknown("piece", _('unknown piece "{name}"'), choice.pieces, workspace.pieces),
        *_unknown("format", _('unknown format "{name}"'), choice.formats, workspace.formats),
        *_unknown(
            "theme",
            _('unknown theme "{name}"'),
            [choice.theme] if choice.theme is not None else [],
            workspace.themes,
        ),
        *_unknown("backend", _('unknown kind of file "{name}"'), choice.files, BACKENDS),
        *_unknown_variants(workspace, choice),
        *_unknown_language(workspace, choice.language),
    ]
    if problems:
        raise Misuse(problems)
    chosen: dict[str, list[Spec]] = {}
    findings: list[Diagnostic] = []
    for name in choice.pieces or workspace.pieces:
        try:
            specs = _specs(workspace, name, choice)
        except Failure as failure:
            findings += (replace(found, pieces=(name,)) for found in failure.diagnostics)
        else:
            chosen[name] = [spec for spec in specs if _formats(workspace, spec, choice)]
    empty = [name for name, specs in chosen.items() if not specs]
    if empty and (choice.pieces or (len(empty) == len(chosen) and not findings)):
        raise Misuse(_not_made(workspace, name, choice) for name in empty)
    jobs = (
        Job(
            piece=name,
            variant=spec.variant,
            format=format,
            theme=choice.theme,
            files=_files(workspace, spec, format, choice),
            language=choice.language,
            draft=choice.draft,
            sheets=choice.sheets,
        )
        for name in sorted(chosen)
        for spec in chosen[name]
        for format in _formats(workspace, spec, choice)
    )
    return JobPlan(tuple(jobs), join_findings(findings))


def _unknown_language(workspace: Workspace, language: str | None) -> list[Diagnostic]:
    known = languages([folder / "data" for folder in workspace.folders])
    return [] if language is None or language in known else [unknown_language(language)]


def _unknown_variants(workspace: Workspace, choice: Choice) -> list[Diagnostic]:
    pieces = workspace.pieces.values()
    wrong = [
        name
        for name in choice.variants
        if name != BASE and not any(workspace.axes.has(piece, name) for piece in pieces)
    ]
    if not wrong:
        return []
    known = {variant for piece in pieces for variant in piece.variants} | set(workspace.axes.values)
    return _unknown("variant", _('unknown variant "{name}"'), wrong, known)


def _specs(workspace: Workspace, name: str, choice: Choice) -> list[Spec]:
    """The piece and its variants, as far as they were asked for."""
    piece = workspace.pieces[name]
    wanted: Iterable[str | None] = [None if name == BASE else name for name in choice.variants] or (
        None,
        *piece.variants,
    )
    found = [workspace.axes.variant(piece, variant) for variant in wanted]
    return list({spec.variant: spec for spec in found if spec is not None}.values())


def _formats(workspace: Workspace, spec: Spec, choice: Choice) -> list[str]:
    """The formats of a piece that were asked for; only paper goes on a printer's sheets."""
    return [
        name
        for name in spec.formats
        if (not choice.formats or name in choice.formats)
        and (choice.sheets is None or workspace.formats[name].family == "paper")
    ]


def _files(workspace: Workspace, spec: Spec, format: str, choice: Choice) -> tuple[str, ...]:
    if choice.sheets is not None:
        return ("pdf",)
    wanted = choice.files or spec.file.files or workspace.formats[format].files
    return tuple(name for name in BACKENDS if name in wanted)


def _unknown(
    what: str, message: str, names: Sequence[str], known: Mapping[str, object] | Iterable[str]
) -> list[Diagnostic]:
    known = sorted(known)
    return [
        error(
            f"unknown-{what}",
            message.format(name=name),
            hint=name_hint(name, known),
        )
        for name in dict.fromkeys(names)
        if name not in known
    ]


def _not_made(workspace: Workspace, name: str, choice: Choice) -> Diagnostic:
    """Why nothing of a piece was asked for that it has."""
    specs = _specs(workspace, name, choice)
    if specs and choice.sheets is not None:
        return _not_on_paper(workspace, name, specs, choice)
    if specs:
        wanted = choice.formats
        known = tuple(dict.fromkeys(format for spec in specs for format in spec.formats))
        message = _('"{piece}" is not made for {names}')
        hint = _("its formats: {names}")
    else:
        wanted, known = choice.variants, workspace.pieces[name].variants
        message = _('"{piece}" has no variant {names}')
        hint = _("its variants: {names}")
    return error(
        "not-made",
        message.format(piece=name, names=", ".join(f'"{name}"' for name in wanted)),
        hint=hint.format(names=", ".join(known)) if known else _("ask for it without a variant"),
    )


def _not_on_paper(
    workspace: Workspace, name: str, specs: Sequence[Spec], choice: Choice
) -> Diagnostic:
    """Why nothing of a piece goes on a printer's sheets."""
    made = dict.fromkeys(format for spec in specs for format in spec.formats)
    papers = [format for format in made if workspace.formats[format].family == "paper"]
    screens = [format for format in choice.formats if format in made and format not in papers]
    if screens:
        message = _('"{names}" is no paper: a printer has only sheets of paper').format(
            names='", "'.join(screens)
        )
    else:
        message = _('"{piece}" is not made for {names}').format(
            piece=name, names=", ".join(f'"{one}"' for one in choice.formats) or _("paper")
        )
    if papers:
        hint = _("its formats on paper: {names}").format(names=", ".join(papers))
    else:
        hint = _("write a format of paper, such as letter, under formats in its file")
    return error("not-made", message, hint=hint)
