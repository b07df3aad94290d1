"""Values by name, each made when it is first asked for: of all files a run may need a few."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from infogen.diagnostics import Diagnostic, Failure

K = TypeVar("K")
T = TypeVar("T")


class LazyMapping(Mapping[K, T]):
    """`make` is called once for a name, and the `Failure` that it raises is raised each time; the
    names themselves are known before. `loaded` holds those asked for so far.
    """

    def __init__(self, names: Iterable[K], make: Callable[[K], T]) -> None:
        self._names = dict.fromkeys(names)
        self._make = make
        self._failures: dict[K, Failure] = {}
        self.loaded: dict[K, T] = {}

    def __getitem__(self, name: K) -> T:
        if name not in self.loaded:
            if name not in self._names:
                raise KeyError(name)
            if name in self._failures:
                raise Failure(self._failures[name].diagnostics)
            try:
                self.loaded[name] = self._make(name)
            except Failure as failure:
                self._failures[name] = failure
                raise
        return self.loaded[name]

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[K]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def problems(self, names: Iterable[K] | None = None) -> list[Diagnostic]:
        """Load those named, else all, and list what is wrong with them, each finding once."""
        found: dict[Diagnostic, None] = {}
        for name in self if names is None else names:
            try:
                self[name]
            except Failure as failure:
                found.update(dict.fromkeys(failure.diagnostics))
        return list(found)

    def load_all(self) -> dict[K, T]:
        """All of them. Raises `Failure` with everything that is wrong with any."""
        problems = self.problems()
        if problems:
            raise Failure(problems)
        return dict(self)
