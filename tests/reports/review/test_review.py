"""The table that a reviewer signs, the signature, and which files a fact is in."""

import csv
import io
import json
import re
import shutil
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from msgspec.structs import replace

from infogen.backends import render
from infogen.checks.scene.overflow import overflow
from infogen.cli import run
from infogen.content import load_data, overlaps, signature
from infogen.content.naming import describe_fact, fact_label, fact_name
from infogen.diagnostics.misuse import Misuse
from infogen.reports.review.impact import impact
from infogen.reports.review.sheet import review_sheet
from infogen.reports.review.sign import facts_to_sign, record
from infogen.reports.review.sources import as_csv, as_html, chosen, short_hash, table
from infogen.scene import Frame, walk
from infogen.workspace import load as load_workspace
from kit.notice import notice
from kit.places import DATA, ROOT
from kit.tiny import HERE, Tiny, piece

STEP = "procedures.tramite.steps.responder"
PLAZO = """
kind: column
children:
  - {kind: text, style: body, text: $copy.prueba.plazo}
  - {kind: text, style: body, text: $links.saimex}
"""


@pytest.fixture(scope="module")
def data():
    return load_data([(DATA, "data")])


@pytest.fixture(scope="module")
def workspace(tiny: Tiny):
    pieces = {"t": piece(PLAZO), "u": piece("{kind: text, style: body, text: Hola}")}
    return replace(tiny.workspace(pieces), default_theme="a-la-vista")


@pytest.fixture(scope="module")
def made(workspace):
    return table(workspace)


@pytest.fixture(scope="module")
def stock():
    return load_workspace(ROOT)


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        (
            "procedures.solicitud_informacion.steps.responder",
            "La Unidad te responde y te dice cómo inconformarte si no estás de acuerdo."
            " · 15 días hábiles como máximo, desde: día siguiente a la presentación",
        ),
        (
            "procedures.recurso_arco.steps.resolver",
            "INFOEM decide: deja la respuesta como está, la cambia, la anula u ordena cumplir tu"
            " derecho. Puede tomar más tiempo una sola vez."
            " · 40 días hábiles como máximo, ampliable 20 días hábiles",
        ),
        ("procedures.solicitud_informacion.costs", "gratis · 20 hojas simples gratis"),
        (
            "links.pnt",
            "https://www.plataformadetransparencia.org.mx/ · Plataforma Nacional de Transparencia"
            " · sin abrir",
        ),
        ("scale.national_total", "no se conoce"),
        ("languages.speakers", "417,603"),
    ],
)
def test_a_fact_is_said_in_words(data, fact, expected):
    assert describe_fact(data, fact) == expected


def test_a_fact_is_called_by_its_label_with_what_it_is_about(data):
    path = "procedures.solicitud_informacion.steps.responder.deadline.days"
    assert (
        fact_label(data, path)
        == "Solicitud de acceso a la información (SAIMEX) · plazo de respuesta"
    )
    assert fact_name(data, "links.saimex") == "SAIMEX"
    assert fact_name(data, "procedures.solicitud_arco.silence") == "Si no contestan"


def test_every_deadline_of_the_stock_has_a_label(data):
    assert [
        f"{key}.{step.id}"
        for key, procedure in data.content.procedures.items()
        for step in procedure.steps
        if step.deadline and not step.label
    ] == []


def test_the_table_has_the_facts_that_are_used_and_where(made):
    rows = {row.fact: row for row in made.rows}
    assert set(rows) == {STEP, "links.saimex"}
    row = rows[STEP]
    assert (row.law, row.source, row.confidence) == ("LTAIPEMyM 163", "S-LT", "alta")
    assert (row.checked_on, row.used_in, row.state) == ("2026-11-23", ("t",), "unsigned")
    assert row.value == "Responde · 7 días hábiles como máximo, desde: día siguiente"


def test_the_csv_has_a_line_for_each_fact(made):
    text = as_csv(made).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["fact"] for row in rows] == [STEP, "links.saimex"]
    assert rows[0]["law"] == "LTAIPEMyM 163"


def test_no_cell_is_a_formula(made):
    evil = replace(made, rows=(replace(made.rows[0], value="=1+1"),))
    (row,) = csv.DictReader(io.StringIO(as_csv(evil).decode("utf-8-sig")))
    assert row["value"] == "'=1+1"


def test_the_page_escapes_what_it_shows(workspace, made):
    evil = replace(made, rows=(replace(made.rows[0], value="<script>x</script>"),))
    page = as_html(workspace, evil).decode()
    assert "&lt;script&gt;x&lt;/script&gt;" in page
    assert "<script" not in page
    assert made.sha256 in page


