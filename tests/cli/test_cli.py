"""The command line: exit statuses, reports, and the whole way from a folder to its files."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import infogen
from infogen.cli import COMMANDS, run
from kit.notice import notice

TINY = notice("Hola")
WRONG = TINY.replace("text: Hola", "hyphen: true, text: Hola")

HEAVY = (
    "msgspec",
    "pydantic_core",
    "yaml",
    "PIL",
    "reportlab",
    "uharfbuzz",
    "rich",
    "qrcode",
    "json",
    "fontTools",
)


@pytest.fixture
def tiny(tmp_path, monkeypatch):
    """A workspace with one piece of its own, as the current folder."""
    monkeypatch.chdir(tmp_path)
    Path("layouts").mkdir()
    Path("layouts/tiny.yaml").write_text(TINY, "utf-8")
    return Path()


def _python(*arguments, **environment):
    return subprocess.run(
        [sys.executable, *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_help_imports_nothing_heavy():
    code = "import sys; from infogen.cli import run; run(['--help']); print(*sys.modules)"
    loaded = set(_python("-c", code).stdout.splitlines()[-1].split())
    assert loaded & set(HEAVY) == set()


SPANISH = {"INFOGEN_LANG": "es"}


def _screens(*lines, **environment):
    """What each command line prints, all of them run in one process."""
    code = (
        "import contextlib, io, json, sys\n"
        "from infogen import cli\n"
        "def screen(words):\n"
        "    sys.argv, said = ['infogen', *words], io.StringIO()\n"
        "    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):\n"
        "        with contextlib.suppress(SystemExit):\n"
        "            cli.main()\n"
        "    return said.getvalue()\n"
        "print(json.dumps([screen(words) for words in json.loads(sys.argv[1])]))\n"
    )
    done = _python("-c", code, json.dumps([line.split(" ") for line in lines]), **environment)
    assert done.stderr == ""
    return json.loads(done.stdout)


HELP = ["--help", *(f"{command} --help" for command in COMMANDS)]


def test_no_line_of_help_stays_english():
    def words(screen):
        """The lines without what is written alike in both languages: options, kinds and names."""
        lines = (
            re.sub(r"(^| )(-\S+|[a-z]+(\|[a-z-]+)+)(?= |$)", "", li) for li in screen.splitlines()
        )
        return {line.strip() for line in lines if re.search("[A-Za-z]{2}", line)}

    english = _screens(*HELP, INFOGEN_LANG="en")
    spanish = _screens(*HELP, **SPANISH)
    for line, one, other in zip(HELP, english, spanish, strict=True):
        assert words(one) & words(other) <= {"tiles: letter)."}, line


MISUSE = {
    "build --nope": "No existe la opción '--nope'.",
    "build --formt x": "No existe la opción '--formt'. ¿Quisiste decir '--format'?",
    "biuld": "No existe la orden 'biuld'. ¿Quisiste decir 'build'?",
    "build -j x": "Valor no válido para '-j' / '--jobs': 'x' no es un número entero válido.",
    "build -j 0": "Valor no válido para '-j' / '--jobs': 0 está fuera del intervalo x>=1.",
    "build --today 2026-02-30": "Valor no válido para '--today': \"2026-02-30\" no es una fecha: "
    "escribe año-mes-día, por ejemplo 2026-03-02",
    "build --grey --profile x": "--grey o --profile, no los dos",
    "build -o ": "Valor no válido para '-o' / '--output': una ruta no puede estar vacía",
    "check -w ": "Valor no válido para '-w' / '--workspace': una ruta no puede estar vacía",
    "build --json=x": "La opción '--json' no lleva valor.",
    "build --theme": "La opción '--theme' necesita un valor.",
    "compare": "Falta el argumento 'PIEZA'.",
    "compare x": "Falta la opción '--variants'.",
    "impose": "Falta el argumento 'ACOMODO'. Elige uno:\n\ttwo-up,\n\tbooklet,\n\ttri-fold,\n\ttiles",
    "impose x y": "Valor no válido para 'ACOMODO': 'x' no es ninguno de estos: 'two-up', 'booklet', "
    "'tri-fold', 'tiles'.",
    "impose two-up": "Falta el argumento 'PIEZA...'.",
    "impose tiles x --poster 3x4": "Valor no válido para --poster: escribe ancho x alto en mm, como "
    "900x1200",
    "init a b": "Sobra un argumento (b)",
    "init a b c": "Sobran argumentos (b c)",
    "plazos x": "Falta la opción '--from'.",
    "plazos x --from ayer": "Valor no válido para '--from': \"ayer\" no es una fecha: "
    "escribe año-mes-día, por ejemplo 2026-03-02",
    "plazos x --from 2026-03-02 --on ayer": "Valor no válido para '--on': \"ayer\" no es un paso con "
    "su día: escribe, por ejemplo, aclarar=2026-03-10",
}


def test_misuse_is_said_in_spanish():
    for line, screen in zip(MISUSE, _screens(*MISUSE, **SPANISH), strict=True):
        *_usage, said = screen.partition("Error: ")
        assert said == MISUSE[line] + "\n", line
        command = line.split(" ")[0] if "biuld" not in line else ""
        assert _usage[0] == "" or _usage[0].startswith(f"Uso: infogen {command}".strip()), line
        assert "OPTIONS" not in screen
        assert "PIECE" not in screen


def test_the_version_is_that_of_the_package(capsys):
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"infogen {infogen.__version__}\n"


def test_an_unknown_command_is_misuse(capsys):
    assert run(["bild"]) == 2
    assert "build" in capsys.readouterr().err


def test_zero_processes_are_misuse():
    assert run(["build", "-j", "0"]) == 2


@pytest.mark.usefixtures("tiny")
def test_an_unknown_piece_is_misuse_with_the_closest_name(capsys):
    assert run(["build", "tini"]) == 2
    assert capsys.readouterr().err == (
        "Usage: infogen build [OPTIONS] [PIECE]...\n"
        "Try 'infogen build --help' for help.\n\n"
        'Error: unknown piece "tini"\n'
        '  hint: did you mean "tiny"?\n'
    )


@pytest.mark.usefixtures("tiny")
def test_gif_is_misuse_that_says_so(capsys):
    assert run(["build", "tiny", "--as", "gif"]) == 2
    assert 'unknown kind of file "gif"' in capsys.readouterr().err


def test_a_folder_that_is_not_there(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run(["build", "-w", "nowhere"]) == 1
    assert capsys.readouterr().err == (
        'error: there is no folder "nowhere"\n'
        " = hint: make one with: infogen init nowhere\n\n"
        "1 error\n"
    )


@pytest.mark.parametrize("command", ["list", "schema", "diff HEAD", "sources"])
def test_a_workspace_that_is_a_file_or_nowhere(command, capsys, tmp_path):
    (tmp_path / "file").write_bytes(b"")
    for name, said in (("file", "is a file, not a folder"), ("none", "there is no folder")):
        assert run([*command.split(), "-w", str(tmp_path / name)]) == 1
        assert said in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.usefixtures("tiny")
def test_what_is_wrong_is_shown_where_it_is_written(capsys):
    Path("layouts/tiny.yaml").write_text(
        TINY.replace("text: Hola", "hyphen: true, text: Hola"), "utf-8"
    )
    assert run(["build", "tiny"]) == 1
    assert capsys.readouterr().err == (
        'error: a block has no key "hyphen"\n'
        "   ┌─ layouts/tiny.yaml:10:33\n"
        "   │\n"
        "10 │     - {kind: text, style: body, hyphen: true, text: Hola}\n"
        "   │                                 ^\n"
        '   = hint: did you mean "hyphens"?\n\n'
        "1 error\n"
    )
    assert not Path("output").exists()


@pytest.mark.usefixtures("tiny")
def test_what_is_wrong_is_data_for_programs(capsys):
    Path("layouts/tiny.yaml").write_text(
        TINY.replace("text: Hola", "hyphen: true, text: Hola"), "utf-8"
    )
    assert run(["build", "tiny", "--json"]) == 1
    out, err = capsys.readouterr()
    assert err == ""
    assert json.loads(out) == {
        "files": [],
        "diagnostics": [
            {
                "severity": "error",
                "code": "unknown-key",
                "message": 'a block has no key "hyphen"',
                "file": "layouts/tiny.yaml",
                "line": 10,
                "column": 33,
                "hint": 'did you mean "hyphens"?',
                "about": None,
                "pieces": ["tiny"],
                "answer": None,
                "spots": [],
                "uses": [],
            }
        ],
    }


@pytest.mark.usefixtures("tiny")
def test_an_output_that_cannot_be_written(capsys):
    Path("output").write_bytes(b"")
    assert run(["build", "tiny"]) == 1
    assert capsys.readouterr().err == (
        'error: cannot write "output/tiny/tiny-square.png": a file is where a folder should be\n'
        " = hint: make room or get permission there, or choose another place\n\n"
        "1 error\n"
    )


@pytest.mark.usefixtures("tiny")
def test_an_interrupt_has_its_own_status(monkeypatch):
    def interrupted(_path, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr("infogen.workspace.cache.load_cached", interrupted)
    assert run(["build"]) == 130


@pytest.mark.usefixtures("tiny")
def test_what_the_system_refuses_is_no_traceback(monkeypatch, capsys):
    def refused(_path):
        raise PermissionError(13, "Permission denied", "fonts/a.ttf")

    monkeypatch.setattr("infogen.workspace.cache.load_cached", refused)
    assert run(["list"]) == 1
    assert "error: fonts/a.ttf: no permission" in capsys.readouterr().err


@pytest.mark.usefixtures("tiny")
def test_a_build_writes_the_file_and_its_line(capsys):
    assert run(["build", "tiny"]) == 0
    assert Path("output/tiny/tiny-square.png").read_bytes().startswith(b"\x89PNG")
    assert capsys.readouterr().out.startswith("output/tiny/tiny-square.png  ")


@pytest.mark.usefixtures("tiny")
def test_a_build_for_programs_is_one_document(capsys):
    assert run(["build", "tiny", "--json", "-o", "there"]) == 0
    printed = json.loads(capsys.readouterr().out)
    manifest = json.loads(Path("there/manifest.json").read_bytes())
    printed["files"].sort(key=lambda file: file["path"])
    assert printed == {"files": manifest["files"], "diagnostics": []}


@pytest.mark.usefixtures("tiny")
def test_more_processes_make_the_same_bytes():
    kinds = ("png", "jpg", "webp", "pdf", "svg", "svg-outlines", "html", "txt")
    asked = ["build", "tiny", *(word for kind in kinds for word in ("--as", kind))]
    Path("layouts/tiny.b.yaml").write_text("extends: tiny\ntitle: Otro\n", "utf-8")
    assert run([*asked, "-o", "one"]) == 0
    assert run([*asked, "-o", "two", "-j", "2"]) == 0
    one, two = (
        {p.relative_to(f): p.read_bytes() for p in f.rglob("*") if p.is_file()}
        for f in (Path("one"), Path("two"))
    )
    assert len(one) == 17
    assert one == two


@pytest.mark.usefixtures("tiny")
def test_list_says_what_there_is(capsys):
    Path("layouts/tiny.b.yaml").write_text("extends: tiny\n", "utf-8")
    assert run(["list"]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["tiny", "square", "·", "variants:", "b"] in lines
    assert ["square", "1080", "×", "1080", "px", "·", "png,", "html,", "txt"] in lines
    assert ["Paleta", "noche,", "bosque"] in lines
    kinds = ["png,", "jpg,", "webp,", "pdf,", "svg,", "svg-outlines,", "html,", "txt"]
    assert ["files:", *kinds] in lines


@pytest.mark.usefixtures("tiny")
def test_list_is_data_for_programs(capsys):
    assert run(["list", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert {"name": "tiny", "formats": ["square"], "variants": []} in listed["pieces"]
    assert "a-la-vista" in listed["themes"]
    assert {"name": "palette", "values": ["noche", "bosque"]} in listed["axes"]
    kinds = ["png", "jpg", "webp", "pdf", "svg", "svg-outlines", "html", "txt"]
    assert listed["files"] == kinds


@pytest.mark.usefixtures("tiny")
def test_schemas_are_written_beside_the_layouts(capsys):
    assert run(["schema"]) == 0
    assert "schemas/piece.json" in capsys.readouterr().out.split()
    assert json.loads(Path("schemas/piece.json").read_bytes())["title"] == "PieceFile"


@pytest.mark.parametrize("name", ["campaña & más (2026)", "l'any", "a b", "$x"])
def test_the_command_to_copy_is_one_for_a_shell(tmp_path, monkeypatch, capsys, name):
    monkeypatch.chdir(tmp_path)
    assert run(["init", name]) == 0
    command = capsys.readouterr().out.strip().partition("next: ")[2].partition(" && ")[0]
    said = subprocess.run(["sh", "-c", f"{command} && pwd"], capture_output=True, text=True)
    assert said.stdout.strip() == str(tmp_path / name)


@pytest.mark.parametrize("command", ["build", "check"])
def test_all_of_a_folder_that_is_no_workspace_is_refused(tmp_path, monkeypatch, capsys, command):
    (tmp_path / "vacia").mkdir()
    monkeypatch.chdir(tmp_path / "vacia")
    assert run([command]) == 1
    said = capsys.readouterr().err
    assert 'error: "vacia" is no workspace: it has neither layouts nor data' in said
    assert "infogen init FOLDER" in said
    assert not list(Path().iterdir())


def test_init_makes_a_workspace_that_points_to_its_schemas(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert run(["init", "mine"]) == 0
    assert capsys.readouterr().out == "made mine; next: cd mine && infogen build\n"
    mine = Path("mine")
    assert (mine / "layouts" / "verificacion.yaml").is_file()
    assert (mine / "data" / "links.yaml").is_file()
    assert (mine / ".gitignore").read_text() == "output/\n"
    assert "# Mi campaña" in (mine / "README.md").read_text("utf-8")
    for path in [*mine.glob("layouts/*.yaml"), *mine.glob("data/**/*.yaml")]:
        _words, _equals, schema = path.read_text("utf-8").partition("\n")[0].partition("$schema=")
        assert (path.parent / schema).is_file(), path


def test_init_leaves_what_is_there_alone(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("mine").mkdir()
    Path("mine/notes.txt").write_text("mine")
    assert run(["init", "mine"]) == 1
    assert capsys.readouterr().err == (
        'error: "mine" is not an empty folder\n'
        " = hint: choose a new name, or empty it first\n\n"
        "1 error\n"
    )
    assert [path.name for path in Path("mine").iterdir()] == ["notes.txt"]


def test_the_names_of_the_package_are_the_functions():
    import infogen

    assert callable(infogen.compose)
    assert set(infogen.__all__) <= set(dir(infogen))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = infogen.nothing
