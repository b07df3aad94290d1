"""Colours as the operators of a page say them: in RGB, in grey, or separated for a press."""

from functools import cached_property, lru_cache
from typing import Any

from PIL import Image

from infogen.backends.pdf.document import num
from infogen.scene.color import grey, rgb
from infogen.scene.destinations import AS_IT_IS, Press
from infogen.scene.separation import separate, separation

OPERATORS = {"rgb": ("rg", "RG"), "grey": ("g", "G"), "cmyk": ("k", "K")}
"""The operators that set the colour of fills and of lines (ISO 32000-1, 8.6.8)."""

SPACES = {"rgb": "DeviceRGB", "grey": "DeviceGray", "cmyk": "DeviceCMYK"}


class Colors:
    """The colours of one file."""

    def __init__(self, press: Press | None) -> None:
        self.press = press or AS_IT_IS
        self.space = SPACES[self.press.ink]

    def fill(self, color: str) -> str:
        """Set the colour that fills."""
        return f"{self._parts(color)} {OPERATORS[self.press.ink][0]}"

    def stroke(self, color: str) -> str:
        """Set the colour of lines."""
        return f"{self._parts(color)} {OPERATORS[self.press.ink][1]}"

    def picture(self, image: Image.Image) -> Image.Image:
        """An opaque RGB picture in the colours of the file."""
        if self.press.ink == "grey":
            return image.convert("L")
        if self.press.ink == "cmyk":
            return self._separated(image)
        return image

    def _parts(self, color: str) -> str:
        if self.press.ink == "rgb":
            return " ".join(num(channel / 255) for channel in rgb(color))
        if self.press.ink == "grey":
            return num(rgb(grey(color))[0] / 255)
        return " ".join(num(part) for part in self._inks(color))

    @lru_cache(maxsize=256)  # noqa: B019 - one of these lives as long as its file
    def _inks(self, color: str) -> tuple[float, ...]:
        """Cyan, magenta, yellow and black. Greys are black alone: small type in four inks would
        show each plate that is out of register.
        """
        red, green, blue = rgb(color)
        if red == green == blue:
            return 0.0, 0.0, 0.0, 1 - red / 255
        pixel = self._separated(Image.new("RGB", (1, 1), color)).tobytes()
        return tuple(part / 255 for part in pixel)

    def _separated(self, image: Image.Image) -> Image.Image:
        return separate(image, self._transform)

    @cached_property
    def _transform(self) -> Any:
        return separation(self.press.profile)
