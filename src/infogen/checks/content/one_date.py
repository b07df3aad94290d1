"""The pictures of a carousel say one date: two would be taken for a mistake."""

from collections.abc import Iterator

from infogen.checks.content.dated import DATE
from infogen.checks.seen.facts import Usage
from infogen.content import span_at
from infogen.diagnostics import Diagnostic, warning
from infogen.messages import _
from infogen.scene import Fact, facts_on


def one_date(usage: Usage) -> Iterator[Diagnostic]:
    """One warning for each page of a carousel that says another date than those before it. A
    document on paper has a date for each page on purpose.
    """
    scene = usage.scene
    if scene.canvas.family == "paper":
        return
    before: tuple[int, Fact] | None = None
    for number, page in enumerate(scene.pages, 1):
        for fact in facts_on(page.frame):
            if not fact.path.endswith(DATE):
                continue
            if before is not None and fact.value != before[1].value:
                yield warning(
                    "two-dates",
                    _("page {page} says {date}, and page {first} says {other}").format(
                        page=number, date=fact.value, first=before[0], other=before[1].value
                    ),
                    span_at(usage.data, fact.path) or scene.span,
                    _("check the facts of both on one day, and write it as the checked_on of all"),
                )
                return
            before = before or (number, fact)
