"""All pieces of the stock in all their variants and formats, composed and drawn once for all tests.

What there is is read from the workspace, so that a new piece is covered the day it lands.
"""

from functools import cache

import pytest

from infogen.backends import render
from infogen.checks import check
from infogen.layout.compose import compose
from infogen.scene import Frame, Scene, walk
from infogen.workspace import load
from kit.places import ROOT

STOCK = load(ROOT)
JOBS = [
    (name, variant, form)
    for name, piece in STOCK.pieces.items()
    for variant, spec in piece.specs.items()
    for form in spec.formats
]
each_job = pytest.mark.parametrize(
    ("piece", "variant", "format"), JOBS, ids=["-".join(filter(None, job)) for job in JOBS]
)


@cache
def scene_of(piece: str, variant: str | None, format: str) -> Scene:
    return compose(STOCK, piece, format=format, variant=variant)


drawn: dict[tuple[int, str, int], bytes] = {}


def picture_of(scene: Scene, kind: str, page: int) -> bytes:
    """A page of one of the family's scenes as a file, drawn once."""
    key = (id(scene), kind, page)
    if key not in drawn:
        drawn[key] = render(scene, kind, page)
    return drawn[key]


def errors(scene: Scene) -> list[str]:
    return [str(found) for found in check(scene) if found.severity == "error"]


def codes(scene: Scene, page: int) -> list[tuple[float, float, Frame]]:
    return [
        (x, y, item)
        for x, y, item in walk(scene.pages[page].frame)
        if isinstance(item, Frame) and item.meaning.role == "qr"
    ]
