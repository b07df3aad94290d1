"""How much work something is, in calls of functions: the same on every machine, however busy."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import pytest


@contextmanager
def calls_at_most(most: int) -> Iterator[None]:
    """Fail as soon as more functions have been called in this thread."""
    left = most

    def count(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal left
        if event in ("call", "c_call"):
            left -= 1
            if left < 0:
                pytest.fail(f"more than {most} calls")

    sys.setprofile(count)
    try:
        yield
    finally:
        sys.setprofile(None)


def calls_of(work: Callable[[], object]) -> int:
    """The functions that are called while something is done in this thread."""
    made = 0

    def count(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal made
        made += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return made
