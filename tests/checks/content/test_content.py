"""How facts stand: dates, regimes, authorities, sources and signatures of what a scene uses."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from infogen.checks import CONTENT, check_content
from infogen.checks.answers import apply_answers
from infogen.content import (
    Data,
    fact_digest,
    facts,
    last_check,
    load_data,
    signature,
    standing,
    table_digest,
)
from infogen.diagnostics import Diagnostic, error, join_findings, warning
from infogen.layout.compose import compose
from kit.places import DATA
from kit.tiny import HERE, Tiny, piece, words

TODAY = date(2026, 11, 24)
STEP = "procedures.tramite.steps.responder"
PLAZO = "{kind: column, children: [{kind: text, style: body, text: $copy.prueba.plazo}]}"

TRAMITE = (HERE / "data" / "procedures" / "tramite.yaml").read_text("utf-8")
META = (DATA / "meta.yaml").read_text("utf-8")
REGIMES = (DATA / "regimes.yaml").read_text("utf-8")
AUTHORITIES = (DATA / "authorities.yaml").read_text("utf-8")

Content = Callable[..., Data]


@pytest.fixture
def content(tmp_path: Path) -> Content:
    """The tiny content with files in place of those of the same names."""

    def made(**files: str) -> Data:
        for name, text in files.items():
            path = tmp_path / f"{name.replace('__', '/')}.yaml"
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
        folders = [(tmp_path, "data"), (HERE / "data", "tiny"), (DATA, "stock")]
        return load_data(folders)

    return made


def scene_of(tiny: Tiny, data: Data, body: str = PLAZO):
    return compose(tiny.workspace({"t": piece(body)}).with_data(data), "t", format="card")


def said(tiny: Tiny, data: Data, body: str = PLAZO, today: date = TODAY) -> list[str]:
    """`severity code about` of what is found, but that dates are missing."""
    return [
        f"{found.severity} {found.code} {found.about}"
        for found in check_content(data, scene_of(tiny, data, body), today)
        if found.code not in ("no-review-date", "undated-page")
    ]


def tramite(old: str, new: str) -> str:
    assert old in TRAMITE
    return TRAMITE.replace(old, new, 1)


def test_a_fact_stands_as_it_says_and_else_as_its_procedure_and_the_whole(content):
    known = standing(content(), f"{STEP}.deadline.days")
    assert (known.path, known.law, known.source) == (STEP, "LTAIPEMyM 163", "S-LT")
    assert (known.regime, known.checked_on) == ("edomex_2016", date(2026, 11, 23))
    assert known.origins["checked_on"] == "procedures.tramite.checked_on"
    assert known.origins["review_by"] == "meta.review_by"
    assert standing(content(), "procedures.tramite.title").law == "LTAIPEMyM 150"


def test_an_article_is_of_the_law_of_its_procedure(content):
    known = standing(content(), "procedures.solicitud_arco.rights.acceso.text")
    assert (known.law, known.source) == ("LPDPPSOEMyM 98", "S-LD")


@pytest.mark.parametrize("path", ["copy.prueba.plazo.long", "series.name", "nothing.at.all"])
def test_words_are_no_facts(content, path):
    assert standing(content(), path) is None


def test_what_is_made_up_is_no_fact(content):
    path = "results.oficiosa.2021.value"
    assert standing(content(), path) is None
    real = (DATA / "results.yaml").read_text("utf-8")
    real = real.replace("sample: true", "sample: false").replace(
        "garante,", "garante, source: S-LT,"
    )
    assert standing(content(results=real), path).path == "results.oficiosa.2021"


def test_every_fact_of_the_stock_says_when_it_was_checked():
    data = load_data([(DATA, "data")])
    paths = list(facts(data))
    assert len(paths) == len(set(paths)) > 100
    assert [path for path in paths if standing(data, path).path != path] == []
    assert [path for path in paths if standing(data, path).checked_on is None] == []


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2027, 1, 1), []),
        (date(2027, 1, 2), ["warning review-due procedures.tramite"]),
        (date(2027, 2, 1), ["warning review-due procedures.tramite"]),
        (date(2027, 2, 2), ["error review-overdue procedures.tramite"]),
    ],
)
def test_a_review_is_due_for_thirty_days_and_then_overdue(tiny, content, day, expected):
    dated = content(procedures__tramite=tramite("review_by: null", "review_by: 2027-02-01"))
    assert said(tiny, dated, today=day) == expected


def test_one_date_is_named_once_for_all_facts_that_it_holds_for(tiny, content):
    whole = content(meta=META.replace("review_by: null", "review_by: 2026-11-23"))
    both = """
