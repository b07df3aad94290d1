"""Two pictures of the same thing compared square by square."""

from PIL import ImageChops
from PIL.Image import Image, Resampling


def worst_tile(one: Image, other: Image, side: int) -> float:
    """How much two pictures of one size differ in the square of that side where they differ most:
    the mean over its pixels of the largest difference of a channel, 0 to 255.
    """
    red, green, blue = ImageChops.difference(one.convert("RGB"), other.convert("RGB")).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    across, down = (max(1, length // side) for length in one.size)
    return most.resize((across, down), Resampling.BOX).getextrema()[1]
