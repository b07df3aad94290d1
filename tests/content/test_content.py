import json
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from infogen.content import (
    NAMESPACES,
    SCHEMAS,
    Data,
    Deadline,
    Extension,
    Slot,
    closest_path,
    find,
    format_value,
    link_at,
    load_data,
    resolve_references,
)
from infogen.diagnostics import Failure
from infogen.source.json_schema import json_schema
from infogen.source.loader import read_yaml
from infogen.source.model import Model, model_fields
from kit.places import DATA

SHOWN = {
    *("text", "title", "summary", "long", "short", "effect"),
    *("trigger", "outcomes", "way", "counted_from", "warning"),
}
"""The fields that pieces may print."""


@pytest.fixture(scope="module")
def data() -> Data:
    return load_data([(DATA, "data")])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the stock content, to break."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def change(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")


def lines(folder: Path) -> str:
    with pytest.raises(Failure) as caught:
        load_data([(folder, "data")])
    return str(caught.value)


def texts(value: object, field: str = "") -> Iterator[tuple[str, str]]:
    """Every text of the content with the field that it stands in."""
    if isinstance(value, str):
        yield field, value
    elif isinstance(value, Model):
        for name in model_fields(type(value)):
            yield from texts(getattr(value, name), name)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner, str(key))
    elif isinstance(value, tuple):
        for inner in value:
            yield from texts(inner, field)


def shown(data: Data) -> list[str]:
    """What pieces may print, without the references in it."""
    parts = [
        texts(getattr(data.content, name)) for name in ("meta", "procedures", "bodies", "copy")
    ]
    found = [re.sub(r"\$?\{[^}]*\}", "", t) for part in parts for f, t in part if f in SHOWN]
    assert len(found) > 500
    return found


def slots(group: dict[str, object]) -> list[Slot]:
    return [
        slot
        for part in group.values()
        for slot in ([part] if isinstance(part, Slot) else slots(part))
    ]


def test_all_steps_and_slots_are_there(data: Data):
    assert {name: len(p.steps) for name, p in data.content.procedures.items()} == {
        "verificacion_oficiosa": 8,
        "verificacion_denuncia": 12,
        "solicitud_informacion": 13,
        "recurso_informacion": 11,
        "solicitud_arco": 11,
        "recurso_arco": 9,
    }
    spoken = {name: deck for name, deck in data.content.copy.items() if name != "hoja"}
    assert len(slots(spoken)) >= 226


def test_every_step_says_by_what_article_and_how_sure(data: Data):
    for procedure in data.content.procedures.values():
        for step in procedure.steps:
            assert step.legal_basis.law in data.content.laws
            assert step.source in data.content.sources
            assert step.confidence in ("alta", "media", "baja")
            assert step.regime == "edomex_2016"
            assert step.checked_on == date(2026, 11, 23)


def test_a_step_says_what_its_procedure_does_not(folder: Path):
    change(folder, "procedures/recurso_arco.yaml", "n: 2\n", "n: 2\n    checked_on: 2027-01-15\n")
    steps = load_data([(folder, "data")]).content.procedures["recurso_arco"].steps
    assert [step.checked_on.year for step in steps[:3]] == [2026, 2027, 2026]


def test_texts_type_neither_figures_nor_the_names_that_may_change(data: Data):
    typed = "\n".join(shown(data))
    assert not re.findall(r".*INFOEM.*|.*\b(?:el|al|del|un|los) partidos?\b.*", typed, re.I)
    years_of_laws = data.content.meta.warning
    # A figure alone is a slot of its own, and counts what its claim says it counts.
    counts = {slot.long for slot in slots(data.content.copy) if slot.long in slot.asserts}
    assert counts == {"2", "1", "0"}
    # A focus group's own sheets state no fact of the law: its ages and minutes are its method.
    method = {
        re.sub(r"\$?\{[^}]*\}", "", text)
        for slot in slots(data.content.copy["grupo"])
        for text in (slot.long, slot.short)
    }
    typed = "\n".join(text for text in typed.split("\n") if text not in counts | method)
    assert re.findall(r".*\d.*", typed.replace(years_of_laws, "")) == []


def test_another_body_and_authority_change_only_data(folder: Path):
    change(folder, "authorities.yaml", 'name: "INFOEM"', 'name: "La Contraloría"')
    change(folder, "sujeto_obligado.yaml", 'al: "al partido"', 'al: "a la Secretaría"')
    step = "${procedures.verificacion_oficiosa.steps.avisar.text}"
    changed = load_data([(folder, "data")])
    assert resolve_references(changed, step) == (
        "La Contraloría suele avisar por correo a la Secretaría qué día hará la revisión."
    )
    assert (
        resolve_references(changed, "${copy.verificacion.oficiosa.quien}")
        == "La inicia La Contraloría (oficiosa)"
    )