kind: column
children:
  - {kind: text, style: body, text: $copy.prueba.plazo}
  - {kind: text, style: body, text: $links.saimex}
"""
    assert said(tiny, whole, both) == ["error review-overdue meta"]


def test_only_facts_that_are_used_are_asked(tiny, content):
    dated = content(procedures__tramite=tramite("review_by: null", "review_by: 2020-01-01"))
    assert said(tiny, dated, "{kind: text, style: body, text: $copy.prueba.precio}") == []


def test_low_confidence_is_named(tiny, content):
    article = '163"}\n    source: S-LT\n    confidence: '
    low = content(procedures__tramite=tramite(article + "alta", article + "baja"))
    assert said(tiny, low) == [f"warning low-confidence {STEP}"]


def test_a_fact_without_a_source_is_named(tiny, content):
    assert said(tiny, content(), "{kind: text, style: body, text: $links.pnt}") == [
        "warning no-source links.pnt"
    ]


@pytest.mark.parametrize(("ends", "count"), [("2026-11-23", 1), ("2026-11-24", 0)])
def test_facts_of_an_ended_regime_are_named(tiny, content, ends, count):
    ended = content(regimes=REGIMES.replace("valid_to: null", f"valid_to: {ends}", 1))
    assert said(tiny, ended) == [f"warning ended-regime {STEP}"] * count


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("vigente", []),
        ("en_transicion", ["warning authority-in-transition authorities.garante"]),
        ("extinta", ["warning authority-ended authorities.garante"]),
    ],
)
def test_an_authority_that_changes_is_named(tiny, content, status, expected):
    data = content(authorities=AUTHORITIES.replace("en_transicion", status))
    assert (
        said(tiny, data, "{kind: text, style: body, text: $authorities.garante.name}") == expected
    )


def test_what_is_not_known_is_said_with_its_reason(tiny, content):
    data = content(
        procedures__tramite=tramite('"día siguiente"', 'null, note: "No lo dice."'),
    )
    found = check_content(data, scene_of(tiny, data), TODAY)
    assert [str(one).splitlines()[0] for one in found if one.code == "unknown-fact"] == [
        "data/procedures/tramite.yaml:22:65: warning:"
        f' "{STEP}.deadline.counted_from" is not known: No lo dice.'
    ]


def test_calendars_of_past_years_are_not_asked(tiny, content):
    body = "{kind: text, style: body, text: $copy.comun.dia_habil}"
    asked = [line for line in said(tiny, content(), body) if "calendars" in line]
    assert asked == ["warning unknown-fact calendars.infoem-2026"]
    later = said(tiny, content(), body, date(2027, 1, 1))
    assert [line for line in later if "calendars" in line] == []


SIGNED = """
uno:
  by: María Pérez
  on: 2026-11-24
  table: {table}
  facts:
    - {{fact: {fact}, sha256: {sha256}}}
