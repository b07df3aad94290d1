"""What the two practices promise and where it is kept: `docs/cobertura.yaml`, row by row."""

import re

import pytest
import yaml

from infogen.cli import COMMANDS
from infogen.content import find
from infogen.layout.compose import compose
from infogen.semantics.prose import description
from kit.places import ROOT

ROWS = yaml.safe_load((ROOT / "docs/cobertura.yaml").read_text("utf-8"))
PROOFS = {"dice", "codigo", "orden", "archivo", "espera", "muestra"}


@pytest.fixture(scope="module")
def shown(stock):
    """The description and the addresses of the codes of a piece in a format, each made once."""
    made: dict[str, tuple[str, set[str | None]]] = {}

    def get(name: str) -> tuple[str, set[str | None]]:
        if name not in made:
            piece, _slash, format = name.partition("/")
            scene = compose(stock, piece, format=format)
            codes = {found.frame.meaning.href for found in scene.frames("qr")}
            made[name] = (" ".join(description(scene).split()), codes)
        return made[name]

    return get


def test_every_row_is_there_and_has_a_proof_or_says_what_is_awaited():
    assert [row["n"] for row in ROWS] == list(range(1, 46))
    assert all(PROOFS & row.keys() for row in ROWS)
    assert all("de" in row for row in ROWS if {"espera", "muestra"} & row.keys())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["n"]))
def test_a_promise_is_kept_or_waits_for_somebody_s_data(stock, shown, row):
    for name, words in row.get("dice", {}).items():
        text = shown(name)[0]
        assert [one for one in words if not re.search(one, text)] == [], name
    for name, link in row.get("codigo", {}).items():
        assert stock.data.content.links[link].url in shown(name)[1], name
    if "orden" in row:
        assert row["orden"] in COMMANDS
    if "archivo" in row:
        assert (ROOT / row["archivo"]).is_file()
    if "espera" in row:
        found = find(stock.data, row["espera"])
        assert found is not None
        assert found.value is None
    if "muestra" in row:
        assert row["muestra"] == "results"
        assert stock.data.content.results.sample
