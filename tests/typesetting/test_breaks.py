"""Where lines of Spanish may break. `|` is any stop, `¦` one that is only a resort."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infogen.semantics.abbreviations import belongs_to_next, is_figure
from infogen.typesetting.breaks import LAST, stops


def shown(text: str, hyphens: bool = False, most: int = LAST + 1) -> str:
    """The text with its stops but the last; of resorts those below `most`."""
    for stop in reversed([one for one in stops(text, hyphens)[:-1] if one.resort < most]):
        text = text[: stop.at] + ("¦" if stop.resort else "|") + text[stop.at :]
    return text


@pytest.mark.parametrize(
    "text",
    [
        "Todos |los |plazos |son |máximos.",
        "Elige |a |quién |revisar, |al |azar |o |por |muestra, |y |entra |a |IPOMEX.",
        "¿Falta |algo |en |IPOMEX? |Denúncialo.",
        "Acceso |a |la |información · |SAIMEX",
        "Si |dice |que |no |cumplió, |en |15 %.",
        "Es |«así» |(o |“asá”) |¡ya! |y |« a »",
        "Costo-|beneficio |y/o |físico/|digital |por |e-mail",
        "el |TAD-|SARCOEM |y |el |art. ¦113-I |de |2018–2020, |el |10/11/2026",
        "Lo |dice |—y |manda— |la |ley, |palabra—|otra – |ya",
        "Máximo |15 ¦días ¦hábiles |si |es |por |denuncia, |30 ¦días |si |no",
        "Llama |al |722 ¦226 ¦1980, |ext. ¦5",
        "En |1,200.50 ¦pesos, |no |más",
        "El |n.º ¦5, |el |N° ¦7, |el |No. ¦8, |el |núm. ¦9 ¦y |no. |Luego |el |1.º ¦de |enero",
        "Lic. ¦Ana |Ruiz, |Mtra. ¦J. ¦Pérez |y |el |C. ¦Luis, |en |Av. ¦Hidalgo, |C. ¦P. ¦50000",
        "A |las |9 ¦a. ¦m. |en |EE. ¦UU., |por |el |D. ¦O. ¦F., |p. ¦ej. |en |S. ¦A. ¦de |C. ¦V.",
        "En |la |fracc. ¦II |del |art. ¦5 ¦y |la |pág. ¦3, |§ ¦8, |$ ¦5",
        "Son |3 ¦m² |de |patio, |½ ¦hora, |el |plan |de |la |ley. |Sigue |la |fracc. |primera",
    ],
)
def test_copy_breaks_by_the_rules(text):
    assert shown(text.replace("|", "").replace("¦", "")) == text


def test_no_break_space_never_breaks():
    assert shown("puede\u00a0empezar contigo") == "puede\u00a0empezar |contigo"


def test_an_address_breaks_only_as_a_resort():
    address = "https://www.infoem.org.mx/transparencia/denuncias?a=1"
    own = [stop for stop in stops(address)[:-1] if stop.resort < LAST]
    assert [(address[s.at :][:5], s.resort) for s in own] == [
        (".info", 2),
        (".org.", 2),
        (".mx/t", 2),
        ("trans", 1),
        ("denun", 1),
        ("?a=1", 2),
    ]
    assert shown("unidad@ptedomex.org. Ya", most=LAST) == "unidad¦@ptedomex¦.org. |Ya"


def test_articles_and_prepositions_hang():
    hanging = [s.at for s in stops("¿Por la ley? Sí, ve al\u00a0de la casa. No") if s.hanging]
    assert hanging == [5, 8, 26, 29]


def test_words_are_hyphenated_by_syllables_where_asked():
    assert shown("Transparencia para todos", hyphens=True) == "Trans|pa|ren|cia |para |to¦dos"


def test_short_words_acronyms_and_addresses_are_not_hyphenated():
    text = "casa SARCOEM infoem.org.mx y fin"
    assert "|" not in shown(text, hyphens=True).replace(" |", "")


def test_words_that_do_not_end_the_text_keep_two_letters_before_and_three_after():
    for word in ("electrónicamente", "extraordinariamente", "oficiosa", "aéreo", "ideas"):
        text = f"{word} y fin"
        inside = [s.at for s in stops(text, hyphens=True) if s.kind == "soft"]
        assert all(2 <= at <= len(word) - 3 for at in inside)


def test_an_empty_text_has_only_its_end():
    assert [(s.at, s.kind) for s in stops("")] == [(0, "end")]


@given(st.text(alphabet="a5²½.ºCP n", min_size=1, max_size=30))
def test_no_break_comes_after_a_figure_or_an_abbreviation_but_as_the_last_resort(text):
    for stop in stops(text)[:-1]:
        before, after = text[: stop.at - 1], text[stop.at :]
        if stop.kind == "space" and (before[-1:] in tuple("5½") or belongs_to_next(before, after)):
            assert stop.resort == LAST


@pytest.mark.parametrize(
    ("char", "figure"), [("5", True), ("½", True), ("²", False), ("¹", False), ("x", False)]
)
def test_digits_and_fractions_are_figures_and_superscripts_are_not(char, figure):
    assert is_figure(char) is figure


def test_where_nothing_else_fits_an_address_breaks_anywhere_but_in_what_is_one_sign():
    address = "https://sanjosedelrincon.gob.mx/a%C3%B1o"
    last = {stop.at for stop in stops(f"{address}, y")[:-1] if stop.resort == LAST}
    inside = {*range(1, 8), *(address.index("%C3") + n for n in (1, 2, 4, 5))}
    assert last.isdisjoint(inside)
    assert len(address) not in last
    assert {*range(9, 24)} <= last


def test_a_word_with_soft_hyphens_breaks_at_these_alone():
    found = stops("la constitucionalidad estatal", hyphens=True, typed=(7, 12))
    assert [stop.at for stop in found if stop.kind == "soft" and stop.at < 21] == [7, 12]
    assert [stop.at for stop in stops("subrayar", typed=(3,))] == [3, 8]