def test_steps_are_short_enough_to_print(data: Data):
    for procedure in data.content.procedures.values():
        for step in procedure.steps:
            assert len(resolve_references(data, step.text)) <= 140


def test_a_path_leads_through_files_keys_and_ids(data: Data):
    found = find(data, "procedures.solicitud_arco.steps.responder.deadline.days")
    assert found is not None
    assert found.value == 20
    line = (DATA / "procedures/solicitud_arco.yaml").read_text("utf-8").splitlines()
    assert found.span.file == "data/procedures/solicitud_arco.yaml"
    assert line[found.span.line - 1][found.span.column - 1 :].startswith("20")


def test_a_path_goes_on_in_the_entry_that_an_id_names(data: Data):
    found = find(data, "procedures.solicitud_arco.steps.recibir.legal_basis.law.published")
    assert found is not None
    assert (found.value, found.path) == (date(2017, 5, 30), "laws.LPDPPSOEMyM.published")
    actor = find(data, "procedures.solicitud_arco.steps.recibir.actor.name")
    assert actor is not None
    assert actor.path == "actors.unidad.name"
    assert find(data, "procedures.solicitud_arco.steps.recibir.actor.nada") is None


def test_the_id_of_a_link_stands_for_it_in_a_layout(data: Data):
    path = "procedures.solicitud_arco.steps.solicitar.link"
    link = link_at(data, path)
    assert link is not None
    assert link.path == "links.sarcoem"
    assert link_at(data, "procedures.solicitud_arco.links.0") == link
    assert link_at(data, "procedures.solicitud_arco.steps.recibir.actor") is None


def test_a_path_uses_the_names_of_the_files(data: Data):
    found = find(data, "sujeto_obligado.del")
    assert found is not None
    assert found.value == "del partido"


def test_items_without_id_are_counted(data: Data):
    found = find(data, "procedures.verificacion_denuncia.legal_basis.0.article")
    assert found is not None
    assert found.value == "111-121"


def test_a_reference_alone_stands_for_what_is_there(data: Data):
    found = find(data, "glossary.garante.text.short")
    assert found is not None
    assert found.path == "copy.guia.2.glosario.garante.short"
    stage = find(data, "lanes.interno_arco.steps.2.branch")
    assert stage is not None
    assert stage.value == "negativa_o_inexistencia"


def test_what_is_inherited_is_found_where_it_is_written(data: Data):
    step = find(data, "procedures.recurso_arco.steps.notificar.checked_on")
    procedure = find(data, "procedures.recurso_arco.checked_on")
    assert step is not None
    assert procedure is not None
    assert step.span == procedure.span


@pytest.mark.parametrize(
    "path", ["links.nada", "links.saimex.url.x", "nada", "", "meta.jurisdiction.name"]
)
def test_a_path_to_nothing_finds_nothing(data: Data, path: str):
    assert find(data, path) is None


def test_a_circle_of_references_finds_nothing(folder: Path):
    change(folder, "glossary.yaml", "$copy.guia.2.glosario.arco}", "$glossary.arco.text}")
    assert '"$glossary.arco.text" refers to nothing' in lines(folder)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("lnks.saimex.url", "links.saimex.url"),
        ("links.saimx.url", "links.saimex.url"),
        ("procedures.solicitud_arco.steps.reponder", "procedures.solicitud_arco.steps.responder"),
        ("links.saimex.uurl", "links.saimex.url"),
        ("links.saimex", None),
        ("links.zzz", None),
    ],
)
def test_the_nearest_path_is_what_was_meant(data: Data, wrong: str, right: str | None):
    assert closest_path(data, wrong) == right


def deadline(days: int, unit: str = "habiles") -> Deadline:
    return Deadline(days=days, unit=unit, kind="max", counted_from=None)


def test_values_print_themselves(data: Data):
    assert format_value(deadline(15)) == "15 días hábiles"
    assert format_value(deadline(1)) == "1 día hábil"
    assert format_value(deadline(1, "naturales")) == "1 día natural"
    assert format_value(deadline(90, "naturales")) == "90 días naturales"
    assert format_value(Extension(days=7, unit="habiles")) == "7 días hábiles"
    assert format_value(date(2026, 11, 23)) == "23 de noviembre de 2026"
    assert format_value(data.content.links["buzon"]) == "pt-edomex.org/transparencia"
    assert [format_value(n) for n in (7, 1234, 78.4, 100.0)] == ["7", "1,234", "78.4", "100"]
    assert format_value("tal cual") == "tal cual"


