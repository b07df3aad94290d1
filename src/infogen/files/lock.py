"""One process at a time in a folder: the others wait."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Inside, no other process is inside for this folder. The lock ends with the process, however
    that ends. Raises `OSError` where the folder cannot be opened.
    """
    if sys.platform == "win32":  # a folder cannot be locked there, so a file in it is
        handle = os.open(folder / ".infogen.lock", os.O_RDWR | os.O_CREAT)
        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)
    else:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        yield
    finally:
        os.close(handle)