def test_the_sheets_hold_every_row_once_and_fit(stock):
    whole = table(stock)
    scene = review_sheet(stock, whole)
    assert list(overflow(scene)) == []
    rows = [
        item
        for page in scene.pages
        for _x, _y, item in walk(page.frame)
        if isinstance(item, Frame) and item.meaning.role == "row"
    ]
    heads = [row for row in rows if any(_role(placed.item) == "head" for placed in row.items)]
    names = {row.law.partition(" ")[0] for row in whole.rows} - {""}
    assert len(rows) - len(heads) >= len(whole.rows) + len(names)
    assert len(heads) >= len(scene.pages)


def _role(item):
    return item.meaning.role if isinstance(item, Frame) else None


def test_the_sheets_say_which_table_they_are(workspace, made):
    document = pypdfium2.PdfDocument(render(review_sheet(workspace, made), "pdf"))
    text = document[0].get_textpage().get_text_bounded()
    assert f"Huella de la tabla: {short_hash(made.sha256)}" in text
    assert "Nombre y cargo" in text
    assert "7 días hábiles como máximo" in re.sub(r"\s+", " ", text)


def test_an_address_with_marks_is_shown_and_not_marked(workspace, made):
    odd = replace(made.rows[0], source="https://example.org/~a?b==&c=**")
    scene = review_sheet(workspace, replace(made, rows=(odd,)))
    assert list(overflow(scene)) == []


def test_facts_are_chosen_by_what_they_are_part_of(made):
    assert chosen(made, []) == [STEP, "links.saimex"]
    assert chosen(made, ["procedures.tramite"]) == [STEP]
    assert chosen(made, ["procedures.tram"]) == []


def test_a_signature_names_the_table_that_was_read(made):
    assert facts_to_sign(made, [], short_hash(made.sha256)) == [STEP, "links.saimex"]
    for other in ("0" * 16, made.sha256[:7], ""):
        with pytest.raises(Misuse, match="this is not the table"):
            facts_to_sign(made, [], other)
    with pytest.raises(Misuse, match=r'no piece uses the fact "links.saimx"'):
        facts_to_sign(made, ["links.saimx"], None)


def test_signatures_are_added_and_read_back(workspace, made, tmp_path):
    def sign(by: str) -> None:
        now = load_data([(tmp_path / "data", "d"), (HERE / "data", "t"), (DATA, "s")])
        record(tmp_path, now, [STEP], by, date(2026, 11, 24))

    (tmp_path / "data").mkdir()
    sign('José "Pepe" Ñúñez')
    sign('José "Pepe" Ñúñez')
    sign("李")
    now = load_data([(tmp_path / "data", "d"), (HERE / "data", "t"), (DATA, "s")])
    assert list(now.content.signatures) == [
        "2026-11-24-jose-pepe-nunez",
        "2026-11-24-jose-pepe-nunez-2",
        "2026-11-24",
    ]
    assert signature(now, STEP).state == "signed"
    assert signature(now, "links.saimex").state == "unsigned"
    assert now.content.signatures["2026-11-24-jose-pepe-nunez"].by == 'José "Pepe" Ñúñez'


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("a.b", "a.b", True),
        ("a.b", "a.b.c", True),
        ("a.b.c", "a.b", True),
        ("a.b", "a.bc", False),
        ("a.b.c", "a.b.d", False),
    ],
)
def test_a_path_is_of_the_fact_that_it_is_part_of(one, other, expected):
    assert overlaps(one, other) == expected


FILE = {
    "path": "a/a-square.png",
    "piece": "a",
    "variant": None,
    "format": "square",
    "theme": "t",
    "page": None,
    "facts": [
        {"path": "steps.x", "value": "Responde", "place": None, "stated": False},
        {"path": "steps.x.deadline.days", "value": "15", "place": None, "stated": True},
        {"path": "links.l", "value": "https://a.mx", "place": None, "stated": True},
    ],
    "codes": [{"address": "https://a.mx", "link": "links.l"}],
}


@pytest.mark.parametrize(
    ("fact", "states"),
    [
        ("steps.x.deadline", True),
        ("steps.x.deadline.days", True),
        ("steps.x.text", False),
        ("links.l.url", True),
    ],
)
def test_a_file_states_a_fact_or_rests_on_it(fact, states):
    (use,) = impact([FILE], fact)
    assert use.states == states
    assert use.codes == (("https://a.mx",) if fact.startswith("links") else ())