def test_what_has_no_words_is_not_printed(data: Data):
    for value in (True, None, (), {}, data.content.links["ipomex_sujeto_3"], data.content.meta):
        with pytest.raises(TypeError):
            format_value(value)


def test_a_link_may_be_unknown(data: Data):
    assert data.content.links["ipomex_sujeto_4"].url is None


def test_the_file_of_the_workspace_wins(tmp_path: Path, data: Data):
    (tmp_path / "series.yaml").write_text("name: Otra serie\n")
    (tmp_path / "calendars").mkdir()
    (tmp_path / "calendars" / "infoem-2027.yml").write_text(
        "scope: garante\nyear: 2027\ndays: null\ncomplete: false\nsource: null\n"
        "confidence: null\nchecked_on: 2027-01-01\n"
    )
    both = load_data([(tmp_path, "data"), (DATA, "stock/data")])
    assert both.content.series.name == "Otra serie"
    assert set(both.content.calendars) == {*data.content.calendars, "infoem-2027"}
    found = find(both, "meta.checked_on")
    assert found is not None
    assert found.span.file == "stock/data/meta.yaml"


def test_the_inferred_days_of_a_year_are_marked(data: Data):
    days = data.content.calendars["infoem-2020"]
    assert days.inferred == days.days == (date(2020, 11, 2), date(2020, 11, 16))


ARCO = "procedures/solicitud_arco.yaml"


BROKEN = [
    (
        ARCO,
        "{days: 20,",
        "{days: §-20,",
        '"days" must be at least 1, but is -20',
        "write 1 or more",
    ),
    (ARCO, "{days: 20,", "{days: §0,", '"days" must be at least 1, but is 0', "write 1 or more"),
    (
        "links.yaml",
        'url: "https://www.ipomex',
        'url: §"ftp://www.ipomex',
        "a link must start with https:// or http://",
        'write the whole address, not "ftp://www.ipomex.org.mx/"',
    ),
    (
        "links.yaml",
        'url: "https://www.ipomex.org.mx/"\n  shown: ipomex.org.mx',
        '§url: "https://www.ipomex.org.mx/"\n  shown: ipomex.org',
        '"ipomex.org" is not where the link leads',
        'write the beginning of "ipomex.org.mx"',
    ),
    (
        "links.yaml",
        'url: "https://www.ipomex.org.mx/"\n  shown: ipomex.org.mx\n',
        '§url: "https://www.ipomex.org.mx/"\n',
        "a link with an address needs one that people can read",
        "add shown: ipomex.org.mx",
    ),
    (
        "links.yaml",
        "name_source: S-VVO19",
        "name_source: §S-VVO18",
        'there is no "S-VVO18" in sources',
        'did you mean "S-VVO19"?',
    ),
    (
        ARCO,
        "law: LTAIPEMyM",
        "law: §LTAIPEMYM",
        'there is no "LTAIPEMYM" in laws',
        'did you mean "LTAIPEMyM"?',
    ),
    (
        "copy/comun.yaml",
        '"LPDPPSOEMyM 4-XV"',
        '§"LPDPSOEMyM 4-XV"',
        'there is no "LPDPSOEMyM" in laws',
        'did you mean "LPDPPSOEMyM"?',
    ),
    (
        ARCO,
        "appeals: [recurso_arco]",
        "appeals: [§recurso_arcos]",
        'there is no "recurso_arcos" in procedures',
        'did you mean "recurso_arco"?',
    ),
    (
        ARCO,
        "link: sarcoem",
        "link: §sarcoen",
        'there is no "sarcoen" in links',
        'did you mean "sarcoem"?',
    ),
    (ARCO, "n: 11", "n: §12", 'step 11 has "n: 12"', "write 11"),
    (
        ARCO,
        "extends: responder",
        "extends: §responde",
        'the procedure has no step "responde"',
        'did you mean "responder"?',
    ),
    (
        "regimes.yaml",
        "name: null\n  valid_from: null\n  valid_to: null",
        "§name: null\n  valid_from: 2020-01-01\n  valid_to: 2019-01-01",
        '"valid_to" is before "valid_from" (2020-01-01)',
        "write a later date, or null while it has not ended",
    ),
    (
        "copy/comun.yaml",
        "facts: [links.buzon]",
        "facts: [§links.buzn]",
        '"$links.buzn" refers to nothing',
        'did you mean "links.buzon"?',
    ),
    (
        "copy/comun.yaml",
        'short: "${sujeto_obligado.name}"',
        'short: §"${sujeto_obligado.nam}"',
        '"$sujeto_obligado.nam" refers to nothing',
        'did you mean "sujeto_obligado.name"?',
    ),
    (
        "copy/comun.yaml",
        '"Pide"',
        '§"Pide aquí hoy"',
        '"short" is longer than "long" (13 to 9 characters)',
        "shorten it",
    ),
    (
        "lanes.yaml",
        "$procedures.solicitud_arco.steps.recibir",
        "§$procedures.solicitud_arco.steps.responder",
        '"$procedures.solicitud_arco.steps.responder" is not a step of the internal handling',
        "name a step that has a lane, such as $procedures.name.steps.name",
    ),
    (
        "calendars/infoem-2020.yaml",
        "scope: garante\nyear: 2020\n",
        "§scope: garante\nyear: 2019\n",
        "2020-11-02 is not in 2019",
        "each year has a calendar of its own",
    ),
    (
        "calendars/lft-2026.yaml",
        "scope: federal\nyear: 2026",
        "scope: garante\nyear: §2026",
        '"infoem-2026" and "lft-2026" are calendars of the same body and year',
        "keep one of them",
    ),
    (
        "procedures/recurso_arco.yaml",
        "follows: querer_conciliar",
        "follows: §quere_conciliar",
        'the procedure has no step "quere_conciliar"',
        'did you mean "querer_conciliar"?',
    ),
    (
        "procedures/solicitud_arco.yaml",
        "restarts: [responder]",
        "restarts: [§reponder]",
        'the procedure has no step "reponder"',
        'did you mean "responder"?',
    ),
    (
        "sources.yaml",
        "S-FORM:",
        "§S.FORM:",
        'the name "S.FORM" cannot be part of a path',
        "use letters, digits, _ and - alone",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "message", "hint"), BROKEN)