"""


def sign(content: Content, fact: str = STEP) -> None:
    data = content()
    content(
        signatures=SIGNED.format(
            fact=fact, sha256=fact_digest(data, fact), table=table_digest(data, [fact])
        )
    )


def test_what_a_person_signed_is_signed_until_it_changes(tiny, content):
    assert signature(content(), STEP).state == "unsigned"
    sign(content)
    now = signature(content(), STEP)
    assert (now.state, now.by, now.on) == ("signed", "María Pérez", date(2026, 11, 24))
    changed = content(procedures__tramite=tramite("days: 7", "days: 8"))
    assert signature(changed, STEP).state == "changed"
    assert said(tiny, changed) == [f"warning changed-after-signing {STEP}"]
    assert signature(content(procedures__tramite=TRAMITE), STEP).state == "signed"


@pytest.mark.parametrize(
    ("old", "new", "state"),
    [
        ('article: "163"', 'article: "164"', "changed"),
        ("Responde", "Contesta", "changed"),
        ("checked_on: 2026-11-23", "checked_on: 2026-11-24", "changed"),
        ("regime: edomex_2016", "regime: general_2025", "changed"),
        ("review_by: null", "review_by: 2027-01-01", "signed"),
        ('title: "Trámite"', 'title: "Otro"', "signed"),
    ],
)
def test_a_signature_covers_what_the_table_says(content, old, new, state):
    sign(content)
    assert signature(content(procedures__tramite=tramite(old, new)), STEP).state == state


def test_a_signature_covers_the_words_that_references_stand_for(content):
    fact = "procedures.verificacion_denuncia.steps.admitir"
    sign(content, fact)
    renamed = content(authorities=AUTHORITIES.replace(': "INFOEM"', ': "IEEM"', 2))
    assert signature(renamed, fact).state == "changed"


def test_the_hash_of_a_table_is_that_of_any_order(content):
    data = content()
    paths = list(facts(data))[:5]
    assert table_digest(data, paths) == table_digest(data, reversed(paths))
    assert table_digest(data, paths) != table_digest(data, paths[:4])


CLAIM = "{kind: column, children: [{kind: text, style: body, text: '%s ${copy.prueba.plazo}'}]}"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Plazo vigente:", 1),
        ("Reglas en vigor:", 1),
        ("Plazos VIGENTES:", 1),
        ("Ya no vigente:", 0),
        ("Vigencia:", 1),
        ("Vigilan:", 0),
    ],
)
def test_only_what_is_signed_is_called_in_force(tiny, content, text, count):
    unsigned = ["error unsigned-claim None"] * count
    assert said(tiny, content(), CLAIM % text) == unsigned
    sign(content)
    assert said(tiny, content(), CLAIM % text) == []


def test_a_claim_without_facts_of_its_own_is_about_those_of_its_page(tiny, content):
    page = """
kind: column
children:
  - {kind: text, style: body, text: $copy.prueba.plazo}
  - {kind: text, style: body, text: Todo está vigente}
"""
    found = check_content(content(), scene_of(tiny, content(), page), TODAY)
    claims = [one for one in found if one.code == "unsigned-claim"]
    assert len(claims) == 1
    assert f"nobody has signed {STEP}" in claims[0].message


FOOT = """
kind: column
children:
  - {kind: text, style: body, text: %s}
  - {kind: text, style: body, text: "${page.checked_on}"}
