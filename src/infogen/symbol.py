"""QR symbols: an address in, its modules out (ISO/IEC 18004), the smallest version that holds
it.
"""

from functools import cache
from typing import Literal

Level = Literal["L", "M", "Q", "H"]

Rows = tuple[tuple[bool, ...], ...]


@cache
def symbol(address: str, level: Level = "M") -> Rows:
    """The dark modules of the symbol, without quiet zone. Remembered: choosing the mask takes 5
    ms.
    """
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
