"""Results computed from a scene, remembered for as long as the scene lives."""

from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import TypeVar
from weakref import WeakKeyDictionary

from infogen.scene import Scene

T = TypeVar("T")


def per_scene(find: Callable[[Scene], T]) -> Callable[[Scene], T]:
    """Remember the result of a function for each scene. The function must be pure, and its result
    must not hold the scene, which would then never be freed.

    Threads may share it: two that ask for the same scene at once may both work it out, and get the
    same answer.
    """
    known: WeakKeyDictionary[Scene, T] = WeakKeyDictionary()
    lock = Lock()

    @wraps(find)
    def remembered(scene: Scene) -> T:
        with lock:
            if scene in known:
                return known[scene]
        found = find(scene)
        with lock:
            return known.setdefault(scene, found)

    return remembered
