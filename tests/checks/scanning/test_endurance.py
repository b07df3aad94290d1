"""Codes on their way to a phone: what they bear, and what they do not."""

import pytest
from msgspec.structs import replace
from PIL import Image

from infogen.artwork.qr_symbol import symbol
from infogen.checks.scanning import endurance
from infogen.checks.scanning.drawn import Code, DrawnCode, drawn_codes
from infogen.checks.scanning.wear import photograph, sent, shift_grid
from infogen.diagnostics import Spot
from infogen.layout.compose import compose

ADDRESS = "https://saimex.org.mx/saimex/ciudadano/login.page"
CODE = Code(ADDRESS, symbol(ADDRESS, "M"), 6, "#14202B", "#FFFFFF", on_paper=False)


def placed(code):
    return DrawnCode(code, f"{code.module} px", None, Spot(0, (0, 0, 1, 1)))


def found(code):
    borne = endurance.measure_endurance(code)
    return borne, [finding.code for finding in endurance.endurance_findings(placed(code), borne)]


def test_a_code_with_large_modules_bears_all_chains_and_both_readers():
    borne, codes = found(CODE)
    assert borne.scale <= 0.5
    assert borne.weak == ()
    assert codes == []


def test_small_modules_bear_less_and_are_an_error():
    borne, codes = found(replace(CODE, module=3))
    assert borne.scale > 0.5
    assert "fragile-code" in codes


def test_the_codes_of_a_stock_picture_bear_it_until_they_are_made_smaller(stock):
    [asked, *_others] = drawn_codes(compose(stock, "acceso-saimex", format="portrait"))
    assert [
        finding.code
        for finding in endurance.endurance_findings(asked, endurance.measure_endurance(asked.code))
    ] == []
    smaller = replace(asked, code=replace(asked.code, module=3))
    found = list(endurance.endurance_findings(smaller, endurance.measure_endurance(smaller.code)))
    assert "fragile-code" in {finding.code for finding in found}


def test_what_the_second_reader_alone_misses_is_a_warning():
    borne = endurance.Endurance(0.42, (0.59,))
    assert [one.severity for one in endurance.endurance_findings(placed(CODE), borne)] == [
        "warning"
    ]


def test_without_opencv_there_is_one_reader_and_that_is_known(monkeypatch):
    monkeypatch.setattr(endurance, "has_opencv", lambda: False)
    borne = endurance.measure_endurance.__wrapped__(replace(CODE, module=3))
    assert borne.weak is None


def test_a_printed_code_bears_a_copier():
    borne, codes = found(replace(CODE, module=8, on_paper=True))
    assert borne.scale <= 0.5
    assert borne.weak is None
    assert codes == []


def test_a_code_too_pale_to_copy_is_an_error():
    borne, codes = found(replace(CODE, module=8, on_paper=True, dark="#9A9A9A"))
    assert codes == ["fragile-code"]
    assert borne.scale is None


def test_the_same_seed_gives_the_same_picture_and_another_one_another():
    white = Image.new("L", (40, 40), 200)
    assert photograph(white, 1).tobytes() == photograph(white, 1).tobytes()
    assert photograph(white, 1).tobytes() != photograph(white, 2).tobytes()
    assert sent(shift_grid(white, 1), (60,)).size == shift_grid(white, 1).size


def test_noise_is_about_its_mean():
    noisy = photograph(Image.new("L", (200, 200), 120), 0)
    middle = noisy.crop((40, 40, 160, 160)).tobytes()
    mean = sum(middle) / len(middle)
    spread = (sum((v - mean) ** 2 for v in middle) / len(middle)) ** 0.5
    assert mean == pytest.approx(120, abs=1)
    assert spread == pytest.approx(6, abs=0.7)
