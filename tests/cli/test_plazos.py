"""`infogen plazos`: the table, the JSON, the calendar file, and wrong usage."""

import json
from pathlib import Path

import pytest
from icalendar import Calendar

from infogen.cli import run
from kit.places import ROOT

ASKED = ["plazos", "solicitud_informacion", "--from", "2026-03-02"]

OFFICIAL = """\
scope: garante
year: 2026
days: [2026-03-30, 2026-03-31, 2026-04-01, 2026-04-02, 2026-04-03]
complete: true
source: S-LT
confidence: baja
checked_on: 2026-11-23
"""


@pytest.fixture
def official(tmp_path, monkeypatch):
    """A workspace that has the official calendar of 2026."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data/calendars").mkdir(parents=True)
    (tmp_path / "data/calendars/infoem-2026.yaml").write_text(OFFICIAL, "utf-8")


def test_the_table(same, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    happened = ["--on", "prevenir=2026-03-05", "--on", "aclarar=2026-03-10"]
    assert run([*ASKED, *happened]) == 0
    same("plazos/table", capsys.readouterr().out.rstrip("\n"))


def test_the_table_in_spanish(same, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("INFOGEN_LANG", "es")
    assert run(["plazos", "verificacion_oficiosa", "--from", "2020-10-29"]) == 0
    same("plazos/tabla", capsys.readouterr().out.rstrip("\n"))


def test_json_says_what_is_not_exact(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    assert run([*ASKED, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["calendars"] == [
        {
            "year": 2026,
            "status": "missing",
            "official": "calendars.infoem-2026",
            "statutory": "calendars.lft-2026",
            "inferred": [],
        }
    ]
    answer = next(s for s in said["stages"] if (s["step"], s["part"]) == ("responder", "term"))
    assert answer["date"] == "2026-03-24"
    assert answer["exact"] is False
    assert answer["doubts"] == ["calendar 2026"]
    assert answer["legal_basis"] == {"law": "LTAIPEMyM", "article": "163, 177"}


@pytest.mark.usefixtures("official")
def test_with_the_official_calendar_dates_are_exact(capsys):
    assert run([*ASKED, "--json"]) == 0
    stages = json.loads(capsys.readouterr().out)["stages"]
    found = {s["step"]: (s["date"], s["exact"]) for s in stages if s["part"] == "term"}
    assert found["responder"] == ("2026-03-24", True)
    assert found["ampliar"] == ("2026-04-09", True)
    assert run(ASKED) == 0
    assert "not before" not in capsys.readouterr().out


def _events(path):
    return {
        str(e["uid"]).split(".2026")[0]: e for e in Calendar.from_ical(path.read_bytes()).events
    }


def test_the_calendar_file_says_what_is_not_exact(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    path = tmp_path / "a" / "plazos.ics"
    assert run([*ASKED, "--ics", str(path)]) == 0
    assert capsys.readouterr().out.endswith(f"{path.as_posix()}\n")
    events = _events(path)
    start = events.pop("solicitud_informacion.start")
    assert str(start["summary"]) == "Inicio: presentación de la solicitud"
    assert len(events) == 8
    for event in events.values():
        assert str(event["summary"]).startswith("No antes de este día: ")
        assert event["status"] == "TENTATIVE"
        assert not event.subcomponents
    answer = events["solicitud_informacion.responder"]
    assert str(answer["dtstart"].dt) == "2026-03-24"
    assert answer["dtstart"].params["VALUE"] == "DATE"
    assert "Falta el calendario oficial completo de 2026" in str(answer["description"])


@pytest.mark.usefixtures("official")
def test_the_calendar_file_of_exact_dates(capsys):
    assert run([*ASKED, "--ics", "p.ics"]) == 0
    answer = _events(Path("p.ics"))["solicitud_informacion.responder"]
    assert str(answer["summary"]).startswith("Último día: La Unidad te responde")
    assert answer["status"] == "CONFIRMED"
    assert "Falta" not in str(answer["description"])
    silence = _events(Path("p.ics"))["solicitud_informacion.responder.silence"]
    assert str(silence["summary"]).startswith("Sin respuesta: Si no contestan a tiempo")
    assert "Sin respuesta: Sin respuesta" not in Path("p.ics").read_text("utf-8")


def test_the_calendar_file_is_the_same_each_time(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    one, other, dated = (tmp_path / name for name in ("1.ics", "2.ics", "3.ics"))
    assert run([*ASKED, "--ics", str(one)]) == 0
    monkeypatch.setenv("INFOGEN_LANG", "es")
    assert run([*ASKED, "--ics", str(other)]) == 0
    assert one.read_bytes() == other.read_bytes()
    assert b"DTSTAMP:20261123T000000Z" in one.read_bytes()
    assert max(map(len, one.read_bytes().split(b"\r\n"))) <= 75
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert run([*ASKED, "--ics", str(dated)]) == 0
    assert b"DTSTAMP:19700102T000000Z" in dated.read_bytes()


def _asked(path):
    assert run([*ASKED, "--ics", str(path)]) == 0
    return _events(path)["solicitud_informacion.responder"]


@pytest.mark.parametrize("same_file", [False, True])
@pytest.mark.parametrize(
    ("changed", "wanted"),
    [
        (("[2026-03-30", "[2026-03-23, 2026-03-30"), "later date"),
        (("complete: true", "complete: false"), "another certainty"),
        (("days: [2026-03-30, 2026-03-31, ", "days: ["), "the same"),
    ],
)
@pytest.mark.usefixtures("official")
def test_a_changed_event_replaces_the_earlier_one(same_file, changed, wanted, tmp_path):
    """Wherever the earlier file is: only one that says less is known by the file alone."""
    calendar = tmp_path / "data/calendars/infoem-2026.yaml"
    first = _asked(tmp_path / "1.ics")
    calendar.write_text(OFFICIAL.replace(*changed), "utf-8")
    then = _asked(tmp_path / ("1.ics" if same_file else "2.ics"))
    assert then["uid"] == first["uid"]
    assert (then["dtstart"].dt > first["dtstart"].dt) is (wanted == "later date")
    if wanted == "the same":
        assert then["sequence"] == first["sequence"]
    elif same_file or wanted == "later date":
        assert then["sequence"] > first["sequence"]


@pytest.mark.usefixtures("official")
def test_what_was_checked_later_is_newer(tmp_path):
    first = _asked(tmp_path / "1.ics")
    calendar = tmp_path / "data/calendars/infoem-2026.yaml"
    calendar.write_text(OFFICIAL.replace("2026-11-23", "2026-12-01"), "utf-8")
    then = _asked(tmp_path / "2.ics")
    assert then["sequence"] > first["sequence"]
    assert then["dtstamp"].dt > first["dtstamp"].dt


@pytest.mark.parametrize(
    "before",
    [b"", b"BEGIN:VCALENDAR\r\nnada", b"\xff\x00", b"BEGIN:VEVENT\r\nSEQUENCE:x\r\nEND:VEVENT\r\n"],
)
@pytest.mark.usefixtures("official")
def test_an_earlier_file_that_is_none_is_replaced(before, tmp_path):
    (tmp_path / "p.ics").write_bytes(before)
    assert _asked(tmp_path / "p.ics")["sequence"] > 0


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["solicitud_informacio", "--from", "2026-03-02"], 'did you mean "solicitud_informacion"?'),
        (["recurso_arco", "--from", "2026-02-30"], '"2026-02-30" is not a date'),
        (["recurso_arco", "--from", "2026-W10-1"], "write year-month-day, such as 2026-03-02"),
        (["recurso_arco", "--from", "1999-01-04"], "1999-01-04"),
        (["recurso_arco"], "--from"),
        (["recurso_arco", "--from", "2026-03-02", "--on", "subsanar"], "aclarar=2026-03-10"),
        (["recurso_arco", "--from", "2026-03-02", "--on", "x=2026-03-03"], '"x"'),
    ],
)
def test_wrong_usage(arguments, expected, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    assert run(["plazos", *arguments]) == 2
    out = capsys.readouterr()
    assert expected in out.err
    assert out.out == ""


def test_a_file_that_cannot_be_written(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    (tmp_path / "file").write_text("x")
    assert run([*ASKED, "--ics", str(tmp_path / "file" / "p.ics")]) == 1
    assert "a file is where a folder should be" in capsys.readouterr().err
