"""QR symbols: an address in, its modules out (ISO/IEC 18004), the smallest version that holds
it.
"""

from typing import Literal

CorrectionLevel = Literal["L", "M", "Q", "H"]

Rows = tuple[tuple[bool, ...], ...]


MADE: dict[tuple[str, CorrectionLevel], Rows] = {}
"""The symbols that were made: to choose the mask of one takes 7 ms."""


def symbol(address: str, level: CorrectionLevel = "M") -> Rows:
    """The dark modules of the symbol, without quiet zone. Remembered in `MADE`."""
    found = MADE.get((address, level))
    if found is None:
        found = MADE[address, level] = _made(address, level)
    return found


def _made(address: str, level: CorrectionLevel) -> Rows:
    import qrcode

    levels = {
        "L": qrcode.ERROR_CORRECT_L,
        "M": qrcode.ERROR_CORRECT_M,
        "Q": qrcode.ERROR_CORRECT_Q,
        "H": qrcode.ERROR_CORRECT_H,
    }
    code = qrcode.QRCode(version=None, error_correction=levels[level], border=0)
    code.add_data(address.encode("utf-8"), optimize=0)
    code.make(fit=True)
    return tuple(tuple(bool(cell) for cell in row) for row in code.modules)
