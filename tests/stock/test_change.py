"""One deadline of the stock changes, and with it exactly what was said to state it."""

import pytest
from msgspec import to_builtins

from infogen.backends import render
from infogen.build import manifest
from infogen.layout.compose import compose
from infogen.reports.review.impact import impact
from infogen.workspace import Workspace
from kit.workspaces import with_term

PIECES = (
    ("verificacion", "square"),
    ("acceso-saimex", "link"),
    ("acceso-saimex", "square"),
    ("arco-sarcoem", "square"),
    ("guia", "letter"),
)

SAID = ("sha256", "alt", "alts", "description", "posts")


def pages(workspace: Workspace) -> dict[str, dict]:
    """The entry of each page of the pieces, as a build would record it."""
    found = {}
    for piece, format in PIECES:
        scene = compose(workspace, piece, format=format)
        for kind in ("html", "txt"):
            path = f"{piece}-{format}.{kind}"
            made = render(scene, kind)
            found[path] = to_builtins(manifest.entry(scene, path, made, page=None, unit=None))
        for page in range(1, len(scene.pages) + 1):
            path = f"{piece}-{format}-{page}.png"
            made = render(scene, "png", page - 1)
            one = manifest.entry(scene, path, made, page=page, unit="px")
            found[path] = to_builtins(one)
    return found


@pytest.fixture(scope="module")
def before(stock: Workspace) -> dict[str, dict]:
    return pages(stock)


@pytest.mark.parametrize(
    "fact",
    [
        "procedures.solicitud_informacion.steps.responder.deadline",
        "procedures.recurso_arco.steps.interponer.deadline",
        "procedures.solicitud_arco.steps.ampliar.deadline",
        "procedures.recurso_informacion.steps.notificar.deadline",
    ],
)
def test_a_deadline_changes_what_states_it_and_nothing_else(stock, before, fact):
    after = pages(with_term(stock, fact, lambda days: days + 1))
    other = {path for path in before if any(before[path][key] != after[path][key] for key in SAID)}
    named = {use.path for use in impact(before.values(), fact) if use.states}
    assert other == named
    assert ("notificar" in fact) == (named == set())
