"""Posts are counted as each platform counts."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infogen.semantics.post_length import post_length

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("Así se pide", 11),
        ("…€•™", 8),
        ("—“Sí”–", 6),
        ("\U0001f4e2", 2),
        (FAMILY, 2),
        ("\U0001f44d\U0001f3fd \U0001f1f2\U0001f1fd 1\ufe0f\u20e3", 8),
        ("ve a https://example.org/muy/largo?a=b\nya", 5 + 23 + 3),
        ("ve a saimex.org.mx.", 5 + 23 + 1),
        ("ve a (www.pt-edomex.org/transparencia/), ya", 5 + 1 + 23 + 5),
        ("escribe a unidad@ptedomex.org", 29),
        ("art. 5.º y el 3.14 y guia.pdf", 29),
        ("mañana", 6),
    ],
)
def test_x_counts_by_weight(text, length):
    assert post_length(text, "weight", 23) == length
    assert post_length(unicodedata.normalize("NFD", text), "weight", 23) == length


@pytest.mark.parametrize(
    ("text", "units", "with_bytes"),
    [("Sí", 2, 2), ("\U0001f4e2", 2, 4), ("\U0001f4e2 a", 4, 6), (FAMILY, 8, 18), ("…", 1, 1)],
)
def test_others_count_units_of_utf_16_and_threads_the_bytes_of_emoji(text, units, with_bytes):
    assert post_length(text) == units
    assert post_length(text, "emoji-bytes") == with_bytes


@given(st.text(max_size=60))
def test_no_counting_is_below_the_letters_that_are_read(text):
    letters = sum(char.isalpha() for char in unicodedata.normalize("NFC", text))
    assert post_length(text) >= letters
    assert post_length(text, "weight") >= letters
