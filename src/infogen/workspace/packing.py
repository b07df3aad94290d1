"""Packing of cached values: values alone, and never anything that can run.

A pickle may name any function to be called. Of what these name, only records of infogen, the maps
and lists of its sources, dates, numbers and paths are looked up; whatever else one names, it counts
as damaged.
"""

import pickle
from collections.abc import Callable
from importlib import import_module
from io import BytesIO
from typing import Any

from msgspec import Struct

from infogen.scene.fonts import Fonts
from infogen.source import Map, Seq

_VALUES = frozenset(
    {
        ("datetime", "date"),
        ("decimal", "Decimal"),
        ("msgspec._core", "UNSET"),
        ("msgspec._utils", "rebuild"),
        ("pathlib", "PosixPath"),
        ("pathlib", "WindowsPath"),
        ("builtins", "frozenset"),
        ("builtins", "set"),
    }
)
_READERS = frozenset({"_placed_map", "read_map", "read_seq"})
"""The functions of `source` that fill a map or a list with what was read."""


def pack(value: object) -> bytes:
    """The bytes of a value."""
    return pickle.dumps(value, 5)


def unpack(data: bytes) -> Any:
    """The value of some bytes. Raises `ValueError` for anything that is none, or names what it may
    not.
    """
    try:
        return _Unpickler(BytesIO(data)).load()
    except Exception as problem:  # a pickle that is damaged may raise whatever it likes
        raise ValueError(str(problem)) from None


class _Unpickler(pickle.Unpickler):
    """A reader that looks up values alone."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _VALUES:
            return super().find_class(module, name)
        if module.startswith("infogen."):
            found = getattr(import_module(module), name, None)
            if _is_record(found) or (module == "infogen.source" and name in _READERS):
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")


def _is_record(found: Callable[..., object] | None) -> bool:
    return isinstance(found, type) and issubclass(found, Struct | Map | Seq | tuple | int | Fonts)
