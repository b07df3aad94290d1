"""The results of the verifications: what their file may say, and what the piece makes of it."""

import json
from pathlib import Path

import pytest

from infogen.checks import check
from infogen.checks.scene.sample import sample
from infogen.cli import run
from infogen.content import find
from infogen.diagnostics import Failure
from infogen.layout.compose import compose
from infogen.scene import Frame, Scene, Text, walk
from infogen.semantics.prose import alt, description
from infogen.workspace import load
from kit.places import ROOT

HEAD = "measure: $copy.resultados.medida.final\ndecimals: 1\nchecked_on: 2026-11-23\n"
SCREENS = ("square", "portrait", "tall", "story", "landscape", "link")


def result(year: int, value: float | str, more: str = ", source: S-VVO19") -> str:
    return f"\n  - {{year: {year}, value: {value}, authority: garante{more}}}"


@pytest.fixture
def folder(tmp_path: Path):
    """A workspace with these results, which are real unless they are said to be a sample."""

    def made(*rows: str, sample: bool = False, more: str = "") -> Path:
        (tmp_path / "data").mkdir(exist_ok=True)
        listed = "".join(rows) or " []"
        text = f"sample: {str(sample).lower()}\n{HEAD}{more}oficiosa:{listed}\n"
        (tmp_path / "data/results.yaml").write_text(text, "utf-8")
        return tmp_path

    return made


def said(folder: Path) -> str:
    with pytest.raises(Failure) as caught:
        load(folder)
    return str(caught.value)


def worse(scene: Scene) -> list[str]:
    """What the checks find, but for notes."""
    return [str(one) for one in check(scene) if one.severity != "note"]


def kinds(scene: Scene) -> set[str]:
    return {i.kind for p in scene.pages for _x, _y, i in walk(p.frame) if isinstance(i, Frame)}


def written(scene: Scene) -> str:
    runs = [i.text for p in scene.pages for _x, _y, i in walk(p.frame) if isinstance(i, Text)]
    return "".join(runs).replace("\u00a0", " ")


def test_the_first_and_the_last_are_found(folder):
    data = load(
        folder(result(2021, 62.5), result(2022, "null, state: sin_dato"), result(2023, 90.0))
    ).data
    assert [str(find(data, f"results.{end}.value").value) for end in ("first", "last")] == [
        "62.5",
        "90.0",
    ]
    assert find(data, "results.last.value").path == "results.oficiosa.2023.value"
    assert find(data, "results.only").value is None


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([result(2021, 50), result(2021, 60)], "7:12: error: the year 2021 comes after 2021"),
        ([result(2022, 50), result(2021, 60)], "7:12: error: the year 2021 comes after 2022"),
        ([result(2021, 101)], "6:25: error: "),
        ([result(2021, -0.5)], "6:25: error: "),
        ([result(2021, '"62.5"')], "6:25: error: expected a number"),
        ([result(2021, 62.55)], "6:25: error: 62.55 has more decimals than the results are printed"),
        ([result(2021, 62.5, "")], "6:5: error: the result of 2021 has no source"),
        ([result(2021, "null")], "a result has a value, or says why it has none"),
        ([result(2021, "5, state: sin_dato")], "a result has a value, or says why it has none"),
        ([result(2021, 5, ", source: S-NADA")], 'there is no "S-NADA" in sources'),
    ],
)  # fmt: skip
def test_what_cannot_be_a_result_is_said_at_its_place(folder, rows, message):
    assert message in said(folder(*rows))


def test_a_sample_needs_no_source(folder):
    assert load(folder(result(2021, 62.5, ""), sample=True)).data.content.results.sample


@pytest.mark.parametrize("format", [*SCREENS, "letter"])
def test_sample_data_is_sealed_and_real_data_is_not(folder, format):
    rows = result(2024, 62.5), result(2025, 90)
    made_up = compose(load(folder(*rows, sample=True)), "resultados", format=format)
    assert worse(made_up) == []
    assert "seal" in kinds(made_up)
    assert "EJEMPLO: estas cifras no son reales." in written(made_up)
    assert "EJEMPLO" in made_up.alt
    real = compose(load(folder(*rows)), "resultados", format=format)
    assert worse(real) == []
    assert "seal" not in kinds(real)
    assert "EJEMPLO" not in written(real) + real.alt


@pytest.mark.parametrize("format", [*SCREENS, "letter"])
def test_the_band_of_a_sample_is_read_first_and_lies_on_no_bar(folder, format):
    rows = result(2024, 62.5), result(2025, 90)
    scene = compose(load(folder(*rows, sample=True)), "resultados", format=format)
    band = "EJEMPLO: estas cifras no son reales."
    assert scene.title.startswith(band)
    assert alt(scene).startswith(band)
    told = [
        line for line in description(scene).splitlines() if line and not line.startswith("Lámina")
    ]
    assert told[0] == f"[{band}]"
    charts = 0
    for page in scene.pages:
        boxes = {"seal": [], "chart": []}
        for _x, y, item in walk(page.frame):
            if isinstance(item, Frame) and item.kind in boxes:
                boxes[item.kind].append((y, y + item.size.height))
        for chart in boxes["chart"]:
            (seal,) = boxes["seal"]
            assert seal[1] <= chart[0]
        charts += len(boxes["chart"])
    assert charts == 1


