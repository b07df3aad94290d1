"""A second identity, `examples/municipio`: another institution by data and theme alone, in every
piece, format and theme; and the lock-up of the issuer on every piece of both.
"""

import io
import shutil
from functools import cache

import pytest
import zxingcpp
from PIL import Image

from infogen.backends import render
from infogen.layout.compose import compose
from infogen.scene import Frame, Path, Rect, Scene, Text, walk
from infogen.workspace import load
from kit.family import JOBS, STOCK, codes, each_job, errors, scene_of
from kit.places import ROOT

FOLDER = ROOT / "examples/municipio"
EXAMPLE = load(FOLDER)
THEMES = ("sigue-el-hilo", "sigue-el-hilo-bn", "sigue-el-hilo-alto-contraste")
OWN_FONTS = ("bitter-", "fira-")
NAME = "Organismo Público Descentralizado de Agua Potable, Alcantarillado y Saneamiento de Ejemplo"
SHORT = "Organismo de Aguas y Saneamiento de Ejemplo (que no existe)"


@cache
def example_of(piece: str, variant: str | None, format: str) -> Scene:
    return compose(EXAMPLE, piece, format=format, variant=variant)


def inks(scene: Scene):
    return [item for page in scene.pages for _x, _y, item in walk(page.frame)]


def said(scene: Scene, page: int) -> str:
    frame = scene.pages[page].frame
    return " ".join(
        "".join(i.text for _x, _y, i in walk(f) if isinstance(i, Text)).replace("\u00a0", " ")
        for _x, _y, f in walk(frame)
        if isinstance(f, Frame)
    )


@pytest.mark.parametrize("theme", THEMES)
def test_every_piece_in_every_format_and_theme_is_made_without_error(theme):
    found = {}
    for piece, variant, form in JOBS:
        scene = (
            example_of(piece, variant, form)
            if theme == EXAMPLE.default_theme
            else compose(EXAMPLE, piece, format=form, variant=variant, theme=theme)
        )
        problems = errors(scene)
        if problems:
            found[piece, variant, form] = problems
    assert found == {}


def test_there_is_nothing_in_it_but_data_a_theme_and_its_fonts():
    kinds = {path.relative_to(FOLDER).parts[0] for path in FOLDER.rglob("*") if path.is_file()}
    assert kinds == {"LEEME.md", "data", "fonts", "layouts"}
    assert {path.parent.name for path in (FOLDER / "layouts").rglob("*.yaml")} == {"themes"}


def test_its_theme_has_every_role_of_the_stock_s():
    stock, own = STOCK.themes["a-la-vista"], EXAMPLE.themes["sigue-el-hilo"]
    assert set(stock.colors) <= set(own.colors)
    assert set(stock.type) <= set(own.type)


@each_job
def test_no_letter_and_no_colour_is_the_first_identity_s(piece, variant, format):
    scene = example_of(piece, variant, format)
    stock, own = STOCK.themes["a-la-vista"], EXAMPLE.themes["sigue-el-hilo"]
    assert {i.font for i in inks(scene) if isinstance(i, Text)} <= set(EXAMPLE.fonts.names)
    assert all(i.font.startswith(OWN_FONTS) for i in inks(scene) if isinstance(i, Text))
    painted = {i.fill for i in inks(scene) if isinstance(i, Rect | Path)}
    painted |= {i.stroke.color for i in inks(scene) if isinstance(i, Path) and i.stroke}
    painted |= {i.color for i in inks(scene) if isinstance(i, Text)}
    others = set(stock.colors.values()) - set(own.colors.values())
    assert painted & others == set()


@each_job
@pytest.mark.parametrize("of", [scene_of, example_of], ids=["first", "second"])
def test_the_issuer_signs_every_page_of_screens_and_the_first_of_papers(of, piece, variant, format):
    scene = of(piece, variant, format)
    workspace = STOCK if of is scene_of else EXAMPLE
    name = workspace.data.content.sujeto_obligado.short
    pages = range(len(scene.pages)) if scene.canvas.family == "screen" else [0]
    assert [n for n in pages if name not in said(scene, n)] == []


@each_job
def test_what_is_made_up_is_said_to_be(piece, variant, format):
    """The name of the municipality says that there is none, also in posts and as the author."""
    scene = example_of(piece, variant, format)
    assert "ficticio" in said(scene, 0)
    assert "ficticio" in scene.author
    assert "ficticio" in scene.twin.post.signature


@pytest.mark.parametrize(
    ("piece", "format"),
    [("verificacion", "square"), ("acceso-saimex", "portrait"), ("guia", "letter")],
)
def test_its_codes_are_read_at_full_and_half_size(piece, format):
    scene = example_of(piece, None, format)
    for page in range(len(scene.pages)):
        picture = Image.open(io.BytesIO(render(scene, "png", page)))
        wanted = sorted(str(code.meaning.href) for _x, _y, code in codes(scene, page))
        for shrink in (1, 2):
            size = picture.width // shrink, picture.height // shrink
            seen = zxingcpp.read_barcodes(picture.resize(size, Image.Resampling.LANCZOS))
            assert sorted(code.text for code in seen) == wanted


def test_a_long_name_has_a_short_one_that_takes_both_lines(tmp_path):
    assert (len(NAME), len(SHORT)) == (90, 59)
    shutil.copytree(FOLDER, tmp_path / "largo")
    file = tmp_path / "largo/data/sujeto_obligado.yaml"
    text = file.read_text("utf-8").replace("Ayuntamiento de Ejemplo (municipio ficticio)", NAME)
    text = text.replace('"Ayuntamiento de Ejemplo (ficticio)"', f'"{SHORT}"')
    text = text.replace('area: "Unidad de Transparencia"', "area: null")
    file.write_text(text, "utf-8")
    workspace = load(tmp_path / "largo")
    for piece, form in (
        ("acceso-saimex", "portrait"),
        ("arco-sarcoem", "square"),
        ("guia", "letter"),
    ):
        scene = compose(workspace, piece, format=form)
        assert (piece, form, errors(scene)) == (piece, form, [])
        assert SHORT in said(scene, 0)
        assert scene.author == NAME
