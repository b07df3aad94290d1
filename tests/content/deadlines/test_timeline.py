"""A procedure and what has happened to its dated terms."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from infogen.content import Calendar, load_data
from infogen.content.deadlines import counting
from infogen.content.deadlines.calendar import WorkingDays
from infogen.content.deadlines.counting import Doubt, date_in_words
from infogen.content.deadlines.timeline import procedure_timeline, timeline
from infogen.diagnostics import Failure
from kit.places import ROOT

D = date.fromisoformat


@pytest.fixture(scope="module")
def data():
    return load_data([(ROOT / "data", "data")])


@pytest.fixture
def exact(data):
    """Counts with a complete calendar of 2026 that has no more days than those of rest."""

    def made(name, start, **events):
        whole = Calendar(
            scope="garante",
            year=2026,
            days=(),
            complete=True,
            source="S-LT",
            confidence="baja",
            checked_on=D("2026-11-23"),
        )
        happened = {step: D(day) for step, day in events.items()}
        return timeline(
            data.content.procedures[name], WorkingDays({"o": whole}), D(start), happened
        )

    return made


def dates(line, *shown):
    """`step`, or `step.part`, to its last day; all that have one if none is named."""
    found = {
        stage.step.id if stage.part == "term" else f"{stage.step.id}.{stage.part}": date_in_words(
            stage.due
        ).removesuffix(" de 2026")
        for stage in line.stages
        if stage.due
    }
    return {name: found[name] for name in shown} if shown else found


def stage(line, step, part="term"):
    return next(s for s in line.stages if s.step.id == step and s.part == part)


def said(data, name, start, **events):
    with pytest.raises(Failure) as caught:
        procedure_timeline(data, name, D(start), {step: D(day) for step, day in events.items()})
    return str(caught.value)


def test_a_request_has_its_terms_in_the_order_of_their_days(exact):
    assert dates(exact("solicitud_informacion", "2026-03-02")) == {
        "declarar_incompetencia": "5 de marzo",
        "prevenir": "9 de marzo",
        "clasificar": "24 de marzo",
        "declarar_inexistencia": "24 de marzo",
        "responder": "24 de marzo",
        "responder.silence": "25 de marzo",
        "declarar_inexistencia.extension": "2 de abril",
        "ampliar": "2 de abril",
    }


def test_what_hangs_on_an_event_has_no_date_before_it(exact):
    assert stage(exact("solicitud_arco", "2026-03-02"), "hacer_efectivo").due is None
    early = exact("solicitud_arco", "2026-03-02", responder="2026-03-10")
    assert dates(early, "hacer_efectivo") == {"hacer_efectivo": "1 de abril"}


def test_what_the_law_does_not_date_stays_without_a_date(exact):
    line = exact("solicitud_informacion", "2026-03-02")
    assert [s.step.id for s in line.stages if s.due is None] == [
        "aclarar",
        "orientar_publica",
        "recoger",
    ]


def test_an_answer_to_a_prevention_begins_the_term_anew(exact):
    line = exact("solicitud_informacion", "2026-03-02", prevenir="2026-03-09", aclarar="2026-03-18")
    assert dates(line, "prevenir", "aclarar", "responder", "ampliar") == {
        "prevenir": "9 de marzo",
        "aclarar": "24 de marzo",
        "responder": "8 de abril",
        "ampliar": "17 de abril",
    }
    assert stage(line, "responder").since == D("2026-03-18")
    assert [stage(line, name).in_time for name in ("prevenir", "aclarar")] == [True, True]


def test_a_prevention_alone_does_not_touch_the_term(exact):
    line = exact("solicitud_informacion", "2026-03-02", prevenir="2026-03-09")
    assert dates(line, "aclarar", "responder") == {
        "aclarar": "24 de marzo",
        "responder": "24 de marzo",
    }


@pytest.mark.parametrize(
    ("name", "event", "restarted"),
    [
        ("solicitud_arco", "subsanar", "responder"),
        ("recurso_informacion", "subsanar", "resolver"),
        ("recurso_arco", "subsanar", "resolver"),
    ],
)
def test_each_procedure_restarts_what_its_law_says(exact, name, event, restarted):
    line = exact(name, "2026-03-02", **{event: "2026-03-05"})
    assert stage(line, restarted).since == D("2026-03-05")


def test_an_extension_in_time_makes_the_term_longer(exact):
    line = exact("solicitud_informacion", "2026-03-02", ampliar="2026-03-24")
    assert dates(line, "responder", "responder.silence") == {
        "responder": "2 de abril",
        "responder.silence": "3 de abril",
    }
    assert stage(line, "responder").extension.days == 7
    assert stage(line, "ampliar").in_time is True


def test_an_extension_that_came_late_extends_nothing(exact):
    line = exact("solicitud_informacion", "2026-03-02", ampliar="2026-03-25")
    assert dates(line, "responder") == {"responder": "24 de marzo"}
    assert stage(line, "ampliar").in_time is False


def test_an_answer_to_a_prevention_that_came_late_restarts_nothing(exact):
    line = exact("solicitud_informacion", "2026-03-02", prevenir="2026-03-03", aclarar="2026-03-19")
    assert stage(line, "aclarar").in_time is False
    assert dates(line, "responder") == {"responder": "24 de marzo"}


@pytest.mark.parametrize(
    "events",
    [
        {"ampliar": D("2026-03-25")},
        {"prevenir": D("2026-03-03"), "aclarar": D("2026-03-19")},
    ],
)
def test_what_is_perhaps_late_does_not_move_an_earliest_day(data, events):
    """If it was late the term has ended without it: only the first date is never too late."""
    line = procedure_timeline(data, "solicitud_informacion", D("2026-03-02"), events)
    assert stage(line, list(events)[-1]).in_time is None
    assert dates(line, "responder") == {"responder": "no antes del 24 de marzo"}


def test_an_answer_ends_the_silence(exact):
    line = exact("solicitud_informacion", "2026-03-02", responder="2026-03-25")
    assert [(s.part, s.in_time) for s in line.stages if s.step.id == "responder"] == [
        ("term", False)
    ]


def test_a_term_may_run_from_the_end_of_another_one(exact):
    line = exact("verificacion_denuncia", "2026-03-02", notificar="2026-03-05")
    assert dates(line, "informar", "resolver") == {
        "informar": "10 de marzo",
        "resolver": "8 de abril",
    }
    early = exact(
        "verificacion_denuncia", "2026-03-02", notificar="2026-03-05", informar="2026-03-06"
    )
    assert dates(early, "resolver") == {"resolver": "8 de abril"}


@pytest.mark.parametrize(
    ("start", "notice", "corrected", "ordered"),
    [
        ("2019-10-01", "2019-11-04", "29 de octubre de 2019", "11 de noviembre de 2019"),
        ("2020-10-29", "2020-12-04", "30 de noviembre de 2020", "11 de diciembre de 2020"),
    ],
)
def test_the_real_verifications(data, start, notice, corrected, ordered):
    line = procedure_timeline(data, "verificacion_oficiosa", D(start), {"comprobar": D(notice)})
    assert dates(line) == {
        "corregir": f"no antes del {corrected}",
        "ordenar_cumplimiento": f"no antes del {ordered}",
    }


def test_without_the_official_calendar_no_date_is_exact(data):
    line = procedure_timeline(data, "solicitud_informacion", D("2026-03-02"))
    assert {s.due.doubts for s in line.stages if s.due} == {(Doubt("calendar", D("2026-01-01")),)}
    assert [(year.year, year.status, year.official) for year in line.years] == [
        (2026, "missing", "infoem-2026")
    ]


def test_before_an_earliest_day_all_is_in_time_and_after_it_nothing_is_certain(data):
    for day, expected in (("2026-03-24", True), ("2026-03-25", None)):
        line = procedure_timeline(
            data, "solicitud_informacion", D("2026-03-02"), {"responder": D(day)}
        )
        assert stage(line, "responder").in_time is expected


def test_every_procedure_can_be_counted(data):
    for name in data.content.procedures:
        assert any(s.due for s in procedure_timeline(data, name, D("2026-03-02")).stages)


def test_an_unknown_procedure(data):
    assert said(data, "solicitud", "2026-03-02").endswith('did you mean "solicitud_arco"?')


def test_rules_that_did_not_hold(data):
    assert said(data, "recurso_arco", "2016-05-04").splitlines() == [
        'error: the rules of "edomex_2016" did not hold on 2016-05-04',
        "  hint: they hold from 2016-05-05 to …",
    ]


def test_steps_that_make_no_difference(data):
    assert said(data, "solicitud_informacion", "2026-03-02", aclara="2026-03-05").splitlines() == [
        'error: nothing is counted from a step "aclara"',
        '  hint: did you mean "aclarar"?',
    ]


def test_days_that_cannot_be(data):
    name, start = "solicitud_informacion", "2026-03-02"
    assert '"prevenir" cannot happen on 2026-03-01, before 2026-03-02' in said(
        data, name, start, prevenir="2026-03-01"
    )
    assert '"aclarar" cannot happen on 2026-03-04, before 2026-03-05' in said(
        data, name, start, prevenir="2026-03-05", aclarar="2026-03-04"
    )
    assert "2101-01-01 is not between 2000 and 2100" in said(data, name, "2101-01-01")


@pytest.fixture
def chain(data, monkeypatch):
    """A procedure of `steps` terms of a day each, the first counted from its start and each other
    from the end of the one before it, and a list that grows with each term that is counted.
    """
    counted = []
    count = counting.last_day
    monkeypatch.setattr(counting, "last_day", lambda *given: counted.append(given) or count(*given))

    def made(steps):
        procedure = data.content.procedures["solicitud_informacion"]
        step = next(step for step in procedure.steps if step.follows == "start" and step.deadline)
        day = replace(step.deadline, days=1, unit="naturales", extension=None)
        step = replace(step, deadline=day, restarts=(), effect=None)
        first = replace(step, id="s0", n=1)
        others = [
            replace(step, id=f"s{n}", n=n + 1, follows=None, after_term=f"s{n - 1}")
            for n in range(1, steps)
        ]
        return replace(procedure, steps=(first, *others), silence=None), counted

    return made


@pytest.mark.parametrize("turned", [False, True])
def test_each_term_of_a_chain_is_counted_once(chain, turned):
    procedure, counted = chain(1500)
    if turned:
        procedure = replace(procedure, steps=procedure.steps[::-1])
    stages = timeline(procedure, WorkingDays({}), D("2026-03-02")).stages
    assert stages[-1].due.day == D("2026-03-02") + timedelta(days=1500)
    assert len(counted) == 1500
