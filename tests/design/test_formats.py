"""Formats: which sheets can be made."""

import pytest

from infogen.design.formats import Format
from infogen.source.model import Problem


def sheet(width: float, height: float, unit: str = "px") -> Format:
    """A format of these measures."""
    family = "screen" if unit == "px" else "paper"
    return Format(
        name="t", family=family, unit=unit, width=width, height=height, margin=1, smallest=1,
        files=("png",),
    )  # fmt: skip


@pytest.mark.parametrize(("width", "height"), [(16_383, 100), (8_000, 8_000), (1, 1)])
def test_these_can_be_made(width: int, height: int) -> None:
    assert sheet(width, height).width == width


@pytest.mark.parametrize(
    ("width", "height", "unit", "hint"),
    [
        (16_384, 10, "px", "a side has from 1 to 16383 pixels"),
        (16_383, 16_383, "px", "make the sheet smaller: it has at most 64 million pixels"),
        (2_000, 2_000, "mm", "make the sheet smaller: it has at most 64 million pixels"),
    ],
)
def test_these_cannot(width: float, height: float, unit: str, hint: str) -> None:
    with pytest.raises(Problem) as caught:
        sheet(width, height, unit)
    assert caught.value.hint == hint
