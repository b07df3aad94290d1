"""Two pictures of the same thing compared square by square."""

import numpy
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


def shifted_tile(one: Image, other: Image, side: int) -> float:
    """How much the mean colours of two pictures of one size differ in the square of that side where
    they differ most, 0 to 255. Edges that are smoothed otherwise hardly count.
    """
    size = max(1, one.width // side), max(1, one.height // side)
    means = [image.convert("RGB").resize(size, Resampling.BOX) for image in (one, other)]
    return max(high for _low, high in ImageChops.difference(*means).getextrema())


def flat_tile(one: Image, other: Image, side: int) -> float:
    """How much the colours of two pictures of one size differ in squares of that side which are of
    one colour, 0 to 255: of each the colour in the middle of all, where nine tenths of either
    picture's pixels have it.
    """
    first, second = _squares(one, side), _squares(other, side)
    colors = [numpy.median(squares, axis=2) for squares in (first, second)]
    flat = numpy.ones(colors[0].shape[:2], bool)
    for squares, color in zip((first, second), colors, strict=True):
        alike = numpy.abs(squares - color[:, :, None, :]).max(axis=3) <= 4
        flat &= alike.mean(axis=2) >= 0.9
    return float((numpy.abs(colors[0] - colors[1]).max(axis=2) * flat).max())


def _squares(image: Image, side: int) -> numpy.ndarray:
    """The pixels in squares: rows, columns, pixels, channels."""
    across, down = image.width // side, image.height // side
    pixels = numpy.asarray(image.convert("RGB"), numpy.int16)[: down * side, : across * side]
    parts = pixels.reshape(down, side, across, side, 3).swapaxes(1, 2)
    return parts.reshape(down, across, side * side, 3)