@pytest.mark.parametrize(
    ("values", "title"),
    [
        ((40, 60, 70), "El partido cumplió más en cada revisión."),
        ((40, 40, 70), "Así cumplió el partido."),
        ((70, 60, 80), "Así cumplió el partido."),
    ],
)
def test_the_title_says_what_the_figures_say_and_no_figure(folder, values, title):
    rows = [result(2021 + n, value) for n, value in enumerate(values)]
    scene = compose(load(folder(*rows)), "resultados", format="portrait")
    assert title in description(scene).replace("\u00a0", " ").splitlines()


@pytest.mark.parametrize("format", [*SCREENS, "letter"])
def test_real_results_of_two_kinds_are_shown_side_by_side(folder, format):
    """Each year has a bar of each kind, with its figure, and each kind its name."""
    two = "denuncia:" + "".join(result(2021 + n, value) for n, value in enumerate((50, 80, 90)))
    rows = [result(2021 + n, value) for n, value in enumerate((40, 60, 70))]
    scene = compose(load(folder(*rows, more=f"{two}\n")), "resultados", format=format)
    assert worse(scene) == []
    said = written(scene)
    assert all(f"{value}.0" in said for value in (40, 60, 70, 50, 80, 90))
    assert "Por denuncia: 2021, 50.0 %; 2022, 80.0 %; 2023, 90.0 %." in scene.alt
    assert "no las denuncias" not in said


def test_the_figures_share_their_right_edge_and_a_gap_has_none(folder):
    rows = result(2021, 9.5), result(2022, "null, state: sin_verificacion"), result(2023, 100)
    scene = compose(load(folder(*rows)), "resultados", format="portrait")
    ends = {}
    for x, _y, item in walk(scene.pages[0].frame):
        if isinstance(item, Text) and item.text in ("9.5", "100.0"):
            ends[item.text] = x + item.width
    assert ends["9.5"] == pytest.approx(ends["100.0"], abs=1)
    assert "No hubo verificación: 2022." in scene.alt


def test_a_picture_of_a_sample_without_a_seal_is_an_error(folder):
    home = folder(result(2025, 90), sample=True)
    (home / "layouts").mkdir()
    (home / "layouts/mala.yaml").write_text(
        "title: T\nalt: A\nformats: [square]\nbody:\n"
        '  {kind: text, style: body, text: "${results.last.value} %"}\n',
        "utf-8",
    )
    found = list(sample(compose(load(home), "mala", format="square")))
    assert [one.code for one in found] == ["no-seal"]
    assert '"square" states results.oficiosa.2025.value, which is made up' in found[0].message
    folder(result(2025, 90))
    assert list(sample(compose(load(home), "mala", format="square"))) == []


@pytest.mark.parametrize("format", [*SCREENS, "letter"])
def test_one_result_is_a_single_figure(folder, format):
    scene = compose(load(folder(result(2025, 92.8))), "resultados", format=format)
    assert worse(scene) == []
    assert "chart" not in kinds(scene)
    assert "El partido cumplió 92.8 % en 2025." in scene.alt
    runs = [i for p in scene.pages for _x, _y, i in walk(p.frame) if isinstance(i, Text)]
    largest = max(runs, key=lambda run: run.size)
    assert largest.text[0] in "9E"


@pytest.mark.parametrize("format", [*SCREENS, "letter"])
def test_many_years_under_two_authorities_fit(folder, format):
    home = folder(*(result(year, 50 + year - 2010) for year in range(2014, 2020)),
                  result(2020, "null, state: sin_verificacion"),
                  *(result(year, 60).replace("garante", "otra") for year in range(2021, 2026)))  # fmt: skip
    stock = (ROOT / "data/authorities.yaml").read_text("utf-8")
    other = stock[stock.index("garante:") :].replace("garante:", "otra:", 1)
    (home / "data/authorities.yaml").write_text(f"{stock}{other}", "utf-8")
    scene = compose(load(home), "resultados", format=format)
    assert worse(scene) == []
    if format != "link":
        assert "No hubo verificación: 2020. Cambió la autoridad: 2021." in scene.alt


def test_no_result_is_no_picture_and_says_why(folder, tmp_path, monkeypatch, capsys):
    home = folder()
    monkeypatch.chdir(home)
    out = home / "output"
    assert run(["build", "resultados", "verificacion", "--format", "square", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {Path(file["path"]).parts[0] for file in told["files"]} == {"verificacion"}
    messages = [one["message"] for one in told["diagnostics"] if one["code"] == "not-built"]
    assert messages == ['"resultados" is not built: there is nothing at $results.last']
    assert not (out / "resultados").exists()


def test_no_result_is_a_warning_where_the_results_would_be(folder):
    with pytest.raises(Failure) as caught:
        compose(load(folder()), "resultados", format="square")
    (finding,) = caught.value.diagnostics
    assert finding.severity == "warning"
    assert str(finding.span) == "data/results.yaml:5:11"


def test_each_figure_leads_to_the_file(folder):
    scene = compose(
        load(folder(result(2024, 62.5), result(2025, 90))), "resultados", format="letter"
    )
    facts = {fact.path: fact for fact in scene.facts}
    assert facts["results.oficiosa.2025.value"].value == "90.0"
    assert str(facts["results.oficiosa.2025.value"].span) == "data/results.yaml:7:25"
