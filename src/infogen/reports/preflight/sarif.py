"""Findings for editors and CI: a log of the Static Analysis Results Interchange Format 2.1.0
(OASIS, 2020).
"""

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from infogen._version import __version__
from infogen.diagnostics import Diagnostic, Span
from infogen.diagnostics.uses import describe_use

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def sarif(findings: Iterable[Diagnostic]) -> dict[str, Any]:
    """The log of one run. A warning that was answered is a suppressed result (3.27.23)."""
    found = list(findings)
    codes = sorted({finding.code for finding in found})
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "infogen",
                        "version": __version__,
                        "rules": [{"id": code} for code in codes],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding, codes.index(finding.code)) for finding in found],
            }
        ],
    }


def _result(finding: Diagnostic, rule: int) -> dict[str, Any]:
    hint = f"\n{finding.hint}" if finding.hint else ""
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.severity,
        "message": {"text": finding.message + hint},
    }
    if finding.span:
        result["locations"] = [{"physicalLocation": _place(finding.span)}]
    # The uses of components that led there (3.27.22), each once.
    uses = dict.fromkeys(use for trace in finding.traces for use in trace)
    if uses:
        result["relatedLocations"] = [
            {
                "id": number,
                "physicalLocation": _place(use.at),
                "message": {"text": describe_use(use.component)},
            }
            for number, use in enumerate(uses, 1)
        ]
    pictures = sorted({spot.picture for spot in finding.spots if spot.picture})
    if pictures or finding.pieces:
        result["properties"] = {"pieces": list(finding.pieces), "pictures": pictures}
    if finding.answer:
        reply = finding.answer
        why = f"{reply.reason} ({reply.by}, {reply.on})"
        result["suppressions"] = [{"kind": "external", "justification": why}]
    return result


def _place(span: Span) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(span.file)}}
    if span.line:
        place["region"] = {"startLine": span.line, "startColumn": max(1, span.column)}
    return place