def test_what_is_wrong_is_said_where_it_is_written(
    folder: Path, file: str, old: str, new: str, message: str, hint: str
):
    """`§` in the new text marks where the error is."""
    change(folder, file, old, new)
    before, mark, after = (folder / file).read_text("utf-8").partition("§")
    assert mark
    (folder / file).write_text(before + after, "utf-8")
    place = f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"
    assert f"data/{file}:{place}: error: {message}\n  hint: {hint}" in lines(folder)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "calendars/infoem-2026.yaml",
            "complete: false",
            "complete: true",
            "a calendar without days is not complete",
        ),
        (
            "procedures/verificacion_oficiosa.yaml",
            'start: "notificación del dictamen"\n',
            "",
            'the procedure does not say what its "start" is',
        ),
        (
            "procedures/verificacion_denuncia.yaml",
            "follows: notificar\n",
            "after_term: resolver\n",
            "the terms are counted from each other in a circle",
        ),
        (
            "procedures/solicitud_arco.yaml",
            "    restarts: [responder]\n",
            "",
            "an effect and the terms that it restarts go together",
        ),
        (
            "procedures/verificacion_denuncia.yaml",
            "after_term: informar\n",
            "after_term: informar\n    follows: informar\n",
            "a term begins once",
        ),
        (
            "procedures/verificacion_denuncia.yaml",
            "deadline: null\n",
            "deadline: null\n    follows: admitir\n",
            "a step that is counted from another needs a deadline",
        ),
    ],
)
def test_what_cannot_be_counted_is_an_error(folder: Path, file: str, old: str, new: str, said: str):
    change(folder, file, old, new)
    assert f"error: {said}\n" in lines(folder)


def test_two_steps_of_one_id_are_an_error(folder: Path):
    change(folder, ARCO, "id: hacer_efectivo", "id: responder")
    found = lines(folder)
    assert 'error: two items have the id "responder"\n  hint: the first is at data/proc' in found


def test_a_claim_of_a_text_must_stay_true(folder: Path):
    change(folder, "procedures/recurso_informacion.yaml", "days: 15", "days: 20")
    found = lines(folder)
    assert found.count("error: the text is for both, but they are no longer equal") == 4
    assert found.startswith("data/copy/guia.yaml:")


def test_a_number_word_counts_facts(folder: Path):
    change(folder, "copy/arco-sarcoem.yaml", "cuatro: [", "cinco: [")
    found = lines(folder)
    assert 'error: the text says "cinco", but there are 4\n  hint: correct the text' in found


def test_a_figure_counts_what_is_known(folder: Path):
    """`0: [a]` holds while `a` is null."""
    change(
        folder,
        "procedures/verificacion_denuncia.yaml",
        "deadline: null\n    conditions:",
        "deadline: {days: 9, unit: habiles, kind: max, counted_from: hoy}\n    conditions:",
    )
    assert 'error: the text says "0", but there are 1\n  hint: correct the text' in lines(folder)


