"""What the pieces say of acts: who does them, on what conditions, by which articles."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from infogen.checks import CONTENT, Usage
from infogen.content import Data, load_data
from infogen.diagnostics import Diagnostic
from infogen.layout.compose import compose
from kit.places import DATA
from kit.tiny import HERE, Tiny, piece

TODAY = date(2026, 11, 24)
RECURSO = "procedures.recurso_informacion.steps.interponer"
AVISO = "procedures.verificacion_denuncia.steps.notificar"
DENUNCIA = "procedures.verificacion_denuncia.steps.denunciar"

Found = Callable[..., list[Diagnostic]]


@pytest.fixture
def found(tiny: Tiny, tmp_path: Path) -> Found:
    """What a check says of a card with texts, each a slot of its own words, facts and laws."""

    def made(
        check: str, *texts: tuple[str, str, str], shared: str = "", post: str = "", **files: str
    ) -> list[Diagnostic]:
        slots = "".join(slot(f"t{n}", *text) for n, text in enumerate(texts))
        write(tmp_path, "copy__propia", slots)
        for name, text in files.items():
            write(tmp_path, name, text)
        data = load(tmp_path)
        names = [f"$copy.propia.t{n}" for n in range(len(texts))]
        if shared:
            names.append(shared)
        children = "".join(f"\n  - {{kind: text, style: body, text: {name}}}" for name in names)
        body = f"kind: column\nchildren:{children}"
        head = f'post: "{post}"\n' if post else ""
        workspace = tiny.workspace({"t": head + piece(body)}).with_data(data)
        scene = compose(workspace, "t", format="card")
        return list(CONTENT[check](Usage(data, replace(scene, lang="es-MX"), TODAY)))

    return made


def slot(name: str, words: str, fact: str, law: str) -> str:
    facts, laws = (f"[{fact}]" if fact else "[]"), (f'["{law}"]' if law else "[]")
    return f'{name}: {{long: "{words}", short: "{words}", facts: {facts}, law: {laws}}}\n'


def write(root: Path, name: str, text: str) -> None:
    path = root / f"{name.replace('__', '/')}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")


def load(root: Path) -> Data:
    return load_data([(root, "data"), (HERE / "data", "tiny"), (DATA, "stock")])


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["INFOEM avisa al partido."], 0),
        (["Avisa al partido."], 1),
        (["Avisar al partido."], 1),
        (["Después de admitirla. Avisa al partido."], 1),
        (["Le avisa al partido."], 1),
        (["Decide INFOEM, la autoridad."], 0),
        (["INFOEM la admite. Avisa al partido."], 0),
        (["INFOEM", "Avisa al partido."], 1),
        (["Avisa al partido", "INFOEM"], 0),
        (["Avisa al partido", "INFOEM le escribe."], 1),
        (["¿Avisa INFOEM al partido?"], 0),
        (["El aviso llega al partido."], 0),
    ],
)
def test_a_verb_of_somebody_else_has_its_actor(found, texts, expected):
    made = found("actors", *((text, AVISO, "LTAIPEMyM 116") for text in texts))
    assert [one.code for one in made] == ["verb-without-actor"] * expected
    assert all(one.spots and "INFOEM" in str(one.hint) for one in made)


def test_the_reader_s_own_verb_needs_no_actor(found):
    assert found("actors", ("Presenta tu denuncia.", DENUNCIA, "LTAIPEMyM 111")) == []
    assert found("actors", ("Decide qué denuncias.", DENUNCIA, "LTAIPEMyM 111")) == []


def test_the_hint_of_a_verb_without_actor_works(found):
    [one] = found("actors", ("Avisa al partido.", AVISO, "LTAIPEMyM 116"))
    begin = str(one.hint).rpartition('such as "')[2].rstrip('"')
    assert found("actors", (f"{begin} avisa al partido.", AVISO, "LTAIPEMyM 116")) == []


@pytest.mark.parametrize(
    ("words", "left_out"),
    [
        ("Denuncia en línea, por correo o en papel.", []),
        ("Denuncia en línea o en papel.", ["por correo"]),
        ("Denuncia en papel.", ["en línea", "por correo"]),
        ("Denuncia cuando quieras.", []),
    ],
)
def test_a_piece_says_all_conditions_of_an_act_or_none(found, words, left_out):
    made = found("conditions", (words, DENUNCIA, "LTAIPEMyM 114"))
    assert len(made) == bool(left_out)
    for one in made:
        assert one.code == "other-conditions"
        assert all(f'"{name}"' in one.message.partition("and not")[2] for name in left_out)
        assert 'which "copy.' in one.message
        obeyed = str(one.hint).replace('"', "")
        assert found("conditions", (obeyed, DENUNCIA, "LTAIPEMyM 114")) == []


def test_a_term_is_not_stated_without_its_conditions(found):
    term = "Tienes ${procedures.recurso_informacion.steps.interponer.deadline}"
    law = "LTAIPEMyM 178"
    assert [one.code for one in found("conditions", (term, RECURSO, law))] == ["other-conditions"]
    whole = f"{term}, desde el día siguiente a la respuesta."
    assert found("conditions", (whole, RECURSO, law)) == []
    apart = [(term, RECURSO, law), ("Desde el día siguiente.", RECURSO, law)]
    assert found("conditions", *apart) == []


def test_words_that_rest_on_another_fact_say_no_condition(found):
    made = found(
        "conditions",
        ("Denuncia en línea o por correo.", DENUNCIA, "LTAIPEMyM 114"),
        ("Si es en papel, dónde avisarte.", "procedures.verificacion_denuncia.requirements.aviso", "LTAIPEMyM 113-IV"),
    )  # fmt: skip
    assert ['"en papel"' in one.message for one in made] == [True]


@pytest.mark.parametrize(
    ("law", "expected"),
    [
        ("LTAIPEMyM 116", 0),
        ("LTAIPEMyM 111-121", 0),
        ("LTAIPEMyM 114, 116", 0),
        ("LTAIPEMyM 163", 1),
        ("LPDPPSOEMyM 116", 1),
        ("", 1),
    ],
)
def test_a_text_names_an_article_of_what_it_rests_on(found, law, expected):
    made = found("citations", ("INFOEM avisa al partido.", AVISO, law))
    assert [one.code for one in made] == ["unfounded-citation"] * expected
    assert ["LTAIPEMyM 116" in one.message for one in made] == [True] * expected


SHARED = slot("maximos", "Todos los plazos son máximos.", RECURSO, "LTAIPEMyM 178")


def test_shared_words_cite_no_procedure_of_which_the_piece_says_nothing(found):
    comun = (DATA / "copy/comun.yaml").read_text("utf-8")
    at = comun.index("maximos:\n")
    old = comun[at : comun.index("\nqr_denuncia:", at) + 1]
    files = {"copy__comun": comun.replace(old, SHARED)}
    notice = ("INFOEM avisa al partido.", AVISO, "LTAIPEMyM 116")
    assert found("citations", notice, shared="$copy.comun.maximos") == []
    made = found("citations", notice, shared="$copy.comun.maximos", **files)
    assert [(one.code, one.about) for one in made] == [("unfounded-citation", RECURSO)]
    appeal = ("Presenta tu recurso.", RECURSO, "LTAIPEMyM 178")
    assert found("citations", appeal, shared="$copy.comun.maximos", **files) == []


def test_a_post_spells_out_its_acronyms_by_itself(found):
    page = (
        "SAIMEX: Sistema de Acceso a la Información Mexiquense",
        "links.saimex",
        "LTAIPEMyM 152",
    )
    bare = found("acronyms", page, post="Pide en SAIMEX.")
    assert [(one.code, "post" in one.message) for one in bare] == [("unexpanded-acronym", True)]
    spelled = "Pide en SAIMEX (${links.saimex.name})."
    assert found("acronyms", page, post=spelled) == []
    assert found("acronyms", page, post="Pide información.") == []
