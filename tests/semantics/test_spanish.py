"""Readability in Spanish: syllables, sentences and the INFLESZ scale."""

import pytest

from infogen.semantics.spanish import band, inflesz, split_words, spoken_sentences, syllables

QUIJOTE = (
    "En un lugar de la Mancha, de cuyo nombre no quiero acordarme, no ha mucho tiempo que vivía un"
    " hidalgo de los de lanza en astillero, adarga antigua, rocín flaco y galgo corredor."
)
"""33 words and 60 syllables, counted by hand."""


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("transparencia", 4), ("información", 4), ("día", 2), ("país", 2), ("guía", 2),
        ("quien", 1), ("aunque", 2), ("pingüino", 3), ("ley", 1), ("y", 1), ("muy", 1),
        ("ahora", 3), ("leer", 2), ("aéreo", 4), ("veintiséis", 3), ("averiguáis", 4),
        ("ciudad", 2), ("búho", 2), ("héroe", 3), ("Paraguay", 3), ("construir", 2), ("15", 2),
    ],
)  # fmt: skip
def test_syllables_follow_the_rules_of_spelling(word, count):
    assert syllables(word) == count


def test_sentences_end_at_full_stops_not_inside_numbers_addresses_and_abbreviations():
    text = "El art. 163 da 15 días. ¿Y luego? Ve a saimex.org.mx. Son $2.50 por hoja."
    assert [len(split_words(one)) for one in spoken_sentences(text)] == [6, 2, 3, 4]


def test_the_formula_is_that_of_szigriszt_with_its_three_counts():
    assert (len(split_words(QUIJOTE)), sum(map(syllables, split_words(QUIJOTE)))) == (33, 60)
    assert inflesz(QUIJOTE) == pytest.approx(206.835 - 62.3 * 60 / 33 - 33 / 1)


def test_shorter_sentences_and_words_are_easier():
    assert inflesz("Pide lo que quieras. Es gratis.") > 80
    hard = (
        "La interposición del recurso interrumpe indefectiblemente la prescripción administrativa."
    )
    assert inflesz(hard) < 40


@pytest.mark.parametrize(
    ("ease", "name"),
    [(39.9, "muy difícil"), (40, "algo difícil"), (55, "normal"), (65, "bastante fácil"), (80, "muy fácil")],
)  # fmt: skip
def test_the_bands_are_those_of_the_validated_scale(ease, name):
    assert band(ease) == name