"""


@pytest.mark.parametrize(
    ("checked", "expected"),
    [
        ("2026-11-23", "23 de noviembre de 2026"),
        ("2026-10-05", "5 de octubre de 2026"),
        ("2027-03-01", "1 de marzo de 2027"),
    ],
)
def test_a_page_is_dated_by_the_oldest_check_of_its_facts(tiny, content, checked, expected):
    data = content(procedures__tramite=tramite("2026-11-23", checked))
    made = scene_of(tiny, data, FOOT % "$copy.prueba.plazo")
    assert words(made).replace("|", "").endswith(expected)


def test_the_date_of_a_fact_is_found_the_same_way_twice():
    data = load_data([(DATA, "data")])
    for path in facts(data):
        known = standing(data, path)
        assert last_check(data, path)[0] == known.checked_on, path


def test_the_oldest_of_several_dates_is_printed(tiny, content):
    data = content(procedures__tramite=tramite("2026-11-23", "2027-03-01"))
    both = FOOT % '"${copy.prueba.plazo} ${links.saimex}"'
    assert words(scene_of(tiny, data, both)).replace("|", "").endswith("23 de noviembre de 2026")


def test_each_page_has_the_date_of_its_own_facts(tiny, content):
    data = content(procedures__tramite=tramite("2026-11-23", "2026-10-05"))
    page = "{kind: text, style: body, text: '%s ${page.checked_on}'}"
    pages = "pages:\n" + "".join(
        f"  - {page % text}\n" for text in ("${copy.prueba.plazo}", "${links.saimex}")
    )
    layout = f"title: T\nalt: A\nformats: [card]\n{pages}"
    made = compose(tiny.workspace({"t": layout}).with_data(data), "t", format="card")
    text = words(made).replace("|", " ")
    assert "5 de octubre de 2026" in text
    assert text.endswith("23 de noviembre de 2026")


@pytest.mark.parametrize(
    ("body", "count"),
    [
        (PLAZO, 1),
        (FOOT % "$copy.prueba.plazo", 0),
        ("{kind: text, style: body, text: Hola}", 0),
        ("{kind: text, style: body, text: $copy.prueba.precio}", 0),
    ],
)
def test_a_page_that_states_facts_says_when_they_were_checked(tiny, content, body, count):
    found = check_content(content(), scene_of(tiny, content(), body), TODAY)
    assert [one.code for one in found].count("undated-page") == count


def finding(code: str = "odd", about: str | None = "links.saimex", *pieces: str) -> Diagnostic:
    return Diagnostic("warning", code, "m", about=about, pieces=pieces or ("guia",))


ANSWER = """
uno:
  code: odd
  where: [{where}]
  reason: Así lo pidió el área.
  by: María Pérez
  on: 2026-11-20
  until: {until}
"""


def replied(content: Content, where: str, *found: Diagnostic, until: str = "null", whole=False):
    data = content(answers=ANSWER.format(where=where, until=until))
    return apply_answers(found, data, TODAY, whole=whole)


@pytest.mark.parametrize("where", ["links.saimex", '"links.*"', "guia"])
def test_a_warning_is_answered_by_its_fact_or_its_piece(content, where):
    (only,) = replied(content, where, finding())
    reply = only.answer
    assert (reply.reason, reply.by, reply.on) == (
        "Así lo pidió el área.",
        "María Pérez",
        "2026-11-20",
    )


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ("links.sarcoem", finding()),
        ("guia", finding("odd", None, "guia", "verificacion")),
        ("links.saimex", finding("other")),
        ("links.saimex", error("odd", "m", about="links.saimex")),
    ],
)
def test_other_findings_stay_as_they_are(content, where, found):
    assert replied(content, where, found)[0].answer is None


def test_an_answer_out_of_date_is_none_and_says_so(content):
    found = replied(content, "guia", finding(), until="2026-11-23")
    assert found[0].answer is None
    assert [one.code for one in found[1:]] == ["stale-answer"]
    assert replied(content, "guia", finding(), until="2026-11-24")[0].answer is not None


def test_an_error_cannot_be_answered(content):
    found = replied(content, "guia", error("odd", "m", about="guia"))
    assert [one.code for one in found] == ["odd", "answered-error"]


def test_an_answer_to_nothing_is_found_where_everything_was_examined(content):
    assert [one.code for one in replied(content, "guia", whole=True)] == ["unused-answer"]
    assert replied(content, "guia") == ()


def test_the_same_finding_of_several_pieces_is_one_with_all_of_them():
    one, other = finding("odd", None, "a"), finding("odd", None, "b")
    (only,) = join_findings([one, other, one])
    assert only.pieces == ("a", "b")
    assert join_findings([one, warning("odd", "n")]) == (one, warning("odd", "n"))


def test_each_check_of_the_content_is_named_as_its_file():
    for name, run in CONTENT.items():
        assert run.__module__ == f"infogen.checks.content.{name}"
