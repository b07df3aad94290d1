"""What is checked on a scene: to add a check, write its file and name it here."""

from collections.abc import Callable, Iterable

from infogen.checks.overflow import overflow
from infogen.diagnostics import Diagnostic
from infogen.scene import Scene

CHECKS: dict[str, Callable[[Scene], Iterable[Diagnostic]]] = {
    "overflow": overflow,
}


def check(scene: Scene) -> list[Diagnostic]:
    """All findings on a scene, in the order of the checks."""
    return [finding for run in CHECKS.values() for finding in run(scene)]
