"""What changed between two builds or revisions, in words and in pictures."""

import io
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from infogen.cli import run
from infogen.content import load_data
from infogen.reports.changes.differences import Change, between, changes, picture_changes
from infogen.reports.changes.report import GAP, side_by_side
from infogen.reports.changes.revisions import State
from kit.notice import notice
from kit.places import DATA, ROOT

STEP = "procedures.solicitud_informacion.steps.responder"
ABOUT = "Solicitud de acceso a la información (SAIMEX)"


@pytest.fixture(scope="module")
def data():
    return load_data([(DATA, "data")])


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("15 días hábiles", "20 días hábiles", "15 → 20 días hábiles"),
        ("1 día hábil", "2 días hábiles", "1 día hábil → 2 días hábiles"),
        ("15 días hábiles", "15 días naturales", "15 días hábiles → 15 días naturales"),
        ("a", "b", "a → b"),
        ("días", "días", "días → días"),
        (None, "b", "– → b"),
        ("a", None, "a → –"),
        ("x" * 61, "b", f"«{'x' * 61}» → «b»"),
    ],
)
def test_what_both_values_end_with_is_said_once(old, new, expected):
    assert between(old, new) == expected


def test_a_change_says_what_it_is():
    assert Change("p", "n", None, "1").kind == "added"
    assert Change("p", "n", "1", None).kind == "removed"
    assert (Change("p", "n", "1", "2").kind, str(Change("p", "n", "1", "2"))) == (
        "changed",
        "n: 1 → 2",
    )


def changed(folder: Path, data, **edits: tuple[str, str]) -> list[str]:
    """The sentences for edits in files of a copy of the content."""
    shutil.copytree(DATA, folder / "data")
    for name, (old, new) in edits.items():
        path = folder / "data" / f"{name.replace('__', '/')}.yaml"
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
    after = load_data([(folder / "data", "data")])
    states = (State("a", folder, {}, data), State("b", folder, {}, after))
    return [str(change) for change in changes(*states, after)]


RESPONDER = 'deadline: {days: %d, unit: habiles, kind: max, counted_from: "día siguiente a la pres'


def test_a_deadline_is_named_as_people_call_it(tmp_path, data):
    edit = (RESPONDER % 15, RESPONDER % 20)
    assert changed(tmp_path, data, procedures__solicitud_informacion=edit) == [
        f"{ABOUT} · plazo de respuesta: 15 → 20 días hábiles"
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (
            "links",
            "https://saimex.org.mx/saimex/ciudadano/login.page",
            "https://saimex.org.mx/entrar",
            "Enlaces · SAIMEX, dirección: "
            "https://saimex.org.mx/saimex/ciudadano/login.page → https://saimex.org.mx/entrar",
        ),
        (
            "procedures__solicitud_informacion",
            'article: "163, 177"',
            'article: "164"',
            f"{ABOUT} · plazo de respuesta, artículo: 163, 177 → 164",
        ),
        (
            "procedures__recurso_informacion",
            "extension: {days: 15,",
            "extension: {days: 10,",
            "Recurso de revisión (información) · plazo para decidir el recurso, prórroga:"
            " 15 → 10 días hábiles",
        ),
        (
            "copy__acceso-saimex",
            "No te piden motivo ni tienes que dar tu nombre.",
            "No te piden motivo ni tu nombre.",
            "acceso-saimex · sin motivo: No te piden motivo ni tienes que dar"
            " → No te piden motivo ni tu nombre.",
        ),
        (
            "procedures__solicitud_informacion",
            "free_plain_sheets: 20",
            "free_plain_sheets: 25",
            f"{ABOUT} · Costos, hojas simples gratis: 20 → 25",
        ),
    ],
)
def test_changes_are_said_in_words(tmp_path, data, file, old, new, expected):
    assert changed(tmp_path, data, **{file: (old, new)}) == [expected]


def test_texts_that_only_follow_a_name_are_not_changes_of_their_own(tmp_path, data):
    edit = ('name: "INFOEM"', 'name: "INFOEMyM"')
    assert changed(tmp_path, data, authorities=edit) == [
        "Instituciones y leyes · INFOEMyM, nombre: INFOEM → INFOEMyM"
    ]


def test_nothing_changed(tmp_path, data):
    assert changed(tmp_path, data) == []


def file(path: str, sha256: str, **facts: str) -> dict:
    used = [
        {"path": name.replace("__", "."), "value": value, "place": None, "stated": True}
        for name, value in facts.items()
    ]
    return {"path": path, "sha256": sha256, "alt": path, "facts": used, "codes": []}


def states(old: list[dict], new: list[dict]) -> tuple[State, State]:
    return tuple(
        State(name, Path(), {one["path"]: one for one in files}, None)
        for name, files in (("old", old), ("new", new))
    )


def test_manifests_alone_say_what_their_files_state(data):
    days = f"{STEP}.deadline.days".replace(".", "__")
    before, after = states(
        [file("a.png", "1", **{days: "15", "copy__guia__x": "en 15 días", "copy__guia__y": "Uno"})],
        [file("a.png", "2", **{days: "20", "copy__guia__x": "en 20 días", "copy__guia__y": "Dos"})],
    )
    assert [str(change) for change in changes(before, after, data)] == [
        "guia · y: Uno → Dos",
        f"{ABOUT} · plazo de respuesta: 15 → 20 días hábiles",
    ]


def test_files_are_the_same_or_other_or_new_or_gone():
    before, after = states(
        [file("a.png", "1"), file("b.png", "1"), file("c.png", "1")],
        [file("a.png", "1"), file("b.png", "2"), file("d.png", "1")],
    )
    assert [(one.path, one.kind) for one in picture_changes(before, after)] == [
        ("b.png", "changed"),
        ("c.png", "removed"),
        ("d.png", "added"),
    ]


