"""What is checked: to add a check, write its file and name it here.

There are two kinds: of a scene, before anything is drawn of it, and of a finished file.
"""

from collections.abc import Callable, Iterable

from infogen.checks._surfaces import forget
from infogen.checks.codes import codes
from infogen.checks.contrast import contrast
from infogen.checks.figures import figures
from infogen.checks.floors import floors
from infogen.checks.language import language
from infogen.checks.limits import limits
from infogen.checks.overflow import overflow
from infogen.checks.overlap import overlap
from infogen.diagnostics import Diagnostic
from infogen.scene import Scene

SCENE: dict[str, Callable[[Scene], Iterable[Diagnostic]]] = {
    "overflow": overflow,
    "overlap": overlap,
    "floors": floors,
    "contrast": contrast,
    "figures": figures,
    "language": language,
}

FILE: dict[str, Callable[[Scene, str, bytes, int], Iterable[Diagnostic]]] = {
    "codes": codes,
    "limits": limits,
}


def check(scene: Scene) -> list[Diagnostic]:
    """All findings on a scene, in the order of the checks."""
    try:
        return [finding for run in SCENE.values() for finding in run(scene)]
    finally:
        forget()


def check_file(scene: Scene, kind: str, data: bytes, page: int = 0) -> list[Diagnostic]:
    """All findings on a finished file of a scene: its kind, its bytes and the page it shows."""
    return [finding for run in FILE.values() for finding in run(scene, kind, data, page)]
