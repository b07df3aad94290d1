"""Pictures that were made, remembered as far as so many bytes hold them."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

from PIL.Image import Image

T = TypeVar("T")

MEBIBYTE = 2**20


class ByteCache(Generic[T]):
    """Values by key, `most` bytes of them; those that were asked for longest ago go first. `weigh`
    says how many bytes a value is; one of more than half of the cache is not kept.

    Threads may share it: two that ask for the same at once may both make it.
    """

    def __init__(self, most: int, weigh: Callable[[T], int]) -> None:
        self.most, self.held = most, 0
        self._weigh = weigh
        self._values: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value of a key, made if it is not there. What `make` raises is not remembered."""
        with self._lock:
            known = self._values.get(key)
            if known is not None:
                self._values.move_to_end(key)
                return known[0]
        value = make()
        size = self._weigh(value)
        with self._lock:
            if size <= self.most // 2 and key not in self._values:
                self._values[key] = value, size
                self.held += size
                while self.held > self.most:
                    _key, (_value, least) = self._values.popitem(last=False)
                    self.held -= least
        return value

    def __len__(self) -> int:
        return len(self._values)


def raster_bytes(raster: Image) -> int:
    """The bytes of a raster's pixels."""
    return raster.width * raster.height * len(raster.getbands())
