"""A layout that is wrong stops the pieces that need it, and no other."""

import json
from pathlib import Path

import pytest

from infogen.build.manifest import NAME
from infogen.cli import run
from infogen.workspace import stock
from kit.notice import notice

RIGHT = notice("Hola").replace("[square]", "[cartel]")
GOOD = "output/bien/bien-cartel.png"
BROKEN = {
    "not YAML": "title: [\n",
    "no piece": "title: Aviso\nsubtitle: Otro\n",
    "a piece that extends one": RIGHT + "extends: bien\n",
    "a format that is not there": RIGHT.replace("[cartel]", "[cartol]"),
    "a component that is broken": RIGHT + "    - {use: roto}\n",
    "a component that is not there": RIGHT + "    - {use: rota}\n",
}


@pytest.fixture(autouse=True)
def campaign(tmp_path, monkeypatch):
    """One piece that is right, in a format that none of the stock has."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    square = (stock.folder() / "layouts" / "formats" / "square.yaml").read_text("utf-8")
    _write("layouts/formats/cartel.yaml", square)
    _write("layouts/bien.yaml", RIGHT)


def _write(path, text):
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, "utf-8")


def _break(text, name="mal"):
    _write(f"layouts/{name}.yaml", text)
    if "use: roto" in text:
        _write("layouts/components/roto.yaml", "body: [\n")


@pytest.mark.parametrize("wrong", ["not YAML", "a component that is broken"])
def test_a_piece_that_is_named_is_built_and_nothing_is_said_of_another(wrong, capsys):
    _break(BROKEN[wrong])
    for _time in range(2):
        assert run(["build", "bien"]) == 0
        assert capsys.readouterr().err == ""
        assert Path(GOOD).is_file()
        Path(GOOD).unlink()


@pytest.mark.parametrize(
    ("wrong", "processes"),
    [*((wrong, "1") for wrong in BROKEN), ("a component that is broken", "2")],
)
def test_of_all_the_others_are_built_and_it_is_reported(wrong, processes, capsys):
    _break(RIGHT)
    _write("layouts/otro.yaml", RIGHT.replace("Hola", "Otra"))
    assert run(["build", "--format", "cartel"]) == 0
    before = Path("output/mal/mal-cartel.png").read_bytes()
    listed = json.loads(Path("output", NAME).read_text("utf-8"))
    Path(GOOD).unlink()
    _break(BROKEN[wrong])
    capsys.readouterr()
    assert run(["build", "--format", "cartel", "-j", processes]) == 1
    said = capsys.readouterr().err
    assert ("roto.yaml" if "broken" in wrong else "layouts/mal.yaml") in said
    assert "1 error\n" in said
    assert Path(GOOD).is_file()
    assert Path("output/mal/mal-cartel.png").read_bytes() == before
    assert json.loads(Path("output", NAME).read_text("utf-8")) == listed


@pytest.mark.parametrize("wrong", ["not YAML", "a component that is broken"])
def test_of_several_that_are_named_too(wrong, capsys):
    _break(BROKEN[wrong])
    assert run(["build", "mal", "bien", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert {file["piece"] for file in told["files"]} == {"bien"}
    assert [found["pieces"] for found in told["diagnostics"]] == [["mal"]]


def test_a_variant_that_is_wrong_stops_its_piece_and_not_the_piece_alone(capsys):
    _write("layouts/bien.otra.yaml", "extends: bien\nbody: 3\n")
    assert run(["build", "bien", "--variant", "base"]) == 0
    assert capsys.readouterr().err == ""
    Path(GOOD).unlink()
    assert run(["build", "bien"]) == 1
    assert "layouts/bien.otra.yaml:2:7" in capsys.readouterr().err
    assert not Path(GOOD).exists()


def test_a_variant_without_its_piece_is_a_piece_that_is_wrong(capsys):
    _write("layouts/bein.otra.yaml", "extends: bien\n")
    assert run(["build", "--format", "cartel"]) == 1
    said = capsys.readouterr().err
    assert 'there is no piece "bein" for the variant "otra"' in said
    assert Path(GOOD).is_file()


def test_names_are_known_of_files_that_are_wrong(capsys):
    _break(BROKEN["not YAML"], "resultado")
    assert run(["build", "resultdo"]) == 2
    assert 'did you mean "resultado"?' in capsys.readouterr().err
    assert run(["build", "bien", "--variant", "noche+nada"]) == 2
    assert run(["build", "bien", "--variant", "noche"]) == 0


@pytest.mark.parametrize("file", ["layouts/formats/a.yaml", "layouts/axes/a.yaml", "data/a.yaml"])
def test_what_all_pieces_need_stops_all(file, capsys):
    _write(file, "a: [\n")
    assert run(["build", "bien"]) == 1
    assert file in capsys.readouterr().err
    assert not Path(GOOD).exists()


@pytest.mark.parametrize("command", ["check", "list"])
def test_other_commands_say_all_that_is_wrong(command, capsys):
    _break(BROKEN["not YAML"])
    _write("layouts/components/roto.yaml", "body: [\n")
    assert run(["build", "bien"]) == 0
    capsys.readouterr()
    assert run([command]) == 1
    said = capsys.readouterr().err
    assert "layouts/mal.yaml" in said
    assert "layouts/components/roto.yaml" in said


def test_what_changes_after_it_was_kept_is_what_is_built():
    pixels = []
    _write("layouts/components/extra.yaml", "body: {kind: text, style: body, text: uno}\n")
    use = "    - {use: extra}\n"
    for path, text in (
        ("layouts/bien.yaml", RIGHT + use),
        ("layouts/bien.yaml", RIGHT.replace("Hola", "Adiós") + use),
        ("layouts/components/extra.yaml", "body: {kind: text, style: body, text: dos}\n"),
    ):
        _write(path, text)
        for _time in range(2):
            assert run(["build", "bien"]) == 0
            pixels.append(Path(GOOD).read_bytes())
    assert pixels[::2] == pixels[1::2]
    assert len(set(pixels)) == 3
