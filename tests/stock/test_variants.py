"""Variants of the stock pieces: other compositions over the same facts, in every format and theme."""

import io
import re

import pytest
import zxingcpp
from PIL import Image

from infogen.backends import render
from infogen.checks import check, check_variant
from infogen.cli import run
from infogen.layout.compose import compose
from infogen.scene import Frame, walk
from infogen.workspace import load
from kit.places import ROOT

SCREENS = {"square", "portrait", "tall", "story", "landscape", "link"}
THEMES = ("a-la-vista", "bn", "alto-contraste")
VARIANTS = [
    (piece.name, variant) for piece in load(ROOT).pieces.values() for variant in piece.variants
]
each_variant = pytest.mark.parametrize(("piece", "variant"), VARIANTS)


def _codes(scene):
    return sorted(
        item.meaning.href
        for page in scene.pages
        for _x, _y, item in walk(page.frame)
        if isinstance(item, Frame) and item.meaning.role == "qr"
    )


def test_the_pieces_have_their_directions():
    assert set(VARIANTS) >= {("verificacion", "lineas"), ("verificacion", "cifras")}


@each_variant
@pytest.mark.parametrize("theme", THEMES)
def test_a_variant_has_no_findings_in_any_format_and_states_what_the_piece_does(
    stock, piece, variant, theme
):
    assert set(stock.pieces[piece].specs[variant].formats) == SCREENS
    for form in sorted(SCREENS):
        scene = compose(stock, piece, format=form, theme=theme, variant=variant)
        base = compose(stock, piece, format=form, theme=theme)
        assert (form, check(scene), check_variant(scene, base)) == (form, [], [])


@each_variant
def test_each_code_of_a_variant_scans(stock, piece, variant):
    for form in ("portrait", "landscape"):
        scene = compose(stock, piece, format=form, variant=variant)
        picture = Image.open(io.BytesIO(render(scene, "png")))
        for shrink in (1, 2):
            size = picture.width // shrink, picture.height // shrink
            seen = zxingcpp.read_barcodes(picture.resize(size, Image.Resampling.LANCZOS))
            assert sorted(code.text for code in seen) == _codes(scene)


def test_a_link_card_has_no_code(stock):
    assert _codes(compose(stock, "verificacion", format="link", variant="cifras")) == []


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_variant_that_leaves_out_a_fact_is_not_built(tmp_path, monkeypatch, capsys, command):
    """Alone, too: the piece itself is not part of what is asked for."""
    layouts = tmp_path / "layouts"
    layouts.mkdir()
    for name in ("verificacion.yaml", "verificacion.cifras.yaml"):
        (layouts / name).write_bytes((ROOT / "layouts" / name).read_bytes())
    file = layouts / "verificacion.cifras.yaml"
    text = file.read_text("utf-8")
    file.write_text(
        re.sub(r" \$\{copy\.verificacion\.cifras\.2\.pide(\.short)?\}", "", text), "utf-8"
    )
    monkeypatch.chdir(tmp_path)
    asked = ["verificacion", "--variant", "cifras", "--format", "portrait"]
    assert run([command, *asked]) == 1
    said = capsys.readouterr().err
    for name in ("aviso", "falta", "pruebas", "sujeto"):
        path = f"procedures.verificacion_denuncia.requirements.{name}"
        assert f'"cifras" does not state {path}, which "verificacion" states in "portrait"' in said
    assert not (tmp_path / "output").exists()


def test_the_terms_of_the_general_law_fit_in_the_days_as_a_picture(tmp_path):
    """20 days and 10 more: what the office may have to write one day."""
    name = "data/procedures/solicitud_informacion.yaml"
    text = (ROOT / name).read_text("utf-8")
    answer, more = text.index("id: responder"), text.index("id: ampliar")
    for at, old, new in ((answer, "{days: 15", "{days: 20"), (more, "days: 7", "days: 10")):
        text = text[:at] + text[at:].replace(old, new, 1)
    (tmp_path / "data/procedures").mkdir(parents=True)
    (tmp_path / name).write_text(text, "utf-8")
    workspace = load(tmp_path)
    for form in workspace.pieces["acceso-saimex"].formats:
        scene = compose(workspace, "acceso-saimex", format=form, variant="calendario")
        assert [found for found in check(scene) if found.severity == "error"] == [], form
