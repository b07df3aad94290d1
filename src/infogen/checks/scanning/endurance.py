"""The endurance of codes: forwarded, made smaller, printed, copied, photographed at an angle.

Two programs read each code, because phones differ: zxing must always read it, OpenCV, the weaker
one, half of the time down to 0.59 of its size. Only `infogen check` does this; a build reads each
code once.
"""

from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct
from PIL import Image, ImageOps
from PIL.Image import Image as Raster

from infogen.checks.scanning.drawn import Code, DrawnCode
from infogen.checks.scanning.readers import has_opencv, opencv_reads, read_codes
from infogen.checks.scanning.wear import SEEDS, bilevel, photograph, sent, shift_grid, smaller
from infogen.diagnostics import Diagnostic, error, warning
from infogen.messages import _
from infogen.scene.color import grey, rgb

NEEDED, NEEDED_WEAK = 0.5, 0.59
"""The scales down to which a code must be read by each time, and by the second program half of the
time.
"""

SURROUNDINGS = {"zxing": 12, "opencv": 60}
"""Pixels around a code that its reader is given."""

SCREEN: tuple[tuple[float, tuple[int, ...]], ...] = (
    (1.0, (70,)),  # as posted
    (1.0, (60, 55, 50)),  # sent on three times
    (0.74, (50,)),
    (0.69, (70,)),
    (0.67, (71,)),
    (0.59, (60,)),
    (0.5, (85,)),
    (0.5, (60, 60)),
    (0.46, (60,)),
    (0.42, (60,)),
    (0.38, (60,)),
    (0.33, (60,)),
)
"""Scales, and the JPEG qualities of one generation after another, as platforms and chats make them
(measured and published values differ; these are within them).
"""

PRINT: tuple[tuple[float, float | None], ...] = (
    (1.0, None),  # grey
    (1.0, 2.0),  # copied
    (0.5, None),
    (0.5, 1.0),
    (0.46, 0.0),
    (0.42, 0.0),
    (0.38, 0.0),
    (0.33, 0.0),
)
"""Scales, and the blur of a copier before it makes black and white of it; None is a grey print."""


class Endurance(Struct, frozen=True):
    """The smallest scale down to which a code was read each time (None: not even whole), and the
    scales down to 0.59 at which the second program read it less than half of the time (None: it
    is not installed, or not asked).
    """

    scale: float | None
    weak: tuple[float, ...] | None


@lru_cache(maxsize=256)
def measure_endurance(code: Code) -> Endurance:
    """The endurance of a code. Takes about a tenth of a second, two seconds with OpenCV."""
    chains = [(scale, how) for scale, how in (PRINT if code.on_paper else SCREEN)]
    least = None
    for scale in dict.fromkeys(scale for scale, _how in chains):
        ways = [how for one, how in chains if one == scale]
        if not all(_read_always(code, scale, how) for how in ways):
            break
        least = scale
    weak = None if code.on_paper else _weak(code)
    return Endurance(least, weak)


def endurance_findings(placed: DrawnCode, found: Endurance) -> Iterator[Diagnostic]:
    """An error for a code that bears too little, a warning where the second program fails."""
    address = placed.code.address
    hint = _("make its module larger, or its address shorter")
    if found.scale is None or found.scale > NEEDED:
        yield error(
            "fragile-code",
            _("the code of {address} with modules of {size} is read down to {scale}× only").format(
                address=address, size=placed.size, scale=found.scale or "–"
            ),
            placed.span,
            hint,
            spot=placed.spot,
        )
    if found.weak:
        yield warning(
            "weak-code",
            _(
                "the code of {address} with modules of {size} is read by weak readers less than"
                " half of the time at {scales}×"
            ).format(address=address, size=placed.size, scales=", ".join(map(str, found.weak))),
            placed.span,
            hint,
            spot=placed.spot,
        )


def _read_always(code: Code, scale: float, how: tuple[int, ...] | float | None) -> bool:
    """True if zxing reads the code for each seed, both as it arrives and photographed."""
    whole = smaller(_drawn(code, SURROUNDINGS["zxing"]), scale)
    for seed in SEEDS:
        seen = shift_grid(whole, seed)
        if isinstance(how, tuple):
            seen = sent(seen, how)
        elif how is not None:
            seen = bilevel(seen, how)
        if any(code.address not in read_codes(one) for one in (seen, photograph(seen, seed))):
            return False
    return True


def _weak(code: Code) -> tuple[float, ...] | None:
    """The scales at which OpenCV fails; None where it is not installed."""
    if not has_opencv():
        return None
    whole = _drawn(code, SURROUNDINGS["opencv"])
    failed = []
    for scale, qualities in SCREEN:
        if scale < NEEDED_WEAK:
            continue
        small = smaller(whole, scale)
        enough = len(SEEDS) / 2
        read = missed = 0
        for seed in SEEDS:
            if opencv_reads(sent(shift_grid(small, seed), qualities), code.address):
                read += 1
            else:
                missed += 1
            if read >= enough or missed > enough:
                break
        if read < enough:
            failed.append(scale)
    return tuple(dict.fromkeys(failed))


def _drawn(code: Code, around: int) -> Raster:
    """The code in grey with its quiet zone, on a grey ground."""
    dark, light = (rgb(grey(color))[0] for color in (code.dark, code.light))
    cells = bytes(dark if cell else light for row in code.rows for cell in row)
    small = Image.frombytes("L", (len(code.rows[0]), len(code.rows)), cells)
    side = small.width * code.module, small.height * code.module
    large = small.resize(side, Image.Resampling.NEAREST)
    return ImageOps.expand(ImageOps.expand(large, 4 * code.module, light), around, 128)
