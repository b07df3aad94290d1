"""Values in sentences: dates in the language of the piece, amounts as they are written in Mexico."""

from datetime import date
from decimal import Decimal

import pytest

from infogen.content import format_amount, format_value
from kit.tiny import words

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("es", "23 de noviembre de 2026"),
        ("es-MX", "23 de noviembre de 2026"),
        ("qps", "23 de noviembre de 2026"),
        ("en", "November 23, 2026"),
        ("fr", "23 novembre 2026"),
        ("maz", "23 de noviembre de 2026"),
        ("qaa", "23 de noviembre de 2026"),
    ],
)
def test_a_date_is_in_its_language_where_that_is_known(lang, said):
    assert format_value(DAY, lang) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (92, "92"),
        (1000.5, "1,000.50"),
        (92.0, "92"),
        (Decimal("0.5"), "0.50"),
        (1234567.891, "1,234,567.89"),
        (True, None),
        ("x", None),
    ],
)
def test_pesos_have_two_decimals_or_none(value, said):
    assert format_amount(value) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Cuesta $${prices.a}", "Cuesta $1,000.50"),
        ("Cuesta ${prices.a} pesos", "Cuesta 1,000.50 pesos"),
        ("Son ${prices.a} M.N.", "Son 1,000.50 M.N."),
        ("Mide ${prices.a} metros", "Mide 1,000.5 metros"),
        ("Cuesta $${prices.b} o ${prices.a}", "Cuesta $92 o 1,000.5"),
    ],
)
def test_what_stands_beside_a_number_says_that_it_is_money(tiny, text, said):
    parts = {
        "p": "params: {prices: {type: value}}\nbody: {kind: text, style: body, text: '"
        + text
        + "'}"
    }
    body = "{use: p, with: {prices: {a: 1000.5, b: 92}}}"
    assert words(tiny.scene(body, components=parts)).replace("|", " ") == said
