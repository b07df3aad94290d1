"""Pieces in another language: overlays over the content, and the longer pseudo-language."""

from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infogen import check, compose, load
from infogen.cli import run
from infogen.content import Data
from infogen.content.namespaces import content
from infogen.content.pseudo import LONGER, pseudo
from infogen.diagnostics import Failure
from infogen.scene import Text, walk
from kit.places import ROOT

WORKSPACE = load(ROOT)
JOBS = [
    (name, variant, form)
    for name, piece in WORKSPACE.pieces.items()
    for variant, spec in piece.specs.items()
    for form in spec.formats
]


@pytest.fixture
def translated(tmp_path):
    """A workspace with two texts of `verificacion` in Otomí's code; the words are placeholders."""
    folder = tmp_path / "data/locales/ote/copy"
    folder.mkdir(parents=True)

    def made(text='titulo: {long: "Aaa bbb", short: "Aaa"}\n'):
        (folder / "verificacion.yaml").write_text(text, "utf-8")
        return load(tmp_path).in_language("ote")

    return made


def _texts(scene):
    return {
        item.text.strip()
        for page in scene.pages
        for _x, _y, item in walk(page.frame)
        if isinstance(item, Text)
    }


def test_what_is_translated_is_shown_and_what_is_not_is_listed(translated):
    scene = compose(translated(), "verificacion", format="portrait")
    assert scene.lang == "ote"
    assert "Aaa bbb" in _texts(scene)
    said = [str(finding) for finding in check(scene) if finding.code == "not-translated"]
    assert said[0] == (
        'layouts/verificacion.yaml:2:1: warning: "copy.comun.qr_buzon.long" is not translated to'
        ' "ote"\n  hint: write it in data/locales/ote: infogen translate ote makes the files'
    ) or said[0].startswith("stock/layouts/verificacion.yaml")
    assert not any("copy.verificacion.titulo" in line for line in said)
    assert len(said) == len(set(said)) > 10


def test_each_content_has_translations_of_its_own():
    def named(name):
        raw = deepcopy(WORKSPACE.data.raw)
        raw["sujeto_obligado"]["name"] = name
        return WORKSPACE.with_data(Data(raw, content(raw)))

    for workspace in (one := named("A"), other := named("B")):
        translation = workspace.in_language("qps").data
        assert (
            translation.content.sujeto_obligado.name == workspace.data.content.sujeto_obligado.name
        )
        assert workspace.in_language("qps").data is translation
    assert one.in_language("qps").data is not other.in_language("qps").data


@pytest.mark.parametrize(
    "path",
    [
        "copy.verificacion.publicar.long",
        "copy.verificacion.publicar.short",
        "copy.texto.cita.long",
        "copy.comun.revision.short",
    ],
)
def test_what_goes_with_the_picture_is_listed_too(translated, path):
    assert path in compose(translated(), "verificacion", format="portrait").untranslated_paths


def test_a_post_that_is_translated_is_not_listed(translated):
    workspace = translated('publicar: {long: "Aaa bbb", short: "Aaa"}\n')
    listed = compose(workspace, "verificacion", format="portrait").untranslated_paths
    assert not any("verificacion.publicar" in path for path in listed)


def test_the_content_itself_lists_nothing():
    scene = compose(WORKSPACE, "verificacion", format="portrait")
    assert (scene.lang, scene.untranslated_paths) == ("es-MX", ())


def test_a_translation_of_nothing_is_an_error(translated):
    with pytest.raises(Failure) as caught:
        translated('titlo: {long: "Aaa", short: "A"}\ntitulo: {long: 5}\n')
    assert [str(found).splitlines()[0] for found in caught.value.diagnostics] == [
        'data/locales/ote/copy/verificacion.yaml:1:1: error: "copy.verificacion.titlo" translates'
        " no text of the content",
        'data/locales/ote/copy/verificacion.yaml:2:10: error: "copy.verificacion.titulo.long"'
        " translates no text of the content",
    ]


def test_a_language_without_an_overlay_is_misuse(capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    assert run(["check", "verificacion", "--lang", "maz"]) == 2
    assert 'there is no translation to "maz"' in capsys.readouterr().err


def test_the_file_has_the_language_in_its_name(tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    assert run(["build", "verificacion", "--format", "portrait", "--lang", "qps",
                "-o", str(tmp_path)]) == 0  # fmt: skip
    assert (tmp_path / "verificacion/verificacion-qps-portrait.png").is_file()


@pytest.mark.parametrize(("piece", "variant", "format"), JOBS)
def test_a_language_a_quarter_longer_fits(piece, variant, format):
    scene = compose(WORKSPACE.in_language("qps"), piece, format=format, variant=variant)
    assert [str(found) for found in check(scene) if found.severity == "error"] == []
    assert scene.untranslated_paths == ()


def test_the_pseudo_language_keeps_references_marks_and_addresses():
    text = "**${a.b} días** en {from} ==o== en https://x.mx/a~b $$ #DatosPersonales UNAM"
    made = pseudo(text)
    for kept in (
        "**",
        "${a.b}",
        "{from}",
        "==",
        "https://x.mx/a~b",
        "$$",
        "#DatosPersonales",
        "UNAM",
    ):
        assert kept in made


@given(st.text("abcdeiou ñá", min_size=40, max_size=200))
def test_the_pseudo_language_is_longer_and_never_by_more_than_it_says(text):
    letters = sum(char.isalpha() for char in text)
    longer = sum(char.isalpha() for char in pseudo(text))
    assert letters <= longer <= letters * (1 + LONGER) + 1


def test_what_is_null_is_not_translated_yet(translated):
    workspace = translated(
        "titulo: {long: Aaa bbb, short: null}\ntema: {long: null, short: null}\n"
    )
    scene = compose(workspace, "verificacion", format="portrait")
    assert "Aaa bbb" in _texts(scene)
    listed = compose(workspace, "verificacion", format="portrait").untranslated_paths
    assert "copy.verificacion.tema.long" in listed


def test_the_files_to_translate_in_have_what_the_pieces_say(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert run(["translate", "EN", "verificacion"]) == 0
    path = tmp_path / "data/locales/en/copy/verificacion.yaml"
    assert path.relative_to(tmp_path).as_posix() in capsys.readouterr().out.split()
    text = path.read_text("utf-8")
    before, _null, after = text.partition("long: null")
    assert before.rstrip(" ").endswith('"\n')
    path.write_text(f'{before}long: "Aaa \\"bbb\\" ñ"{after}', "utf-8")
    assert run(["translate", "en", "verificacion"]) == 0
    assert path.read_text("utf-8") == f'{before}long: "Aaa \\"bbb\\" ñ"{after}'
    made = load(tmp_path).in_language("en")
    assert len(made.data.translated_paths) == 1
    assert compose(made, "verificacion", format="portrait").lang == "en"


@pytest.mark.parametrize("language", ["español", "qps", "es_MX"])
def test_no_files_are_made_for_what_is_no_language(tmp_path, monkeypatch, capsys, language):
    monkeypatch.chdir(tmp_path)
    assert run(["translate", language]) == 2
    assert "LANGUAGE" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
