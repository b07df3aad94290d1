"""Themes: what one extends, colours that cannot be told apart, a brand of one's own."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from infogen import compose, load
from infogen.design.themes import themes
from infogen.diagnostics import Failure
from infogen.scene import Path as Outline
from infogen.scene import walk
from infogen.source.loader import parse
from kit.places import ROOT

BASE = """\
name: Base
colors:
  ink: "#14202B"
  paper: "#FBF7EE"
  white: "#FFFFFF"
  citizen: "#FFC72C"
  path: "#C4161C"
type:
  body: {font: box, size: {else: [20, 30]}}
  small: {font: box, size: {else: [12, 16]}}
"""


def _themes(**texts):
    files = {"base": BASE, **texts}
    return themes({name: parse(text.encode(), f"{name}.yaml") for name, text in files.items()})


def _said(**texts):
    with pytest.raises(Failure) as caught:
        _themes(**texts)
    return str(caught.value).splitlines()


def test_a_theme_changes_role_by_role_what_it_extends():
    own = _themes(
        own='name: Own\nextends: base\ncolors: {path: "#0057B8"}\n'
        "type: {small: {font: other, size: {else: [13, 17]}}}\n"
    )["own"]
    assert own.name == "Own"
    assert own.colors["path"] == "#0057B8"
    assert own.colors["ink"] == "#14202B"
    assert own.type["small"].font == "other"
    assert own.type["body"].font == "box"


def test_a_theme_extends_what_exists_and_not_itself():
    assert _said(own="name: Own\nextends: bas\n") == [
        'own.yaml:2:10: error: unknown theme "bas"',
        '  hint: did you mean "base"?',
    ]
    circle = _said(one="name: One\nextends: two\n", two="name: Two\nextends: one\n")
    assert 'two.yaml:2:10: error: the theme "one" extends itself' in circle


def test_a_colour_that_cannot_be_read_is_refused_with_the_nearest_that_can():
    assert _said(own='name: Own\nextends: base\ncolors: {citizen: "#7A1F1F"}\n') == [
        'own.yaml:3:19: error: in "own", ink #14202B on citizen #7A1F1F has a contrast of 1.61:1;'
        " 4.5:1 is needed",
        '  hint: the nearest citizen that passes is "#D76060"',
        'own.yaml:3:19: error: in "own", citizen #7A1F1F on ink #14202B has a contrast of 1.61:1;'
        " 3:1 is needed",
        '  hint: the nearest citizen that passes is "#D76060"',
    ]


def test_the_nearest_colour_passes():
    assert _themes(own='name: Own\nextends: base\ncolors: {citizen: "#D76060"}\n')


def test_only_print_tells_ribbons_apart_by_their_form():
    workspace = load(ROOT)

    def cores(format):
        scene = compose(workspace, "guia" if format == "letter" else "verificacion",
                        format=format, theme="bn")  # fmt: skip
        return [
            item
            for _x, _y, item in walk(scene.pages[0].frame)
            if isinstance(item, Outline)
            and item.commands[-1] != ("Z",)
            and item.stroke
            and item.stroke.color == "#FFFFFF"
        ]

    assert cores("letter")
    assert not cores("portrait")


def test_a_theme_never_moves_anything():
    workspace = load(ROOT)
    places = [
        [
            (round(x, 3), round(y, 3))
            for x, y, item in walk(
                compose(workspace, "verificacion", format="portrait", theme=theme).pages[0].frame
            )
            if hasattr(item, "text")
        ]
        for theme in ("a-la-vista", "bn", "alto-contraste")
    ]
    assert places[0] == places[1] == places[2]
    assert replace(workspace, root=Path()).default_theme == "a-la-vista"


def test_a_wider_face_has_a_factor_on_the_sizes_that_layouts_give(tmp_path):
    """Not on the theme's own, which are written for it, and never below the format's smallest."""
    (tmp_path / "layouts/themes").mkdir(parents=True)
    (tmp_path / "layouts/themes/ancha.yaml").write_text(
        "name: Ancha\nextends: a-la-vista\ntype:\n"
        "  display: {font: bricolage-display, scale: 0.9, size: {else: [100, 90]}}\n",
        "utf-8",
    )
    (tmp_path / "layouts/letras.yaml").write_text(
        'title: Letras\nalt: "Tres textos."\nformats: [portrait]\ntheme: ancha\n'
        "body:\n  kind: column\n  children:\n"
        "    - {kind: text, style: display, text: uno}\n"
        "    - {kind: text, style: display, size: 80, text: dos}\n"
        "    - {kind: text, style: display, size: 27, text: tres}\n",
        "utf-8",
    )
    scene = compose(load(tmp_path), "letras", format="portrait")
    sizes = [item.size for _x, _y, item in walk(scene.pages[0].frame) if hasattr(item, "font")]
    assert sizes == [100, 72, 26]
