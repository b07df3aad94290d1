"""QR symbols: an address in, its modules out (ISO/IEC 18004), the smallest version that holds
it.
"""

from typing import Literal

from infogen.diagnostics import Span, fail
from infogen.messages import _

CorrectionLevel = Literal["L", "M", "Q", "H"]

Rows = tuple[tuple[bool, ...], ...]


LARGEST_VERSION = 15

MOST_BYTES: dict[CorrectionLevel, int] = {"L": 520, "M": 412, "Q": 292, "H": 220}
"""The bytes that a symbol of that version holds (ISO/IEC 18004, table 7), with 77 modules on a
side. The standard goes on to 177: such a code is read from a sheet held still, not from a wall or a
screen.
"""

MADE: dict[tuple[str, CorrectionLevel, int], Rows] = {}
"""The symbols that were made: to choose the mask of one takes 7 ms."""


def symbol(
    address: str, level: CorrectionLevel = "M", span: Span | None = None, version: int = 1
) -> Rows:
    """The dark modules of the symbol, without quiet zone, of `version` (1 to 15) at least.
    Remembered in `MADE`.

    Raises `Failure` for an address of more bytes than `MOST_BYTES`; `span` is where it is written.
    """
    count = len(address.encode("utf-8"))
    if count > MOST_BYTES[level]:
        raise fail(
            "long-code",
            _("an address of {count} characters makes a code that phones do not read well").format(
                count=count
            ),
            span,
            hint=_("write a shorter address: {most} characters are the most here").format(
                most=MOST_BYTES[level]
            ),
        )
    found = MADE.get((address, level, version))
    if found is None:
        found = MADE[address, level, version] = _made(address, level, version)
    return found


def _made(address: str, level: CorrectionLevel, version: int) -> Rows:
    import qrcode

    levels = {
        "L": qrcode.ERROR_CORRECT_L,
        "M": qrcode.ERROR_CORRECT_M,
        "Q": qrcode.ERROR_CORRECT_Q,
        "H": qrcode.ERROR_CORRECT_H,
    }
    code = qrcode.QRCode(version=version, error_correction=levels[level], border=0)
    code.add_data(address.encode("utf-8"), optimize=0)
    code.make(fit=True)
    return tuple(tuple(bool(cell) for cell in row) for row in code.modules)
