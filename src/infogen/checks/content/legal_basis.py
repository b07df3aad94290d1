"""Each term on a picture has its article in the data."""

from collections.abc import Iterator

from infogen.checks.seen.facts import Usage
from infogen.content import Data, Deadline, Extension, find, span_at, standing
from infogen.diagnostics import Diagnostic, error
from infogen.messages import _


def legal_basis(usage: Usage) -> Iterator[Diagnostic]:
    """One error for each term that is stated without the article of a law."""
    data, scene = usage.data, usage.scene
    for path in sorted({_term(data, fact.path) for fact in scene.facts if fact.stated} - {""}):
        known = standing(data, path)
        if known is None or not any(basis.article for basis in known.legal):
            yield error(
                "term-without-article",
                _('"{path}" is a term without an article').format(path=path),
                span_at(data, known.origins.get("legal", path) if known else path),
                _("write the law and the article that say so, or do not state the term"),
                path,
            )


def _term(data: Data, path: str) -> str:
    """The term that a path is, or is a part of; empty for others."""
    for at in (path, path.rpartition(".")[0]):
        found = find(data, at)
        if found is not None and isinstance(found.value, Deadline | Extension):
            return found.path
    return ""