def test_a_file_without_a_fact_is_not_named():
    assert impact([FILE], "steps.y") == []


FACT = "procedures.solicitud_informacion.steps.responder.deadline"

TEXTS = {
    "states": '"${procedures.solicitud_informacion.steps.responder.deadline}"',
    "rests": "$copy.acceso-saimex.titulo",
    "other": "$copy.acceso-saimex.sin_motivo",
}


@pytest.fixture
def campaign(tmp_path, monkeypatch):
    """A workspace with content and three pieces of its own, as the current folder."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(DATA, "data")
    Path("layouts").mkdir()
    for stem, text in TEXTS.items():
        layout = notice(
            text, "Responden en ${procedures.solicitud_informacion.steps.responder.deadline}"
        )
        if stem != "states":
            layout = layout.replace(f"${{{FACT}}}", "pronto")
        Path(f"layouts/{stem}.yaml").write_text(layout, "utf-8")
    return Path()


def build() -> dict[str, tuple[str, str]]:
    assert run(["build", *TEXTS]) == 0
    files = json.loads(Path("output/manifest.json").read_bytes())["files"]
    return {file["path"]: (file["sha256"], file["alt"]) for file in files}


def change(path: str, old: str, new: str) -> None:
    text = Path(path).read_text("utf-8")
    assert old in text
    Path(path).write_text(text.replace(old, new, 1), "utf-8")


RESPONDER = 'deadline: {days: %d, unit: habiles, kind: max, counted_from: "día siguiente a la pres'


@pytest.mark.usefixtures("campaign")
def test_a_change_changes_exactly_the_files_that_were_named(capsys):
    before = build()
    capsys.readouterr()
    assert run(["impact", FACT, "--json"]) == 0
    named = json.loads(capsys.readouterr().out)["files"]
    change("data/procedures/solicitud_informacion.yaml", RESPONDER % 15, RESPONDER % 20)
    after = build()
    stating = {use["path"] for use in named if use["states"]}
    assert {path for path in before if before[path] != after[path]} == stating
    assert stating == {path for path in before if path.startswith("states/")} != set()
    resting = {use["path"] for use in named if not use["states"]}
    assert resting == {path for path in before if path.startswith("rests/")}


@pytest.mark.usefixtures("campaign")
def test_files_that_are_older_than_the_data_are_said_to_be(capsys):
    build()
    change("data/procedures/solicitud_informacion.yaml", RESPONDER % 15, RESPONDER % 20)
    capsys.readouterr()
    assert run(["impact", FACT]) == 0
    out, err = capsys.readouterr()
    assert "state it, and change with it:\n  states/states-square" in out
    assert f'the files say "15 días hábiles" for "{FACT}", the data "20 días hábiles"' in err


@pytest.mark.usefixtures("campaign")
def test_impact_needs_a_build_and_a_fact_that_exists(capsys):
    assert run(["impact", FACT]) == 1
    assert 'there is no build in "output"' in capsys.readouterr().err
    assert run(["impact", f"{FACT}.dais"]) == 2
    assert f'did you mean "{FACT}.days"?' in capsys.readouterr().err


@pytest.mark.usefixtures("campaign")
def test_a_signature_is_recorded_and_lost_by_a_change(capsys):
    assert run(["sign", "--by", "María Pérez", "--on", "2026-11-24", FACT.rpartition(".")[0]]) == 0
    assert "facts signed by María Pérez: 1, in data/signatures.yaml" in capsys.readouterr().out
    assert run(["check", "states", "--today", "2026-11-24"]) == 0
    assert "changed-after-signing" not in capsys.readouterr().err
    change("data/procedures/solicitud_informacion.yaml", RESPONDER % 15, RESPONDER % 20)
    assert run(["check", "states", "--today", "2026-11-24"]) == 0
    assert "has changed since María Pérez signed it" in capsys.readouterr().err


@pytest.mark.usefixtures("campaign")
def test_a_signature_needs_a_name(capsys):
    assert run(["sign", "--by", " "]) == 2
    assert run(["sign", "--by", "Ana\u200b"]) == 2
    assert "--by needs a name" in capsys.readouterr().err
    assert not Path("data/signatures.yaml").exists()


def test_the_three_files_are_written_alike_each_time(tmp_path):
    for folder in ("a", "b"):
        assert run(["sources", "-w", str(ROOT), "-o", str(tmp_path / folder)]) == 0
    one, two = (sorted((tmp_path / folder).iterdir()) for folder in ("a", "b"))
    assert [path.name for path in one] == ["sources.csv", "sources.html", "sources.pdf"]
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]
