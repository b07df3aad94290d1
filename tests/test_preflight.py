"""Each check has a case that passes, one that it catches, and a stock piece that it catches once
that is changed for the worse.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest

from infogen.checks import CONTENT, SCENE
from infogen.compose import compose
from infogen.content import load as load_data
from infogen.scene import Scene
from infogen.source import parse
from infogen.spec import pieces
from infogen.workspace import Workspace, load

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 24)
STOCK = load(ROOT)
LONG = (
    "No digas por qué ni para qué quieres lo que pides, ni quién eres, ni qué vas a hacer con ello"
)


@dataclass(frozen=True)
class Change:
    """A stock piece, and what is changed in its layout, in a file of the data or in its scene."""

    check: str
    code: str
    piece: str
    format: str
    layout: tuple[tuple[str, str], ...] = ()
    data: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    scene: dict[str, object] = field(default_factory=dict)


def codes(check: str, workspace: Workspace, scene: Scene) -> list[str]:
    run = SCENE.get(check)
    found = run(scene) if run else CONTENT[check](workspace.data, scene, TODAY)
    return [finding.code for finding in found]


def changed(text: str, pairs: tuple[tuple[str, str], ...]) -> str:
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text


CHANGES = (
    Change(
        "marks", "weak-mark", "acceso-saimex", "portrait",
        layout=(("state: filled, color: citizen", "state: filled, color: ink"),),
    ),
    Change(
        "color_vision", "alike-colors", "acceso-saimex", "portrait",
        layout=(("state: ring, color: paper", "state: filled, color: quiet"),),
    ),
    Change(
        "safe_area", "outside-safe-area", "verificacion", "story",
        layout=(("story: 272", "story: 200"),),
    ),
    Change(
        "safe_area", "cropped-by-platform", "verificacion", "portrait",
        layout=(("$format.margin, 0, $format.margin", "8, 0, 8"),),
    ),
    Change(
        "code_geometry", "quiet-zone", "arco-sarcoem", "landscape",
        layout=(("{x: code.left}", "{x: code.center}"),),
    ),
    Change("contrast", "contrast", "guia", "letter", scene={"level": "AAA"}),
    Change(
        "alternatives", "alt-is-title", "guia", "letter", scene={"alt": STOCK.data.content.copy["guia"]["1"]["titulo"].long},
    ),
    Change("alternatives", "missing-alt", "verificacion", "square", scene={"alt": " "}),
    Change(
        "orphans", "orphan-word", "acceso-saimex", "portrait", data=("copy", "acceso-saimex.yaml"),
        words=(("No tienes que decir por qué.", "No tienes que decir por\\nqué."),),
    ),
    Change(
        "readability", "long-sentence", "acceso-saimex", "portrait", data=("copy", "acceso-saimex.yaml"),
        words=(("No tienes que decir por qué.", LONG + " ahora."), ("No digas por qué.", LONG + ".")),
    ),
    Change(
        "day_units", "day-unit", "acceso-saimex", "portrait", data=("copy", "acceso-saimex.yaml"),
        words=(("días hábiles como máximo", "días como máximo"), ("días hábiles máximo", "días máximo")),
    ),
    Change(
        "day_units", "day-unit", "acceso-saimex", "portrait", data=("copy", "acceso-saimex.yaml"),
        words=(("deadline.days} días hábiles** tras", "deadline.days} días naturales** tras"),),
    ),
    Change(
        "legal_basis", "term-without-article", "acceso-saimex", "square", data=("procedures", "solicitud_informacion.yaml"),
        words=(('article: "163, 177"', "article: null"),),
    ),
    Change(
        "addresses", "not-https", "acceso-saimex", "square", data=("links.yaml",),
        words=(("https://saimex.org.mx/", "http://saimex.org.mx/"),),
    ),
    Change(
        "addresses", "unknown-address", "acceso-saimex", "portrait", data=("copy", "acceso-saimex.yaml"),
        words=(("Entra a SAIMEX", "Entra a saimex.gob.mx"),),
    ),
    Change(
        "addresses", "other-address", "acceso-saimex", "portrait",
        layout=(("{kind: qr, link: $links.saimex, module: 5}", "{kind: qr, link: $links.buzon, module: 5}"),),
    ),
    Change(
        "acronyms", "unexpanded-acronym", "acceso-saimex", "square",
        layout=((" ${copy.acceso-saimex.sigla}.", ""),),
    ),
    Change(
        "jargon", "jargon", "acceso-saimex", "portrait", data=("copy", "acceso-saimex.yaml"),
        words=(("¿Te la niegan o llega incompleta?", "¿Llega incompleta la respuesta?"), ("¿Te la niegan?", "¿Incompleta?")),
    ),
)  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda one: f"{one.check}-{one.code}")
def test_a_stock_piece_that_is_changed_for_the_worse_is_caught(change, tmp_path):
    before = compose(STOCK, change.piece, format=change.format)
    assert change.code not in codes(change.check, STOCK, before)
    workspace = STOCK
    if change.layout:
        name = f"layouts/{change.piece}.yaml"
        text = changed((ROOT / name).read_text("utf-8"), change.layout)
        raw = {change.piece: parse(text.encode(), name)}
        workspace = replace(workspace, pieces=pieces(raw, workspace.formats))
    if change.data:
        path = tmp_path.joinpath(*change.data)
        path.parent.mkdir(exist_ok=True)
        written = ROOT.joinpath("data", *change.data).read_text("utf-8")
        path.write_text(changed(written, change.words), "utf-8")
        workspace = workspace.with_data(load_data([(tmp_path, "data"), (ROOT / "data", "stock")]))
    after = replace(compose(workspace, change.piece, format=change.format), **change.scene)
    assert change.code in codes(change.check, workspace, after)
