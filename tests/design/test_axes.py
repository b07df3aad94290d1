"""Axes: any piece varies by the names of their values, and each name is one look."""

import pytest

from infogen import check, compose, load, render
from infogen.build.jobs import Choice, select_jobs
from infogen.checks import check_variant
from infogen.cli import run
from infogen.diagnostics import Failure
from infogen.diagnostics.misuse import Misuse
from infogen.scene import Text, walk
from kit.places import ROOT


@pytest.fixture(scope="module")
def workspace():
    return load(ROOT)


def _scene(workspace, variant):
    return compose(workspace, "verificacion", format="portrait", variant=variant)


def _texts(scene):
    return [
        (x, y, item)
        for page in scene.pages
        for x, y, item in walk(page.frame)
        if isinstance(item, Text)
    ]


def test_values_of_several_axes_make_one_look_whatever_their_order(workspace):
    one = _scene(workspace, "noche+letra-chica+trazo-fino")
    other = _scene(workspace, "trazo-fino+letra-chica+noche")
    assert one.variant == other.variant == "trazo-fino+noche+letra-chica"
    assert render(one, "png") == render(other, "png")


def test_a_palette_changes_colours_and_nothing_else(workspace):
    usual, night = _texts(_scene(workspace, None)), _texts(_scene(workspace, "noche"))
    assert [(x, y, t.text, t.size) for x, y, t in usual] == [
        (x, y, t.text, t.size) for x, y, t in night
    ]
    assert {t.color for _x, _y, t in usual} != {t.color for _x, _y, t in night}


def test_the_scale_of_type_stops_at_the_smallest(workspace):
    usual, small = _scene(workspace, None), _scene(workspace, "letra-chica")
    sizes = [(a.size, b.size) for (_, _, a), (_, _, b) in zip(
        _texts(usual), _texts(small), strict=False)]  # fmt: skip
    assert any(after < before for before, after in sizes)
    assert min(after for _before, after in sizes) >= usual.canvas.smallest


@pytest.mark.parametrize("value", sorted(load(ROOT).axes.values))
@pytest.mark.parametrize("piece", ["verificacion", "acceso-saimex"])
def test_every_value_gives_a_picture_without_findings(workspace, piece, value):
    found = check(compose(workspace, piece, format="portrait", variant=value))
    # Letters of another size break elsewhere: that is seen, and does not stop a build.
    seen = ("note",) if value != "letra-grande" else ("note", "warning")
    assert [one for one in found if one.severity not in seen] == []


@pytest.mark.parametrize(
    "values", ["compacta+noche+letra-grande+trazo-grueso", "aire+bosque+letra-chica+trazo-fino"]
)
@pytest.mark.parametrize(
    ("piece", "own"),
    [("verificacion", "lineas"), ("verificacion", "cifras"), ("acceso-saimex", "calendario")],
)
def test_a_variant_takes_values_of_every_axis_and_states_the_same(workspace, piece, own, values):
    for form in ("portrait", "landscape"):
        scene = compose(workspace, piece, format=form, variant=f"{own}+{values}")
        assert set(scene.variant.split("+")) == {own, *values.split("+")}
        assert [one for one in check(scene) if one.severity != "note"] == []
        assert check_variant(scene, compose(workspace, piece, format=form)) == []


@pytest.mark.parametrize("name", ["noche+bosque", "noche+noche", "nadie", "noche+nadie"])
def test_a_name_that_is_no_look_is_refused(workspace, name):
    with pytest.raises(Failure, match="unknown variant"):
        _scene(workspace, name)
    with pytest.raises(Misuse):
        select_jobs(workspace, Choice(variants=(name,)))


def test_the_name_is_in_the_file(tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    options = ["--variant", "noche", "--format", "portrait", "-o", str(tmp_path)]
    assert run(["build", "verificacion", *options]) == 0
    assert (tmp_path / "verificacion/verificacion-noche-portrait.png").is_file()


def test_colours_that_a_value_spoils_are_refused(tmp_path):
    (tmp_path / "layouts/axes").mkdir(parents=True)
    (tmp_path / "layouts/axes/palette.yaml").write_text(
        'name: P\nvalues: {niebla: {colors: {ink: "#CCCCCC"}}}\n', "utf-8"
    )
    with pytest.raises(Failure, match="ink #CCCCCC on paper"):
        _scene(load(tmp_path), "niebla")
