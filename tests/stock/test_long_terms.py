"""A term grows, as the general law may ask one day, and every picture that draws it still fits."""

import re

import pytest

from infogen.layout.compose import compose
from kit.family import JOBS, STOCK, errors, scene_of
from kit.workspaces import with_term

LONG, LONGER = 25, 30
FORMATS = {name for name, form in STOCK.formats.items() if form.family == "screen"} | {
    "letter",
    "panel",
}
TERM = re.compile(r"procedures\.\w+\.steps\.\w+\.deadline")
STRIPS = {("acceso-saimex", None), ("arco-sarcoem", None), ("guia", None)}
"""Pieces that draw a term as a row of days."""
GROWS = "manual"
"""The one that has more pages where it has more to say."""


def drawn() -> dict[str, list[tuple[str, str | None, str]]]:
    """For each term of the stock the pictures that state it."""
    found: dict[str, list[tuple[str, str | None, str]]] = {}
    for job in JOBS:
        if job[0] == GROWS or job[2] not in FORMATS:
            continue
        paths = (TERM.match(fact.path) for fact in scene_of(*job).facts)
        for path in {match[0] for match in paths if match}:
            found.setdefault(path, []).append(job)
    return found


DRAWN = drawn()


def wrong(path: str, days: int, jobs: list[tuple[str, str | None, str]]) -> dict[str, list[str]]:
    """The errors of pictures once a term has so many days."""
    workspace = with_term(STOCK, path, lambda _days: days)
    found = {
        "-".join(filter(None, (piece, variant, form))): errors(
            compose(workspace, piece, format=form, variant=variant)
        )
        for piece, variant, form in jobs
    }
    return {job: said for job, said in found.items() if said}


@pytest.mark.parametrize("path", sorted(DRAWN))
def test_a_term_of_25_days_fits_wherever_it_is_drawn(path):
    assert wrong(path, LONG, DRAWN[path]) == {}


@pytest.mark.parametrize("path", sorted(path for path in DRAWN if ".ampliar." not in path))
def test_a_strip_takes_30_days(path):
    """All but those that are added to others: no law asks for an extension longer than the term."""
    assert wrong(path, LONGER, [job for job in DRAWN[path] if job[:2] in STRIPS]) == {}


def test_the_procedure_whose_terms_are_shown_is_in_the_test():
    assert len(DRAWN) > 15
    assert "procedures.verificacion_denuncia.steps.resolver.deadline" in DRAWN
