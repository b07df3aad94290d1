import pytest

from infogen.scene.color import contrast, luminance, rgb


def test_colours_are_three_bytes():
    assert rgb("#FFC72C") == (255, 199, 44)


def test_luminance_reaches_from_black_to_white():
    assert (luminance("#000000"), luminance("#FFFFFF")) == (0.0, pytest.approx(1.0))


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#14202B", "#FBF7EE", 15.45), ("#14202B", "#FFC72C", 10.59), ("#C4161C", "#FFFFFF", 6.04)],
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(one, other) == contrast(other, one)
