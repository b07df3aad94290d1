"""Another institution's workspace has every piece by data and theme alone, whatever its names."""

import re

import pytest
from PIL import Image

from infogen.layout.compose import compose
from infogen.scene import Frame, Rect, Text, walk
from infogen.scene import Image as Artwork
from infogen.scene import Path as Outline
from infogen.workspace import Workspace, load
from kit.family import STOCK, each_job, errors
from kit.places import ROOT

NAMES = {
    "id": "almoloya",
    "name": "Ayuntamiento Constitucional de Almoloya de Alquisiras",
    "short": "Ayuntamiento de Almoloya de Alquisiras",
    "type": "ayuntamiento",
    "el": "el Ayuntamiento",
    "El": "El Ayuntamiento",
    "al": "al Ayuntamiento",
    "del": "del Ayuntamiento",
    "un": "un ayuntamiento",
    "los": "los ayuntamientos",
    "habilitado_term": "Servidor público habilitado",
}
"""A municipality whose name is as long as they come."""

TRACES = re.compile(
    r"partido del trabajo|(?-i:\bPT\b)|pt-edomex|infoem|(?-i:A la vista)|\b(el|al|del|un) partido\b",
    re.IGNORECASE,
)


def cited(text: Text) -> bool:
    """Whether it names a document that was read: that keeps its author, whoever asks."""
    paths = [text.origin, *(source.path for source in text.sources)]
    return any(path.startswith(("sources.", "laws.")) for path in paths)


@pytest.fixture(scope="module")
def another(tmp_path_factory) -> Workspace:
    """A workspace with other names, addresses, logo, colours and authority, and no layout."""
    root = tmp_path_factory.mktemp("another")
    (root / "layouts/themes").mkdir(parents=True)
    (root / "data").mkdir()
    Image.new("RGB", (120, 80), "#0057B8").save(root / "logo.png")
    (root / "layouts/themes/casa.yaml").write_text(
        "name: Casa\nextends: a-la-vista\nlogo: logo.png\n"
        'colors: {citizen: "#8FD3FF", path: "#0057B8", path-text: "#003A7D"}\n',
        "utf-8",
    )
    body = stock_file("sujeto_obligado")
    for key, value in NAMES.items():
        body, count = re.subn(rf"^{key}: .*$", f'{key}: "{value}"', body, flags=re.MULTILINE)
        assert count == 1
    links = stock_file("links").replace("pt-edomex.org", "almoloya.gob.mx")
    links = links.replace("infoem.org.mx", "contraloria.gob.mx")
    authorities = stock_file("authorities")
    for key, name in (("name", "Secretaría de la Contraloría"), ("short", "Contraloría")):
        authorities = authorities.replace(f'{key}: "INFOEM"', f'{key}: "{name}"', 1)
    series = 'name: "Cuentas claras, gobierno abierto"\ntheme: casa\n'
    for name, text in (
        ("sujeto_obligado", body),
        ("links", links),
        ("authorities", authorities),
        ("series", series),
    ):
        (root / f"data/{name}.yaml").write_text(text, "utf-8")
    return load(root)


def stock_file(name: str) -> str:
    return (ROOT / f"data/{name}.yaml").read_text("utf-8")


@each_job
def test_another_institution_has_every_piece_by_data_and_theme_alone(
    another, piece, variant, format
):
    scene = compose(another, piece, format=format, variant=variant)
    assert scene.theme == "casa"
    assert errors(scene) == []
    said = [scene.title, scene.subject, scene.author, scene.alt]
    inks = [item for page in scene.pages for _x, _y, item in walk(page.frame)]
    for item in inks:
        if isinstance(item, Text) and not cited(item):
            said.append(item.text)
        elif isinstance(item, Frame):
            said += [item.meaning.alt or "", item.meaning.href or ""]
    assert [text for text in said if TRACES.search(text)] == []
    stock = STOCK.themes["a-la-vista"].colors
    painted = {item.fill for item in inks if isinstance(item, Rect | Outline)}
    assert painted & {stock["citizen"], stock["path"]} == set()
    assert NAMES["short"] in " ".join(said) or NAMES["name"] in " ".join(said) or format == "link"
    assert any(isinstance(item, Artwork) for item in inks)
