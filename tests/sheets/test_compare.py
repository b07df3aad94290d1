"""The sheet for focus groups: balanced orders, blind names, a ballot, and the key that the team keeps."""

import json
from collections import Counter
from datetime import date
from itertools import pairwise

import pikepdf
import pytest

from infogen.build.jobs import Choice, select_jobs
from infogen.build.make import make_files
from infogen.cli import run
from infogen.diagnostics import Failure
from infogen.reports.contact_sheet import contact_sheet, pictures_of
from infogen.scene import Frame, Image, Text, walk
from infogen.sheets.compare import SHAPES, compare, williams
from infogen.workspace import load
from kit.places import ROOT


@pytest.fixture(scope="module")
def campaign(tmp_path_factory):
    """A workspace with three variants that differ in nothing but their theme."""
    root = tmp_path_factory.mktemp("campaign")
    (root / "layouts/themes").mkdir(parents=True)
    (root / "layouts/themes/casa.yaml").write_text(
        'name: Casa\nextends: a-la-vista\ncolors: {citizen: "#8FD3FF"}\n', "utf-8"
    )
    (root / "layouts/aviso.yaml").write_text(
        "title: Aviso\nalt: Un aviso\nformats: [portrait]\n"
        "body: {kind: column, height: 1fr, ground: citizen, pad: 64,"
        " children: [{kind: text, style: display, text: Aviso}]}\n",
        "utf-8",
    )
    for name, theme in (("gris", "bn"), ("fuerte", "alto-contraste"), ("otra", "casa")):
        (root / f"layouts/aviso.{name}.yaml").write_text(
            f"extends: aviso\ntheme: {theme}\n", "utf-8"
        )
    return root


@pytest.mark.parametrize("count", [2, 3, 4, 5, 6])
def test_each_variant_comes_equally_often_in_each_place_and_after_each_other(count):
    orders = williams(count)
    assert len(orders) == (count if count % 2 == 0 else 2 * count)
    assert all(sorted(order) == list(range(count)) for order in orders)
    places = Counter((place, item) for order in orders for place, item in enumerate(order))
    follows = Counter(pair for order in orders for pair in pairwise(order))
    assert len(set(places.values())) == 1
    assert len(set(follows.values())) == 1
    assert len(follows) == count * (count - 1)


def _words(scene, page):
    return "".join(
        item.text + " " for _x, _y, item in walk(scene.pages[page].frame) if isinstance(item, Text)
    )


@pytest.mark.parametrize("names", [(None, "gris"), (None, "gris", "fuerte"),
                                   (None, "gris", "fuerte", "otra")])  # fmt: skip
def test_each_page_shows_all_variants_in_its_order_under_blind_names(campaign, names):
    made = compare(load(campaign), "aviso", names)
    assert len(made.scene.pages) == len(williams(len(names)))
    for page, order in enumerate(made.key["orders"]):
        text = _words(made.scene, page)
        assert not any(name and name in text for name in (*names, "base"))
        images = [
            (x, item.picture.digest)
            for x, _y, item in walk(made.scene.pages[page].frame)
            if isinstance(item, Image)
        ]
        assert [x for x, _digest in images] == sorted(x for x, _digest in images)
        assert len({digest for _x, digest in images}) == len(set(names))
        assert len(order) == len(names)
        assert f"Folio {page + 1:03}" in text.replace("  ", " ")


def test_the_key_says_which_shape_is_which_variant(campaign):
    key = compare(load(campaign), "aviso", (None, "gris", "fuerte"), folios=12).key
    assert key["shapes"] == {"circulo": "base", "triangulo": "gris", "cuadrado": "fuerte"}
    assert Counter(key["folios"].values()) == dict.fromkeys(range(1, 7), 2)
    assert len(set(key["pictures"].values())) == 3
    assert len(SHAPES) == 4


@pytest.mark.parametrize("names", [(None,), (None, None), (None, "gris", "fuerte", "otra", "gris")])
def test_two_to_four_different_variants_are_compared(campaign, names):
    with pytest.raises(Failure, match="2 to 4 different variants"):
        compare(load(campaign), "aviso", names)


