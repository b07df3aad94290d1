"""Jobs to files and their manifest; what is wrong with a piece leaves the rest alone."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from infogen.build import build
from infogen.build import make as module
from infogen.build.jobs import Choice, select_jobs
from infogen.build.listener import Silent
from infogen.cli.progress import Lines
from infogen.diagnostics import warning
from kit.workspaces import BACKENDS, Composer, workspace


@pytest.fixture
def composer(monkeypatch):
    composer = Composer()
    monkeypatch.setattr(module, "compose", composer)
    monkeypatch.setattr(module, "check_scene", lambda _scene: [])
    monkeypatch.setattr(module, "BACKENDS", BACKENDS)
    return composer


def _build(folder, listener=None, **choice):
    here = workspace()
    return build(here, select_jobs(here, Choice(**choice)), folder, listener or Silent())


def _files(folder):
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def _manifest(folder):
    files = json.loads((folder / "manifest.json").read_text("utf-8"))["files"]
    return {file["path"]: file for file in files}


@pytest.mark.usefixtures("composer")
def test_files_are_named_by_piece_variant_format_and_page(tmp_path):
    _build(tmp_path)
    assert _files(tmp_path) == [
        "aviso/aviso-b-square.png",
        "aviso/aviso-square.png",
        "guia/guia-letter-1.png",
        "guia/guia-letter-2.png",
        "guia/guia-letter.pdf",
        "guia/guia-square.png",
        "manifest.json",
    ]


@pytest.mark.usefixtures("composer")
def test_a_theme_is_named_where_it_is_not_the_usual_one(tmp_path):
    _build(tmp_path, pieces=("aviso",), theme="bn")
    _build(tmp_path, pieces=("guia",), formats=("square",), theme="a-la-vista")
    assert _files(tmp_path) == [
        "aviso/aviso-b-bn-square.png",
        "aviso/aviso-bn-square.png",
        "guia/guia-square.png",
        "manifest.json",
    ]


@pytest.mark.usefixtures("composer")
def test_the_manifest_says_what_a_file_is_and_states(tmp_path):
    _build(tmp_path, pieces=("aviso",), variants=("b",))
    assert _manifest(tmp_path)["aviso/aviso-b-square.png"] == {
        "path": "aviso/aviso-b-square.png",
        "piece": "aviso",
        "variant": "b",
        "format": "square",
        "theme": "a-la-vista",
        "page": None,
        "width": 1080,
        "height": 1080,
        "unit": "px",
        "bytes": 27,
        "sha256": sha256(b"aviso b a-la-vista square 0").hexdigest(),
        "alt": "alt of aviso",
        "alts": [],
        "description": "",
        "twin": None,
        "posts": [],
        "facts": [
            {"path": "copy.titulo", "value": "Pregunta", "place": None, "stated": True},
            {
                "path": "fees.copia",
                "value": "$2.00",
                "place": "data/b.yaml:2:1",
                "stated": True,
            },
            {
                "path": "steps.responder.deadline",
                "value": "15 días hábiles",
                "place": "data/a.yaml:7:3",
                "stated": True,
            },
        ],
        "codes": [],
    }


@pytest.mark.usefixtures("composer")
def test_a_page_states_its_own_facts_and_those_of_the_whole(tmp_path):
    _build(tmp_path, pieces=("guia",), formats=("letter",), files=("png",))
    files = _manifest(tmp_path)
    assert [fact["path"] for fact in files["guia/guia-letter-1.png"]["facts"]] == [
        "copy.titulo",
        "steps.responder.deadline",
    ]
    assert [fact["path"] for fact in files["guia/guia-letter-2.png"]["facts"]] == [
        "copy.titulo",
        "fees.copia",
    ]


@pytest.mark.usefixtures("composer")
def test_paper_is_measured_in_mm_in_pdf_and_in_px_in_pictures(tmp_path):
    _build(tmp_path, pieces=("guia",))
    files = _manifest(tmp_path)
    size = [
        (file["width"], file["height"], file["unit"])
        for file in (files["guia/guia-letter.pdf"], files["guia/guia-letter-1.png"])
    ]
    assert size == [(215.9, 279.4, "mm"), (1275, 1650, "px")]


@pytest.mark.usefixtures("composer")
def test_a_part_keeps_the_rest_of_the_manifest(tmp_path):
    _build(tmp_path)
    whole = (tmp_path / "manifest.json").read_bytes()
    _build(tmp_path, pieces=("aviso",))
    assert (tmp_path / "manifest.json").read_bytes() == whole


@pytest.mark.usefixtures("composer")
def test_a_file_that_is_gone_leaves_the_manifest(tmp_path):
    _build(tmp_path)
    (tmp_path / "guia" / "guia-letter.pdf").unlink()
    _build(tmp_path, pieces=("aviso",))
    assert "guia/guia-letter.pdf" not in _manifest(tmp_path)


@pytest.mark.usefixtures("composer")
@pytest.mark.parametrize("text", ["", "[]", '{"files": [7]}', '{"files": null}', "{"])
def test_a_manifest_that_is_none_is_made_anew(tmp_path, text):
    (tmp_path / "manifest.json").write_text(text)
    _build(tmp_path, pieces=("aviso",), variants=("b",))
    assert list(_manifest(tmp_path)) == ["aviso/aviso-b-square.png"]


def test_pages_that_a_piece_no_longer_has_are_removed(tmp_path, composer):
    _build(tmp_path, pieces=("guia",))
    composer.sheets = 1
    _build(tmp_path, pieces=("guia",))
    names = ["guia/guia-letter.pdf", "guia/guia-letter.png", "guia/guia-square.png"]
    assert _files(tmp_path) == [*names, "manifest.json"]
    assert list(_manifest(tmp_path)) == names


@pytest.mark.usefixtures("composer")
def test_files_that_no_build_made_stay(tmp_path):
    stranger = tmp_path / "guia" / "guia-letter-3.png"
    stranger.parent.mkdir()
    stranger.write_bytes(b"mine")
    _build(tmp_path, pieces=("guia",))
    assert stranger.read_bytes() == b"mine"


def test_a_piece_with_an_error_leaves_the_past_alone(tmp_path, composer):
    _build(tmp_path)
    before = {name: (tmp_path / name).read_bytes() for name in _files(tmp_path)}
    composer.broken = {"aviso"}
    assert _build(tmp_path).has_errors
    assert {name: (tmp_path / name).read_bytes() for name in _files(tmp_path)} == before


def test_a_piece_with_an_error_in_one_format_writes_none_of_its_files(
    tmp_path, composer, monkeypatch
):
    def broken(scene, page):
        if scene.canvas.id == "square":
            return composer(workspace(), "none", format="none")
        return b""

    composer.broken = {"none"}
    monkeypatch.setitem(BACKENDS, "png", BACKENDS["png"].__class__("png", "", False, broken))
    assert _build(tmp_path, pieces=("guia",)).has_errors
    assert _files(tmp_path) == []


def test_the_other_pieces_are_built(tmp_path, composer):
    composer.broken = {"aviso"}
    built = _build(tmp_path)
    assert {entry.piece for entry in built.entries} == {"guia"}
    assert "guia/guia-square.png" in _files(tmp_path)


def test_the_errors_of_all_pieces_come_together_and_once(tmp_path, composer):
    composer.broken = {"aviso", "guia"}
    built = _build(tmp_path)
    assert [finding.message for finding in built.findings] == ["aviso is broken", "guia is broken"]
    assert _files(tmp_path) == []


@pytest.mark.usefixtures("composer")
def test_a_warning_is_reported_and_the_piece_built(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "check_scene", lambda _scene: [warning("odd", "odd")])
    built = _build(tmp_path, pieces=("aviso",))
    assert not built.has_errors
    assert [finding.code for finding in built.findings] == ["odd"]
    assert "aviso/aviso-square.png" in _files(tmp_path)


@pytest.mark.usefixtures("composer")
def test_a_folder_that_cannot_be_written_is_said_once(tmp_path):
    (tmp_path / "output").write_bytes(b"")
    built = _build(tmp_path / "output")
    assert [finding.code for finding in built.findings] == ["unwritable"]
    assert built.entries == ()


def test_an_interrupted_build_has_written_what_the_manifest_says(tmp_path, composer, monkeypatch):
    def interrupted(here, piece, **asked):
        if piece == "guia":
            raise KeyboardInterrupt
        return composer(here, piece, **asked)

    monkeypatch.setattr(module, "compose", interrupted)
    with pytest.raises(KeyboardInterrupt):
        _build(tmp_path)
    written = ["aviso/aviso-b-square.png", "aviso/aviso-square.png"]
    assert _files(tmp_path) == [*written, "manifest.json"]
    assert list(_manifest(tmp_path)) == written


@pytest.mark.usefixtures("composer")
def test_each_file_is_a_line_in_a_pipe(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    _build(Path("output"), Lines(), pieces=("guia",), formats=("letter",), files=("pdf",))
    path, size, unit, took, ms = capsys.readouterr().out.split()
    assert (path, size, unit, ms) == ("output/guia/guia-letter.pdf", "1", "KiB", "ms")
    assert took.isdecimal()
