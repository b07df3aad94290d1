"""Bodies in `tests/cases/drawing/` to pictures, compared with the few in `tests/ref/drawing/`.

The frame dumps say where things are; these say that they look as they did.
"""

import pytest
from msgspec.structs import replace

from infogen.backends.png import draw
from infogen.design.pieces import pieces, specs
from infogen.layout.compose import compose
from infogen.source.loader import parse
from infogen.workspace import load
from kit.places import CASES, ROOT
from kit.tiny import HERE, piece

BODIES = sorted((CASES / "drawing").glob("*.yaml"))


@pytest.fixture(scope="module")
def stock():
    """The stock with the tiny card as a format: real fonts, colours and icons on little ground."""
    workspace = load(ROOT)
    return replace(workspace, formats={**workspace.formats, **load(HERE).formats})


@pytest.mark.parametrize("path", BODIES, ids=lambda path: path.stem)
def test_a_body_is_drawn_as_before(path, stock, same_picture):
    raw = parse(piece(path.read_text("utf-8")).encode(), path.name)
    here = replace(stock, pieces=pieces(specs({"t": raw}, stock.formats)))
    same_picture(f"drawing/{path.stem}", draw(compose(here, "t", format="card"), 0))
