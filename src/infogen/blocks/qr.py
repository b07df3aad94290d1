"""A QR code: the address of a link as square modules on white, with its quiet zone."""

from typing import Annotated, Literal

from msgspec import Meta

from infogen.artwork.qr_symbol import LARGEST_VERSION, symbol
from infogen.blocks.base import Block
from infogen.blocks.env import Env
from infogen.blocks.fragment import Fragment
from infogen.content import Link
from infogen.diagnostics import fail
from infogen.messages import _
from infogen.scene import Meaning, Modules, Placed, Rect
from infogen.scene.color import contrast, luminance
from infogen.scene.geometry import Region, Size
from infogen.source.model import Positive, SkipValidation

SMALLEST = {"px": 5.0, "mm": 0.5}
"""The smallest side of a module, in canvas units."""

LEAST_CONTRAST = 4.5


class Qr(Block):
    """The smallest symbol that holds the link's whole address, or its short one. `module` is the
    side of a module in canvas units: whole px, 5 or more, on screens; 0.5 mm or more on paper.
    `quiet` counts modules (4 in the standard). `version` is the smallest that is taken, so that two
    codes side by side are of one size.
    """

    kind: Literal["qr"]
    rigid = True

    link: SkipValidation[Link]
    module: Positive
    level: Literal["L", "M", "Q", "H"] = "M"
    version: Annotated[int, Meta(ge=1, le=LARGEST_VERSION)] = 1
    color: str = "ink"
    quiet: Annotated[int, Meta(ge=4, le=40)] = 4

    def layout(self, region: Region, env: Env) -> Fragment:
        """A white square with the modules in it. Raises `Failure` for a code that would not
        scan.
        """
        address = env.short_links.address(self.link)
        if address is None:
            raise fail(
                "unknown-value",
                _("the link has no address yet, so it cannot become a code"),
                self.place_of("link"),
                _("leave the block out with when: and the link's url"),
            )
        dark, light = env.color(self.color, self, "color"), env.color("white")
        self._check(dark, light, env)
        place = self.link.place_of("url") or self.place_of("link")
        rows = symbol(address, self.level, place, self.version)
        side = (len(rows) + 2 * self.quiet) * self.module
        inset = self.quiet * self.module
        return Fragment(
            Size(side, side),
            (
                Placed(0.0, 0.0, Rect(side, side, light)),
                Placed(inset, inset, Modules(rows, self.module, dark)),
            ),
            meaning=Meaning(role="qr", alt=f"QR: {self.link.shown or address}", href=address),
        )

    def _check(self, dark: str, light: str, env: Env) -> None:
        least = SMALLEST[env.canvas.unit]
        if self.module < least or (env.canvas.unit == "px" and self.module % 1):
            raise fail(
                "small-qr",
                _("a module of {size} {unit} does not scan").format(
                    size=f"{self.module:g}", unit=env.canvas.unit
                ),
                self.place_of("module"),
                _("write a whole number of px, 5 or more")
                if env.canvas.unit == "px"
                else _("write 0.5 mm or more"),
            )
        if luminance(dark) >= luminance(light) or contrast(dark, light) < LEAST_CONTRAST:
            raise fail(
                "inverted-qr",
                _('"{color}" is not dark enough for a code on white').format(color=self.color),
                self.place_of("color"),
                _("use a dark colour such as ink"),
            )
