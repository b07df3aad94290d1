"""Path data to commands: short spellings, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infogen.artwork.svg_path import commands
from infogen.artwork.svg_values import path


@pytest.mark.parametrize(
    "short",
    [
        "M1 2a9 8 0 01.5.5",
        "M1,2a9,8,0,0,1,.5,.5",
        "M1 2a9 8 0 0 1 0.5 0.5",
        "m1 2a9 8 0 01.5.5",
    ],
)
def test_flags_of_arcs_may_touch_what_follows(short: str) -> None:
    assert commands(short) == commands("M 1 2 A 9 8 0 0 1 1.5 2.5")


@pytest.mark.parametrize(
    "short", ["M0 0a1 1 0 111 1 1 1 0 001 1", "M0 0a1 1 0 1 1 1 1a1 1 0 0 0 1 1"]
)
def test_arcs_that_repeat(short: str) -> None:
    assert commands(short) == commands("M0 0a1 1 0 1 1 1 1 1 1 0 0 0 1 1")


@pytest.mark.parametrize(
    "data", ["", "L1 2", "M1", "M1 2 L", "M1 2 3", "M0 0A1 1 0 2 0 1 1", "M0 0x"]
)
def test_both_readers_refuse_the_same(data: str) -> None:
    if data:
        assert path(data) is None
    if "A" not in data:
        with pytest.raises(ValueError, match=r"\w"):
            commands(data)


NUMBERS = st.floats(-999, 999, width=32).map(lambda value: f"{value:.3f}")


@given(st.lists(st.tuples(st.sampled_from("MmLlHhVvCcSsQqTtZz"), st.lists(NUMBERS, min_size=6, max_size=6)), min_size=1, max_size=9))  # fmt: skip
def test_what_one_reader_takes_the_other_takes(sets: list[tuple[str, list[str]]]) -> None:
    count = {"H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "Z": 0}
    text = "M0 0" + "".join(
        letter + " ".join(given[: count.get(letter.upper(), 2)]) for letter, given in sets
    )
    assert path(text) == text
    assert len(commands(text)) == len(sets) + 1
