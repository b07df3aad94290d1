"""QR symbols, and what no symbol holds."""

import pytest

from infogen.artwork.qr_symbol import symbol
from infogen.diagnostics import Failure, Span

PLACE = Span("layouts/a.yaml", 3, 9)


@pytest.mark.parametrize(("level", "most"), [("L", 520), ("M", 412), ("Q", 292), ("H", 220)])
def test_an_address_that_is_too_long_is_refused_where_it_is_written(level, most):
    with pytest.raises(Failure) as caught:
        symbol("ñ" + "x" * (most - 1), level, PLACE)
    (finding,) = caught.value.diagnostics
    assert (finding.code, finding.span) == ("long-code", PLACE)
    assert f"{most + 1} characters" in finding.message
    assert str(most) in str(finding.hint)
    assert len(symbol("x" * most, level)) == 77


def test_a_symbol_is_of_the_version_that_is_asked_for_or_larger():
    assert [len(symbol("https://a.mx", version=version)) for version in (1, 5, 7)] == [21, 37, 45]
    assert symbol("x" * 200, version=2) == symbol("x" * 200)