def test_too_few_variants_are_misuse(campaign, monkeypatch, capsys):
    monkeypatch.chdir(campaign)
    assert run(["compare", "aviso", "--variants", "base"]) == 2
    assert "2 to 4 different variants" in capsys.readouterr().err
    assert not (campaign / "output").exists()


def test_the_command_writes_the_sheets_and_their_key(campaign, monkeypatch, capsys):
    monkeypatch.chdir(campaign)
    assert run(["compare", "aviso", "--variants", "base,gris"]) == 0
    folder = campaign / "output/compare/aviso"
    assert sorted(path.name for path in folder.iterdir()) == [
        "aviso-compare-1.png", "aviso-compare-2.png", "aviso-compare-full.pdf",
        "aviso-compare.pdf", "key.json",
    ]  # fmt: skip
    assert json.loads((folder / "key.json").read_text("utf-8"))["orders"] == [
        ["circulo", "triangulo"],
        ["triangulo", "circulo"],
    ]
    with pikepdf.open(folder / "aviso-compare.pdf") as pdf:
        assert len(pdf.pages) == 2
        assert [round(float(side) * 25.4 / 72, 1) for side in pdf.pages[0].mediabox[2:]] in (
            [279.4, 215.9],
            [285.4, 221.9],
        )
    capsys.readouterr()
    assert run(["compare", "aviso", "--variants", "base,nada"]) == 2
    assert 'unknown variant "nada"' in capsys.readouterr().err


@pytest.mark.parametrize("format", ["portrait", "landscape"])
def test_each_variant_has_a_sheet_of_its_own_at_full_size(format):
    """Under its shape alone; the smallest letters of a picture are read at arm's length."""
    made = compare(load(ROOT), "verificacion", (None, "lineas"), format=format)
    assert len(made.full.pages) == 2
    for page, shape in zip(made.full.pages, ("Círculo", "Triángulo"), strict=True):
        items = [item for _x, _y, item in walk(page.frame)]
        [picture] = [item for item in items if isinstance(item, Image)]
        canvas = made.full.canvas
        assert (picture.width > picture.height) == (canvas.width > canvas.height)
        assert max(picture.width / canvas.width, picture.height / canvas.height) > 0.85
        assert "".join(item.text for item in items if isinstance(item, Text)) == shape
        smallest = load(ROOT).formats[format].smallest * picture.width / picture.picture.columns
        assert smallest / 25.4 * 72 > 10


def test_rankings_have_a_box_for_each_variant(campaign):
    scene = compare(load(campaign), "aviso", (None, "gris", "fuerte")).scene
    boxes = [
        item
        for _x, _y, item in walk(scene.pages[0].frame)
        if isinstance(item, Frame) and item.meaning.role == "artifact" and item.size.width == 8.4
    ]
    assert len(boxes) == 2 * 3


def test_a_contact_sheet_shows_every_picture_once_in_its_own_form(campaign, monkeypatch, capsys):
    monkeypatch.chdir(campaign)
    assert run(["build", "aviso", "--contact-sheet", "-o", "sheet"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "sheet/aviso/aviso-contact-sheet.png"
    folder, workspace = campaign / "sheet", load(campaign)
    entries = pictures_of(
        [entry for job in select_jobs(workspace, Choice()) if job.piece == "aviso"
         for entry in (file.entry for file in make_files(workspace, job, date(2026, 11, 24)).files)]
    )  # fmt: skip
    scene = contact_sheet(workspace, "aviso", entries, folder)
    shapes = [
        round(item.width / item.height, 2)
        for _x, _y, item in walk(scene.pages[0].frame)
        if isinstance(item, Image)
    ]
    assert shapes == [0.8] * 4
    assert _words(scene, 0).split("Todo lo que se construyó")[1].split() == [
        "portrait", "·", "a-la-vista", "fuerte", "·", "portrait", "·", "alto-contraste",
        "gris", "·", "portrait", "·", "bn", "otra", "·", "portrait", "·", "casa",
    ]  # fmt: skip
