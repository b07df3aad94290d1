"""Warnings that a person has answered in `data/answers.yaml`: they stay in the report and do not
count. Errors cannot be answered.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from fnmatch import fnmatchcase

from msgspec.structs import replace

from infogen.content import Answer, Data, format_value, overlaps, span_at
from infogen.diagnostics import Diagnostic, Waiver, warning
from infogen.messages import _


def apply_answers(
    findings: Iterable[Diagnostic], data: Data, today: date, *, whole: bool
) -> tuple[Diagnostic, ...]:
    """The findings with their answers, and warnings of answers that are out of date or cannot be.

    `whole`: everything was examined, so that an answer without a warning is one too many.
    """
    answers = data.content.answers
    found = tuple(findings)
    valid = {key: one for key, one in answers.items() if one.until is None or today <= one.until}
    replies = tuple(_answered(finding, valid) for finding in found)
    return (*replies, *_about_answers(found, data, today, whole=whole))


def _answered(finding: Diagnostic, answers: Mapping[str, Answer]) -> Diagnostic:
    if finding.severity == "warning":
        for answer in answers.values():
            if _fits(answer, finding):
                reply = Waiver(answer.reason, answer.by, answer.on.isoformat())
                return replace(finding, answer=reply)
    return finding


def _fits(answer: Answer, finding: Diagnostic) -> bool:
    """True if an answer matches a finding; one that names pieces must name all that have it."""
    if answer.code != finding.code:
        return False
    places = [name for name in (finding.about, finding.span and finding.span.file) if name]
    # A message may name a part of the fact that it is about.
    places += [
        name
        for name in answer.where
        if finding.about and overlaps(name, finding.about) and f'"{name}"' in finding.message
    ]
    return any(_named(answer, place) for place in places) or (
        bool(finding.pieces) and all(_named(answer, piece) for piece in finding.pieces)
    )


def _named(answer: Answer, name: str) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in answer.where)


def _about_answers(
    findings: tuple[Diagnostic, ...], data: Data, today: date, *, whole: bool
) -> Iterable[Diagnostic]:
    for key, answer in data.content.answers.items():
        path = f"answers.{key}"
        fitting = [finding for finding in findings if _fits(answer, finding)]
        if answer.until is not None and answer.until < today:
            yield warning(
                "stale-answer",
                _('the answer "{name}" held until {date}').format(
                    name=key, date=format_value(answer.until)
                ),
                span_at(data, f"{path}.until"),
                _("ask again whether the reason still holds, then write a later date"),
                path,
            )
        elif any(finding.severity == "error" for finding in fitting):
            yield warning(
                "answered-error",
                _('the answer "{name}" matches an error, which cannot be answered').format(
                    name=key
                ),
                span_at(data, f"{path}.code"),
                _("correct what is wrong"),
                path,
            )
        elif whole and not fitting:
            yield warning(
                "unused-answer",
                _('the answer "{name}" matches no warning').format(name=key),
                span_at(data, path),
                _('remove it, or correct its "code" and "where"'),
                path,
            )
