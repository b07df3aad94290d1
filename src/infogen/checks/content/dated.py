"""Each page that states facts says when they were checked."""

from collections.abc import Iterator

from infogen.checks.seen.facts import Usage
from infogen.content import last_check
from infogen.diagnostics import Diagnostic, warning
from infogen.messages import _
from infogen.scene import facts_on

DATE = ".checked_on"


def dated(usage: Usage) -> Iterator[Diagnostic]:
    """One warning for each page with facts and without a date."""
    data, scene = usage.data, usage.scene
    for number, page in enumerate(scene.pages, 1):
        facts = facts_on(page.frame)
        if any(fact.path.endswith(DATE) for fact in facts):
            continue
        if any(fact.stated and last_check(data, fact.path) for fact in facts):
            yield warning(
                "undated-page",
                _('"{format}" does not say when its facts were checked (page {page})').format(
                    format=scene.canvas.id, page=number
                ),
                scene.span,
                _("print ${path} on it").replace("{path}", "{copy.comun.revision}"),
            )