def test_a_file_that_is_no_namespace_is_an_error(folder: Path):
    (folder / "link.yaml").write_text("a: 1\n")
    assert lines(folder) == (
        'data/link.yaml: error: there is no namespace "link"\n  hint: did you mean "links"?'
    )


def test_a_missing_file_is_an_error(folder: Path):
    (folder / "meta.yaml").unlink()
    assert lines(folder) == (
        'data: error: the content has no "meta"\n  hint: write it in data/meta.yaml'
    )


def test_two_files_of_one_name_are_an_error(folder: Path):
    (folder / "links.yml").write_text("a: 1\n")
    (folder / "procedures.yaml").write_text("a: 1\n")
    found = lines(folder)
    assert '"data/links.yaml" and "data/links.yml" hold the same names' in found
    assert '"data/procedures/recurso_arco.yaml" and "data/procedures.yaml" hold' in found


def test_all_that_is_wrong_is_said_at_once(folder: Path):
    change(folder, ARCO, "days: 20", "days: -1")
    change(folder, "links.yaml", "tested: false", "tested: nunca")
    change(folder, "sources.yaml", "S-LD: ", "S-LD: 7 #")
    change(folder, "copy/comun.yaml", "long:", "lang:")
    with pytest.raises(Failure) as caught:
        load_data([(folder, "data")])
    assert {found.span.file for found in caught.value.diagnostics if found.span} == {
        "data/procedures/solicitud_arco.yaml",
        "data/links.yaml",
        "data/sources.yaml",
        "data/copy/comun.yaml",
    }


def test_each_file_names_the_schema_that_it_fits():
    for path in sorted(DATA.rglob("*.yaml")):
        text = path.read_text("utf-8")
        folders = len(path.relative_to(DATA).parts)
        up = "../" * folders
        named = re.match(rf"# yaml-language-server: \$schema={up}schemas/(\w+)\.json\n", text)
        assert named, path
        schema = json_schema(SCHEMAS[named[1]])
        value = json.loads(json.dumps(read_yaml(path, path.name), default=str))
        wrong = list(Draft202012Validator(schema).iter_errors(value))
        assert wrong == [], path


def test_every_namespace_has_a_schema():
    assert {name.removesuffix("s") for name in NAMESPACES} == {n.removesuffix("s") for n in SCHEMAS}


def test_a_whole_entry_has_no_words_so_a_reference_to_one_stays(data):
    """What is left of a reference is an error of the piece that prints it, and of no other."""
    text = "Lee $procedures.solicitud_arco."
    assert resolve_references(data, text) == text


def _with_procedure(tmp_path, text: str):
    """The stock with one more procedure."""
    (tmp_path / "procedures").mkdir()
    (tmp_path / "procedures" / "cita.yaml").write_text(text, "utf-8")
    return load_data([(tmp_path, "data"), (DATA, "stock")])


CITA = """\
title: Cita
summary: Saca tu cita.
legal_basis: [{{law: {law}, article: "1"}}]
{more}source: https://example.org/
confidence: alta
checked_on: 2026-11-23
review_by: null
start: la solicitud
steps:
{steps}"""
STEP = """\
  - id: {id}
    n: {n}
    actor: persona
    text: Haz algo.
    deadline: null
    legal_basis: {{law: LFT, article: "1"}}
    source: https://example.org/
    confidence: alta
"""
STEPS = "".join(STEP.format(id=name, n=n) for n, name in enumerate(("uno", "dos", "tres"), 1))


def test_what_a_procedure_lacks_is_asked_for_once(tmp_path):
    with pytest.raises(Failure) as caught:
        _with_procedure(tmp_path, CITA.format(law="LFT", more="", steps=STEPS))
    assert [one.message for one in caught.value.diagnostics] == ['a procedure has no "regime"']


@pytest.mark.parametrize(
    ("law", "more", "whose"),
    [
        ("LFT", "", "sujeto_obligado"),
        ("LTAIPEMyM", "", "garante"),
        ("LPDPPSOEMyM", "", "garante"),
        ("LTAIPEMyM", "calendar: sujeto_obligado\n", "sujeto_obligado"),
        ("LFT", "calendar: garante\n", "garante"),
    ],
)
def test_terms_are_counted_by_the_calendar_of_their_law(tmp_path, law, more, whose):
    text = CITA.format(law=law, more=f"regime: edomex_2016\n{more}", steps=STEPS)
    data = _with_procedure(tmp_path, text)
    assert data.content.procedures["cita"].counted_by == whose