def png(size: tuple[int, int], color: str) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, color).save(made, "PNG")
    return made.getvalue()


def test_old_and_new_stand_side_by_side():
    both = Image.open(io.BytesIO(side_by_side(png((10, 20), "red"), png((30, 8), "blue"))))
    assert both.size == (40 + GAP, 20)
    assert both.getpixel((0, 19)) == (255, 0, 0)
    assert both.getpixel((10 + GAP, 7)) == (0, 0, 255)
    assert both.getpixel((12, 5)) == both.getpixel((12 + GAP, 15)) == (120, 120, 120)


PIECE = notice('"${procedures.solicitud_informacion.steps.responder.deadline}"')


@pytest.fixture
def campaign(tmp_path, monkeypatch):
    """A workspace in a git repository, whose stock has no pieces of its own."""
    monkeypatch.chdir(tmp_path)
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    stock = tmp_path / "stock"
    for part in ("formats", "themes", "components", "sheets", "platforms"):
        shutil.copytree(ROOT / "layouts" / part, stock / "layouts" / part)
    (stock / "fonts").symlink_to(ROOT / "fonts")
    (stock / "data").mkdir()
    monkeypatch.setattr("infogen.workspace.stock.folder", lambda: stock)
    here = tmp_path / "here"
    shutil.copytree(DATA, here / "data")
    (here / "layouts").mkdir()
    (here / "layouts" / "aviso.yaml").write_text(PIECE, "utf-8")
    monkeypatch.chdir(here)
    git("init", "-q")
    git("add", "-A")
    git("-c", "user.name=n", "-c", "user.email=n@example.org", "commit", "-qm", "one")
    return here


def git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True)


def edit() -> None:
    path = Path("data/procedures/solicitud_informacion.yaml")
    text = path.read_text("utf-8")
    path.write_text(text.replace(RESPONDER % 15, RESPONDER % 20, 1), "utf-8")


@pytest.mark.usefixtures("campaign")
def test_a_revision_is_compared_with_the_workspace_as_it_is(capsys):
    edit()
    assert run(["diff", "HEAD"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{ABOUT} · plazo de respuesta: 15 → 20 días hábiles",
        "aviso/aviso-square.png: changed",
        "output/diff/diff.html",
    ]
    page = Path("output/diff/diff.html").read_text("utf-8")
    assert 'src="old/aviso/aviso-square.png"' in page
    for path in ("old/aviso/aviso-square.png", "new/aviso/aviso-square.png"):
        assert Path("output/diff", path).is_file()
    pair = Path("output/diff/aviso/aviso-square.png").read_bytes()
    assert Image.open(io.BytesIO(pair)).width == 2 * 1080 + GAP


@pytest.mark.usefixtures("campaign")
def test_pictures_of_an_earlier_run_go_and_other_files_stay():
    path = Path("data/procedures/solicitud_informacion.yaml")
    before = path.read_text("utf-8")
    edit()
    assert run(["diff", "HEAD"]) == 0
    Path("output/diff/aviso/notas.png").write_bytes(b"mine")
    path.write_text(before, "utf-8")
    assert run(["diff", "HEAD"]) == 0
    left = [p.as_posix() for p in Path("output/diff").rglob("*") if p.is_file()]
    assert sorted(left) == ["output/diff/aviso/notas.png", "output/diff/diff.html"]


@pytest.mark.usefixtures("campaign")
def test_the_same_is_said_of_two_builds(capsys):
    assert run(["build", "-o", "one"]) == 0
    edit()
    assert run(["build", "-o", "two"]) == 0
    capsys.readouterr()
    assert run(["diff", "one", "two/manifest.json", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert [(one["path"], one["old"], one["new"]) for one in made["changes"]] == [
        (f"{STEP}.deadline", "15 días hábiles", "20 días hábiles")
    ]
    assert [one["path"] for one in made["files"]] == [
        f"aviso/aviso-square.{kind}" for kind in ("html", "png", "txt")
    ]


OTHER = PIECE.replace("deadline}", "deadline} más")


@pytest.mark.parametrize("new", [["two"], []])
def test_a_build_of_a_part_is_compared_with_the_same_part(campaign, capsys, new):
    (campaign / "layouts" / "otro.yaml").write_text(OTHER, "utf-8")
    assert run(["build", "aviso", "-o", "one"]) == 0
    edit()
    if new:
        assert run(["build", "-o", "two"]) == 0
    capsys.readouterr()
    assert run(["diff", "one", *new]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        f"{ABOUT} · plazo de respuesta: 15 → 20 días hábiles",
        *(f"aviso/aviso-square.{kind}: changed" for kind in ("html", "png", "txt")),
        "output/diff/diff.html",
    ]
    assert ("only in two, and not compared: otro" in err) is bool(new)


@pytest.mark.usefixtures("campaign")
def test_a_piece_that_cannot_be_built_does_not_hide_the_words(capsys):
    edit()
    Path("layouts/aviso.yaml").write_text(PIECE.replace("style: body", "style: bodi"), "utf-8")
    assert run(["diff", "HEAD"]) == 1
    out, err = capsys.readouterr()
    assert "15 → 20 días hábiles" in out
    assert 'unknown style "bodi"' in err


@pytest.mark.usefixtures("campaign")
@pytest.mark.parametrize("name", ["nothing", "--output=x", "HEAD~7"])
def test_what_is_neither_a_build_nor_a_revision(capsys, name):
    assert run(["diff", "--", name]) == 2
    assert f'"{name}" is neither a build nor a git revision' in capsys.readouterr().err


@pytest.mark.usefixtures("campaign")
def test_nothing_changed_is_said(capsys):
    assert run(["diff", "HEAD", "HEAD"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "Nothing changed."
