"""QR symbols: an address in, its modules out (ISO/IEC 18004), the smallest version that holds
it.
"""

from typing import Literal

from infogen.diagnostics import Span, fail
from infogen.messages import _

CorrectionLevel = Literal["L", "M", "Q", "H"]

Rows = tuple[tuple[bool, ...], ...]


MADE: dict[tuple[str, CorrectionLevel, int], Rows] = {}
"""The symbols that were made: to choose the mask of one takes 7 ms."""


def symbol(
    address: str, level: CorrectionLevel = "M", span: Span | None = None, version: int = 1
) -> Rows:
    """The dark modules of the symbol, without quiet zone, of `version` (1 to 40) at least.
    Remembered in `MADE`.

    Raises `Failure` for an address that is longer than the largest symbol holds; `span` is
    where it is written.
    """
    found = MADE.get((address, level, version))
    if found is None:
        found = MADE[address, level, version] = _made(address, level, span, version)
    return found


def _made(address: str, level: CorrectionLevel, span: Span | None, version: int) -> Rows:
    import qrcode
    from qrcode.exceptions import DataOverflowError

    levels = {
        "L": qrcode.ERROR_CORRECT_L,
        "M": qrcode.ERROR_CORRECT_M,
        "Q": qrcode.ERROR_CORRECT_Q,
        "H": qrcode.ERROR_CORRECT_H,
    }
    code = qrcode.QRCode(version=version, error_correction=levels[level], border=0)
    code.add_data(address.encode("utf-8"), optimize=0)
    try:
        code.make(fit=True)
    except (ValueError, DataOverflowError):
        raise fail(
            "long-code",
            _("an address of {count} bytes does not fit a QR code").format(
                count=len(address.encode("utf-8"))
            ),
            span,
            hint=_("write a shorter address: 1273 bytes fit at every level of correction"),
        ) from None
    return tuple(tuple(bool(cell) for cell in row) for row in code.modules)
